/** Built-in functions on contexts (DMN 1.5, table 78), and `not` and `is`. */
import type { Builtin } from './builtin-kit.ts';
import { asList, builtin, form } from './builtin-kit.ts';
import { identical } from './compare.ts';
import { spend } from './limits.ts';
import type { FeelContext, FeelValue, Run } from './values.ts';
import { isContext, isList } from './values.ts';

function fieldOf(values: readonly FeelValue[]): FeelValue | undefined {
  const [context, key] = values;
  if (context === undefined || !isContext(context) || typeof key !== 'string') return undefined;
  return context.get(key) ?? null;
}

function entriesOf(values: readonly FeelValue[]): FeelValue | undefined {
  const [context] = values;
  if (context === undefined || !isContext(context)) return undefined;
  return [...context].map(
    ([key, value]) =>
      new Map([
        ['key', key as FeelValue],
        ['value', value],
      ]),
  );
}

function contextOf(values: readonly FeelValue[], run: Run): FeelValue | undefined {
  const list = asList(values[0]);
  if (list === undefined) return undefined;
  spend(run, list.length);
  const fields = new Map<string, FeelValue>();
  for (const entry of list) {
    if (!isContext(entry)) return undefined;
    const key = entry.get('key');
    if (typeof key !== 'string' || !entry.has('value') || fields.has(key)) return undefined;
    fields.set(key, entry.get('value') ?? null);
  }
  return fields;
}

function put(values: readonly FeelValue[]): FeelValue | undefined {
  const [context, key, value] = values;
  if (context === undefined || !isContext(context) || key === undefined) return undefined;
  return putAt(context, isList(key) ? key : [key], value ?? null);
}

const isKeys = (value: FeelValue | undefined): boolean => value !== undefined && isList(value);

/** Undefined when the way leads through something that is no context. */
function putAt(context: FeelContext, keys: readonly FeelValue[], value: FeelValue): FeelContext | undefined {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return undefined;
  if (rest.length === 0) return new Map([...context, [key, value]]);
  const inner = context.get(key);
  const changed = inner !== undefined && isContext(inner) ? putAt(inner, rest, value) : undefined;
  return changed === undefined ? undefined : new Map<string, FeelValue>([...context, [key, changed]]);
}

function merge(values: readonly FeelValue[], run: Run): FeelValue | undefined {
  const list = asList(values[0]);
  if (list === undefined) return undefined;
  spend(run, list.length);
  return list.every(isContext) ? new Map(list.flatMap((context) => [...context])) : undefined;
}

export const contextFunctions: readonly Builtin[] = [
  builtin('get value', form(['m', 'key'], fieldOf)),
  builtin('get entries', form(['m'], entriesOf)),
  builtin('context', form(['entries'], contextOf)),
  builtin(
    'context put',
    form(['context', 'key', 'value'], (values) => (isKeys(values[1]) ? undefined : put(values))),
    form(['context', 'keys', 'value'], (values) => (isKeys(values[1]) ? put(values) : undefined)),
  ),
  builtin('context merge', form(['contexts'], merge)),
  builtin(
    'not',
    form(['negand'], (values) => (typeof values[0] === 'boolean' ? !values[0] : values[0] === null ? null : undefined)),
  ),
  builtin(
    'is',
    form(['value1', 'value2'], (values, run) => identical(values[0] ?? null, values[1] ?? null, run)),
  ),
];
