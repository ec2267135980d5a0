/** Personal numbers in words that everybody will read: telephones, identity numbers, e-mail addresses, number plates and other long numbers are covered. */

/** What stands instead of a covered number. */
export const covered = '[đã che]';

const email = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/giu;
/** '92A-123.45', '92-B1 123.45', '92B1 1234', '43 C 12345'; the province is two digits, the series one or two letters with or without a digit. */
const plate = /(?<![\p{L}\p{N}])\d{2}[ .-]{0,2}[A-ZĐ]{1,2}\d?[ .-]{0,2}\d{3}[ .]?\d{1,2}(?![\p{L}\p{N}])/giu;
/** Eight digits or more, with at most two blanks, dots or hyphens between neighbours. */
const number = /\+?\d(?:[ .\-()\u00a0]{0,2}\d){7,24}/g;

/** A day ('15.11.2022') and an amount ('12.000.000') are no personal numbers. */
const isHarmless = (text: string): boolean => /^\d{1,2}[.-]\d{1,2}[.-]\d{4}$/.test(text) || /^[1-9]\d{0,2}(?:\.\d{3}){2,4}$/.test(text);

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

export const maskPersonal = (text: string): string =>
  plain(text)
    .replace(email, covered)
    .replace(plate, covered)
    .replace(number, (found) => (isHarmless(found) ? found : covered));
