import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { clockOf, date, dateOf } from '../../src/base/time.ts';
import type { Calendar } from '../../src/engine/clock/clock.ts';
import { readCalendar } from '../../src/engine/clock/clock.ts';
import { readPackFolder } from '../../src/gate/pack-folder.ts';
import type { CaseEntry, SimulationWish } from '../../src/kernel/case/case.ts';
import { foldAll, simulate, simulateMoves } from '../../src/kernel/case/case.ts';
import { assemble } from '../../src/pack/assemble.ts';

const root = join(import.meta.dirname, '../..');
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const calendar = readCalendar(JSON.parse(readFileSync(join(root, 'data/calendar/vn-2021-2026.json'), 'utf8'))) as Calendar;

async function wishFor(folder: string, more: Partial<SimulationWish> = {}): Promise<SimulationWish> {
  const { pack } = await assemble(await readPackFolder(join(root, folder)), hash);
  assert.ok(pack !== undefined, folder);
  return { pack, calendar, from: date('2022-01-01'), cases: 150, seed: 7, holders: new Map(), effort: 0.2, ...more };
}
const birth = await wishFor('packs/khai-sinh');

test('the same wish gives the same year, another seed another one', () => {
  assert.deepEqual(simulate(birth), simulate(birth));
  assert.notDeepEqual(simulate({ ...birth, seed: 8 }).hours, simulate(birth).hours);
});

test('every case that was filed is accounted for, and its entries fold to its state', () => {
  const entries = new Map<string, CaseEntry[]>();
  const last = new Map<string, unknown>();
  let before = '';
  for (const move of simulateMoves(birth)) {
    assert.ok(move.at >= before, 'time never runs back');
    before = move.at;
    entries.set(move.case, [...(entries.get(move.case) ?? []), ...move.entries]);
    last.set(move.case, move.state);
  }
  assert.equal(entries.size, 150);
  for (const [id, told] of entries) assert.deepEqual(foldAll(told), last.get(id), id);
  const { cases } = simulate(birth);
  assert.equal(cases.filed, 150);
  assert.equal(cases.stuck, 0);
  assert.equal(cases.finished + cases.open + cases.notEligible, cases.filed);
});

test('work is finished in office hours of working days only', () => {
  for (const move of simulateMoves(birth)) {
    if (move.step === undefined) continue;
    const clock = clockOf(move.at);
    assert.ok((clock >= '07:30' && clock <= '11:30') || (clock >= '13:30' && clock <= '17:30'), move.at);
    assert.ok(!['2022-01-01', '2022-02-01', '2022-09-02'].includes(dateOf(move.at)), `${move.at} is a holiday`);
  }
});

test('too few people make a queue that grows; one more makes it short again', () => {
  const rush = { ...birth, cases: 1_200 };
  const [one, three] = [simulate(rush), simulate({ ...rush, holders: new Map([['officer', 3]]) })];
  const waited = (year: typeof one): number => year.steps.find((step) => step.element === 'check')?.waited.p95 ?? Number.NaN;
  const used = (year: typeof one): number => year.roles.find((role) => role.role === 'officer')?.utilisation ?? Number.NaN;
  assert.ok(waited(one) > 10 * waited(three), `${waited(one)} against ${waited(three)}`);
  assert.ok((one.lateShare ?? 0) > (three.lateShare ?? 1));
  assert.ok(used(one) > 0.9 && used(one) <= 1, 'nobody works more than the office is open');
  assert.ok(used(three) < used(one) / 2);
});

test('work among offices can be simulated too: units, numbers, opened cases, deadlines of promises', async () => {
  for (const name of ['van-ban-den', 'kiem-tra', 'cuoc-kiem-tra', 'cau-hoi']) {
    const year = simulate(await wishFor(`test/packs/general/${name}`, { cases: 30 }));
    assert.equal(year.cases.stuck, 0, name);
    assert.ok(year.cases.finished >= 25, `${name}: ${year.cases.finished} finished`);
  }
  const late = simulate(await wishFor('test/packs/general/cau-hoi', { cases: 200, effort: 0.4 }));
  assert.ok(
    late.steps.some((step) => step.element === 'explain' && step.done > 0),
    'a promise that is late is explained',
  );
});
