/** Built-in functions that make one kind of value from another (DMN 1.5, table 71). */
import type { Builtin } from './builtin-kit.ts';
import { asNumber, asText, builtin, form } from './builtin-kit.ts';
import { boundedText } from './limits.ts';
import { readNumber } from './number.ts';
import { readRange } from './read-range.ts';
import { showValue } from './show.ts';
import { readDuration } from './temporal.ts';
import type { FeelValue, Run } from './values.ts';
import { isDays, isMonths } from './values.ts';

/** A separator argument: undefined when it is none of those allowed, '' when it is null. */
function separator(value: FeelValue | undefined, allowed: string): string | undefined {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' && value.length === 1 && allowed.includes(value) ? value : undefined;
}

function number(values: readonly FeelValue[]): FeelValue | undefined {
  const [from] = values;
  if (values.length === 1 && asNumber(from) !== undefined) return asNumber(from);
  const [grouping, point] = [separator(values[1], ' ,.'), separator(values[2], ',.')];
  if (typeof from !== 'string' || grouping === undefined || point === undefined || (grouping !== '' && grouping === point)) return undefined;
  const bare = grouping === '' ? from : from.replaceAll(grouping, '');
  if (point === ',' && bare.includes('.')) return undefined;
  return readNumber(point === ',' ? bare.replace(',', '.') : bare);
}

function string(values: readonly FeelValue[], run: Run): FeelValue {
  const [from] = values;
  return from === undefined || from === null ? null : boundedText(run, showValue(from, run.limits.text));
}

function duration(values: readonly FeelValue[]): FeelValue | undefined {
  const [from] = values;
  if (from !== undefined && (isDays(from) || isMonths(from))) return from;
  const text = asText(from);
  return text === undefined ? undefined : readDuration(text);
}

export const conversionFunctions: readonly Builtin[] = [
  builtin('number', form(['from', 'grouping separator', 'decimal separator'], number), form(['from'], number)),
  builtin('string', form(['from'], string)),
  builtin('duration', form(['from'], duration)),
  builtin(
    'range',
    form(['from'], (values, run) => (typeof values[0] === 'string' ? readRange(values[0], run) : undefined)),
  ),
];
