/** Personal numbers in words that everybody will read: telephones, identity numbers, passports, e-mail addresses, number plates and other long numbers are covered. */
import { personalIn } from './number.ts';

/** What stands instead of a covered number. */
export const covered = '[đã che]';

/** Codes this platform gives to cases and reports, by which people and units speak of them: 'H47.31.25-221115-0001', '000.00.12.H47-221115-0001', 'PA-221115-0001'. */
const ownCode = /((?<![\p{L}\p{N}.-])(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.[0-9A-Z]{1,3}){0,8}|PA)-\d{6}-\d{4,8}(?![\p{L}\p{N}]))/u;
const email = /[\p{L}\p{N}._%+-]{1,64}[ \u00a0]{0,2}[@＠][ \u00a0]{0,2}[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/giu;
/** '92A-123.45', '92-B1 123.45', '92B1 1234', '43 C 12345'; the province is two digits, the series one or two letters with or without a digit. */
const plate = /(?<![\p{L}\p{N}])\d{2}[ .-]{0,2}[A-ZĐ]{1,2}\d?[ .-]{0,2}\d{3}[ .]?\d{1,2}(?![\p{L}\p{N}])/giu;
/** 'B1234567', 'C 1234567'; a small letter standing apart is a word. */
const passport = /(?<![\p{L}\p{N}])(?:[A-Z][ .-]?|[a-z])\d{7,8}(?![\p{L}\p{N}])/gu;

/** Digits of other shapes and scripts count as digits: '０９０５' and '٠٩٠٥' are telephones as well. */
const plain = (text: string): string => text.replace(/(?![0-9])\p{Nd}/gu, digitOf).replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, '');

/** Unicode keeps the ten digits of a script in their order; five mathematical alphabets stand without a gap. */
function digitOf(sign: string): string {
  const at = sign.codePointAt(0) ?? 0;
  if (at >= 0x1d7ce && at <= 0x1d7ff) return String((at - 0x1d7ce) % 10);
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(at - value - 1))) value += 1;
  return String(value);
}

/** What stands around a number can make it harmless ('09/12/2022 12' is no telephone, a telephone written so is): covered again until nothing changes. */
export function maskPersonal(text: string): string {
  const once = plain(text).split(ownCode).map(maskPart).join('');
  return once === text ? once : maskPersonal(once);
}

/** Every second part is a code of our own. */
const maskPart = (part: string, index: number): string =>
  index % 2 === 1 ? part : maskNumbers(part.replace(email, covered).replace(plate, covered).replace(passport, covered));

function maskNumbers(text: string): string {
  const found = personalIn(text);
  return [...found.map(({ from }, index) => `${text.slice(found[index - 1]?.to ?? 0, from)}${covered}`), text.slice(found.at(-1)?.to ?? 0)].join('');
}
