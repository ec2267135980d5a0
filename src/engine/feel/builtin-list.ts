/** Built-in functions on lists (DMN 1.5, table 74). */
import type { Builtin, Work } from './builtin-kit.ts';
import { asList, asNumbers, asWhole, builtin, form, listForm } from './builtin-kit.ts';
import { compare, equal } from './compare.ts';
import { bounded, spend } from './limits.ts';
import { Big, big, compareNumbers, divide, plus, tidyNumber, times } from './number.ts';
import type { FeelFunction, FeelList, FeelNumber, FeelValue, Run } from './values.ts';
import { isFunction, isList } from './values.ts';

const onList =
  (work: (list: FeelList, values: readonly FeelValue[], run: Run) => FeelValue | undefined): Work =>
  (values, run) => {
    const list = asList(values[0]);
    if (list === undefined) return undefined;
    spend(run, list.length);
    return work(list, values, run);
  };

/** The first item that stands before all others; undefined when two cannot be compared. */
function extreme(list: FeelList, isBefore: (order: number) => boolean): FeelValue | undefined {
  if (list.length === 0) return null;
  let best = list[0] ?? null;
  if (compare(best, best) === undefined) return undefined;
  for (const item of list.slice(1)) {
    const order = compare(item, best);
    if (order === undefined) return undefined;
    if (isBefore(order)) best = item;
  }
  return best;
}

const fold =
  (first: FeelNumber, add: (a: FeelNumber, b: FeelNumber) => FeelNumber | null) =>
  (list: FeelList): FeelNumber | undefined => {
    const numbers = asNumbers(list);
    if (numbers === undefined || numbers.length === 0) return undefined;
    return numbers.reduce<FeelNumber | undefined>((sum, next) => (sum === undefined ? undefined : (add(sum, next) ?? undefined)), first);
  };
const sum = fold(0, plus);
const product = fold(1, times);
const orNullIfEmpty = (list: FeelList, work: (list: FeelList) => FeelValue | undefined): FeelValue | undefined => (list.length === 0 ? null : work(list));

function mean(list: FeelList): FeelValue | undefined {
  const total = sum(list);
  return total === undefined ? undefined : (divide(total, list.length) ?? undefined);
}

function median(list: FeelList): FeelValue | undefined {
  const sorted = asNumbers(list)?.toSorted(compareNumbers);
  if (sorted === undefined) return undefined;
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[middle - 1], sorted[middle]];
  if (above === undefined) return undefined;
  return sorted.length % 2 === 1 || below === undefined ? above : tidyNumber(big(below).plus(big(above)).div(2));
}

/** Of the sample: divided by one less than the count. */
function stddev(list: FeelList): FeelValue | undefined {
  const numbers = asNumbers(list);
  const total = sum(list);
  if (numbers === undefined || total === undefined || numbers.length < 2) return undefined;
  const average = big(total).div(numbers.length);
  const squares = numbers.reduce<InstanceType<typeof Big>>((before, next) => before.plus(big(next).minus(average).pow(2)), new Big(0));
  return tidyNumber(squares.div(numbers.length - 1).sqrt());
}

function mode(list: FeelList): FeelValue | undefined {
  const sorted = asNumbers(list)?.toSorted(compareNumbers);
  if (sorted === undefined) return undefined;
  const groups: { readonly value: FeelNumber; count: number }[] = [];
  for (const value of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && compareNumbers(last.value, value) === 0) last.count += 1;
    else groups.push({ value, count: 1 });
  }
  const most = Math.max(0, ...groups.map((group) => group.count));
  return groups.filter((group) => group.count === most).map((group) => group.value);
}

/** `all` ends at false and `any` at true; another kind of item leaves the answer open. */
const quantifier = (end: boolean) =>
  listForm((list) => {
    if (list.includes(end)) return end;
    if (list.every((item) => item === !end)) return !end;
    return list.some((item) => item !== null && typeof item !== 'boolean') ? undefined : null;
  });

function sublist(list: FeelList, values: readonly FeelValue[]): FeelValue | undefined {
  const start = asWhole(values[1]);
  const length = values.length > 2 && values[2] !== null ? asWhole(values[2]) : list.length;
  if (start === undefined || length === undefined || start === 0 || length < 0) return undefined;
  const from = start > 0 ? start - 1 : list.length + start;
  return from < 0 || from > list.length ? undefined : list.slice(from, from + length);
}

/** From 0; negative positions count from the end. Undefined outside the list. */
function indexOf(list: FeelList, position: number | undefined): number | undefined {
  if (position === undefined || position === 0) return undefined;
  const index = position > 0 ? position - 1 : list.length + position;
  return index >= 0 && index < list.length ? index : undefined;
}

function insertBefore(list: FeelList, values: readonly FeelValue[], run: Run): FeelValue | undefined {
  const index = indexOf(list, asWhole(values[1]));
  return index === undefined ? undefined : bounded(run, list.toSpliced(index, 0, values[2] ?? null));
}
function remove(list: FeelList, values: readonly FeelValue[]): FeelValue | undefined {
  const index = indexOf(list, asWhole(values[1]));
  return index === undefined ? undefined : list.toSpliced(index, 1);
}

function replaceIn(list: FeelList, values: readonly FeelValue[], run: Run): FeelValue | undefined {
  const [, where, item] = values;
  if (where !== undefined && isFunction(where)) return replaceWhere(list, where, item ?? null, run);
  const index = indexOf(list, asWhole(where));
  return index === undefined ? undefined : list.with(index, item ?? null);
}
function replaceWhere(list: FeelList, match: FeelFunction, item: FeelValue, run: Run): FeelValue | undefined {
  if (match.parameters.length !== 2) return undefined;
  const found = list.map((old) => match.call([old, item], run));
  return found.every((answer) => typeof answer === 'boolean') ? list.map((old, index) => (found[index] === true ? item : old)) : undefined;
}

function distinct(list: FeelList, run: Run): FeelList {
  const kept: FeelValue[] = [];
  for (const item of list) {
    spend(run, 1 + kept.length / 16);
    if (!kept.some((known) => equal(known, item, run) === true)) kept.push(item);
  }
  return kept;
}

function flatten(list: FeelList, run: Run): FeelValue[] {
  spend(run, list.length);
  return bounded(
    run,
    list.flatMap((item) => (isList(item) ? flatten(item, run) : [item])),
  );
}

/** Every argument is a list; undefined when one is null. */
function joined(values: readonly FeelValue[], run: Run): FeelValue[] | undefined {
  const lists = values.map(asList);
  if (!lists.every((list) => list !== undefined)) return undefined;
  const all = bounded(run, lists.flat());
  spend(run, all.length);
  return all;
}

/** Stable: items that do not stand before each other keep their order. */
function sort(list: FeelList, isBefore: (a: FeelValue, b: FeelValue) => boolean): FeelList {
  if (list.length < 2) return list;
  const half = list.length >> 1;
  const [left, right] = [sort(list.slice(0, half), isBefore), sort(list.slice(half), isBefore)];
  const merged: FeelValue[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) merged.push((isBefore(right[r] ?? null, left[l] ?? null) ? right[r++] : left[l++]) ?? null);
  return [...merged, ...left.slice(l), ...right.slice(r)];
}
function sorted(list: FeelList, values: readonly FeelValue[], run: Run): FeelValue | undefined {
  const precedes = values[1];
  if (precedes === undefined) return extreme(list, () => false) === undefined ? undefined : sort(list, (a, b) => (compare(a, b) ?? 0) < 0);
  if (!isFunction(precedes)) return undefined;
  return sort(list, (a, b) => {
    spend(run, 1);
    return precedes.call([a, b], run) === true;
  });
}

const positions = (list: FeelList, match: FeelValue, run: Run): FeelList =>
  list.flatMap((item, index) => (equal(item, match, run) === true ? [index + 1] : []));

export const listFunctions: readonly Builtin[] = [
  builtin(
    'list contains',
    form(
      ['list', 'element'],
      onList((list, values, run) => list.some((item) => equal(item, values[1] ?? null, run) === true)),
    ),
  ),
  builtin(
    'count',
    form(
      ['list'],
      onList((list) => list.length),
    ),
  ),
  builtin(
    'min',
    listForm((list) => extreme(list, (order) => order < 0)),
  ),
  builtin(
    'max',
    listForm((list) => extreme(list, (order) => order > 0)),
  ),
  builtin(
    'sum',
    listForm((list) => orNullIfEmpty(list, sum)),
  ),
  builtin(
    'mean',
    listForm((list) => orNullIfEmpty(list, mean)),
  ),
  builtin('product', listForm(product)),
  builtin(
    'median',
    listForm((list) => orNullIfEmpty(list, median)),
  ),
  builtin('stddev', listForm(stddev)),
  builtin('mode', listForm(mode)),
  builtin('all', quantifier(false)),
  builtin('any', quantifier(true)),
  builtin('sublist', form(['list', 'start position', 'length'], onList(sublist), 2)),
  builtin('append', { names: ['list', 'item'], least: 1, rest: true, work: onList((list, values, run) => bounded(run, [...list, ...values.slice(1)])) }),
  builtin('concatenate', { names: ['list'], least: 1, rest: true, work: joined }),
  builtin('union', {
    names: ['list'],
    least: 1,
    rest: true,
    work: (values, run) => {
      const all = joined(values, run);
      return all === undefined ? undefined : distinct(all, run);
    },
  }),
  builtin(
    'distinct values',
    form(
      ['list'],
      onList((list, _, run) => distinct(list, run)),
    ),
  ),
  builtin(
    'flatten',
    form(
      ['list'],
      onList((list, _, run) => flatten(list, run)),
    ),
  ),
  builtin('insert before', form(['list', 'position', 'newItem'], onList(insertBefore))),
  builtin('remove', form(['list', 'position'], onList(remove))),
  builtin('list replace', form(['list', 'position', 'newItem'], onList(replaceIn)), form(['list', 'match', 'newItem'], onList(replaceIn))),
  builtin(
    'reverse',
    form(
      ['list'],
      onList((list) => list.toReversed()),
    ),
  ),
  builtin(
    'index of',
    form(
      ['list', 'match'],
      onList((list, values, run) => positions(list, values[1] ?? null, run)),
    ),
  ),
  builtin('sort', form(['list', 'precedes'], onList(sorted), 1)),
];
