/** Built-in functions on numbers (DMN 1.5, table 73). */
import { Decimal } from 'decimal.js';
import type { Builtin, Work } from './builtin-kit.ts';
import { asNumber, asWhole, builtin, form } from './builtin-kit.ts';
import { Big, big, tidyNumber } from './number.ts';
import type { FeelNumber, FeelValue } from './values.ts';
import { isDays, isMonths } from './values.ts';

const onNumber =
  (work: (value: Decimal) => Decimal | boolean | undefined): Work =>
  (values) => {
    const value = asNumber(values[0]);
    const result = value === undefined ? undefined : work(big(value));
    return typeof result === 'object' ? tidyNumber(result) : result;
  };

// The exponents of IEEE decimal128.
const scaleFrom = -6111;
const scaleTo = 6176;

/** Rounded to so many digits behind the point; before it when negative. */
function rounded(value: FeelNumber, scale: number, mode: Decimal.Rounding): FeelNumber | undefined {
  const exact = big(value);
  if (scale >= 0) return tidyNumber(exact.toDecimalPlaces(scale, mode));
  const step = new Big(10).pow(-scale);
  return tidyNumber(exact.div(step).toDecimalPlaces(0, mode).times(step));
}

const rounding =
  (mode: Decimal.Rounding): Work =>
  (values) => {
    const value = asNumber(values[0]);
    const scale = values.length > 1 ? asWhole(values[1]) : 0;
    if (value === undefined || scale === undefined || scale < scaleFrom || scale > scaleTo) return undefined;
    return rounded(value, scale, mode);
  };

function abs(value: FeelValue | undefined): FeelValue | undefined {
  const number = asNumber(value);
  if (number !== undefined) return tidyNumber(big(number).abs());
  if (value === undefined) return undefined;
  if (isDays(value)) return { ...value, nanos: value.nanos < 0n ? -value.nanos : value.nanos };
  return isMonths(value) ? { ...value, months: Math.abs(value.months) } : undefined;
}

/** The rest takes the sign of the divisor: dividend - divisor * floor(dividend / divisor). */
function modulo(values: readonly FeelValue[]): FeelValue | undefined {
  const [dividend, divisor] = [asNumber(values[0]), asNumber(values[1])];
  if (dividend === undefined || divisor === undefined) return undefined;
  const by = big(divisor);
  if (by.isZero()) return undefined;
  const rest = big(dividend).mod(by);
  return tidyNumber(rest.isZero() || rest.isNegative() === by.isNegative() ? rest : rest.plus(by));
}

const isOdd = (value: Decimal): boolean | undefined => (value.isInteger() ? !value.mod(2).isZero() : undefined);

export const numberFunctions: readonly Builtin[] = [
  builtin('decimal', form(['n', 'scale'], rounding(Decimal.ROUND_HALF_EVEN))),
  builtin('floor', form(['n', 'scale'], rounding(Decimal.ROUND_FLOOR), 1)),
  builtin('ceiling', form(['n', 'scale'], rounding(Decimal.ROUND_CEIL), 1)),
  builtin('round up', form(['n', 'scale'], rounding(Decimal.ROUND_UP))),
  builtin('round down', form(['n', 'scale'], rounding(Decimal.ROUND_DOWN))),
  builtin('round half up', form(['n', 'scale'], rounding(Decimal.ROUND_HALF_UP))),
  builtin('round half down', form(['n', 'scale'], rounding(Decimal.ROUND_HALF_DOWN))),
  builtin(
    'abs',
    form(['n'], (values) => abs(values[0])),
  ),
  builtin('modulo', form(['dividend', 'divisor'], modulo)),
  builtin(
    'sqrt',
    form(
      ['number'],
      onNumber((value) => (value.isNegative() && !value.isZero() ? undefined : value.sqrt())),
    ),
  ),
  builtin(
    'log',
    form(
      ['number'],
      onNumber((value) => (value.greaterThan(0) ? value.ln() : undefined)),
    ),
  ),
  builtin(
    'exp',
    form(
      ['number'],
      onNumber((value) => value.exp()),
    ),
  ),
  builtin('odd', form(['number'], onNumber(isOdd))),
  builtin(
    'even',
    form(
      ['number'],
      onNumber((value) => {
        const odd = isOdd(value);
        return odd === undefined ? undefined : !odd;
      }),
    ),
  ),
];
