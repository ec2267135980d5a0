import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agendaOf } from './agenda.ts';
import { chanceOf, drawn } from './chance.ts';

test('an agenda gives out the first by its order, whatever was added when', () => {
  const chance = chanceOf(20_221_115);
  const agenda = agendaOf<number>((a, b) => a < b);
  const added: number[] = [];
  const taken: number[] = [];
  for (let round = 0; round < 2_000; round += 1) {
    const value = Math.floor(chance.next() * 500);
    agenda.add(value);
    added.push(value);
    assert.equal(agenda.first(), Math.min(...added));
    if (round % 3 !== 0) continue;
    const first = agenda.take() ?? Number.NaN;
    taken.push(first);
    added.splice(added.indexOf(first), 1);
  }
  const rest: number[] = [];
  for (let value = agenda.take(); value !== undefined; value = agenda.take()) rest.push(value);
  assert.deepEqual(
    rest,
    added.toSorted((a, b) => a - b),
  );
  assert.deepEqual([agenda.size(), taken.length], [0, 667]);
});

test('the same seed gives the same numbers, another seed others', () => {
  const five = (seed: number): readonly number[] => Array.from({ length: 5 }, chanceOf(seed).next);
  assert.deepEqual(five(1), five(1));
  assert.notDeepEqual(five(1), five(2));
});

test('numbers lie from 0 to 1, times around their mean, draws in proportion to their weights', () => {
  const chance = chanceOf(7);
  const many = Array.from({ length: 20_000 }, () => chance.next());
  assert.ok(many.every((one) => one >= 0 && one < 1));
  const mean = Array.from({ length: 20_000 }, () => chance.around(30)).reduce((sum, one) => sum + one, 0) / 20_000;
  assert.ok(Math.abs(mean - 30) < 1, String(mean));
  const draws = Array.from({ length: 20_000 }, () => drawn([1, 0, 3], chance));
  assert.equal(draws.filter((one) => one === 1).length, 0, 'a weight of nothing is never drawn');
  assert.ok(Math.abs(draws.filter((one) => one === 2).length / 20_000 - 0.75) < 0.02);
  assert.equal(chance.pick([]), undefined);
});
