import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '../../base/time.ts';
import { periodNames, periodOf } from './indicator.ts';

test('a period begins at midnight of its first day, in legal time', () => {
  const begins = (now: string) => periodNames.map((name) => periodOf(name, instant(now)));
  const at = (day: string) => instant(`${day}T00:00:00+07:00`);
  assert.deepEqual(begins('2022-11-15T08:00:00+07:00'), [at('2022-11-01'), at('2022-10-01'), at('2022-01-01')]);
  assert.deepEqual(begins('2022-12-31T23:59:59+07:00'), [at('2022-12-01'), at('2022-10-01'), at('2022-01-01')]);
  assert.deepEqual(begins('2023-01-01T00:00:00+07:00'), [at('2023-01-01'), at('2023-01-01'), at('2023-01-01')]);
});
