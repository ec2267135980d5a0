/** A calendar worked out day by day, with running sums: how much office time lies before any minute, and when so much is reached. */
import type { PlainDate } from '../../base/time.ts';
import type { Day, DayTable, Minute, Office, OfficeWeek, Span, SpecialDay } from './model.ts';

type Source = { readonly office: Office; readonly years: readonly number[]; readonly days: ReadonlyMap<PlainDate, SpecialDay> };

/** Plain weeks are laid around the known years, so that 'late by' can be told beyond them; a due date never uses them. */
const marginYears = 5;
export const dayMinutes = 1_440;

export function tableOf(source: Source): DayTable {
  const first = dayOf(`${(source.years[0] ?? 1970) - marginYears}-01-01`);
  const length = dayOf(`${(source.years.at(-1) ?? 1970) + marginYears + 1}-01-01`) - first;
  const known = new Set(source.years);
  const spans: (readonly Span[])[] = [];
  const sums = { minutes: new Int32Array(length + 1), days: new Int32Array(length + 1), unknown: new Int32Array(length + 1) };
  const workDays: number[] = [];
  for (let index = 0; index < length; index += 1) {
    const date = dateAt(first + index);
    const isKnown = known.has(Number(date.slice(0, 4)));
    const hours = isKnown ? hoursOn(source, date) : weekOn(source.office, date)[weekdayAt(first + index)];
    const minutes = (hours ?? []).reduce((sum, span) => sum + span.to - span.from, 0);
    spans.push(hours ?? []);
    if (minutes > 0) workDays.push(index);
    sums.minutes[index + 1] = (sums.minutes[index] ?? 0) + minutes;
    sums.days[index + 1] = workDays.length;
    sums.unknown[index + 1] = (sums.unknown[index] ?? 0) + (isKnown ? 0 : 1);
  }
  const special = new Map([...source.days.values()].map((one) => [dayOf(one.date), one]));
  return {
    first,
    length,
    spans,
    special,
    minutesBefore: sums.minutes,
    workDaysBefore: sums.days,
    unknownBefore: sums.unknown,
    workDays: Int32Array.from(workDays),
  };
}

function hoursOn(source: Source, date: PlainDate): readonly Span[] {
  const special = source.days.get(date);
  const week = weekOn(source.office, date);
  const weekly = week[weekdayAt(dayOf(date))] ?? [];
  if (special === undefined) return weekly;
  if (special.kind !== 'makeUpWork') return [];
  const replaced = special.like === undefined ? undefined : weekOn(source.office, special.like)[weekdayAt(dayOf(special.like))];
  return [replaced, week[1], weekly, ...week].find((hours) => hours !== undefined && hours.length > 0) ?? [];
}

function weekOn(office: Office, date: PlainDate): OfficeWeek {
  const day = date.slice(5);
  const season = office.seasons.find(({ from, to }) => (from <= to ? from <= day && day <= to : day >= from || day <= to));
  return season?.week ?? office.week;
}

export const dayOf = (date: string): Day => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
export const dateAt = (day: Day): PlainDate => new Date(day * 86_400_000).toISOString().slice(0, 10) as PlainDate;
/** 1970-01-01 was a Thursday. */
export const weekdayAt = (day: Day): number => (((day + 4) % 7) + 7) % 7;

/** Index of a day, held inside the table. */
const indexOf = (table: DayTable, day: Day): number => Math.min(Math.max(day - table.first, 0), table.length - 1);

/** Office minutes before a moment, counted from the first day of the table. */
export function workBefore(table: DayTable, at: Minute): number {
  const day = Math.floor(at / dayMinutes);
  const index = indexOf(table, day);
  const inDay = Math.min(Math.max(at - (table.first + index) * dayMinutes, 0), dayMinutes);
  let sum = table.minutesBefore[index] ?? 0;
  for (const span of table.spans[index] ?? []) {
    if (inDay <= span.from) break;
    sum += Math.min(inDay, span.to) - span.from;
  }
  return sum;
}

export const workBetween = (table: DayTable, from: Minute, to: Minute): number => workBefore(table, to) - workBefore(table, from);

/** The first moment before which `work` office minutes lie (work > 0); undefined beyond the table. */
export function momentOfWork(table: DayTable, work: number): Minute | undefined {
  if (work > (table.minutesBefore[table.length] ?? 0)) return undefined;
  let [low, high] = [0, table.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table.minutesBefore[middle + 1] ?? 0) >= work) high = middle;
    else low = middle + 1;
  }
  let rest = work - (table.minutesBefore[low] ?? 0);
  for (const span of table.spans[low] ?? []) {
    if (rest <= span.to - span.from) return (table.first + low) * dayMinutes + span.from + rest;
    rest -= span.to - span.from;
  }
  return undefined;
}

export const isWorkDay = (table: DayTable, day: Day): boolean => (table.spans[indexOf(table, day)]?.length ?? 0) > 0;

/** Working days from `from` to `to`, both included; 0 when `to` is earlier. */
export function workDaysIn(table: DayTable, from: Day, to: Day): number {
  return to < from ? 0 : (table.workDaysBefore[indexOf(table, to) + 1] ?? 0) - (table.workDaysBefore[indexOf(table, from)] ?? 0);
}

/** The n-th working day on or after `day` (n from 1); undefined beyond the table. */
export function nthWorkDay(table: DayTable, day: Day, n: number): Day | undefined {
  const index = table.workDays[(table.workDaysBefore[indexOf(table, day)] ?? 0) + n - 1];
  return index === undefined ? undefined : table.first + index;
}

/** Close of office; undefined on a day off. */
export function closeOf(table: DayTable, day: Day): Minute | undefined {
  const last = table.spans[indexOf(table, day)]?.at(-1);
  return last === undefined ? undefined : day * dayMinutes + last.to;
}

/** Whether every day of the stretch, both ends included, lies in a year whose days are known. */
export function isKnown(table: DayTable, from: Day, to: Day): boolean {
  if (from < table.first || to >= table.first + table.length) return false;
  return (table.unknownBefore[to - table.first + 1] ?? 0) === (table.unknownBefore[from - table.first] ?? 0);
}

/** The same day number months later, or the last day of a shorter month. */
export function plusMonths(day: Day, months: number): Day {
  const [year, month, number] = dateAt(day).split('-').map(Number);
  const target = (year ?? 0) * 12 + (month ?? 1) - 1 + months;
  const first = `${String(Math.floor(target / 12)).padStart(4, '0')}-${String((target % 12) + 1).padStart(2, '0')}-01`;
  const next = `${String(Math.floor((target + 1) / 12)).padStart(4, '0')}-${String(((target + 1) % 12) + 1).padStart(2, '0')}-01`;
  return Math.min(dayOf(first) + (number ?? 1) - 1, dayOf(next) - 1);
}
