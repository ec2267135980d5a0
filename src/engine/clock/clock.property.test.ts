import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareOnce, situationOf } from './naive.ts';

test('every due date equals the one counted minute by minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
      const { situation, ours, naive } = compareOnce(situationOf(seed));
      assert.equal(ours, naive, JSON.stringify(situation));
    }),
    { seed: 20221115, numRuns: 150 },
  );
});

test('the random situations reach every rule, pauses, refusals and both kinds of result', () => {
  const seen = new Map<string, number>();
  for (let seed = 0; seed < 300; seed += 1) {
    const { situation, ours } = compareOnce(situationOf(seed), 'ours');
    for (const key of [situation.rule.kind, situation.stops.length > 0 ? 'stopped' : 'free', typeof ours === 'number' ? 'due' : ours])
      seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  for (const key of ['hours', 'working-days', 'calendar-days', 'months', 'same-day', 'stopped', 'free', 'due', 'paused', 'unknown'])
    assert.ok((seen.get(key) ?? 0) >= 5, `${key}: ${seen.get(key)}`);
});
