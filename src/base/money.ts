/** Money is an integer of đồng. */
import type { Lang } from './text.ts';
import { inThousands } from './text.ts';

export type Dong = number & { readonly brand: 'Dong' };

/** Throws on fractions and on amounts a double cannot hold exactly: money is never rounded silently. */
export function dong(amount: number): Dong {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole amount of đồng: ${amount}`);
  return amount as Dong;
}

/** 1.250.000 đ, in English 1,250,000 đ, joined by a no-break space. */
export const showDong = (amount: number, lang: Lang): string => `${inThousands(Math.trunc(amount), lang)}\u00a0đ`;

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

/** 'Một triệu hai trăm năm mươi nghìn đồng': the way a receipt writes an amount. Up to 999 999 999 999 999. */
export function dongInWords(amount: number): string {
  if (amount === 0) return 'Không đồng';
  const scales = ['', ' nghìn', ' triệu', ' tỷ', ' nghìn tỷ'];
  const groups: number[] = [];
  for (let rest = Math.abs(amount); rest > 0; rest = Math.floor(rest / 1000)) groups.push(rest % 1000);
  const words = groups.flatMap((group, scale) => (group === 0 ? [] : [`${threeDigits(group, scale < groups.length - 1)}${scales[scale] ?? ''}`])).reverse();
  const text = `${amount < 0 ? 'âm ' : ''}${words.join(' ')} đồng`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function threeDigits(value: number, isInner: boolean): string {
  const [hundred, ten, one] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const words: string[] = [];
  if (hundred > 0 || isInner) words.push(`${digits[hundred]} trăm`);
  if (ten === 0 && one > 0 && words.length > 0) words.push('lẻ');
  if (ten === 1) words.push('mười');
  if (ten > 1) words.push(`${digits[ten]} mươi`);
  if (one > 0) words.push(unitDigit(ten, one));
  return words.join(' ');
}

function unitDigit(ten: number, one: number): string {
  if (one === 1 && ten > 1) return 'mốt';
  if (one === 5 && ten > 0) return 'lăm';
  return digits[one] ?? '';
}
