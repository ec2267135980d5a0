import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isRefusal } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { date, instant, showInstant } from '../../base/time.ts';
import type { Calendar, Pause, Rule } from './clock.ts';
import { dueBy, dueState, extendedBy, readCalendar, readOffice, showLeft, timeLeft, withClosures, withOffice } from './clock.ts';

const vietnam = ((): Calendar => {
  const read = readCalendar(JSON.parse(readFileSync(new URL('../../../data/calendar/vn-2021-2026.json', import.meta.url), 'utf8')));
  assert.ok('table' in read, JSON.stringify(read));
  return read;
})();

const at = (text: string): Instant => instant(`${text.replace(' ', 'T')}:00+07:00`);
const days = (count: number): Rule => ({ kind: 'working-days', days: count });
const hours = (count: number): Rule => ({ kind: 'hours', hours: count });
const sameDay: Rule = { kind: 'same-day', cutOff: '15:00' };
const pause = (from: string, to?: string): Pause =>
  to === undefined ? { from: at(from), why: 'supplement' } : { from: at(from), to: at(to), why: 'supplement' };

function promised(rule: Rule, from: string, pauses: readonly Pause[] = [], calendar = vietnam): string {
  const due = dueBy(rule, at(from), calendar, pauses);
  return isRefusal(due) ? due.refused : showInstant(due.due, 'en');
}

function because(rule: Rule, from: string, pauses: readonly Pause[] = []): { readonly vi: string; readonly en: string } {
  const due = dueBy(rule, at(from), vietnam, pauses);
  assert.ok(!isRefusal(due));
  return due.because;
}

test('three working days from the Friday before Tet end on the Wednesday after it', () => {
  assert.equal(promised(days(3), '2026-02-13 15:30'), '17:30 Wednesday 25/02/2026');
});
test('four hours from Friday 15:30 before Tet end on Monday 09:30 after it', () => {
  assert.equal(promised(hours(4), '2026-02-13 15:30'), '09:30 Monday 23/02/2026');
});
test('a make-up Saturday is a working day', () => {
  assert.equal(promised(days(1), '2026-08-21 09:00'), '17:30 Saturday 22/08/2026');
});
test('calendar days that end on a day exchanged away move past National Day', () => {
  assert.equal(promised({ kind: 'calendar-days', days: 10 }, '2026-08-21 09:00'), '17:30 Thursday 03/09/2026');
});
test('fifteen calendar days count the days off between', () => {
  assert.equal(promised({ kind: 'calendar-days', days: 15 }, '2026-08-20 09:00'), '17:30 Friday 04/09/2026');
});
test('a birth case of Wednesday 15:01 is due on Thursday, of 15:00 on the same day', () => {
  assert.equal(promised(sameDay, '2022-11-16 15:01'), '17:30 Thursday 17/11/2022');
  assert.equal(promised(sameDay, '2022-11-16 15:00'), '17:30 Wednesday 16/11/2022');
});
test('a birth case sent on Sunday or after hours is due on the next working day, before hours on the same day', () => {
  assert.equal(promised(sameDay, '2022-11-13 09:00'), '17:30 Monday 14/11/2022');
  assert.equal(promised(sameDay, '2022-11-18 20:00'), '17:30 Monday 21/11/2022');
  assert.equal(promised(sameDay, '2022-11-16 06:00'), '17:30 Wednesday 16/11/2022');
});
test('hours stop over noon and night, and end at the close that completes them', () => {
  assert.equal(promised(hours(2), '2022-11-15 10:30'), '14:30 Tuesday 15/11/2022');
  assert.equal(promised(hours(1), '2022-11-15 10:30'), '11:30 Tuesday 15/11/2022');
  assert.equal(promised(hours(0.5), '2022-11-15 17:15'), '07:45 Wednesday 16/11/2022');
  assert.equal(promised(hours(8), '2022-11-18 12:00'), '11:30 Monday 21/11/2022');
});
test('a month ends on the same number, or on the last day of a shorter month', () => {
  assert.equal(promised({ kind: 'months', months: 1 }, '2022-11-15 09:00'), '17:30 Thursday 15/12/2022');
  assert.equal(promised({ kind: 'months', months: 1 }, '2023-01-31 09:00'), '17:30 Tuesday 28/02/2023');
  assert.equal(promised({ kind: 'months', months: 12 }, '2023-02-28 09:00'), '17:30 Wednesday 28/02/2024');
  assert.equal(promised({ kind: 'months', months: 1 }, '2022-11-17 09:00'), '17:30 Monday 19/12/2022');
});

test('the sentence names what was skipped and when the result is promised', () => {
  const told = because(days(3), '2026-02-13 15:20');
  assert.equal(
    told.vi,
    'Nhận 15:20 thứ Sáu 13/02/2026; tính 3 ngày làm việc từ ngày làm việc kế tiếp, nghỉ Tết 16/02–20/02 và thứ Bảy, Chủ nhật không tính; trả lúc 17:30 thứ Tư 25/02/2026.',
  );
  assert.equal(
    told.en,
    'Received 15:20 Friday 13/02/2026; counting 3 working days from the next working day, without Tet holiday 16/02–20/02 and Saturday, Sunday; due 17:30 Wednesday 25/02/2026.',
  );
});
test('the sentence of calendar days says why the last day moved', () => {
  assert.match(
    because({ kind: 'calendar-days', days: 10 }, '2026-08-21 09:00').vi,
    /tính 10 ngày từ ngày kế tiếp, kể cả ngày nghỉ, ngày cuối 31\/08 là nghỉ hoán đổi nên chuyển sang ngày làm việc kế tiếp/,
  );
  assert.doesNotMatch(because({ kind: 'calendar-days', days: 15 }, '2026-08-20 09:00').vi, /ngày cuối/);
});
test('the sentence of a make-up Saturday says that it counts', () => {
  assert.match(because(days(1), '2026-08-21 09:00').vi, /thứ Bảy 22\/08 làm bù có tính/);
});
test('the sentence of a same-day case says which side of the cut-off it was', () => {
  assert.match(because(sameDay, '2022-11-16 15:01').vi, /sau 15:00 nên trả trong ngày làm việc kế tiếp; trả lúc 17:30 thứ Năm 17\/11\/2022/);
  assert.match(because(sameDay, '2022-11-16 14:00').vi, /trước 15:00 nên trả trong ngày;/);
  assert.match(because(sameDay, '2022-11-13 09:00').vi, /ngoài ngày giờ làm việc/);
});

test('working time inside a pause does not count and the rest resumes', () => {
  const paused = [pause('2022-11-16 09:30', '2022-11-18 09:30')];
  assert.equal(promised(days(3), '2022-11-15 09:00', paused), '17:30 Tuesday 22/11/2022');
  assert.match(because(days(3), '2022-11-15 09:00', paused).vi, /dừng chờ bổ sung 09:30 16\/11–09:30 18\/11 không tính/);
  assert.equal(promised(hours(5), '2022-11-15 08:00', [pause('2022-11-15 09:00', '2022-11-15 14:00')]), '08:00 Wednesday 16/11/2022');
});
test('two pauses that overlap count once, and one before the start not at all', () => {
  const twice = [pause('2022-11-16 07:30', '2022-11-17 07:30'), pause('2022-11-16 13:30', '2022-11-18 07:30'), pause('2022-11-01 07:30', '2022-11-02 07:30')];
  assert.equal(promised(days(3), '2022-11-15 09:00', twice), '17:30 Tuesday 22/11/2022');
});
test('calendar days stand still in a pause, whole days for whole days', () => {
  assert.equal(promised({ kind: 'calendar-days', days: 15 }, '2022-11-01 09:00', [pause('2022-11-05 16:00', '2022-11-10 16:00')]), '17:30 Monday 21/11/2022');
});
test('while a pause is open the date is not known, unless the time had already run out', () => {
  assert.equal(promised(days(3), '2022-11-15 09:00', [pause('2022-11-16 09:30')]), 'clock-paused');
  assert.equal(promised({ kind: 'calendar-days', days: 3 }, '2022-11-15 09:00', [pause('2022-11-16 09:30')]), 'clock-paused');
  assert.equal(promised(days(1), '2022-11-15 09:00', [pause('2022-11-17 09:30')]), '17:30 Wednesday 16/11/2022');
});
test('a year without a table is refused, not guessed', () => {
  assert.deepEqual(dueBy(days(3), at('2026-12-30 09:00'), vietnam), { refused: 'calendar-year-missing', about: { year: 2027 } });
  assert.deepEqual(dueBy(days(3), at('1999-12-30 09:00'), vietnam), { refused: 'calendar-year-missing', about: { year: 1999 } });
  assert.equal(promised({ kind: 'months', months: 1_200 }, '2022-11-15 09:00'), 'calendar-year-missing');
});
test('a limit that cannot be counted is refused', () => {
  for (const rule of [
    days(0),
    days(1.5),
    days(-1),
    days(Number.NaN),
    hours(0),
    hours(0.001),
    hours(Number.POSITIVE_INFINITY),
    { kind: 'same-day', cutOff: '25:00' } as const,
  ])
    assert.equal(promised(rule, '2022-11-15 09:00'), 'clock-rule', JSON.stringify(rule));
});
test('an extension counts on from the old date and says so', () => {
  const due = extendedBy({ kind: 'calendar-days', days: 10 }, at('2022-11-15 17:30'), vietnam);
  assert.ok(!isRefusal(due));
  assert.equal(due.because.vi, 'Hạn cũ 17:30 thứ Ba 15/11/2022; gia hạn 10 ngày từ ngày kế tiếp, kể cả ngày nghỉ; hạn mới 17:30 thứ Sáu 25/11/2022.');
});

test('a storm closes one place and nobody else', () => {
  const storm = { vi: 'nghỉ bão số 5', en: 'storm no. 5' };
  const closed = withClosures(vietnam, [{ date: date('2022-11-16'), name: storm, note: 'Công điện của UBND tỉnh' }]);
  assert.equal(promised(days(1), '2022-11-15 09:00', [], closed), '17:30 Thursday 17/11/2022');
  assert.equal(promised(days(1), '2022-11-15 09:00'), '17:30 Wednesday 16/11/2022');
});
test('a unit with other hours in summer keeps them in their season only', () => {
  const week = (hours: string) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
  const office = readOffice({ week: week('07:30-11:30 13:30-17:30'), seasons: [{ from: '04-16', to: '10-15', week: week('07:00-11:30 13:30-17:00') }] });
  assert.ok('week' in office);
  const own = withOffice(vietnam, office);
  assert.equal(promised(days(1), '2022-06-13 09:00', [], own), '17:00 Tuesday 14/06/2022');
  assert.equal(promised(days(1), '2022-11-15 09:00', [], own), '17:30 Wednesday 16/11/2022');
});

test('the time left is said in days, hours or minutes, as on the screens', () => {
  const said = (now: string, due: string): string => showLeft(timeLeft(at(now), at(due), vietnam), 'vi');
  assert.equal(said('2022-11-15 09:42', '2022-11-21 17:30'), 'Còn 4 ngày');
  assert.equal(said('2022-11-15 09:42', '2022-11-16 17:30'), 'Còn 1 ngày');
  assert.equal(said('2022-11-15 09:42', '2022-11-15 17:30'), 'Còn 5 giờ 48’');
  assert.equal(said('2022-11-15 09:42', '2022-11-15 10:30'), 'Còn 48 phút');
  assert.equal(said('2022-11-15 09:42', '2022-11-14 17:30'), 'Quá 2 giờ 12’');
  assert.equal(said('2022-11-16 17:30', '2022-11-14 17:30'), 'Quá 2 ngày');
  assert.equal(said('2022-11-16 09:00', '2022-11-14 17:30'), 'Quá 1 ngày');
  assert.equal(said('2022-11-14 18:00', '2022-11-14 17:30'), 'Vừa quá hạn');
  assert.equal(said('2022-11-14 17:30', '2022-11-14 17:30'), 'Đến hạn');
  assert.equal(showLeft(timeLeft(at('2022-11-15 09:42'), at('2022-11-15 17:30'), vietnam), 'en'), '5 h 48 min left');
});

test('a deadline turns yellow with one working day left, or 20 %, and red after it', () => {
  const state = (now: string, received: string, due: string) => dueState(at(now), at(received), at(due), vietnam, 'running');
  assert.equal(state('2022-11-15 09:42', '2022-11-10 09:00', '2022-11-17 17:30'), 'han');
  assert.equal(state('2022-11-15 09:42', '2022-11-10 09:00', '2022-11-16 17:30'), 'sap');
  assert.equal(state('2022-11-15 07:00', '2022-10-03 09:00', '2022-11-22 17:30'), 'sap');
  assert.equal(state('2022-11-15 10:00', '2022-11-15 09:00', '2022-11-15 17:30'), 'han');
  assert.equal(state('2022-11-15 16:30', '2022-11-15 09:00', '2022-11-15 17:30'), 'sap');
  assert.equal(state('2022-11-15 17:31', '2022-11-15 09:00', '2022-11-15 17:30'), 'qua');
  assert.equal(dueState(at('2022-11-15 17:31'), at('2022-11-15 09:00'), at('2022-11-15 17:30'), vietnam, 'paused'), 'dung');
  assert.equal(dueState(at('2022-11-15 17:31'), at('2022-11-15 09:00'), at('2022-11-15 17:30'), vietnam, 'done'), 'xong');
});
