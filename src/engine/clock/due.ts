/** When something is due: the rule, the moment it began, the calendar and the pauses give a moment and the sentence that explains it. */
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { Label } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { instantOf, toMs } from '../../base/time.ts';
import { explain } from './explain.ts';
import type { Calendar, Day, DayTable, Minute, Pause, Rule } from './model.ts';
import { closeOf, dateAt, dayMinutes, isKnown, isWorkDay, momentOfWork, nthWorkDay, plusMonths, workBefore, workBetween } from './table.ts';

export type Due = { readonly due: Instant; readonly because: Label };

/**
 * The last moment in time. Moments are taken in whole minutes (seconds are dropped).
 * Civil Code 2015 Art. 147-148: the day of the event is not counted, an end on a day off moves to the next working day, it ends at close of office.
 * Time inside a pause does not count: office minutes for hours, working days and same-day; all minutes for calendar days and months.
 * Refused: 'clock-rule' (a number below one minute or beyond reason), 'calendar-year-missing' (about.year), 'clock-paused' (an open pause: the date is not known).
 */
export function dueBy(rule: Rule, from: Instant, calendar: Calendar, pauses: readonly Pause[] = []): Due | Refusal {
  return dueFrom({ rule, from, calendar, pauses }, 'received');
}

/** The new last moment after an extension: `rule` counted on from the old one. `pauses` are those after it. */
export function extendedBy(rule: Rule, oldDue: Instant, calendar: Calendar, pauses: readonly Pause[] = []): Due | Refusal {
  return dueFrom({ rule, from: oldDue, calendar, pauses }, 'extended');
}

export type Term = { readonly rule: Rule; readonly from: Instant; readonly calendar: Calendar; readonly pauses: readonly Pause[] };

function dueFrom(term: Term, why: 'received' | 'extended'): Due | Refusal {
  const from = minuteOf(term.from);
  const stops = merged(term.pauses);
  const due = dueMinute(term, from, stops);
  if (typeof due !== 'number') return due;
  const at = instantAt(due);
  return { due: at, because: explain({ ...term, due: at, why }) };
}

/** The due minute alone, without its sentence. */
export function dueMinute({ rule, calendar: { table } }: Pick<Term, 'rule' | 'calendar'>, from: Minute, stops: readonly Stop[]): Minute | Refusal {
  const day = Math.floor(from / dayMinutes);
  if (!isFair(rule)) return refuse('clock-rule');
  const due = countDown(rule, table, from, stops);
  const until = due === 'paused' ? (stops.at(-1)?.from ?? from) : due;
  if (until === undefined || !isKnown(table, day, Math.max(Math.floor(until / dayMinutes), day)))
    return refuse('calendar-year-missing', { year: missingYear(table, day) });
  return due === undefined || due === 'paused' ? refuse('clock-paused') : due;
}

const isWhole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;

function isFair(rule: Rule): boolean {
  switch (rule.kind) {
    case 'hours':
      return isWhole(Math.round(rule.hours * 6_000) / 100, 1_000_000);
    case 'working-days':
    case 'calendar-days':
      return isWhole(rule.days, 20_000);
    case 'months':
      return isWhole(rule.months, 1_200);
    case 'same-day':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(rule.cutOff);
  }
}

function missingYear(table: DayTable, from: Day): number {
  for (let day = from; day < from + 366 * 100; day += 1) if (!isKnown(table, day, day)) return Number(dateAt(day).slice(0, 4));
  return Number(dateAt(from).slice(0, 4));
}

/** 'paused' when an open pause is met before the end; undefined beyond the table. */
function countDown(rule: Rule, table: DayTable, from: Minute, stops: readonly Stop[]): Minute | 'paused' | undefined {
  const day = Math.floor(from / dayMinutes);
  switch (rule.kind) {
    case 'hours':
      return countWork(table, { from, minutes: Math.round(rule.hours * 60) }, stops);
    case 'working-days': {
      const start = (day + 1) * dayMinutes;
      const last = nthWorkDay(table, day + 1, rule.days);
      return last === undefined ? undefined : countWork(table, { from: start, minutes: workBetween(table, start, (last + 1) * dayMinutes) }, stops);
    }
    case 'same-day':
      return countWork(table, sameDay(table, from, rule.cutOff), stops);
    case 'calendar-days':
      return countAll(table, { from: (day + 1) * dayMinutes, minutes: rule.days * dayMinutes }, stops);
    case 'months':
      return countAll(table, { from: (day + 1) * dayMinutes, minutes: (plusMonths(day, rule.months) - day) * dayMinutes }, stops);
  }
}

/** From when how many minutes run. */
type Run = { readonly from: Minute; readonly minutes: number };

function countWork(table: DayTable, run: Run, stops: readonly Stop[]): Minute | 'paused' | undefined {
  let [from, left] = [run.from, run.minutes];
  for (const stop of stops) {
    if (stop.to <= from) continue;
    const before = Math.max(workBetween(table, from, stop.from), 0);
    if (left <= before) break;
    if (stop.to === Number.POSITIVE_INFINITY) return 'paused';
    left -= before;
    from = stop.to;
  }
  return momentOfWork(table, workBefore(table, from) + left);
}

/** Up to the cut-off the rest of this day runs; otherwise, and on days off, the next working day. */
function sameDay(table: DayTable, from: Minute, cutOff: string): Run {
  const day = Math.floor(from / dayMinutes);
  const [hour, minute] = cutOff.split(':').map(Number);
  const rest = workBetween(table, from, (day + 1) * dayMinutes);
  if (from - day * dayMinutes <= (hour ?? 0) * 60 + (minute ?? 0) && rest > 0) return { from, minutes: rest };
  const next = nthWorkDay(table, day + 1, 1) ?? day + 1;
  return { from: (day + 1) * dayMinutes, minutes: Math.max(workBetween(table, (day + 1) * dayMinutes, (next + 1) * dayMinutes), 1) };
}

/** The first close of office outside every pause at which no more than the rest of that day is left to run. */
function countAll(table: DayTable, run: Run, stops: readonly Stop[]): Minute | 'paused' | undefined {
  let [from, left] = [run.from, run.minutes];
  for (const stop of stops) {
    if (stop.to <= from) continue;
    if (stop.from > from) {
      const due = closeAfter(table, from, left);
      if (due === undefined || due <= stop.from) return due;
      left = Math.max(left - (stop.from - from), 0);
    }
    if (stop.to === Number.POSITIVE_INFINITY) return 'paused';
    from = stop.to;
  }
  return closeAfter(table, from, left);
}

function closeAfter(table: DayTable, from: Minute, left: number): Minute | undefined {
  const lastDay = Math.max(Math.ceil((from + left) / dayMinutes) - 1, Math.floor(from / dayMinutes));
  const isToday = isWorkDay(table, lastDay) && (closeOf(table, lastDay) ?? 0) > from;
  const day = isToday ? lastDay : nthWorkDay(table, lastDay + 1, 1);
  return day === undefined ? undefined : closeOf(table, day);
}

/** Minutes in which the clock stands still: in order, apart from each other. */
export type Stop = { readonly from: Minute; readonly to: Minute };

export function merged(pauses: readonly Pause[]): readonly Stop[] {
  if (pauses.length === 0) return [];
  const stops = pauses
    .map((pause) => ({ from: minuteOf(pause.from), to: pause.to === undefined ? Number.POSITIVE_INFINITY : minuteOf(pause.to) }))
    .filter((stop) => stop.from < stop.to)
    .sort((a, b) => a.from - b.from);
  const apart: Stop[] = [];
  for (const stop of stops) {
    const last = apart.at(-1);
    if (last === undefined || stop.from > last.to) apart.push(stop);
    else apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, stop.to) };
  }
  return apart;
}

const offset = 7 * 60;
export const minuteOf = (at: Instant): Minute => Math.floor(toMs(at) / 60_000) + offset;
export const instantAt = (minute: Minute): Instant => instantOf((minute - offset) * 60_000);
