import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateOf, instant } from '../../base/time.ts';
import { lastQuarter } from './quarter.ts';

const of = (at: string) => {
  const { year, number, from, until } = lastQuarter(instant(at));
  return [year, number, dateOf(from), dateOf(until)];
};

test('the last quarter is the whole one before, across the new year too', () => {
  assert.deepEqual(of('2022-11-15T08:00:00+07:00'), [2022, 3, '2022-07-01', '2022-10-01']);
  assert.deepEqual(of('2023-01-01T00:00:00+07:00'), [2022, 4, '2022-10-01', '2023-01-01']);
  assert.deepEqual(of('2022-03-31T23:59:59+07:00'), [2021, 4, '2021-10-01', '2022-01-01']);
});
