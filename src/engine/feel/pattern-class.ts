/** Sets of characters inside a pattern: `[a-z]`, `[^0-9]`, `[A-Z-[IO]]`, `\p{L}`, `\w`. */

/** Inclusive ranges of code points, in order and apart. */
export type CodePoints = readonly (readonly [number, number])[];

const last = 0x10ffff;

export function union(ranges: CodePoints): CodePoints {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const before = joined.at(-1);
    if (before !== undefined && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export function complement(ranges: CodePoints): CodePoints {
  const gaps: (readonly [number, number])[] = [];
  let next = 0;
  for (const [from, to] of union(ranges)) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  return next <= last ? [...gaps, [next, last]] : gaps;
}

export const difference = (a: CodePoints, b: CodePoints): CodePoints => complement([...complement(a), ...b]);

const point = (code: number): string => `\\x{${code.toString(16)}}`;
/** As RE2 writes it; an empty set matches nothing. */
export const showClass = (ranges: CodePoints, isNegated = false): string =>
  ranges.length === 0
    ? '[^\\x{0}-\\x{10ffff}]'
    : `[${isNegated ? '^' : ''}${ranges.map(([from, to]) => (from === to ? point(from) : `${point(from)}-${point(to)}`)).join('')}]`;

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

/** The characters of `\p{name}`: a category of Unicode or a block written `IsName`; undefined for any other name. */
export function property(name: string): CodePoints | undefined {
  if (name.startsWith('Is')) {
    const block = blocks.get(name.slice(2));
    return block === undefined ? undefined : [block];
  }
  return categories.test(name) ? pointsOf(`\\p{${name}}`) : undefined;
}

const byEscape: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  s: '[ \\t\\n\\r]',
  i: '[\\p{L}_:]',
  c: '[\\p{L}\\p{Nd}\\p{M}._:\\-\\u{B7}]',
};
/** The characters of `\d`, `\W` and their kin (XML Schema part 2, appendix G); undefined for any other letter. */
export function escapeClass(letter: string): CodePoints | undefined {
  const lower = letter.toLowerCase();
  const source = Object.hasOwn(byEscape, lower) ? byEscape[lower] : undefined;
  if (source === undefined) return undefined;
  return letter === lower ? pointsOf(source) : complement(pointsOf(source));
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
