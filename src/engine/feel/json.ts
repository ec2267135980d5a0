/** Between plain JSON and values of FEEL. */
import type { Json } from '../../base/json.ts';
import { LimitReached } from './limits.ts';
import { Big, fromNumber } from './number.ts';
import { showValue } from './show.ts';
import { showTemporal } from './temporal.ts';
import type { FeelValue } from './values.ts';
import { isContext, isFunction, isList, isRange } from './values.ts';

const deepest = 100;

/** Objects become contexts, numbers exact decimals; texts stay texts, also when they look like dates. Throws LimitReached beyond 100 levels. */
export const fromJson = (value: Json): FeelValue => convert(value, 0);

function convert(value: Json, depth: number): FeelValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return fromNumber(value);
  if (depth >= deepest) throw new LimitReached('depth', deepest);
  if (Array.isArray(value)) return value.map((item: Json) => convert(item, depth + 1));
  return new Map(Object.entries(value).map(([key, field]) => [key, convert(field, depth + 1)]));
}

/**
 * Numbers that a JSON number writes without loss stay numbers, longer ones become texts of digits;
 * dates, times and durations become ISO 8601 texts, ranges their FEEL text, functions null.
 */
export function toJson(value: FeelValue): Json {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(toJson);
  if (isContext(value)) return Object.fromEntries([...value].map(([key, field]) => [key, toJson(field)]));
  if (value instanceof Big) {
    const near = value.toNumber();
    return Math.abs(near) <= Number.MAX_SAFE_INTEGER && new Big(near).equals(value) ? near : value.toFixed();
  }
  if (isFunction(value)) return null;
  if (isRange(value)) return showValue(value);
  return showTemporal(value);
}
