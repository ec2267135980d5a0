/** What stands behind a dot: fields of contexts, parts of dates, times, durations and ranges (DMN 1.5, table 65). */
import { weekday } from './calendar.ts';
import { spend, warn } from './limits.ts';
import { daysParts, offsetOf } from './temporal.ts';
import type { FeelDate, FeelDateTime, FeelDaysDuration, FeelList, FeelMonthsDuration, FeelRange, FeelTime, FeelValue, Run } from './values.ts';
import { isContext, isDate, isDateTime, isDays, isList, isMonths, isRange, isTime, kind } from './values.ts';

/** A list gives the list of the property of each item. */
export function property(run: Run, from: FeelValue, name: string): FeelValue {
  if (isContext(from)) return from.get(name) ?? (from.has(name) ? null : warn(run, 'unknown-field', `there is no '${name}'`));
  if (isList(from)) return propertyOfEach(run, from, name);
  if (from === null) return null;
  const found = partOf(from, name);
  return found === undefined ? warn(run, 'unknown-field', `${kind(from)} has no '${name}'`) : found;
}

function propertyOfEach(run: Run, list: FeelList, name: string): FeelList {
  spend(run, 1 + list.length);
  return list.map((item) => (isContext(item) ? (item.get(name) ?? null) : property(run, item, name)));
}

function partOf(from: FeelValue, name: string): FeelValue | undefined {
  if (isDate(from)) return dayPart(from, name);
  if (isDateTime(from)) return dayPart(from, name) ?? clockPart(from, name);
  if (isTime(from)) return clockPart(from, name);
  if (isDays(from)) return daysPart(from, name);
  if (isMonths(from)) return monthsPart(from, name);
  return isRange(from) ? rangePart(from, name) : undefined;
}

function dayPart(from: FeelDate | FeelDateTime, name: string): FeelValue | undefined {
  if (name === 'year' || name === 'month' || name === 'day') return from[name];
  return name === 'weekday' ? weekday(from) : undefined;
}

function clockPart(from: FeelTime | FeelDateTime, name: string): FeelValue | undefined {
  if (name === 'hour' || name === 'minute' || name === 'second') return from[name];
  if (name === 'timezone') return from.zone ?? null;
  if (name !== 'time offset') return undefined;
  const offset = offsetOf(from);
  return offset === undefined ? null : { kind: 'days and time duration', nanos: BigInt(offset) * 1_000_000_000n };
}

function daysPart(from: FeelDaysDuration, name: string): FeelValue | undefined {
  const parts = daysParts(from.nanos);
  return name === 'days' || name === 'hours' || name === 'minutes' || name === 'seconds' ? Number(parts[name]) : undefined;
}

function monthsPart(from: FeelMonthsDuration, name: string): FeelValue | undefined {
  if (name === 'years') return Math.trunc(from.months / 12) + 0;
  return name === 'months' ? (from.months % 12) + 0 : undefined;
}

function rangePart(from: FeelRange, name: string): FeelValue | undefined {
  if (name === 'start') return from.low;
  if (name === 'end') return from.high;
  if (name === 'start included') return from.lowIncluded;
  return name === 'end included' ? from.highIncluded : undefined;
}
