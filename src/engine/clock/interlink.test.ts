import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isRefusal } from '../../base/refusal.ts';
import { instant } from '../../base/time.ts';
import type { AgencyTerm, Holding } from './clock.ts';
import { agencyClocks, readCalendar } from './clock.ts';

const read = readCalendar(JSON.parse(readFileSync(new URL('../../../data/calendar/vn-2021-2026.json', import.meta.url), 'utf8')));
if (!('table' in read)) throw new Error('the calendar is not readable');
const calendar = read;
const days = (count: number): AgencyTerm => ({ rule: { kind: 'working-days', days: count }, calendar });

// Registration of a land transfer: land office 5 days, tax office 5 days, land office again 3 days.
const terms = new Map([
  ['land 1', days(5)],
  ['tax', days(5)],
  ['land 2', days(3)],
]);

test('each agency is owed by its own clock, from the hour at which the case came to it', () => {
  const holdings: readonly Holding[] = [
    { clock: 'land 1', from: instant('2022-11-01T08:00:00+07:00'), to: instant('2022-11-08T10:00:00+07:00') },
    { clock: 'tax', from: instant('2022-11-08T10:00:00+07:00'), to: instant('2022-11-17T09:00:00+07:00') },
    { clock: 'land 2', from: instant('2022-11-17T09:00:00+07:00') },
  ];
  const clocks = agencyClocks(holdings, terms, new Set(['land 1', 'tax']));
  if (isRefusal(clocks)) throw new Error(clocks.refused);
  assert.deepEqual(
    clocks.map(({ clock, state, due, onTime }) => [clock, state, due, onTime]),
    [
      ['land 1', 'done', '2022-11-08T17:30:00+07:00', true],
      ['tax', 'done', '2022-11-15T17:30:00+07:00', false],
      ['land 2', 'running', '2022-11-22T17:30:00+07:00', undefined],
    ],
  );
});

test('the time at another agency is given back to the clock that waits for it', () => {
  const there = { clock: 'tax', from: instant('2022-11-03T08:00:00+07:00'), to: instant('2022-11-10T08:00:00+07:00') };
  const back: readonly Holding[] = [
    { clock: 'land 1', from: instant('2022-11-01T08:00:00+07:00'), to: instant('2022-11-03T08:00:00+07:00') },
    there,
    { clock: 'land 1', from: instant('2022-11-10T08:00:00+07:00') },
  ];
  const clocks = agencyClocks(back, terms, new Set(['tax']));
  if (isRefusal(clocks)) throw new Error(clocks.refused);
  // Five working days from 01/11 end on 08/11; the five working days elsewhere move that to 15/11.
  assert.equal(clocks[0]?.due, '2022-11-15T17:30:00+07:00');
  assert.match(clocks[0]?.because?.vi ?? '', /dừng|tạm/);
});

test('while the case lies elsewhere, or the holder waits for the person, no hour is promised', () => {
  const away = agencyClocks([{ clock: 'land 1', from: instant('2022-11-01T08:00:00+07:00'), to: instant('2022-11-03T08:00:00+07:00') }], terms);
  assert.deepEqual(away, [{ clock: 'land 1', state: 'elsewhere', handedOn: '2022-11-03T08:00:00+07:00', onTime: true }]);
  const waiting = agencyClocks(
    [{ clock: 'tax', from: instant('2022-11-03T08:00:00+07:00'), pauses: [{ from: instant('2022-11-04T08:00:00+07:00'), why: 'obligation' }] }],
    terms,
  );
  assert.deepEqual(waiting, [{ clock: 'tax', state: 'paused' }]);
});

test('a clock nobody gave a term is refused by name', () => {
  assert.deepEqual(agencyClocks([{ clock: 'bank', from: instant('2022-11-03T08:00:00+07:00') }], terms), { refused: 'clock-rule', about: { clock: 'bank' } });
});
