/** Dates, times and durations: reading, writing and their instants. */
import { dayNumber, dayOf, isDay, isZone, zoneOffset } from './calendar.ts';
import type { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTemporal, FeelTime, FeelZone } from './values.ts';

export const nanosOfSecond = 1_000_000_000n;
export const nanosOfDay = 86_400n * nanosOfSecond;
const mostOffset = 18 * 3600;

export const makeDate = (year: number, month: number, day: number): FeelDate | undefined =>
  isDay(year, month, day) ? { kind: 'date', year, month, day } : undefined;

export function readDate(text: string): FeelDate | undefined {
  const found = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return undefined;
  const year = Number(found[2]);
  return makeDate(found[1] === '-' && year !== 0 ? -year : year, Number(found[3]), Number(found[4]));
}

export function makeTime(hour: number, minute: number, second: number, nano: number, zone: FeelZone): FeelTime | undefined {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
  if (zone.offset !== undefined && Math.abs(zone.offset) > mostOffset) return undefined;
  return { kind: 'time', hour, minute, second, nano, ...zone };
}

export function readTime(text: string): FeelTime | undefined {
  const found = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,20}))?(.*)$/.exec(text);
  if (found === null) return undefined;
  const zone = readZone(found[5] ?? '');
  if (zone === undefined) return undefined;
  const nano = Number((found[4] ?? '').slice(0, 9).padEnd(9, '0'));
  // ISO 8601 lets a day end at 24:00:00, which is the midnight of the next.
  const hour = isEndOfDay(text) ? 0 : Number(found[1]);
  return makeTime(hour, Number(found[2]), Number(found[3]), nano, zone);
}

function readZone(text: string): FeelZone | undefined {
  if (text === '') return {};
  if (text === 'Z') return { offset: 0 };
  if (text.startsWith('@')) return isZone(text.slice(1)) ? { zone: text.slice(1) } : undefined;
  const found = /^([+-])(\d{2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (found === null) return undefined;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
  return { offset: found[1] === '-' && seconds !== 0 ? -seconds : seconds };
}

export const joinDateTime = (date: FeelDate | FeelDateTime, time: FeelTime): FeelDateTime => ({
  ...time,
  kind: 'date and time',
  year: date.year,
  month: date.month,
  day: date.day,
});
export const midnightOf = (date: FeelDate): FeelDateTime => ({ ...date, kind: 'date and time', hour: 0, minute: 0, second: 0, nano: 0 });
/** Where a date stands in for a date and time it is midnight UTC (DMN 1.5, 10.3.2.9.4). */
export const midnightUtcOf = (date: FeelDate): FeelDateTime => ({ ...midnightOf(date), offset: 0 });
export const dateOf = (value: FeelDateTime): FeelDate => ({ kind: 'date', year: value.year, month: value.month, day: value.day });
export const timeOf = (value: FeelDateTime): FeelTime => ({
  ...zoneOf(value),
  kind: 'time',
  hour: value.hour,
  minute: value.minute,
  second: value.second,
  nano: value.nano,
});
export function zoneOf(value: FeelZone): FeelZone {
  if (value.offset !== undefined) return { offset: value.offset };
  return value.zone === undefined ? {} : { zone: value.zone };
}
export const hasZone = (value: FeelZone): boolean => value.offset !== undefined || value.zone !== undefined;

export function readDateTime(text: string): FeelDateTime | undefined {
  const at = text.indexOf('T');
  const date = readDate(at < 0 ? text : text.slice(0, at));
  if (date === undefined || at < 0) return date === undefined ? undefined : midnightOf(date);
  const time = readTime(text.slice(at + 1));
  if (time === undefined) return undefined;
  return joinDateTime(isEndOfDay(text.slice(at + 1)) ? { kind: 'date', ...dayOf(dayNumber(date.year, date.month, date.day) + 1) } : date, time);
}
const isEndOfDay = (time: string): boolean => /^24:00:00(?:\.0+)?(?!\d|\.)/.test(time);

export function readDuration(text: string): FeelDaysDuration | FeelMonthsDuration | undefined {
  const months = /^(-?)P(?:(\d{1,15})Y)?(?:(\d{1,15})M)?$/.exec(text);
  if (months !== null && text.length > (months[1] ?? '').length + 1) {
    const count = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    if (!Number.isSafeInteger(count)) return undefined;
    return { kind: 'years and months duration', months: months[1] === '-' ? 0 - count : count };
  }
  const days = /^(-?)P(?:(\d{1,18})D)?(?:T(?=\d)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d{0,20}))?S)?)?$/.exec(text);
  if (days === null || text.length <= (days[1] ?? '').length + 1) return undefined;
  const whole = (part: string | undefined): bigint => BigInt(part ?? 0);
  const seconds = ((whole(days[2]) * 24n + whole(days[3])) * 60n + whole(days[4])) * 60n + whole(days[5]);
  const nanos = seconds * nanosOfSecond + BigInt((days[6] ?? '').slice(0, 9).padEnd(9, '0'));
  return { kind: 'days and time duration', nanos: days[1] === '-' ? -nanos : nanos };
}

/** What stands between the quotes of `@"..."`. */
export function readTemporal(text: string): FeelTemporal | undefined {
  if (/^-?P/.test(text)) return readDuration(text);
  if (!/^-?\d{4,9}-/.test(text)) return readTime(text);
  return readDate(text) ?? readDateTime(text);
}

/** Seconds since 1970-01-01T00:00:00, of the local clock. */
export const localSeconds = (value: FeelDateTime): number => dayNumber(value.year, value.month, value.day) * 86_400 + secondOfDay(value);
export const secondOfDay = (value: FeelTime | FeelDateTime): number => value.hour * 3600 + value.minute * 60 + value.second;

/** Seconds east of UTC; undefined for a local time. A time of day in a named zone takes the offset of 1970-01-01. */
export function offsetOf(value: FeelTime | FeelDateTime): number | undefined {
  if (value.offset !== undefined) return value.offset;
  if (value.zone === undefined) return undefined;
  return zoneOffset(value.zone, value.kind === 'time' ? secondOfDay(value) : localSeconds(value));
}

/** Nanoseconds since 1970-01-01T00:00:00 UTC, or of the local clock for a local date and time. */
export const instantOf = (value: FeelDateTime): bigint => BigInt(localSeconds(value) - (offsetOf(value) ?? 0)) * nanosOfSecond + BigInt(value.nano);
export const nanoOfDay = (value: FeelTime): bigint => BigInt(secondOfDay(value) - (offsetOf(value) ?? 0)) * nanosOfSecond + BigInt(value.nano);

/** The date and time at nanoseconds of a local clock, undefined beyond the years FEEL knows. */
export function dateTimeAt(localNanos: bigint, zone: FeelZone): FeelDateTime | undefined {
  const days = floorDiv(localNanos, nanosOfDay);
  const rest = localNanos - days * nanosOfDay;
  const day = dayOf(Number(days));
  return isDay(day.year, day.month, day.day) ? joinDateTime({ kind: 'date', ...day }, timeAt(rest, zone)) : undefined;
}
export function timeAt(nanoOfThisDay: bigint, zone: FeelZone): FeelTime {
  const seconds = Number(nanoOfThisDay / nanosOfSecond);
  const nano = Number(nanoOfThisDay % nanosOfSecond);
  return { kind: 'time', hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60, nano, ...zone };
}
export const floorDiv = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);

const two = (value: number): string => String(value).padStart(2, '0');
const fraction = (nano: number): string => (nano === 0 ? '' : `.${String(nano).padStart(9, '0').replace(/0+$/, '')}`);
function showZone(value: FeelZone): string {
  if (value.zone !== undefined) return `@${value.zone}`;
  if (value.offset === undefined) return '';
  if (value.offset === 0) return 'Z';
  const seconds = Math.abs(value.offset);
  const tail = seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`;
  return `${value.offset < 0 ? '-' : '+'}${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${tail}`;
}
const showDay = (value: FeelDate | FeelDateTime): string =>
  `${value.year < 0 ? '-' : ''}${String(Math.abs(value.year)).padStart(4, '0')}-${two(value.month)}-${two(value.day)}`;
const showClock = (value: FeelTime | FeelDateTime): string =>
  `${two(value.hour)}:${two(value.minute)}:${two(value.second)}${fraction(value.nano)}${showZone(value)}`;

/** ISO 8601, a named zone after '@'. */
export function showTemporal(value: FeelTemporal): string {
  switch (value.kind) {
    case 'date':
      return showDay(value);
    case 'time':
      return showClock(value);
    case 'date and time':
      return `${showDay(value)}T${showClock(value)}`;
    case 'years and months duration':
      return showMonths(value.months);
    case 'days and time duration':
      return showDays(value.nanos);
  }
}

function showMonths(months: number): string {
  if (months === 0) return 'P0M';
  const [years, rest] = [Math.floor(Math.abs(months) / 12), Math.abs(months) % 12];
  return `${months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${rest === 0 ? '' : `${rest}M`}`;
}

function showDays(nanos: bigint): string {
  if (nanos === 0n) return 'PT0S';
  const size = nanos < 0n ? -nanos : nanos;
  const seconds = size / nanosOfSecond;
  const parts = daysParts(size);
  const second = `${seconds % 60n}${fraction(Number(size % nanosOfSecond))}`;
  const clock = `${parts.hours === 0n ? '' : `${parts.hours}H`}${parts.minutes === 0n ? '' : `${parts.minutes}M`}${second === '0' ? '' : `${second}S`}`;
  return `${nanos < 0n ? '-' : ''}P${parts.days === 0n ? '' : `${parts.days}D`}${clock === '' ? '' : `T${clock}`}`;
}

/** Each part carries the sign of the whole. */
export function daysParts(nanos: bigint): { readonly days: bigint; readonly hours: bigint; readonly minutes: bigint; readonly seconds: bigint } {
  const seconds = nanos / nanosOfSecond;
  return { days: seconds / 86_400n, hours: (seconds / 3600n) % 24n, minutes: (seconds / 60n) % 60n, seconds: seconds % 60n };
}
