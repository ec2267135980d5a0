/** The payment reference: what stands in the content of a transfer and leads the money to its obligation. */

export type Reference = string & { readonly brand: 'Reference' };

/** No 0, 1, I, L, O: banks print in fonts that confuse them. A prime number of letters, so that the check below holds. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const lead = 'CS';
const body = 10;

/** 'CS' + 10 random letters (about 2^49) + a check letter: 13 characters. `random`: 10 random bytes. */
export function newReference(random: Uint8Array): Reference {
  const drawn = [...random.slice(0, body)].map((byte) => letters[byte % letters.length] ?? '').join('');
  if (drawn.length !== body) throw new RangeError('a reference wants 10 random bytes');
  return `${lead}${drawn}${checkOf(drawn)}` as Reference;
}

/** Letters weighted by their place, modulo 31: a wrong letter or two exchanged ones always change it. */
function checkOf(drawn: string): string {
  const sum = [...drawn].reduce((total, letter, index) => total + (index + 2) * letters.indexOf(letter), 0);
  return letters[sum % letters.length] ?? '';
}

export const isReference = (text: string): text is Reference =>
  shape.test(text) && checkOf(text.slice(lead.length, lead.length + body)) === text.slice(lead.length + body);
const shape = new RegExp(`^${lead}[${letters}]{${body + 1}}$`);

/**
 * The one reference in the content of a transfer, or nothing. Banks put words around it, change to small letters and break it up by spaces;
 * two different references in one content are no reference.
 */
export function referenceIn(content: string): Reference | undefined {
  const plain = content.toUpperCase().slice(0, 500);
  const found = new Set([...candidates(plain), ...candidates(plain.replace(/[^0-9A-Z]/g, ''))]);
  const [one] = found;
  return found.size === 1 ? one : undefined;
}

function candidates(text: string): readonly Reference[] {
  const length = lead.length + body + 1;
  return [...text.matchAll(new RegExp(lead, 'g'))].map(({ index }) => text.slice(index, index + length)).filter(isReference);
}

/** 'CS7KQ 2M9X H4TR' for reading aloud. */
export const showReference = (reference: string): string => reference.replace(/^(.{5})(.{4})(.*)$/, '$1 $2 $3');
