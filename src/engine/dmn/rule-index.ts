/** Finding the rules that may apply without running every cell: one set of rules per value of a column, cut with those of the other columns. */
import type { FeelValue } from '../feel/feel.ts';
import { compare, kind } from '../feel/feel.ts';
import type { Cell, Interval } from './cell.ts';

/** A set of rule numbers, 32 to a word. */
type Bits = Uint32Array;
/** The rules a value of the column leaves possible. */
type ColumnIndex = (value: FeelValue) => Bits;

const add = (bits: Bits, rule: number): void => {
  bits[rule >>> 5] = (bits[rule >>> 5] ?? 0) | (1 << (rule & 31));
};

/** `rows[rule][column]`. The answer lists rules in order; columns that were `exact` need no further look at their cells. */
export type RuleIndex = {
  readonly candidates: (values: readonly FeelValue[]) => readonly number[];
  readonly isExact: (rule: number, column: number) => boolean;
};

export function indexRules(rows: readonly (readonly Cell[])[], columns: number): RuleIndex {
  const words = Math.ceil(rows.length / 32);
  const indexes = Array.from({ length: columns }, (_, column) =>
    indexColumn(
      rows.map((row) => row[column] ?? { is: 'condition' }),
      words,
    ),
  );
  return {
    candidates: (values) => {
      const left = new Uint32Array(words).fill(0xffffffff);
      for (const [column, found] of indexes.entries()) {
        const bits = found.index?.(values[column] ?? null);
        if (bits !== undefined) for (let word = 0; word < words; word += 1) left[word] = (left[word] ?? 0) & (bits[word] ?? 0);
      }
      return numbersOf(left, rows.length);
    },
    isExact: (rule, column) => {
      const cell = rows[rule]?.[column];
      return cell?.is === 'any' || (cell !== undefined && indexes[column]?.covers(cell) === true);
    },
  };
}

function numbersOf(bits: Bits, most: number): readonly number[] {
  const numbers: number[] = [];
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) {
      const number = word * 32 + (31 - Math.clz32(rest & -rest));
      if (number < most) numbers.push(number);
    }
  }
  return numbers;
}

type Indexed = { readonly index: ColumnIndex | undefined; readonly covers: (cell: Cell) => boolean };
const unindexed: Indexed = { index: undefined, covers: () => false };

/** The kind of cell most rules have in this column decides how it is looked up; the other rules stay possible for every value. */
function indexColumn(cells: readonly Cell[], words: number): Indexed {
  const kinds = cells.flatMap((cell) => (cell.is === 'words' ? ['words'] : cell.is === 'intervals' ? [cell.of] : []));
  const most = mostCommon(kinds);
  if (most === undefined) return unindexed;
  const covers = (cell: Cell): boolean => (most === 'words' ? cell.is === 'words' : cell.is === 'intervals' && cell.of === most);
  const always = new Uint32Array(words);
  for (const [rule, cell] of cells.entries()) if (!covers(cell)) add(always, rule);
  return { index: most === 'words' ? byWord(cells, always) : byOrder(cells, always, most), covers };
}

function mostCommon(words: readonly string[]): string | undefined {
  const counts = Map.groupBy(words, (word) => word);
  return [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0];
}

function byWord(cells: readonly Cell[], always: Bits): ColumnIndex {
  const words = new Set(cells.flatMap((cell) => (cell.is === 'words' ? cell.words : [])));
  const byValue = new Map<FeelValue, Bits>([...words].map((word) => [word, always.slice()]));
  const other = { string: always.slice(), boolean: always.slice() };
  for (const [rule, cell] of cells.entries()) {
    if (cell.is !== 'words') continue;
    if (!cell.isNegated) for (const word of cell.words) add(byValue.get(word) ?? always, rule);
    else {
      for (const [word, bits] of byValue) if (typeof word === typeof cell.words[0] && !cell.words.some((out) => out === word)) add(bits, rule);
      add(typeof cell.words[0] === 'boolean' ? other.boolean : other.string, rule);
    }
  }
  return (value) => byValue.get(value) ?? (typeof value === 'string' ? other.string : typeof value === 'boolean' ? other.boolean : always);
}

/** Ends cut the line into points and the gaps between them: place 2i is the gap before the i-th end, place 2i + 1 the end itself. */
function byOrder(cells: readonly Cell[], always: Bits, of: string): ColumnIndex {
  const ends = sortedEnds(cells.flatMap((cell) => (cell.is === 'intervals' && cell.of === of ? cell.intervals : [])));
  const places = Array.from({ length: ends.length * 2 + 1 }, () => always.slice());
  for (const [rule, cell] of cells.entries()) {
    if (cell.is !== 'intervals' || cell.of !== of) continue;
    const inside = placesInside(cell.intervals, ends);
    if (!cell.isNegated) for (const place of inside) add(places[place] ?? always, rule);
    else for (const [place, bits] of places.entries()) if (!inside.has(place)) add(bits, rule);
  }
  return (value) => (value !== null && kind(value) === of ? (places[placeOf(value, ends)] ?? always) : always);
}

export function sortedEnds(intervals: readonly Interval[]): readonly FeelValue[] {
  const ends = intervals.flatMap(({ low, high }) => [low, high].filter((end) => end !== undefined)).toSorted((a, b) => compare(a, b) ?? 0);
  return ends.filter((end, index) => index === 0 || compare(end, ends[index - 1] ?? null) !== 0);
}

/** The place of a value among sorted ends, by halving. */
export function placeOf(value: FeelValue, ends: readonly FeelValue[]): number {
  let [from, to] = [0, ends.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const order = compare(value, ends[middle] ?? null) ?? 0;
    if (order === 0) return middle * 2 + 1;
    if (order < 0) to = middle;
    else from = middle + 1;
  }
  return from * 2;
}

/** The places inside any of the intervals. */
export function placesInside(intervals: readonly Interval[], ends: readonly FeelValue[]): ReadonlySet<number> {
  const inside = new Set<number>();
  for (const interval of intervals) {
    const low = interval.low === undefined ? -1 : placeOf(interval.low, ends);
    const high = interval.high === undefined ? ends.length * 2 + 1 : placeOf(interval.high, ends);
    for (let place = interval.lowIncluded ? low : low + 1; place < high || (place === high && interval.highIncluded); place += 1) inside.add(place);
  }
  return inside;
}
