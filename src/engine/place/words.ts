/** How names of places are compared: without marks, apostrophes, points and commas; and how far two of them lie apart. */
import { fold } from '../../base/text.ts';

/** "Ch'Ơm, Tây Giang" -> 'chom tay giang' */
export const wordsOf = (text: string): string =>
  fold(text.replace(/['’ʼ`]/g, ''))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const tone = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** With its marks, the tone at the end of each word: 'Hoà' and 'Hòa' are the same, 'Thanh' and 'Thành' are not. */
export const tonedOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/['’ʼ`]/g, '')
    .replace(/[,.;()/-]+/g, ' ')
    .trim()
    .split(/\s+/)
    .map((word) => {
      const apart = word.normalize('NFD');
      return `${apart.replace(tone, '')}${(apart.match(tone) ?? []).join('')}`;
    })
    .join(' ');

/** Something typed with at least one Vietnamese mark: whoever writes marks means them. */
export const hasMarks = (text: string): boolean => /[\u0300-\u036fđĐ]/u.test(text.normalize('NFD'));

/** Letters to change, add, drop or exchange with the next one; more than `most` is told as most + 1. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let former: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (former[j - 2] ?? 0) + 1);
      row.push(least);
    }
    former = before;
    before = row;
  }
  return Math.min(before[b.length] ?? 0, most + 1);
}
