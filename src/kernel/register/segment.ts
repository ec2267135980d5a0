/** A part of the search index: entries, their words in order, and for each word the entries that have it. Made once, never changed. */
import type { FindEntry, FoundEntry } from './entry.ts';
import { audiences, findKinds, isFindAudience, isFindKind } from './entry.ts';
import { lettersOf } from './typo.ts';
import { foldWord, rawWords } from './word.ts';

export type Segment = {
  readonly entries: readonly FoundEntry[];
  /** Sorted. */
  readonly terms: readonly string[];
  /** Of each term: see `lettersOf`. */
  readonly letters: Uint32Array;
  /** Of each term: where its posts begin; one more at the end. */
  readonly starts: Uint32Array;
  /** entry * 256 + how much the word counts there, 1 to 255; ascending within a term. */
  readonly posts: Uint32Array;
  /** Of each entry: the place of its kind in `kindNames`. */
  readonly kinds: Uint8Array;
  /** Of each entry: one bit an audience, all bits for everybody. */
  readonly masks: Uint8Array;
  /** Of each entry: how many words its title has in the language with fewer of them. */
  readonly lengths: Uint8Array;
};

export const kindNames = Object.keys(findKinds).filter(isFindKind);

/** How much a word counts by where it stands. */
const weights = { title: 120, words: 80, summary: 30, body: 12 } as const;
/** More are not looked at: a long text is found by its beginning. */
const mostWords = 400;

export const maskOf = (list: readonly string[]): number => (list.length === 0 ? 255 : list.reduce((bits, one) => bits | (1 << bitOf(one)), 0));

/** An audience nobody knows shares the last bit. */
const bitOf = (name: string): number => (isFindAudience(name) ? audiences.indexOf(name) : 7);

/** Collects entries; `close` makes the segment. Split so that a long list can be built with pauses. */
export function openSegment() {
  const ids = new Map<string, number>();
  const lists: number[][] = [];
  const entries: FoundEntry[] = [];
  const kinds: number[] = [];
  const masks: number[] = [];
  const lengths: number[] = [];

  const add = (entry: FindEntry): void => {
    const doc = entries.length;
    const { words, body, ...kept } = entry;
    const counted = new Map<string, number>();
    const count = (text: string, weight: number): number => {
      const found = rawWords(text);
      for (const raw of found) {
        if (counted.size >= mostWords) break;
        const word = foldWord(raw);
        counted.set(word, Math.min(255, (counted.get(word) ?? 0) + (counted.has(word) ? weight >> 2 : weight)));
      }
      return found.length;
    };
    const vi = count(entry.title.vi, weights.title);
    const en = entry.title.en === entry.title.vi ? vi : count(entry.title.en, weights.title);
    for (const word of words) count(word, weights.words);
    count(entry.summary.vi, weights.summary);
    if (entry.summary.en !== entry.summary.vi) count(entry.summary.en, weights.summary);
    count(body, weights.body);
    for (const [word, weight] of counted) {
      let id = ids.get(word);
      if (id === undefined) {
        id = lists.length;
        ids.set(word, id);
        lists.push([]);
      }
      lists[id]?.push(doc * 256 + weight);
    }
    entries.push(kept);
    kinds.push(kindNames.indexOf(entry.kind));
    masks.push(maskOf(entry.audiences));
    lengths.push(Math.min(255, vi, en));
  };

  const close = (): Segment => {
    const terms = [...ids.keys()].sort((a, b) => (a < b ? -1 : 1));
    const starts = new Uint32Array(terms.length + 1);
    const posts = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
    let at = 0;
    for (const [index, term] of terms.entries()) {
      starts[index] = at;
      const list = lists[ids.get(term) ?? 0] ?? [];
      posts.set(list, at);
      at += list.length;
    }
    starts[terms.length] = at;
    return {
      entries,
      terms,
      letters: Uint32Array.from(terms, lettersOf),
      starts,
      posts,
      kinds: Uint8Array.from(kinds),
      masks: Uint8Array.from(masks),
      lengths: Uint8Array.from(lengths),
    };
  };
  return { add, close };
}

export function segmentOf(list: Iterable<FindEntry>): Segment {
  const open = openSegment();
  for (const entry of list) open.add(entry);
  return open.close();
}

/** Index of the first term that is not before `text`. */
export function firstFrom(terms: readonly string[], text: string): number {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
