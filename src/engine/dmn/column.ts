/** A column of a table cut into classes of values that no rule tells apart. */
import type { FeelValue } from '../feel/feel.ts';
import { kind, showValue } from '../feel/feel.ts';
import type { Cell, Interval } from './cell.ts';
import { placesInside, sortedEnds } from './rule-index.ts';

/** The classes a rule's cell takes; undefined when only running the cell can tell. */
export type Taken = ReadonlySet<number> | undefined;
export type ColumnClasses = {
  readonly label: string;
  /** Classes a value may fall into at all. */
  readonly possible: readonly number[];
  readonly taken: readonly Taken[];
  /** Classes between two whole numbers that follow each other: nothing for what is counted, something for what is measured. */
  readonly fractions: ReadonlySet<number>;
  /** Some of the classes in words: `"a" or "b"`, `more than 5`. */
  readonly show: (classes: readonly number[]) => string;
};

/** `domain` holds the allowed values where a type or the column declares them. */
export function classesOf(label: string, cells: readonly Cell[], domain: Cell | undefined): ColumnClasses {
  const kinds = new Set(cells.flatMap(kindsIn));
  const [only] = kinds;
  if (kinds.size > 1 || only === undefined)
    return { label, possible: [0], fractions: new Set(), taken: cells.map((cell) => (cell.is === 'any' ? new Set([0]) : undefined)), show: () => 'any value' };
  return only === 'words' ? wordClasses(label, cells, domain) : intervalClasses(label, cells, domain);
}

const kindsIn = (cell: Cell): readonly string[] => (cell.is === 'words' ? ['words'] : cell.is === 'intervals' ? [cell.of] : []);

/** One class for each word, the last one for all other texts. */
function wordClasses(label: string, cells: readonly Cell[], domain: Cell | undefined): ColumnClasses {
  const allowed = domain?.is === 'words' && !domain.isNegated ? domain.words : undefined;
  const words = [...new Set([...(allowed ?? []), ...cells.flatMap((cell) => (cell.is === 'words' ? cell.words : []))])];
  const isBoolean = words.every((word) => typeof word === 'boolean');
  if (isBoolean) for (const word of [true, false]) if (!words.includes(word)) words.push(word);
  const others = words.length;
  const all = words.map((_, index) => index);
  const possible = allowed !== undefined ? all.filter((index) => allowed.some((word) => word === words[index])) : isBoolean ? all : [...all, others];
  const everything = new Set([...all, others]);
  const taken = cells.map((cell): Taken => {
    if (cell.is === 'any') return everything;
    if (cell.is !== 'words') return undefined;
    const named = new Set(words.flatMap((word, index) => (cell.words.includes(word) ? [index] : [])));
    return cell.isNegated ? everything.difference(named) : named;
  });
  const show = (classes: readonly number[]): string =>
    classes.map((index) => (index === others ? 'any other text' : JSON.stringify(words[index]))).join(' or ');
  return { label, possible, taken, fractions: new Set(), show };
}

function intervalClasses(label: string, cells: readonly Cell[], domain: Cell | undefined): ColumnClasses {
  const allowed = domain?.is === 'intervals' && !domain.isNegated ? domain.intervals : undefined;
  const ends = sortedEnds([...(allowed ?? []), ...cells.flatMap((cell): readonly Interval[] => (cell.is === 'intervals' ? cell.intervals : []))]);
  const all = Array.from({ length: ends.length * 2 + 1 }, (_, place) => place).filter((place) => !isBetweenDays(place, ends));
  const inside = allowed === undefined ? undefined : placesInside(allowed, ends);
  const everything = new Set(all);
  const taken = cells.map((cell): Taken => {
    if (cell.is === 'any') return everything;
    if (cell.is !== 'intervals') return undefined;
    const found = placesInside(cell.intervals, ends);
    return cell.isNegated ? everything.difference(found) : found;
  });
  return {
    label,
    possible: all.filter((place) => inside?.has(place) ?? true),
    taken,
    fractions: new Set(all.filter((place) => isFraction(place, ends))),
    show: (places) => showPlaces(places, ends),
  };
}

const dayMs = 86_400_000;
/** Between two days that follow each other there is nothing. */
function isBetweenDays(place: number, ends: readonly FeelValue[]): boolean {
  const [before, after] = [ends[place / 2 - 1], ends[place / 2]];
  if (place % 2 !== 0 || before === undefined || after === undefined || kind(before) !== 'date') return false;
  return Date.parse(`${showValue(after)}T00:00:00Z`) - Date.parse(`${showValue(before)}T00:00:00Z`) === dayMs;
}

function isFraction(place: number, ends: readonly FeelValue[]): boolean {
  const [before, after] = [ends[place / 2 - 1], ends[place / 2]];
  return place % 2 === 0 && typeof before === 'number' && typeof after === 'number' && after - before === 1;
}

function showPlaces(places: readonly number[], ends: readonly FeelValue[]): string {
  const runs: (readonly [number, number])[] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] + 1 === place) runs[runs.length - 1] = [last[0], place];
    else runs.push([place, place]);
  }
  return runs.map(([from, to]) => showRun(from, to, ends)).join(' or ');
}

function showRun(from: number, to: number, ends: readonly FeelValue[]): string {
  const end = (index: number): string => showValue(ends[index] ?? null);
  if (from === to && from % 2 === 1) return end((from - 1) / 2);
  const low = from === 0 ? undefined : from % 2 === 1 ? `from ${end((from - 1) / 2)}` : `above ${end(from / 2 - 1)}`;
  const high = to === ends.length * 2 ? undefined : to % 2 === 1 ? `up to ${end((to - 1) / 2)}` : `below ${end(to / 2)}`;
  return [low, high].filter((part) => part !== undefined).join(' and ') || 'any value';
}
