/** Built-in functions that make dates, times and durations and tell about them (DMN 1.5, tables 71 and 79). */
import type { Builtin } from './builtin-kit.ts';
import { asNumber, asText, asWhole, builtin, form } from './builtin-kit.ts';
import { dayOfYear, isZone, weekday, weekOfYear } from './calendar.ts';
import { warn } from './limits.ts';
import { big } from './number.ts';
import { dateOf, joinDateTime, makeDate, makeTime, midnightOf, midnightUtcOf, readDate, readDateTime, readTime, timeOf } from './temporal.ts';
import type { FeelDate, FeelDateTime, FeelTime, FeelValue, FeelZone, Run } from './values.ts';
import { isDate, isDateTime, isDays, isTime } from './values.ts';

function dateFrom(value: FeelValue | undefined): FeelDate | undefined {
  const text = asText(value);
  if (text !== undefined) return readDate(text);
  if (value === undefined) return undefined;
  if (isDateTime(value)) return dateOf(value);
  return isDate(value) ? value : undefined;
}

function dateOfParts(values: readonly FeelValue[]): FeelDate | undefined {
  const [year, month, day] = [asWhole(values[0]), asWhole(values[1]), asWhole(values[2])];
  return year === undefined || month === undefined || day === undefined ? undefined : makeDate(year, month, day);
}

function timeFrom(value: FeelValue | undefined): FeelTime | undefined {
  const text = asText(value);
  if (text !== undefined) return readTime(text);
  if (value === undefined) return undefined;
  if (isDateTime(value)) return timeOf(value);
  if (isDate(value)) return timeOf(midnightUtcOf(value));
  return isTime(value) ? value : undefined;
}

function zoneFrom(value: FeelValue | undefined): FeelZone | undefined {
  if (value === undefined || value === null) return {};
  if (isDays(value)) return { offset: Number(value.nanos / 1_000_000_000n) };
  return typeof value === 'string' && isZone(value) ? { zone: value } : undefined;
}

function timeOfParts(values: readonly FeelValue[]): FeelTime | undefined {
  const [hour, minute, second, zone] = [asWhole(values[0]), asWhole(values[1]), asNumber(values[2]), zoneFrom(values[3])];
  if (hour === undefined || minute === undefined || second === undefined || zone === undefined) return undefined;
  const exact = big(second);
  if (exact.isNegative() && !exact.isZero()) return undefined;
  const whole = exact.trunc();
  return makeTime(hour, minute, whole.toNumber(), exact.minus(whole).times(1_000_000_000).trunc().toNumber(), zone);
}

function dateTimeFrom(value: FeelValue | undefined): FeelDateTime | undefined {
  const text = asText(value);
  if (text !== undefined) return readDateTime(text);
  if (value === undefined) return undefined;
  if (isDate(value)) return midnightOf(value);
  return isDateTime(value) ? value : undefined;
}

function dateTimeOfBoth(values: readonly FeelValue[]): FeelDateTime | undefined {
  const [date, time] = values;
  if (date === undefined || time === undefined || !(isDate(date) || isDateTime(date)) || !isTime(time)) return undefined;
  return joinDateTime(date, time);
}

function dateTimeOfParts(values: readonly FeelValue[]): FeelDateTime | undefined {
  const [date, time] = [dateOfParts(values), timeOfParts(values.slice(3))];
  return date === undefined || time === undefined ? undefined : joinDateTime(date, time);
}

/** Whole months between two days, cut towards zero. */
function monthsBetween(values: readonly FeelValue[]): FeelValue | undefined {
  const [from, to] = values;
  if (from === undefined || to === undefined || !(isDate(from) || isDateTime(from)) || !(isDate(to) || isDateTime(to))) return undefined;
  const months = (to.year - from.year) * 12 + to.month - from.month;
  if (months > 0 && to.day < from.day) return { kind: 'years and months duration', months: months - 1 };
  if (months < 0 && to.day > from.day) return { kind: 'years and months duration', months: months + 1 };
  return { kind: 'years and months duration', months };
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const onDay = (name: string, work: (day: FeelDate | FeelDateTime) => FeelValue): Builtin =>
  builtin(
    name,
    form(['date'], ([value]) => (value !== undefined && (isDate(value) || isDateTime(value)) ? work(value) : undefined)),
  );

const dateTimeNames = ['year', 'month', 'day', 'hour', 'minute', 'second'];

function now(run: Run): FeelDateTime | null {
  const { now: given } = run.limits;
  const found = given === undefined ? undefined : readDateTime(given);
  return found ?? warn(run, 'no-result', 'this evaluation was not told what time it is');
}

export const temporalFunctions: readonly Builtin[] = [
  builtin(
    'date',
    form(['from'], (values) => dateFrom(values[0])),
    form(['year', 'month', 'day'], dateOfParts),
  ),
  builtin(
    'time',
    form(['from'], (values) => timeFrom(values[0])),
    form(['hour', 'minute', 'second', 'offset'], timeOfParts, 3),
  ),
  builtin(
    'date and time',
    form(['from'], (values) => dateTimeFrom(values[0])),
    form(['date', 'time'], dateTimeOfBoth),
    form([...dateTimeNames, 'offset'], dateTimeOfParts, 6),
    form([...dateTimeNames, 'timezone'], dateTimeOfParts, 6),
  ),
  builtin('years and months duration', form(['from', 'to'], monthsBetween)),
  onDay('day of year', (day) => dayOfYear(day)),
  onDay('day of week', (day) => days[weekday(day) - 1] ?? null),
  onDay('month of year', (day) => months[day.month - 1] ?? null),
  onDay('week of year', (day) => weekOfYear(day)),
  builtin(
    'now',
    form([], (_, run) => now(run)),
  ),
  builtin(
    'today',
    form([], (_, run) => {
      const moment = now(run);
      return moment === null ? null : dateOf(moment);
    }),
  ),
];
