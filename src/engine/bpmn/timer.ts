/** ISO 8601 times of timer events. Calendar time in Vietnam (UTC+7); legal deadlines are not made here. */
import type { Instant } from '../../base/time.ts';
import { instantOf, readDate, readInstant, toMs } from '../../base/time.ts';
import type { TimerRule } from './process.ts';

export type Duration = { readonly months: number; readonly ms: number };
/** fixed: a date, which a pause does not move. every, times: a cycle (times absent: for ever). */
export type Alarm = { readonly due: Instant; readonly fixed: boolean; readonly every?: string; readonly times?: number };

/** A timer is never shorter than this. */
export const shortestMs = 60_000;

/** When a timer fires first; a sentence when the text is not a time. */
export function alarmOf(kind: TimerRule['kind'], text: string, now: Instant): Alarm | string {
  switch (kind) {
    case 'date':
      return dateAlarm(text);
    case 'duration':
      return durationAlarm(text, now);
    case 'cycle':
      return cycleAlarm(text, now);
  }
}

function dateAlarm(text: string): Alarm | string {
  const due = readMoment(text);
  return due === undefined ? `'${text}' is not an ISO 8601 date or time.` : { due, fixed: true };
}

function durationAlarm(text: string, now: Instant): Alarm | string {
  const duration = readDuration(text);
  if (duration === undefined) return `'${text}' is not an ISO 8601 duration.`;
  return isTooShort(duration) ? `'${text}' is shorter than one minute.` : { due: plusDuration(now, duration), fixed: false };
}

function cycleAlarm(text: string, now: Instant): Alarm | string {
  const parts = text.split('/');
  const every = parts.at(-1) ?? '';
  const duration = readDuration(every);
  const repeat = /^R(\d{0,6})$/.exec(parts[0] ?? '');
  const start = parts.length === 3 ? readMoment(parts[1] ?? '') : undefined;
  if (repeat === null || duration === undefined || parts.length < 2 || parts.length > 3 || (parts.length === 3 && start === undefined)) {
    return `'${text}' is not a cycle such as R3/PT1H or R/2022-11-15T08:00:00+07:00/P1D.`;
  }
  if (isTooShort(duration)) return `'${text}' repeats in less than one minute.`;
  if (repeat[1] === '0') return `'${text}' never fires.`;
  const due = start ?? plusDuration(now, duration);
  return { due, fixed: start !== undefined, every, ...(repeat[1] === '' ? {} : { times: Number(repeat[1]) }) };
}

const isTooShort = (duration: Duration): boolean => duration.months === 0 && duration.ms < shortestMs;

const pattern = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})(?:\.\d{1,9})?S)?)?$/;

/** 'P1DT12H' and the like; fractions of a second are dropped. Undefined when it is not a duration. */
export function readDuration(text: string): Duration | undefined {
  const found = pattern.exec(text);
  if (found === null || text === 'P') return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return { months: years * 12 + months, ms: ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 };
}

const dayMs = 86_400_000;
const offsetMs = 7 * 3_600_000;

/** Months first, on the calendar (31 January + 1 month = 28 or 29 February), then the exact rest. */
export function plusDuration(at: Instant, duration: Duration): Instant {
  if (duration.months === 0) return instantOf(toMs(at) + duration.ms);
  const local = toMs(at) + offsetMs;
  const day = new Date(Math.floor(local / dayMs) * dayMs);
  const month = day.getUTCFullYear() * 12 + day.getUTCMonth() + duration.months;
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const moved = Date.UTC(Math.floor(month / 12), month % 12, Math.min(day.getUTCDate(), last)) + (local % dayMs);
  return instantOf(moved - offsetMs + duration.ms);
}

/** An instant, a local date and time, or a day (its first moment). A zone name is taken as local time. */
export function readMoment(text: string): Instant | undefined {
  const plain = text.replace(/(\[|@)Asia\/(Ho_Chi_Minh|Saigon|Bangkok)\]?$/, '').replace(/\+07:00$/, '');
  if (readDate(plain) !== undefined) return readInstant(`${plain}T00:00:00+07:00`);
  return readInstant(plain) ?? readInstant(`${plain}+07:00`);
}
