import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Json } from '../../base/json.ts';
import { weekdayOf } from '../../base/time.ts';
import { draftYear, readCalendar } from './clock.ts';
import { hungKingsOf, tetOf } from './lunar.ts';
import type { Calendar, SpecialDay } from './model.ts';
import { dateAt } from './table.ts';

const file = JSON.parse(readFileSync(new URL('../../../data/calendar/vn-2021-2026.json', import.meta.url), 'utf8')) as Json;
const vietnam = ((): Calendar => {
  const read = readCalendar(file);
  assert.ok('table' in read, JSON.stringify(read));
  return read;
})();
const years = [2021, 2022, 2023, 2024, 2025, 2026];
const daysOf = (year: number, kind: SpecialDay['kind']): readonly SpecialDay[] =>
  [...vietnam.days.values()].filter((day) => day.kind === kind && day.date.startsWith(String(year)));
const isWeekend = (day: SpecialDay): boolean => [0, 6].includes(weekdayOf(day.date));

test('Tet and the day of the Hung Kings fall where astronomy puts them', () => {
  const tet = ['2021-02-12', '2022-02-01', '2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-02'];
  const kings = ['2021-04-21', '2022-04-10', '2023-04-29', '2024-04-18', '2025-04-07', '2026-04-26', '2027-04-16', '2028-04-04', '2029-04-23', '2030-04-12'];
  assert.deepEqual(
    tet.map((_, at) => dateAt(tetOf(2021 + at))),
    tet,
  );
  assert.deepEqual(
    kings.map((_, at) => dateAt(hungKingsOf(2021 + at))),
    kings,
  );
});
test('Vietnam kept Tet a month before China in 1985 and a day before in 2007', () => {
  assert.equal(dateAt(tetOf(1985)), '1985-01-21');
  assert.equal(dateAt(tetOf(2007)), '2007-02-17');
});
test('each year has the eleven holidays of the law, with the lunar ones on their days', () => {
  for (const year of years) {
    const holidays = daysOf(year, 'holiday');
    assert.equal(holidays.length, 11, String(year));
    for (const day of [dateAt(tetOf(year)), dateAt(hungKingsOf(year)), `${year}-01-01`, `${year}-04-30`, `${year}-05-01`, `${year}-09-02`])
      assert.ok(
        holidays.some((holiday) => holiday.date === day),
        day,
      );
  }
});
test('every holiday on a weekend is made good on a weekday, and an exchanged day on a weekend', () => {
  for (const year of years) {
    assert.equal(daysOf(year, 'compensation').length, daysOf(year, 'holiday').filter(isWeekend).length, String(year));
    assert.equal(daysOf(year, 'makeUpWork').length, daysOf(year, 'swappedOff').length, String(year));
    assert.ok([...daysOf(year, 'compensation'), ...daysOf(year, 'swappedOff')].every((day) => !isWeekend(day)));
    assert.ok(daysOf(year, 'makeUpWork').every((day) => isWeekend(day) && day.like !== undefined && vietnam.days.get(day.like)?.kind === 'swappedOff'));
  }
});
test('a draft by law alone finds the holidays of years whose blocks nobody moved', () => {
  const drafted = (year: number) => draftYear(year).days.map((day) => `${day.date} ${day.kind}`);
  const decided = (year: number) =>
    [...vietnam.days.values()].filter((day) => day.date.startsWith(String(year)) && day.name.vi !== 'nghỉ Tết').map((day) => `${day.date} ${day.kind}`);
  for (const year of [2021, 2022, 2023]) for (const day of decided(year)) assert.ok(drafted(year).includes(day), day);
  const read = readCalendar({ ...(file as { readonly [key: string]: Json }), years: { 2027: draftYear(2027) as unknown as Json } });
  assert.ok('table' in read, JSON.stringify(read));
});

test('a wrong calendar gives findings that say what to write', () => {
  const base = file as { readonly [key: string]: Json };
  const day = { date: '2026-03-02', kind: 'holiday', name: { vi: 'nghỉ', en: 'off' }, note: 'x' };
  const withDays = (...days: readonly Json[]): Json => ({ ...base, years: { 2026: { source: 'x', days } } });
  const codes = (json: Json): readonly string[] => {
    const read = readCalendar(json);
    assert.ok(!('table' in read), JSON.stringify(json).slice(0, 200));
    for (const finding of read) assert.ok(finding.repair.length > 5);
    return read.map((finding) => finding.code);
  };
  assert.deepEqual(codes(null), ['not-an-object']);
  assert.deepEqual(codes({ ...base, zone: 'x' }), ['unknown-key']);
  assert.deepEqual(codes({ ...base, years: {} }), ['years']);
  assert.deepEqual(codes({ ...base, years: { 26: { source: 'x', days: [] } } }), ['year']);
  assert.deepEqual(codes(withDays(day, day)), ['day-twice']);
  assert.deepEqual(codes(withDays({ ...day, date: '2026-02-30' })), ['day']);
  assert.deepEqual(codes(withDays({ ...day, date: '2025-03-02' })), ['day']);
  assert.deepEqual(codes(withDays({ ...day, kind: 'feast' })), ['kind']);
  assert.deepEqual(codes(withDays({ ...day, like: '2026-03-03' })), ['like']);
  assert.deepEqual(codes({ ...base, office: { week: { mon: '17:30-07:30' } } }), ['hours', 'week-without-hours']);
  assert.deepEqual(codes({ ...base, office: { week: { mon: '07:30-11:30' }, seasons: [{ from: '02-30', to: '03-01', week: { mon: '07:30-11:30' } }] } }), [
    'season-days',
  ]);
});
