/**
 * Searching segments: each typed word finds terms that are it, begin with it or are a slip away from it; entries that have all words come first,
 * those whose title says it as typed on top. Scores have no unit; they only order.
 */
import type { FindAudience, FindKind, FoundEntry } from './entry.ts';
import { findKinds } from './entry.ts';
import type { Segment } from './segment.ts';
import { firstFrom, kindNames, maskOf } from './segment.ts';
import { bitsIn, lettersOf, slipsAllowed, slipsBetween } from './typo.ts';
import { foldWord, markedWord, rawWords } from './word.ts';

export type Ask = {
  readonly text: string;
  readonly audience?: FindAudience;
  readonly kind?: FindKind;
  /** Results at most, after `skip`. */
  readonly most: number;
  readonly skip?: number;
  /** False for an entry that must not be shown: another version of it is newer, or it is live no more. */
  readonly isShown?: (entry: FoundEntry) => boolean;
};

export type Found = {
  readonly results: readonly FoundEntry[];
  readonly total: number;
  readonly byKind: ReadonlyMap<FindKind, number>;
  /** How it was found: as typed, or only after allowing for slips or for missing words. */
  readonly how: 'typed' | 'guessed';
};

/** Typed words beyond these do not make the answer better. */
const mostTyped = 10;
/** Results that are looked at closely; pages end here. */
const mostRanked = 100;
const quality = { same: 1, begins: 0.72, oneSlip: 0.5, twoSlips: 0.32 } as const;
/** Posts that one typed word may touch in one segment: a single letter would touch all. */
const mostPosts = 60_000;
/** Terms a typed word may stand for. */
const mostTerms = 48;

type Term = { readonly index: number; readonly quality: number };
type Candidate = { readonly entry: FoundEntry; score: number };
type Tally = {
  readonly top: Candidate[];
  total: number;
  readonly byKind: Map<FindKind, number> /** How much a word counts in the best entry, on average. */;
  best: number;
};

/** Best first. Words as typed; where they find little, words one or two slips away and joined words taken apart (`how: 'guessed'`). */
export function seek(segments: readonly Segment[], ask: Ask): Found {
  const raw = rawWords(ask.text.slice(0, 200)).slice(0, mostTyped);
  const words = raw.map(foldWord);
  if (words.length === 0) return { results: [], total: 0, byKind: new Map(), how: 'typed' };
  const exact = tally(segments, words, ask, 'typed', words.length);
  // Title words count 120: where the best answer has the words only in running text, a slip in a title may be what was meant.
  if (exact.total >= 3 && exact.best >= 60) return ranked(exact, raw, words, ask, 'typed');
  const guessed = tally(segments, words, ask, 'guessed', words.length);
  if (guessed.total > 0) return ranked(guessed, raw, words, ask, exact.total > 0 && exact.best >= guessed.best ? 'typed' : 'guessed');
  const halves = splitJoined(segments, words);
  const split = halves.length === words.length ? guessed : tally(segments, halves, ask, 'guessed', halves.length);
  if (split.total > 0) return ranked(split, raw, halves, ask, 'guessed');
  return ranked(tally(segments, words, ask, 'guessed', Math.max(1, Math.ceil(words.length * 0.6))), raw, words, ask, 'guessed');
}

/** 'khaisinh' is no word, 'khai' and 'sinh' are. */
function splitJoined(segments: readonly Segment[], words: readonly string[]): readonly string[] {
  const isTerm = (word: string): boolean => segments.some(({ terms }) => terms[firstFrom(terms, word)] === word);
  return words.flatMap((word) => {
    if (word.length < 5 || isTerm(word)) return [word];
    for (let at = 2; at <= word.length - 2; at += 1) if (isTerm(word.slice(0, at)) && isTerm(word.slice(at))) return [word.slice(0, at), word.slice(at)];
    return [word];
  });
}

/** needed: how many of the words an entry must have. */
function tally(segments: readonly Segment[], words: readonly string[], ask: Ask, how: Found['how'], needed: number): Tally {
  const sum: Tally = { top: [], total: 0, byKind: new Map(), best: 0 };
  const everything = segments.reduce((count, segment) => count + segment.entries.length, 0);
  for (const segment of segments) tallySegment(segment, [...new Set(words)], ask, how, needed, everything, sum);
  return sum;
}

type Plan = { readonly terms: readonly Term[]; readonly posts: number; readonly rarity: number };

function tallySegment(segment: Segment, words: readonly string[], ask: Ask, how: Found['how'], needed: number, everything: number, sum: Tally): void {
  const plans = words.map((word) => planOf(segment, word, how, everything)).sort((a, b) => a.posts - b.posts);
  const room = clearRoom(segment);
  const wanted = Math.min(needed, words.length);
  // The rarest word first: where every word is needed, the others are only looked up in what is left.
  let left: Uint32Array | undefined;
  for (const [at, plan] of plans.entries()) {
    if (left !== undefined && left.length === 0) return;
    const isNarrow = left !== undefined && left.length * plan.terms.length * 16 < plan.posts;
    const touched = isNarrow && left !== undefined ? lookUp(room, plan, left) : touch(room, plan, wanted === words.length ? at : 0);
    count(room, touched, plan.rarity);
    if (wanted === words.length) left = touched;
  }
  collect(room, left, wanted, words.length, ask, sum);
}

/** Counts what has enough of the words and keeps the best of it. */
function collect(room: Room, left: Uint32Array | undefined, wanted: number, words: number, ask: Ask, sum: Tally): void {
  const { segment, scores, plain, counts } = room;
  const mask = ask.audience === undefined ? 255 : maskOf([ask.audience]);
  const only = ask.kind === undefined ? -1 : kindNames.indexOf(ask.kind);
  const byKind = new Uint32Array(kindNames.length);
  const size = left?.length ?? segment.entries.length;
  for (let at = 0; at < size; at += 1) {
    const doc = left === undefined ? at : (left[at] ?? 0);
    if ((counts[doc] ?? 0) < wanted || ((segment.masks[doc] ?? 0) & mask) === 0) continue;
    const entry = segment.entries[doc];
    if (entry === undefined || (ask.isShown !== undefined && !ask.isShown(entry))) continue;
    const kind = segment.kinds[doc] ?? 0;
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    if (only >= 0 && kind !== only) continue;
    sum.total += 1;
    const worth = (plain[doc] ?? 0) / words;
    if (worth > sum.best) sum.best = worth;
    // A short title that says just this is more likely meant than a long one that says it too.
    const score = (scores[doc] ?? 0) * (kindWeights[kind] ?? 1) * (1 + 1 / (2 + (segment.lengths[doc] ?? 0)));
    if (sum.top.length < mostRanked || score > (sum.top.at(-1)?.score ?? 0)) keepBest(sum.top, { entry, score });
  }
  for (const [at, name] of kindNames.entries()) if ((byKind[at] ?? 0) > 0) sum.byKind.set(name, (sum.byKind.get(name) ?? 0) + (byKind[at] ?? 0));
}

const kindWeights = Float64Array.from(kindNames, (name) => findKinds[name].weight);

function planOf(segment: Segment, word: string, how: Found['how'], everything: number): Plan {
  const terms = termsFor(segment, word, how);
  const posts = terms.reduce((total, { index }) => total + postsOf(segment, index), 0);
  const own = terms[0] === undefined ? 0 : postsOf(segment, terms[0].index);
  return { terms, posts, rarity: Math.log(1 + everything / Math.max(1, own)) };
}

const postsOf = ({ starts }: Segment, index: number): number => (starts[index + 1] ?? 0) - (starts[index] ?? 0);

/** Working space of one search, an item for each entry. `best` is how much the word at hand counts, `touched` the entries that have it. */
type Room = {
  readonly segment: Segment;
  readonly scores: Float32Array;
  readonly plain: Float32Array;
  readonly counts: Uint8Array;
  readonly best: Float32Array;
  readonly touched: Uint32Array;
};

/** One for each segment, used again by every search: a search is over before the next begins. */
const rooms = new WeakMap<Segment, Room>();

function clearRoom(segment: Segment): Room {
  const known = rooms.get(segment);
  if (known !== undefined) {
    // `best` is zero again after each word, `touched` is written before it is read.
    for (const part of [known.scores, known.plain, known.counts]) part.fill(0);
    return known;
  }
  const size = segment.entries.length;
  const floats = (): Float32Array => new Float32Array(size);
  const room = { segment, scores: floats(), plain: floats(), counts: new Uint8Array(size), best: floats(), touched: new Uint32Array(size) };
  rooms.set(segment, room);
  return room;
}

function count({ scores, plain, counts, best }: Room, touched: Uint32Array, rarity: number): void {
  for (const doc of touched) {
    const worth = best[doc] ?? 0;
    scores[doc] = (scores[doc] ?? 0) + worth * rarity;
    plain[doc] = (plain[doc] ?? 0) + worth;
    counts[doc] = (counts[doc] ?? 0) + 1;
    best[doc] = 0;
  }
}

/** Walks through all posts of the terms; answers the entries that have as many words already as `least` says. */
function touch({ segment, counts, best, touched }: Room, { terms }: Plan, least: number): Uint32Array {
  let found = 0;
  let left = mostPosts;
  for (const { index, quality: worth } of terms) {
    const from = segment.starts[index] ?? 0;
    const until = segment.starts[index + 1] ?? from;
    left -= until - from;
    if (left < 0 && found > 0) break;
    for (let at = from; at < until; at += 1) {
      const post = segment.posts[at] ?? 0;
      const doc = post >>> 8;
      if ((counts[doc] ?? 0) < least) continue;
      const score = (post & 255) * worth;
      const before = best[doc] ?? 0;
      if (before === 0) {
        touched[found] = doc;
        found += 1;
      }
      if (score > before) best[doc] = score;
    }
  }
  return touched.subarray(0, found);
}

/** Looks the few entries that are left up in the posts of each term. */
function lookUp({ segment: { starts, posts }, best }: Room, { terms }: Plan, left: Uint32Array): Uint32Array {
  return left.filter((doc) => {
    for (const { index, quality: worth } of terms) {
      let [low, high] = [starts[index] ?? 0, starts[index + 1] ?? 0];
      const end = high;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((posts[middle] ?? 0) < doc * 256) low = middle + 1;
        else high = middle;
      }
      const post = low < end ? (posts[low] ?? 0) : 0;
      if (low < end && post >>> 8 === doc) best[doc] = Math.max(best[doc] ?? 0, (post & 255) * worth);
    }
    return (best[doc] ?? 0) > 0;
  });
}

/** Best first, so that a budget of posts is spent on the best. */
function termsFor(segment: Segment, word: string, how: Found['how']): readonly Term[] {
  const { terms } = segment;
  const found: Term[] = [];
  const first = firstFrom(terms, word);
  const isTerm = terms[first] === word;
  if (isTerm) found.push({ index: first, quality: quality.same });
  if (word.length >= 2)
    for (let at = isTerm ? first + 1 : first; at < terms.length && (terms[at] ?? '').startsWith(word); at += 1) {
      const share = word.length / (terms[at] ?? word).length;
      found.push({ index: at, quality: quality.begins * (0.6 + 0.4 * share) });
    }
  if (how === 'guessed') found.push(...slips(segment, word));
  return found.sort((a, b) => b.quality - a.quality).slice(0, mostTerms);
}

function slips({ terms, letters }: Segment, word: string): readonly Term[] {
  const most = slipsAllowed(word.length);
  const found: Term[] = [];
  if (most === 0) return found;
  const own = lettersOf(word);
  for (let index = 0; index < terms.length; index += 1) {
    if (bitsIn((letters[index] ?? 0) ^ own) > 2 * most) continue;
    const term = terms[index] ?? '';
    if (Math.abs(term.length - word.length) > most || term.startsWith(word)) continue;
    const count = slipsBetween(word, term, most);
    if (count === 0 || count > most) continue;
    // Two slips, or one in a short word, and another first letter is another word.
    if ((count === 2 || word.length <= 3) && term.charCodeAt(0) !== word.charCodeAt(0)) continue;
    found.push({ index, quality: count === 1 ? quality.oneSlip : quality.twoSlips });
  }
  return found;
}

/** `top` stays sorted, best first. */
function keepBest(top: Candidate[], one: Candidate): void {
  let [low, high] = [0, top.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((top[middle]?.score ?? 0) >= one.score) low = middle + 1;
    else high = middle;
  }
  top.splice(low, 0, one);
  if (top.length > mostRanked) top.pop();
}

/** The close look: words side by side as typed, and with the marks that were typed. */
function ranked(sum: Tally, raw: readonly string[], words: readonly string[], ask: Ask, how: Found['how']): Found {
  const phrase = ` ${words.join(' ')} `;
  const hasMarks = raw.some((word, index) => word !== words[index]);
  const marked = raw.map(markedWord);
  for (const one of sum.top) {
    const { vi, en } = one.entry.title;
    const titles = (vi === en ? [vi] : [vi, en]).map(rawWords);
    const folded = titles.map((title) => ` ${title.map(foldWord).join(' ')} `);
    if (folded.some((title) => title.includes(phrase))) one.score *= folded.some((title) => title === phrase) ? 1.8 : 1.4;
    if (hasMarks) {
      const own = new Set(titles.flat().map(markedWord));
      one.score *= 1 + (0.5 * marked.filter((word) => own.has(word)).length) / marked.length;
    }
  }
  const skip = ask.skip ?? 0;
  const results = sum.top
    .toSorted((a, b) => b.score - a.score || (a.entry.key < b.entry.key ? -1 : 1))
    .slice(skip, skip + ask.most)
    .map(({ entry }) => entry);
  return { results, total: sum.total, byKind: sum.byKind, how };
}
