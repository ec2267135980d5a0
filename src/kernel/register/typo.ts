/** Slips of the finger: wrong, missing, surplus or swapped letters. */

/** How many slips a word of this length may have: two letters are a word of their own already. */
export const slipsAllowed = (length: number): number => (length <= 2 ? 0 : length <= 4 ? 1 : 2);

/** Slips between two words, swaps of neighbours counted once; `most` + 1 when there are more. */
export function slipsBetween(a: string, b: string, most: number): number {
  const over = most + 1;
  if (Math.abs(a.length - b.length) > most) return over;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? over) + 1, (row[j - 1] ?? over) + 1, (last[j - 1] ?? over) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, (before[j - 2] ?? over) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return over;
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? over, over);
}

/** One bit a letter: two words with k slips between them differ in at most 2k bits. */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 5));
  }
  return bits;
}

export function bitsIn(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
