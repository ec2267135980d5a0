import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backOffMs, leaseMs, maxTries } from './job.ts';

test('waits double from one second and end at two minutes', () => {
  assert.deepEqual([1, 2, 3, 7, 8, 50].map(backOffMs), [1000, 2000, 4000, 64_000, 120_000, 120_000]);
});

test('a job that never works is given up within ten minutes, and a dead worker is noticed within a minute', () => {
  const waits = Array.from({ length: maxTries - 1 }, (_, index) => backOffMs(index + 1)).reduce((sum, ms) => sum + ms, 0);
  assert.ok(waits <= 600_000, `${waits}`);
  assert.ok(leaseMs <= 60_000);
});
