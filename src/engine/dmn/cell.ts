/** What the cells of a table say without being run: points, intervals, anything, or a condition only running can answer. */
import type { Expression, FeelRange, FeelValue, Node } from '../feel/feel.ts';
import { compare, isNumber, kind } from '../feel/feel.ts';

/** From one end to the other; an absent end is open to that side. */
export type Interval = {
  readonly low: FeelValue | undefined;
  readonly high: FeelValue | undefined;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
};
export type Cell =
  | { readonly is: 'any' }
  /** Texts and booleans. */
  | { readonly is: 'words'; readonly words: readonly (string | boolean)[]; readonly isNegated: boolean }
  /** Numbers, dates, times or durations of one kind. */
  | { readonly is: 'intervals'; readonly of: string; readonly intervals: readonly Interval[]; readonly isNegated: boolean }
  | { readonly is: 'condition' };

const condition: Cell = { is: 'condition' };

export function cellOf(expression: Expression): Cell {
  const { node } = expression;
  if (node.is !== 'tests') return condition;
  if (node.tests.length === 0) return { is: 'any' };
  const words = node.tests.map(wordOf);
  if (words.every((word) => word !== undefined)) return { is: 'words', words, isNegated: node.negated };
  const intervals = node.tests.map(intervalOf);
  if (!intervals.every((interval) => interval !== undefined)) return condition;
  const kinds = new Set(intervals.flatMap((interval) => [interval.low, interval.high].flatMap((end) => (end === undefined ? [] : [kind(end)]))));
  const [of] = kinds;
  return of !== undefined && kinds.size === 1 ? { is: 'intervals', of, intervals, isNegated: node.negated } : condition;
}

const literalOf = (node: Node): FeelValue | undefined => {
  if (node.is === 'literal' && node.wrong === undefined) return node.value;
  return undefined;
};

function wordOf(node: Node): string | boolean | undefined {
  const value = literalOf(node.is === 'test' && node.operator === '=' ? node.value : node);
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

// Only whole and decimal numbers, dates and durations have an order that never depends on anything else; local and zoned times do.
const ordered = new Set(['date', 'days and time duration', 'years and months duration']);
function endOf(node: Node): FeelValue | undefined {
  const value = literalOf(node) ?? dateOf(node);
  return value !== undefined && value !== null && (isNumber(value) || ordered.has(kind(value))) ? value : undefined;
}

/** `date("2022-01-01")` is as constant as `@"2022-01-01"`. */
function dateOf(node: Node): FeelValue | undefined {
  if (node.is !== 'call' || node.target.is !== 'name' || node.target.name !== 'date' || node.values.length !== 1) return undefined;
  const text = node.values[0]?.is === 'literal' ? node.values[0].value : null;
  const found = typeof text === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null;
  return found === null ? undefined : { kind: 'date', year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
}

function intervalOf(node: Node): Interval | undefined {
  if (node.is === 'range') {
    const [low, high] = [endOf(node.low), endOf(node.high)];
    if (low === undefined || high === undefined || (compare(low, high) ?? 1) > 0) return undefined;
    return { low, high, lowIncluded: node.lowIncluded, highIncluded: node.highIncluded };
  }
  if (node.is !== 'test') {
    const point = endOf(node);
    return point === undefined ? undefined : { low: point, high: point, lowIncluded: true, highIncluded: true };
  }
  const end = endOf(node.value);
  return end === undefined ? undefined : tested(node.operator, end);
}

function tested(operator: NonNullable<FeelRange['operator']>, end: FeelValue): Interval | undefined {
  switch (operator) {
    case '<':
    case '<=':
      return { low: undefined, high: end, lowIncluded: false, highIncluded: operator === '<=' };
    case '>':
    case '>=':
      return { low: end, high: undefined, lowIncluded: operator === '>=', highIncluded: false };
    case '=':
      return { low: end, high: end, lowIncluded: true, highIncluded: true };
    case '!=':
      return undefined;
  }
}
