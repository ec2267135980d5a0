/** Item definitions: the types of a model, their allowed values, and texts read as what their type says. */
import type { Finding } from '../../base/finding.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Expression, FeelContext, FeelType, FeelTypes, FeelValue, Run } from '../feel/feel.ts';
import { coerce, compute, isContext, isList, kind, parseFeel, readTemporal, resolve, showType, simpleType, warn } from '../feel/feel.ts';
import type { Definitions, ItemDefinition, TextAt } from './model.ts';

/** What a typed value must meet beyond its shape. */
export type Item = {
  readonly allowed: Expression | undefined;
  readonly constraint: Expression | undefined;
  readonly base: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly isList: boolean;
};
/** Types and items of all files, by `namespace#name`, and how each file calls them. */
export type Types = { readonly feel: FeelTypes; readonly items: ReadonlyMap<string, Item>; readonly keyOf: (home: Definitions, name: string) => string };
export type Home = { readonly definitions: Definitions; readonly file: string };
type Report = (home: Home, line: number, message: string) => void;

const noScope: FeelContext = new Map();

export function typesOf(homes: readonly Home[], note: (finding: Finding) => void): Types {
  const feel = new Map<string, FeelType>();
  const items = new Map<string, Item>();
  const keyOf = (home: Definitions, name: string): string => qualified(homes, home, name);
  const report: Report = (home, line, message) =>
    note({ file: home.file, element: '', code: 'allowed-values', message, repair: 'Write unary tests, such as "a", "b" or [0..10].', line, level: 'error' });
  for (const home of homes) for (const item of home.definitions.items) add(home, item, `${home.definitions.namespace}#${item.name}`);
  return { feel, items, keyOf };

  function add(home: Home, item: ItemDefinition, key: string): void {
    if (items.has(key)) return;
    const fields = new Map(item.fields.map((field) => [field.name, `${key}.${field.name}`]));
    for (const field of item.fields) add(home, field, `${key}.${field.name}`);
    feel.set(key, typeOfItem(home.definitions, item, key, keyOf));
    const test = (text: TextAt | undefined): Expression | undefined => (text === undefined ? undefined : testOf(home, text, report));
    const base = item.type === '' ? '' : keyOf(home.definitions, item.type);
    items.set(key, { allowed: test(item.allowed), constraint: test(item.constraint), base, fields, isList: item.isList });
  }
}

function testOf(home: Home, text: TextAt, report: Report): Expression | undefined {
  const expression = parseFeel(text.text, { kind: 'unary-tests' });
  if (!isRefusal(expression)) return expression;
  report(home, text.line, `The allowed values are no unary tests: ${expression.about?.problem ?? ''}.`);
  return undefined;
}

function typeOfItem(home: Definitions, item: ItemDefinition, key: string, keyOf: Types['keyOf']): FeelType {
  const one = oneOf(home, item, key, keyOf);
  return item.isList ? { is: 'list', of: one } : one;
}

function oneOf(home: Definitions, item: ItemDefinition, key: string, keyOf: Types['keyOf']): FeelType {
  const named = (type: string): FeelType => simpleType(type) ?? (type === '' ? { is: 'Any' } : { is: 'named', name: keyOf(home, type) });
  if (item.call !== undefined)
    return { is: 'function', parameters: item.call.parameters.map((parameter) => named(parameter.type)), returns: named(item.call.returns) };
  if (item.fields.length === 0) return named(item.type);
  return { is: 'context', fields: new Map(item.fields.map((field) => [field.name, { is: 'named', name: `${key}.${field.name}` }])) };
}

/** 'tPerson' -> 'namespace#tPerson'; 'people.tPerson' of an import by its own name space. */
function qualified(homes: readonly Home[], home: Definitions, name: string): string {
  if (home.items.some((item) => item.name === name)) return `${home.namespace}#${name}`;
  for (const imported of home.imports) {
    if (imported.name !== '' && name.startsWith(`${imported.name}.`)) return `${imported.namespace}#${name.slice(imported.name.length + 1)}`;
    const other = homes.find((candidate) => candidate.definitions.namespace === imported.namespace);
    if (imported.name === '' && other?.definitions.items.some((item) => item.name === name)) return `${imported.namespace}#${name}`;
  }
  return `${home.namespace}#${name}`;
}

/** The types under the names one file uses for them, as `instance of` and parameters write them. */
export function localTypes(types: Types, home: Definitions, homes: readonly Home[]): FeelTypes {
  const own = home.items.map((item): [string, FeelType] => [item.name, { is: 'named', name: types.keyOf(home, item.name) }]);
  const imported = home.imports.flatMap(({ name, namespace }) =>
    homes
      .filter((other) => other.definitions.namespace === namespace)
      .flatMap((other) =>
        other.definitions.items.map((item): [string, FeelType] => [
          name === '' ? item.name : `${name}.${item.name}`,
          { is: 'named', name: `${namespace}#${item.name}` },
        ]),
      ),
  );
  return new Map([...types.feel, ...imported, ...own]);
}

/** Whether the type is known: FEEL's own, or defined in the file or its imports. */
export const knownType = (types: Types, home: Definitions, name: string): boolean =>
  name === '' || simpleType(name) !== undefined || types.items.has(types.keyOf(home, name));

/** A check of values against one type reference; the conversions of FEEL are made, what does not fit is null with a warning. */
export type Fit = { readonly type: FeelType; readonly fit: (value: FeelValue, run: Run) => FeelValue; readonly read: (value: FeelValue) => FeelValue };

export function fitOf(types: Types, home: Definitions, name: string, what: string): Fit | undefined {
  if (name === '' || name === 'Any') return undefined;
  const simple = simpleType(name);
  const key = simple === undefined ? types.keyOf(home, name) : '';
  const type = simple ?? types.feel.get(key);
  if (type === undefined) return undefined;
  const fit = (value: FeelValue, run: Run): FeelValue => {
    if (value === null) return null;
    const fitting = coerce(value, type, types.feel, run);
    if (fitting === undefined) return warn(run, 'wrong-type', `${what} is ${kind(value)}, not ${showType(simple ?? { is: 'named', name })}`);
    return key === '' || isAllowed(types, key, fitting, run) ? fitting : warn(run, 'not-allowed', `${what} is none of the values allowed by ${name}`);
  };
  return { type, fit, read: (value) => readAs(value, type, types.feel) };
}

/** For the result of something that is called: its variable may name the type of the function instead. */
export function resultFit(types: Types, fit: Fit | undefined, what: string): Fit | undefined {
  if (fit === undefined) return undefined;
  const type = resolve(fit.type, types.feel);
  if (type.is !== 'function') return fit;
  const { returns } = type;
  return {
    type: returns,
    read: (value) => value,
    fit: (value, run) =>
      coerce(value, returns, types.feel, run) ?? (value === null ? null : warn(run, 'wrong-type', `${what} is ${kind(value)}, not ${showType(returns)}`)),
  };
}

function isAllowed(types: Types, key: string, value: FeelValue, run: Run): boolean {
  const item = types.items.get(key);
  if (item === undefined || value === null) return true;
  if (item.constraint !== undefined && compute(item.constraint, run, noScope, value) !== true) return false;
  const each = item.isList && isList(value) ? value : [value];
  return each.every((one) => isOneAllowed(types, item, one, run));
}

function isOneAllowed(types: Types, item: Item, value: FeelValue, run: Run): boolean {
  if (value === null) return true;
  if (item.allowed !== undefined && compute(item.allowed, run, noScope, value) !== true) return false;
  if (item.base !== '' && !isAllowed(types, item.base, value, run)) return false;
  return !isContext(value) || [...item.fields].every(([name, key]) => isAllowed(types, key, value.get(name) ?? null, run));
}

/** JSON has no dates: a text becomes the date, time or duration its type speaks of. */
function readAs(value: FeelValue, type: FeelType, types: FeelTypes): FeelValue {
  const wanted = resolve(type, types);
  if (typeof value === 'string') {
    const found = wanted.is === 'string' || wanted.is === 'Any' ? undefined : readTemporal(value);
    return found !== undefined && (kind(found) === wanted.is || (wanted.is === 'date and time' && kind(found) === 'date')) ? found : value;
  }
  if (isList(value) && wanted.is === 'list') return value.map((item) => readAs(item, wanted.of, types));
  if (!isContext(value) || wanted.is !== 'context') return value;
  return new Map([...value].map(([name, field]) => [name, readAs(field, wanted.fields.get(name) ?? { is: 'Any' }, types)]));
}
