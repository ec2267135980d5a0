/** Making ranges. */
import { compare } from './compare.ts';
import { warn } from './limits.ts';
import type { FeelValue, Run } from './values.ts';
import { kind } from './values.ts';

/** Ends that cannot be compared or stand in the wrong order give null; an unknown end stays unknown. */
export function makeRange(run: Run, low: FeelValue, high: FeelValue, ends: { readonly lowIncluded: boolean; readonly highIncluded: boolean }): FeelValue {
  const range = { kind: 'range', low, high, lowIncluded: ends.lowIncluded, highIncluded: ends.highIncluded } as const;
  if (low === null || high === null) return range;
  const order = compare(low, high);
  if (order === undefined) return warn(run, 'wrong-type', `there is no range from ${kind(low)} to ${kind(high)}`);
  return order <= 0 ? range : warn(run, 'wrong-value', 'the range ends before it begins');
}
