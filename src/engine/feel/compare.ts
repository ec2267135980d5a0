/** Equality, order and membership (DMN 1.5, 10.3.2.13 and 10.3.2.14). */
import { defaultLimits, newRun, spend } from './limits.ts';
import { compareNumbers, isNumber, sameNumber } from './number.ts';
import { floorDiv, hasZone, instantOf, nanoOfDay, nanosOfSecond } from './temporal.ts';
import type { FeelContext, FeelDateTime, FeelList, FeelRange, FeelTime, FeelValue, RangeOperator, Run } from './values.ts';
import { isContext, isDate, isDateTime, isDays, isFunction, isList, isMonths, isRange, isTime } from './values.ts';

/** Null when the two kinds cannot be compared; null itself equals only null. Looking into lists and contexts costs steps of the run, or of one of its own. */
export function equal(a: FeelValue, b: FeelValue, run?: Run): boolean | null {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  if (a === null || b === null) return a === b;
  if (typeof a === 'boolean' || typeof b === 'boolean') return typeof a === typeof b ? a === b : null;
  if (isNumber(a)) return isNumber(b) ? sameNumber(a, b) : null;
  if (isList(a)) return isList(b) ? equalLists(a, b, run ?? newRun(defaultLimits)) : null;
  if (isContext(a)) return isContext(b) ? equalContexts(a, b, run ?? newRun(defaultLimits)) : null;
  if (isRange(a)) return isRange(b) ? equalRanges(a, b) : null;
  if (isFunction(a)) return isFunction(b) ? a === b : null;
  const order = compare(a, b);
  return order === undefined ? null : order === 0;
}

/** What one item costs when a structure is looked through: the same inner list may stand in many places. */
const itemCost = 1 / 8;

function equalLists(a: FeelList, b: FeelList, run: Run): boolean {
  if (a.length !== b.length) return false;
  return a.every((item, index) => {
    spend(run, itemCost);
    return equal(item, b[index] ?? null, run) === true;
  });
}
function equalContexts(a: FeelContext, b: FeelContext, run: Run): boolean {
  if (a.size !== b.size) return false;
  spend(run, a.size * itemCost);
  return [...a].every(([key, value]) => b.has(key) && equal(value, b.get(key) ?? null, run) === true);
}
const equalRanges = (a: FeelRange, b: FeelRange): boolean =>
  a.operator === b.operator &&
  a.lowIncluded === b.lowIncluded &&
  a.highIncluded === b.highIncluded &&
  equal(a.low, b.low) === true &&
  equal(a.high, b.high) === true;

/** Below, at or above zero; undefined when the two have no order. Times and dates with time are compared to the second. */
export function compare(a: FeelValue, b: FeelValue): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === null || b === null) return undefined;
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) : undefined;
  if (typeof a === 'string') return typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : undefined;
  if (isDate(a)) return isDate(b) ? a.year - b.year || a.month - b.month || a.day - b.day : undefined;
  if (isDateTime(a)) return isDateTime(b) ? compareDateTimes(a, b) : undefined;
  if (isTime(a)) return isTime(b) ? compareTimes(a, b) : undefined;
  if (isDays(a)) return isDays(b) ? sign(a.nanos - b.nanos) : undefined;
  if (isMonths(a)) return isMonths(b) ? a.months - b.months : undefined;
  return undefined;
}
const sign = (value: bigint): number => (value < 0n ? -1 : value > 0n ? 1 : 0);

// A local clock and a clock with an offset have no common line to stand on.
const compareDateTimes = (a: FeelDateTime, b: FeelDateTime): number | undefined =>
  hasZone(a) === hasZone(b) ? sign(floorDiv(instantOf(a), nanosOfSecond) - floorDiv(instantOf(b), nanosOfSecond)) : undefined;
const compareTimes = (a: FeelTime, b: FeelTime): number | undefined =>
  hasZone(a) === hasZone(b) ? sign(floorDiv(nanoOfDay(a), nanosOfSecond) - floorDiv(nanoOfDay(b), nanosOfSecond)) : undefined;

export function holds(operator: RangeOperator, a: FeelValue, b: FeelValue, run?: Run): boolean | null {
  if (operator === '=') return equal(a, b, run);
  if (operator === '!=') {
    const same = equal(a, b, run);
    return same === null ? null : !same;
  }
  const order = compare(a, b);
  if (order === undefined) return null;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

/** Whether a value lies in a range; null when they cannot be compared or an end is unknown. */
export function inRange(value: FeelValue, range: FeelRange): boolean | null {
  if (range.operator !== undefined) return holds(range.operator, value, endOf(range));
  const low = compare(value, range.low);
  const high = compare(value, range.high);
  if (low === undefined || high === undefined) return null;
  return (range.lowIncluded ? low >= 0 : low > 0) && (range.highIncluded ? high <= 0 : high < 0);
}
const endOf = (range: FeelRange): FeelValue => (range.operator === '<' || range.operator === '<=' ? range.high : range.low);

/** Whether a value meets a test given as a value: it lies in the range, is in the list, or equals it. */
export function meets(value: FeelValue, test: FeelValue, run: Run): boolean | null {
  if (isRange(test)) return isRange(value) ? equal(value, test, run) : inRange(value, test);
  if (!isList(test)) return equal(value, test, run);
  if (isList(value) && equal(value, test, run) === true) return true;
  spend(run, test.length * itemCost);
  return test.some((item) => (isRange(item) && !isRange(value) ? inRange(value, item) : equal(value, item, run)) === true);
}

/** Stricter than equality: the same kind, the same clock, the same zone. */
export function identical(a: FeelValue, b: FeelValue, run: Run): boolean {
  if ((isDateTime(a) && isDateTime(b)) || (isTime(a) && isTime(b)))
    return equal(a, b) === true && a.offset === b.offset && a.zone === b.zone && a.hour === b.hour;
  return equal(a, b, run) === true;
}
