/** Exact decimal arithmetic: 34 significant digits, half to even, as in IEEE 754-2008 decimal128. */
import { Decimal } from 'decimal.js';
import type { FeelNumber, FeelValue } from './values.ts';

export const Big = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, maxE: 6144, minE: -6176, toExpNeg: -40, toExpPos: 40 });

export const isNumber = (value: FeelValue): value is FeelNumber => typeof value === 'number' || value instanceof Big;
export const big = (value: FeelNumber): Decimal => (typeof value === 'number' ? new Big(value) : value);

/** The one form in which a number is kept: safe whole numbers as numbers; undefined when it is not finite. */
export function tidyNumber(value: Decimal): FeelNumber | undefined {
  if (!value.isFinite()) return undefined;
  if (!value.isInteger() || value.e > 15) return value;
  const whole = value.toNumber();
  return Number.isSafeInteger(whole) ? whole + 0 : value;
}
const orNull = (value: Decimal): FeelNumber | null => tidyNumber(value) ?? null;

/** A JSON number: exact for whole numbers, by its shortest decimal writing for fractions. */
export const fromNumber = (value: number): FeelNumber | null => (Number.isSafeInteger(value) ? value + 0 : orNull(new Big(value)));

/** A literal or a text such as '-1.20' or '3e4'; undefined when it is no number. */
export function readNumber(text: string): FeelNumber | undefined {
  if (!/^-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) return undefined;
  // Rounded to 34 digits like every result.
  return tidyNumber(new Big(text).toSignificantDigits(34));
}

export function plus(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return orNull(big(a).plus(b));
}
export function minus(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return orNull(big(a).minus(b));
}
export function times(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return orNull(big(a).times(b));
}
/** Null when dividing by zero. */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0 && a % b === 0) return a / b + 0;
  return orNull(big(a).div(b));
}
export function power(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  return orNull(big(a).pow(b));
}
export const negate = (a: FeelNumber): FeelNumber => (typeof a === 'number' ? 0 - a : a.negated());

/** Below, at or above zero, like a comparator. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return big(a).comparedTo(b);
}
export const sameNumber = (a: FeelNumber, b: FeelNumber): boolean => (typeof a === 'number' || typeof b === 'number' ? a === b : a.equals(b));

/** Towards zero; undefined beyond the safe range. */
export function wholeOf(value: FeelNumber): number | undefined {
  if (typeof value === 'number') return value;
  const whole = value.trunc();
  return whole.abs().lessThanOrEqualTo(Number.MAX_SAFE_INTEGER) ? whole.toNumber() + 0 : undefined;
}
export const showNumber = (value: FeelNumber): string => (typeof value === 'number' ? String(value) : value.toFixed());
