/** Sets of characters inside a pattern: `[a-z]`, `[^0-9]`, `[A-Z-[IO]]`, `\p{L}`, `\w`. */

/** Inclusive ranges of code points, in order and apart. */
export type CodePoints = readonly (readonly [number, number])[];

const last = 0x10ffff;

function union(ranges: CodePoints): CodePoints {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const before = joined.at(-1);
    if (before !== undefined && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function complement(ranges: CodePoints): CodePoints {
  const gaps: (readonly [number, number])[] = [];
  let next = 0;
  for (const [from, to] of union(ranges)) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  return next <= last ? [...gaps, [next, last]] : gaps;
}

const difference = (a: CodePoints, b: CodePoints): CodePoints => complement([...complement(a), ...b]);

/** Some characters: as RE2 writes them inside brackets where it can, and one by one where sets are cut from each other. */
export type Signs = { readonly inside: string | undefined; readonly points: () => CodePoints };
/** `[a-z]`, `[^0-9]`, `[A-Z-[IO]]`. */
export type SignSet = { readonly members: readonly Signs[]; readonly isNegated: boolean; readonly without: SignSet | undefined };

const point = (code: number): string => `\\x{${code.toString(16)}}`;
const showPoints = (ranges: CodePoints): string => ranges.map(([from, to]) => (from === to ? point(from) : `${point(from)}-${point(to)}`)).join('');
const nothing = '[^\\x{0}-\\x{10ffff}]';

export const span = (from: number, to: number): Signs => ({ inside: showPoints([[from, to]]), points: () => [[from, to]] });

/** As RE2 writes it. A plain negated set stays one: where case does not count, what is left out must be left out in both cases. */
export function showSet(set: SignSet): string {
  const texts = set.members.map((signs) => signs.inside);
  if (set.without === undefined && texts.every((text) => text !== undefined)) return `[${set.isNegated ? '^' : ''}${texts.join('')}]`;
  const text = showPoints(set.without === undefined && set.isNegated ? membersOf(set) : pointsIn(set));
  if (set.without === undefined && set.isNegated) return `[^${text}]`;
  return text === '' ? nothing : `[${text}]`;
}

const membersOf = (set: SignSet): CodePoints => union(set.members.flatMap((signs) => signs.points()));
function pointsIn(set: SignSet): CodePoints {
  const members = membersOf(set);
  const own = set.isNegated ? complement(members) : members;
  return set.without === undefined ? own : difference(own, pointsIn(set.without));
}

const categories = /^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;
const blocks = new Map<string, readonly [number, number]>([
  ['BasicLatin', [0x0, 0x7f]],
  ['Latin-1Supplement', [0x80, 0xff]],
  ['LatinExtended-A', [0x100, 0x17f]],
  ['LatinExtended-B', [0x180, 0x24f]],
  ['IPAExtensions', [0x250, 0x2af]],
  ['SpacingModifierLetters', [0x2b0, 0x2ff]],
  ['CombiningDiacriticalMarks', [0x300, 0x36f]],
  ['Greek', [0x370, 0x3ff]],
  ['Cyrillic', [0x400, 0x4ff]],
  ['Thai', [0xe00, 0xe7f]],
  ['Lao', [0xe80, 0xeff]],
  ['Khmer', [0x1780, 0x17ff]],
  ['LatinExtendedAdditional', [0x1e00, 0x1eff]],
  ['GeneralPunctuation', [0x2000, 0x206f]],
  ['CurrencySymbols', [0x20a0, 0x20cf]],
  ['CJKUnifiedIdeographs', [0x4e00, 0x9fff]],
]);

/** The characters of `\p{name}` or, negated, `\P{name}`: a category of Unicode or a block written `IsName`; undefined for any other name. */
export function property(name: string, isNegated: boolean): Signs | undefined {
  if (categories.test(name)) return written(`\\${isNegated ? 'P' : 'p'}{${name}}`);
  const block = name.startsWith('Is') ? blocks.get(name.slice(2)) : undefined;
  return block === undefined ? undefined : listed(isNegated ? complement([block]) : [block]);
}

const written = (inside: string): Signs => ({ inside, points: () => pointsOf(`[${inside}]`) });
const listed = (points: CodePoints): Signs => ({ inside: showPoints(points), points: () => points });

const blanks: CodePoints = [
  [9, 10],
  [13, 13],
  [32, 32],
];
// A word sign is any that is no punctuation, separator or control (XML Schema part 2, appendix G): letters, marks, numbers and symbols.
const byEscape = new Map<string, Signs>([
  ['d', written('\\p{Nd}')],
  ['D', written('\\P{Nd}')],
  ['w', written('\\p{L}\\p{M}\\p{N}\\p{S}')],
  ['s', listed(blanks)],
  ['S', listed(complement(blanks))],
  ['i', written('\\p{L}_:')],
  ['c', written('\\p{L}\\p{Nd}\\p{M}._:\\-\\xB7')],
]);
/** The characters of `\d`, `\W` and their kin; undefined for any other letter. */
export function escapeClass(letter: string): Signs | undefined {
  const found = byEscape.get(letter);
  if (found !== undefined) return found;
  const lower = byEscape.get(letter.toLowerCase());
  return lower === undefined ? undefined : { inside: undefined, points: () => complement(lower.points()) };
}

const known = new Map<string, CodePoints>();
/** Looks at every code point once for each of the few sets there are. */
function pointsOf(source: string): CodePoints {
  const before = known.get(source);
  if (before !== undefined) return before;
  const expression = new RegExp(`${source}+`, 'gu');
  const ranges: (readonly [number, number])[] = [];
  const step = 0x10000;
  for (let from = 0; from <= last; from += step) {
    const points = Array.from({ length: step }, (_, index) => from + index).filter((code) => code < 0xd800 || code > 0xdfff);
    const text = points.map((code) => String.fromCodePoint(code)).join('');
    for (const match of text.matchAll(expression)) {
      const signs = [...match[0]];
      const codes = [signs[0]?.codePointAt(0) ?? 0, signs.at(-1)?.codePointAt(0) ?? 0] as const;
      ranges.push(codes);
    }
  }
  const found = union(ranges);
  known.set(source, found);
  return found;
}
