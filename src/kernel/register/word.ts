/** Words as people search for them: without marks, with đ as d, wherever the tone mark was put. */
import { fold } from '../../base/text.ts';

const splitter = /[^\p{L}\p{M}\p{N}]+/u;
/** Longer runs of letters are no words people type. */
const longest = 40;

/** Folded words in order: "Đăng ký khai sinh, xã Ch'ơm" -> dang ky khai sinh xa chom */
export const searchWords = (text: string): readonly string[] => rawWords(text).map(foldWord);

/** Words as typed, lower case, in one Unicode form. */
export const rawWords = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(splitter)
    .flatMap((word) => (word === '' ? [] : [word.slice(0, longest)]));

const folded = new Map<string, string>();

/** Texts repeat few words: each is folded once. */
export function foldWord(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  if (folded.size > 50_000) folded.clear();
  const made = fold(word);
  folded.set(word, made);
  return made;
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** The word with its marks, the tone at the end: hoà and hòa are the same, hoa is another. */
export function markedWord(word: string): string {
  const parts = word.normalize('NFD');
  const tone = parts.match(tones)?.join('') ?? '';
  return `${parts.replace(tones, '').normalize('NFC')}${tone}`;
}
