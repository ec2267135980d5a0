/** Decimal arithmetic on whole numbers only: slow, short enough to be believed, and sharing nothing with the engine it judges. */

/** digits / 10^places. */
export type Exact = { readonly digits: bigint; readonly places: number };

const ten = (power: number): bigint => 10n ** BigInt(power);
const size = (value: bigint): bigint => (value < 0n ? -value : value);

const aligned = (a: Exact, b: Exact): readonly [bigint, bigint, number] => {
  const places = Math.max(a.places, b.places);
  return [a.digits * ten(places - a.places), b.digits * ten(places - b.places), places];
};
export function add(a: Exact, b: Exact): Exact {
  const [x, y, places] = aligned(a, b);
  return { digits: x + y, places };
}
export const negative = ({ digits, places }: Exact): Exact => ({ digits: -digits, places });
export const multiply = (a: Exact, b: Exact): Exact => ({ digits: a.digits * b.digits, places: a.places + b.places });
export function isLess(a: Exact, b: Exact): boolean {
  const [x, y] = aligned(a, b);
  return x < y;
}

export type Rounding = 'even' | 'floor' | 'ceiling' | 'up' | 'down' | 'half-up' | 'half-down';

/** The whole number next to numerator / denominator. */
function quotient(numerator: bigint, denominator: bigint, how: Rounding): bigint {
  const isNegative = numerator < 0n !== denominator < 0n;
  const [top, bottom] = [size(numerator), size(denominator)];
  const [whole, rest] = [top / bottom, top % bottom];
  const half = rest * 2n === bottom ? 0 : rest * 2n > bottom ? 1 : -1;
  const goesAway = {
    even: half > 0 || (half === 0 && whole % 2n === 1n),
    floor: isNegative,
    ceiling: !isNegative,
    up: true,
    down: false,
    'half-up': half >= 0,
    'half-down': half > 0,
  }[how];
  const found = rest !== 0n && goesAway ? whole + 1n : whole;
  return isNegative ? -found : found;
}

/** To so many places, fewer than none included. */
export const round = ({ digits, places }: Exact, to: number, how: Rounding): Exact =>
  places <= to ? { digits, places } : { digits: quotient(digits, ten(places - to), how), places: to };

/** To 34 significant digits, half to even: what every result of FEEL is. */
export function decimal34({ digits, places }: Exact): Exact {
  const cut = String(size(digits)).length - 34;
  if (cut <= 0) return { digits, places };
  // 999...9 may become 1000...0: one digit more, which is a zero.
  return { digits: quotient(digits, ten(cut), 'even'), places: places - cut };
}

/** 34 significant digits of a quotient, half to even. */
export function divide34(a: Exact, b: Exact): Exact {
  const [x, y] = aligned(a, b);
  if (x === 0n) return { digits: 0n, places: 0 };
  let shift = 34 - (String(size(x)).length - String(size(y)).length);
  while (String(size(shifted(x, shift) / shifted(y, -shift))).length > 34) shift -= 1;
  return { digits: quotient(shifted(x, shift), shifted(y, -shift), 'even'), places: shift };
}
const shifted = (value: bigint, shift: number): bigint => (shift > 0 ? value * ten(shift) : value);

/** The rest of a division that rounds down: it has the sign of the divisor. */
export function modulo(a: Exact, b: Exact): Exact {
  const [x, y, places] = aligned(a, b);
  return { digits: x - y * quotient(x, y, 'floor'), places };
}

/** Without exponent, without zeros at the end. */
export function write({ digits, places }: Exact): string {
  let [rest, left] = [digits, places];
  while (left > 0 && rest % 10n === 0n) [rest, left] = [rest / 10n, left - 1];
  if (left < 0) return String(rest * ten(-left));
  const bare = String(size(rest)).padStart(left + 1, '0');
  const text = left === 0 ? bare : `${bare.slice(0, -left)}.${bare.slice(-left)}`;
  return rest < 0n ? `-${text}` : text;
}
