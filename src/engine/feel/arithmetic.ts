/** The operators + - * / ** over numbers, texts, dates, times and durations (DMN 1.5, tables 55 to 57). */
import type { ArithmeticOperator } from './ast.ts';
import { addMonths, dayNumber, dayOf, isDay, zoneOffsetAt } from './calendar.ts';
import { boundedText, warn } from './limits.ts';
import { Big, big, divide, isNumber, minus, plus, power, tidyNumber, times, wholeOf } from './number.ts';
import {
  dateTimeAt,
  floorDiv,
  hasZone,
  instantOf,
  midnightUtcOf,
  nanoOfDay,
  nanosOfDay,
  nanosOfSecond,
  offsetOf,
  secondOfDay,
  timeAt,
  zoneOf,
} from './temporal.ts';
import type { FeelDate, FeelDateTime, FeelNumber, FeelTime, FeelValue, Run } from './values.ts';
import { isDate, isDateTime, isDays, isMonths, isTime, kind } from './values.ts';

export function arithmetic(run: Run, operator: ArithmeticOperator, a: FeelValue, b: FeelValue): FeelValue {
  if (isNumber(a) && isNumber(b)) return onNumbers(run, operator, a, b);
  const result = a === null || b === null ? undefined : onOthers(run, operator, a, b);
  return result ?? warn(run, 'wrong-type', `${kind(a)} ${operator} ${kind(b)} has no meaning`);
}

const numberOperations: Readonly<Record<ArithmeticOperator, (a: FeelNumber, b: FeelNumber) => FeelNumber | null>> = {
  '+': plus,
  '-': minus,
  '*': times,
  '/': divide,
  '**': power,
};
const onNumbers = (run: Run, operator: ArithmeticOperator, a: FeelNumber, b: FeelNumber): FeelValue =>
  numberOperations[operator](a, b) ??
  warn(run, 'no-result', operator === '/' ? 'division by zero or too large a number' : `${operator} gives no finite number`);

function onOthers(run: Run, operator: ArithmeticOperator, a: FeelValue, b: FeelValue): FeelValue | undefined {
  switch (operator) {
    case '+':
      return typeof a === 'string' && typeof b === 'string' ? boundedText(run, a + b) : (add(a, b) ?? add(b, a));
    case '-':
      return subtract(a, b);
    case '*':
      return isNumber(b) ? scale(a, b) : isNumber(a) ? scale(b, a) : undefined;
    case '/':
      return split(a, b);
    case '**':
      return undefined;
  }
}

function add(a: FeelValue, b: FeelValue): FeelValue | undefined {
  if (isDays(b)) {
    if (isDays(a)) return { kind: 'days and time duration', nanos: a.nanos + b.nanos };
    return addNanos(a, b.nanos);
  }
  if (!isMonths(b)) return undefined;
  if (isMonths(a)) return months(a.months + b.months);
  return isDate(a) || isDateTime(a) ? addMonthsTo(a, b.months) : undefined;
}

function addMonthsTo(from: FeelDate | FeelDateTime, count: number): FeelDate | FeelDateTime | undefined {
  const day = addMonths(from, count);
  return isDay(day.year, day.month, day.day) ? { ...from, ...day } : undefined;
}

const months = (count: number): FeelValue | undefined => (Number.isSafeInteger(count) ? { kind: 'years and months duration', months: count + 0 } : undefined);

function addNanos(a: FeelValue, nanos: bigint): FeelValue | undefined {
  if (isDate(a)) {
    // A date is its midnight; the day in which the sum falls is the answer.
    const day = dayOf(dayNumber(a.year, a.month, a.day) + Number(floorDiv(nanos, nanosOfDay)));
    return isDay(day.year, day.month, day.day) ? { kind: 'date', ...day } : undefined;
  }
  if (isTime(a)) return addToTime(a, nanos);
  if (!isDateTime(a)) return undefined;
  const instant = instantOf(a) + nanos;
  const before = offsetOf(a) ?? 0;
  const shift = a.zone === undefined ? before : zoneOffsetAt(a.zone, Number(floorDiv(instant, nanosOfSecond)));
  return dateTimeAt(instant + BigInt(shift) * nanosOfSecond, zoneOf(a));
}

function addToTime(a: FeelTime, nanos: bigint): FeelTime {
  const sum = BigInt(secondOfDay(a)) * nanosOfSecond + BigInt(a.nano) + nanos;
  return timeAt(((sum % nanosOfDay) + nanosOfDay) % nanosOfDay, zoneOf(a));
}

function subtract(a: FeelValue, b: FeelValue): FeelValue | undefined {
  if (isDays(b)) return isDays(a) ? { kind: 'days and time duration', nanos: a.nanos - b.nanos } : addNanos(a, -b.nanos);
  if (isMonths(b)) return isMonths(a) ? months(a.months - b.months) : isDate(a) || isDateTime(a) ? addMonthsTo(a, -b.months) : undefined;
  if (isTime(a) && isTime(b)) return hasZone(a) === hasZone(b) ? { kind: 'days and time duration', nanos: nanoOfDay(a) - nanoOfDay(b) } : undefined;
  if (!(isDate(a) || isDateTime(a)) || !(isDate(b) || isDateTime(b))) return undefined;
  const [from, to] = [isDate(b) ? midnightUtcOf(b) : b, isDate(a) ? midnightUtcOf(a) : a];
  return hasZone(from) === hasZone(to) ? { kind: 'days and time duration', nanos: instantOf(to) - instantOf(from) } : undefined;
}

function scale(a: FeelValue, by: FeelNumber): FeelValue | undefined {
  if (isDays(a)) return daysOf(new Big(a.nanos.toString()).times(big(by)));
  return isMonths(a) ? monthsOf(new Big(a.months).times(big(by))) : undefined;
}

function split(a: FeelValue, b: FeelValue): FeelValue | undefined {
  if (isDays(a) && isDays(b)) return b.nanos === 0n ? undefined : tidyNumber(new Big(a.nanos.toString()).div(b.nanos.toString()));
  if (isMonths(a) && isMonths(b)) return divide(a.months, b.months) ?? undefined;
  if (!isNumber(b)) return undefined;
  if (isDays(a)) return daysOf(new Big(a.nanos.toString()).div(big(b)));
  return isMonths(a) ? monthsOf(new Big(a.months).div(big(b))) : undefined;
}

// Parts of a nanosecond and of a month are cut off.
function daysOf(nanos: InstanceType<typeof Big>): FeelValue | undefined {
  return nanos.isFinite() && nanos.e < 60 ? { kind: 'days and time duration', nanos: BigInt(nanos.trunc().toFixed()) } : undefined;
}
function monthsOf(count: InstanceType<typeof Big>): FeelValue | undefined {
  const found = tidyNumber(count);
  const whole = found === undefined ? undefined : wholeOf(found);
  return whole === undefined ? undefined : months(whole);
}

export function negation(run: Run, value: FeelValue): FeelValue {
  if (isNumber(value)) return minus(0, value);
  if (isDays(value)) return { kind: 'days and time duration', nanos: -value.nanos };
  if (isMonths(value)) return { kind: 'years and months duration', months: 0 - value.months };
  return warn(run, 'wrong-type', `${kind(value)} cannot be negated`);
}
