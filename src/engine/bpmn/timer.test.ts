import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { instant } from '../../base/time.ts';
import { alarmOf, plusDuration, readDuration } from './timer.ts';

const now = instant('2022-11-15T08:00:00+07:00');
const due = (kind: 'date' | 'duration' | 'cycle', text: string) => {
  const alarm = alarmOf(kind, text, now);
  return typeof alarm === 'string' ? alarm : alarm.due;
};

test('durations count calendar time in Vietnam', () => {
  assert.equal(due('duration', 'PT2H30M'), '2022-11-15T10:30:00+07:00');
  assert.equal(due('duration', 'P1W'), '2022-11-22T08:00:00+07:00');
  assert.equal(due('duration', 'P1Y2M3DT4H'), '2024-01-18T12:00:00+07:00');
});

test('a month from the last day of a long month is the last day of a short one', () => {
  const month = readDuration('P1M')!;
  assert.equal(plusDuration(instant('2023-01-31T23:30:00+07:00'), month), '2023-02-28T23:30:00+07:00');
  assert.equal(plusDuration(instant('2024-01-31T00:15:00+07:00'), month), '2024-02-29T00:15:00+07:00');
  assert.equal(plusDuration(instant('2022-12-15T00:15:00+07:00'), month), '2023-01-15T00:15:00+07:00');
});

test('dates may be instants, local times, days, or carry the zone of Vietnam', () => {
  assert.equal(due('date', '2022-12-01T00:00:00Z'), '2022-12-01T07:00:00+07:00');
  assert.equal(due('date', '2022-12-01T09:00:00'), '2022-12-01T09:00:00+07:00');
  assert.equal(due('date', '2022-12-01T09:00:00@Asia/Ho_Chi_Minh'), '2022-12-01T09:00:00+07:00');
  assert.equal(due('date', '2022-12-01'), '2022-12-01T00:00:00+07:00');
});

test('cycles have a number, a period, and may have a beginning', () => {
  assert.deepEqual(alarmOf('cycle', 'R3/PT1H', now), { due: '2022-11-15T09:00:00+07:00', fixed: false, every: 'PT1H', times: 3 });
  assert.deepEqual(alarmOf('cycle', 'R/2022-12-01/P1D', now), { due: '2022-12-01T00:00:00+07:00', fixed: true, every: 'P1D' });
});

test('what is no time, or is shorter than a minute, is named', () => {
  for (const text of ['', 'P', 'PT', '1H', 'PT-1H', 'tomorrow']) assert.match(String(due('duration', text)), /not an ISO 8601 duration/);
  assert.match(String(due('duration', 'PT59S')), /shorter than one minute/);
  assert.equal(due('duration', 'PT60S'), '2022-11-15T08:01:00+07:00');
  assert.match(String(due('date', '2022-02-30')), /not an ISO 8601 date/);
  assert.match(String(due('cycle', 'PT1H')), /not a cycle/);
  assert.match(String(due('cycle', 'R0/PT1H')), /never fires/);
  assert.match(String(due('cycle', 'R/PT1S')), /less than one minute/);
});
