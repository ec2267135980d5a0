/** A value as FEEL writes it. */
import { isNumber, showNumber } from './number.ts';
import { showTemporal } from './temporal.ts';
import type { FeelRange, FeelValue } from './values.ts';
import { isContext, isFunction, isList, isRange } from './values.ts';

/** The text of `string(value)`: a text itself stays bare, inside a list or context it is quoted. */
export const showValue = (value: FeelValue): string => (typeof value === 'string' ? value : showInner(value));

function showInner(value: FeelValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value)) return showNumber(value);
  if (isList(value)) return `[${value.map(showInner).join(', ')}]`;
  if (isContext(value)) return `{${[...value].map(([key, field]) => `${showKey(key)}: ${showInner(field)}`).join(', ')}}`;
  if (isRange(value)) return showRange(value);
  if (isFunction(value)) return value.name ?? `function(${value.parameters.map((parameter) => parameter.name).join(', ')})`;
  return showTemporal(value);
}

const showKey = (key: string): string => (/^[\p{L}_][\p{L}\p{M}\p{N}_ ]*$/u.test(key) ? key : JSON.stringify(key));

function showRange(range: FeelRange): string {
  if (range.operator !== undefined) return `(${range.operator} ${showInner(range.operator === '<' || range.operator === '<=' ? range.high : range.low)})`;
  return `${range.lowIncluded ? '[' : '('}${showInner(range.low)}..${showInner(range.high)}${range.highIncluded ? ']' : ')'}`;
}
