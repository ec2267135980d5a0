/** Codes and telephone digits as people copy them from a slip, read aloud or paste them. Pure. */

/** Digits and letters of every width are the plain ones; every stroke is a hyphen. */
const plainly = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s/g, '');

/** '7724-6008 8135' is 772460088135; 'h47.31.25 221115 0002' is H47.31.25-221115-0002. Anything else stays without its blanks: it is nobody's code. */
export function codeTyped(typed: string): string {
  const text = plainly(typed).toUpperCase();
  if (/^[\d.\-_/]+$/.test(text)) return text.replace(/\D/g, '');
  if (/-\d{6}-\d{4,}$/.test(text)) return text;
  return text.replace(/[-_/]/g, '').replace(/^([A-Z][A-Z\d.]*?)\.?(\d{6})\.?(\d{4})$/, '$1-$2-$3');
}

/** The last four digits, also of a whole telephone number. */
export function digitsTyped(typed: string): string {
  const digits = plainly(typed).replace(/[-.()+]/g, '');
  return /^\d{9,13}$/.test(digits) ? digits.slice(-4) : digits;
}
