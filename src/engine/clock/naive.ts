/** The same clock counted minute by minute, by people who trust no table: slow, and short enough to be believed. Tests and benches compare. */
import type { Json } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import { readCalendar } from './calendar.ts';
import { dueBy, instantAt, minuteOf } from './due.ts';
import type { Calendar, Pause, Rule } from './model.ts';

/** Local minutes since 1970; the day 1970-01-01 was a Thursday. */
export type NaiveTerm = {
  readonly rule: Rule;
  readonly from: number;
  readonly calendar: Calendar;
  readonly stops: readonly { readonly from: number; readonly to: number }[];
};

const day = 1_440;

/** The due minute, 'paused' for an open pause, 'unknown' when a year is missing. */
export function naiveDue({ rule, from, calendar, stops }: NaiveTerm): number | 'paused' | 'unknown' {
  const office = naiveOffice(calendar);
  const startOfDay = Math.floor(from / day) * day;
  const limit = from + day * 366 * 12;

  let start = startOfDay + day;
  let left = 0;
  if (rule.kind === 'hours') [start, left] = [from, Math.round(rule.hours * 60)];
  if (rule.kind === 'working-days') left = officeMinutesOfDays(office, start, rule.days);
  if (rule.kind === 'calendar-days') left = rule.days * day;
  if (rule.kind === 'months') left = daysToSameNumber(startOfDay, rule.months) * day;
  if (rule.kind === 'same-day') {
    const [hour, minute] = rule.cutOff.split(':').map(Number);
    const isEarly = from - startOfDay <= (hour ?? 0) * 60 + (minute ?? 0);
    let rest = 0;
    for (let at = from; at < startOfDay + day; at += 1) if (office(at) === 'open') rest += 1;
    if (isEarly && rest > 0) [start, left] = [from, rest];
    else left = officeMinutesOfDays(office, start, 1);
  }
  // Days of a missing year are needed: whatever comes first then, a pause without end or that year.
  if (Number.isNaN(left)) left = Number.POSITIVE_INFINITY;
  const isAll = rule.kind === 'calendar-days' || rule.kind === 'months';

  for (let at = start; at < limit; at += 1) {
    let isStopped = false;
    for (const stop of stops) {
      if (at < stop.from || at >= stop.to) continue;
      if (stop.to === Number.POSITIVE_INFINITY) return 'paused';
      isStopped = true;
    }
    if (isStopped) continue;
    const now = office(at);
    if (now === 'unknown') return 'unknown';
    if (isAll || now === 'open') left -= 1;
    if (!isAll && left <= 0) return at + 1;
    if (isAll && left <= (day - ((at + 1) % day)) % day && isLastMinute(office, at)) return at + 1;
  }
  return 'unknown';
}

type OfficeAt = (minute: number) => 'open' | 'closed' | 'unknown';

type Hours = { readonly isKnown: boolean; readonly spans: readonly { readonly from: number; readonly to: number }[] };
/** Days already looked up, by calendar. */
const lookedUp = new WeakMap<Calendar, Map<number, Hours>>();

function naiveOffice(calendar: Calendar): OfficeAt {
  const seen = lookedUp.get(calendar) ?? new Map<number, Hours>();
  lookedUp.set(calendar, seen);
  let [number, today]: [number, Hours] = [Number.NaN, { isKnown: false, spans: [] }];
  return (minute) => {
    if (Math.floor(minute / day) !== number) {
      number = Math.floor(minute / day);
      const date = new Date(number * 86_400_000).toISOString().slice(0, 10);
      today = seen.get(number) ?? { isKnown: calendar.years.includes(Number(date.slice(0, 4))), spans: hoursOf(calendar, date) };
      seen.set(number, today);
    }
    if (!today.isKnown) return 'unknown';
    const inDay = minute - number * day;
    for (const span of today.spans) if (span.from <= inDay && inDay < span.to) return 'open';
    return 'closed';
  };
}

function hoursOf(calendar: Calendar, date: string): readonly { readonly from: number; readonly to: number }[] {
  const special = [...calendar.days.values()].find((one) => one.date === date);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const weekOf = (day: string) =>
    calendar.office.seasons.find((season) =>
      season.from <= season.to ? day.slice(5) >= season.from && day.slice(5) <= season.to : day.slice(5) >= season.from || day.slice(5) <= season.to,
    )?.week ?? calendar.office.week;
  if (special === undefined) return weekOf(date)[weekday] ?? [];
  if (special.kind !== 'makeUpWork') return [];
  const like = special.like === undefined ? [] : (weekOf(special.like)[new Date(`${special.like}T00:00:00Z`).getUTCDay()] ?? []);
  if (like.length > 0) return like;
  const monday = weekOf(date)[1] ?? [];
  return monday.length > 0 ? monday : (weekOf(date).find((spans) => spans.length > 0) ?? []);
}

/** Office minutes of the first `count` working days from a midnight on. */
function officeMinutesOfDays(office: OfficeAt, from: number, count: number): number {
  let [sum, days] = [0, 0];
  for (let start = from; days < count && start < from + 366 * 12 * day; start += day) {
    let today = 0;
    for (let at = start; at < start + day; at += 1) if (office(at) === 'open') today += 1;
    sum += today;
    if (today > 0) days += 1;
    if (office(start) === 'unknown') return Number.NaN;
  }
  return Math.max(sum, 1);
}

function daysToSameNumber(startOfDay: number, months: number): number {
  const date = new Date(startOfDay * 60_000);
  let [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  year += Math.floor(month / 12);
  month %= 12;
  let number = date.getUTCDate();
  while (new Date(Date.UTC(year, month, number)).getUTCMonth() !== month) number -= 1;
  return Date.UTC(year, month, number) / 86_400_000 - startOfDay / day;
}

/** The minute after which the office opens no more that day. */
function isLastMinute(office: OfficeAt, at: number): boolean {
  if (office(at) !== 'open') return false;
  for (let later = at + 1; later % day !== 0; later += 1) if (office(later) === 'open') return false;
  return true;
}

/** A random term on one of the synthetic calendars; the same seed gives the same situation. */
export function situationOf(seed: number): NaiveTerm {
  const random = randomOf(seed);
  const pick = (most: number): number => Math.floor(random() * most);
  const calendar = syntheticCalendar(pick(calendarCount));
  const firstDay = Math.floor(Date.UTC(calendar.years[0] ?? 2000, 0, 1) / 86_400_000);
  const days = calendar.years.length * 365;
  const from = (firstDay + (pick(12) === 0 ? days - pick(60) : pick(days))) * day + (pick(3) === 0 ? pick(day) : 420 + pick(700));
  const stops = Array.from({ length: pick(4) }, () => {
    const start = from - 2 * day + pick(20 * day);
    return { from: start, to: pick(12) === 0 ? Number.POSITIVE_INFINITY : start + pick(pick(2) === 0 ? 300 : 8 * day) };
  }).filter((stop) => stop.from < stop.to);
  return { rule: ruleOf(pick), from, calendar, stops };
}

function ruleOf(pick: (most: number) => number): Rule {
  switch (pick(5)) {
    case 0:
      return { kind: 'hours', hours: (1 + pick(120)) / 2 };
    case 1:
      return { kind: 'working-days', days: 1 + pick(25) };
    case 2:
      return { kind: 'calendar-days', days: 1 + pick(45) };
    case 3:
      return { kind: 'months', months: 1 + pick(3) };
    default:
      return { kind: 'same-day', cutOff: ['15:00', '11:30', '17:00', '07:30'][pick(4)] ?? '15:00' };
  }
}

const calendarCount = 12;
const calendars = new Map<number, Calendar>();

/** Twenty years of invented holidays, exchanged days and make-up Saturdays, with three shapes of office hours. */
function syntheticCalendar(number: number): Calendar {
  const known = calendars.get(number);
  if (known !== undefined) return known;
  const random = randomOf(7_919 * (number + 1));
  const pick = (most: number): number => Math.floor(random() * most);
  const years: { [year: string]: Json } = {};
  for (let year = 2020; year < 2040; year += 1) {
    const days = new Map<string, Json>();
    for (let count = 8 + pick(14); count > 0; count -= 1) {
      const at = Date.UTC(year, 0, 1) + pick(365) * 86_400_000;
      for (let length = 1 + pick(4), next = at; length > 0; length -= 1, next += 86_400_000) {
        const date = new Date(next).toISOString().slice(0, 10);
        if (!date.startsWith(String(year))) continue;
        const isWeekend = [0, 6].includes(new Date(next).getUTCDay());
        const kind = isWeekend ? (pick(2) === 0 ? 'makeUpWork' : 'holiday') : (['holiday', 'compensation', 'swappedOff', 'closure'][pick(4)] ?? 'holiday');
        days.set(date, { date, kind, name: { vi: 'nghỉ', en: 'off' }, note: 'synthetic' });
      }
    }
    years[String(year)] = { source: 'synthetic', days: [...days.values()] };
  }
  const calendar = readCalendar({ name: { vi: 'Lịch thử', en: 'Trial' }, office: officeShapes[number % officeShapes.length] ?? null, years });
  if (!('table' in calendar)) throw new Error(JSON.stringify(calendar));
  calendars.set(number, calendar);
  return calendar;
}

const week = (hours: string): Json => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
const officeShapes: readonly Json[] = [
  { week: week('07:30-11:30 13:30-17:30'), seasons: [] },
  {
    week: { mon: '07:30-11:30 13:30-17:30', tue: '07:30-11:30 13:30-17:30', thu: '07:30-11:30', fri: '07:30-11:30 13:00-16:30', sat: '08:00-11:00' },
    seasons: [],
  },
  {
    week: week('07:30-11:30 13:30-17:30'),
    seasons: [
      { from: '04-16', to: '10-15', week: week('06:45-11:15 14:00-17:30') },
      { from: '12-20', to: '01-10', week: week('08:00-12:00') },
    ],
  },
];

/** Mulberry32: small, seeded, the same on every machine. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Answer = number | 'paused' | 'unknown';

/** Both answers to one situation; with 'ours' the slow one is left out. */
export function compareOnce(
  situation: NaiveTerm,
  who: 'both' | 'ours' = 'both',
): { readonly situation: Pick<NaiveTerm, 'rule' | 'from' | 'stops'>; readonly ours: Answer; readonly naive: Answer } {
  const { rule, from, stops, calendar } = situation;
  const pauses: readonly Pause[] = stops.map((stop) => ({
    from: instantAt(stop.from),
    why: 'other',
    ...(stop.to === Number.POSITIVE_INFINITY ? {} : { to: instantAt(stop.to) }),
  }));
  const due = dueBy(rule, instantAt(from), calendar, pauses);
  const ours = !isRefusal(due) ? minuteOf(due.due) : due.refused === 'clock-paused' ? 'paused' : 'unknown';
  return { situation: { rule, from, stops }, ours, naive: who === 'ours' ? ours : naiveDue(situation) };
}
