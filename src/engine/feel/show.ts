/** A value as FEEL writes it. */
import { LimitReached } from './limits.ts';
import { isNumber, showNumber } from './number.ts';
import { showTemporal } from './temporal.ts';
import type { FeelContext, FeelList, FeelRange, FeelValue } from './values.ts';
import { isContext, isFunction, isList, isRange } from './values.ts';

/** The text of `string(value)`: a text itself stays bare, inside a list or context it is quoted. Throws LimitReached when it grows over `most` characters. */
export const showValue = (value: FeelValue, most = 1_000_000): string => (typeof value === 'string' ? value : showInner(value, { most, left: most }));

type Budget = { readonly most: number; left: number };

function showInner(value: FeelValue, budget: Budget): string {
  if (isList(value)) return paid(budget, 2, () => `[${value.map((item) => showInner(item, budget)).join(', ')}]`);
  if (isContext(value)) return paid(budget, 2, () => `{${[...value].map(([key, field]) => `${showKey(key)}: ${showInner(field, budget)}`).join(', ')}}`);
  if (isRange(value)) return showRange(value, budget);
  const text = showSimple(value);
  return paid(budget, text.length, () => text);
}

/** Paid before it is written: the same inner list may stand in many places. */
function paid(budget: Budget, length: number, write: () => string): string {
  budget.left -= length;
  if (budget.left < 0) throw new LimitReached('text', budget.most);
  return write();
}

function showSimple(value: Exclude<FeelValue, FeelList | FeelContext | FeelRange>): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value)) return showNumber(value);
  if (isFunction(value)) return value.name ?? `function(${value.parameters.map((parameter) => parameter.name).join(', ')})`;
  return showTemporal(value);
}

const showKey = (key: string): string => (/^[\p{L}_][\p{L}\p{M}\p{N}_ ]*$/u.test(key) ? key : JSON.stringify(key));

function showRange(range: FeelRange, budget: Budget): string {
  if (range.operator !== undefined)
    return `(${range.operator} ${showInner(range.operator === '<' || range.operator === '<=' ? range.high : range.low, budget)})`;
  return `${range.lowIncluded ? '[' : '('}${showInner(range.low, budget)}..${showInner(range.high, budget)}${range.highIncluded ? ']' : ')'}`;
}
