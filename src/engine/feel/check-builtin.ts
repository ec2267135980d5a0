/** What built-in functions take and give, as far as types can tell: `number?` may be left out, `...` repeats the last. */
import { simpleType } from './parse-name.ts';
import { any } from './type.ts';
import type { FeelType } from './values.ts';

export type Signature = { readonly takes: readonly FeelType[] | undefined; readonly least: number; readonly rest: boolean; readonly gives: FeelType };

const written: Readonly<Record<string, string>> = {
  number: 'Any, string?, string? -> number',
  string: 'Any -> string',
  duration: 'Any -> Any',
  range: 'string -> range',
  decimal: 'number, number -> number',
  floor: 'number, number? -> number',
  ceiling: 'number, number? -> number',
  'round up': 'number, number -> number',
  'round down': 'number, number -> number',
  'round half up': 'number, number -> number',
  'round half down': 'number, number -> number',
  abs: 'Any -> Any',
  modulo: 'number, number -> number',
  sqrt: 'number -> number',
  log: 'number -> number',
  exp: 'number -> number',
  odd: 'number -> boolean',
  even: 'number -> boolean',
  substring: 'string, number, number? -> string',
  'string length': 'string -> number',
  'upper case': 'string -> string',
  'lower case': 'string -> string',
  'substring before': 'string, string -> string',
  'substring after': 'string, string -> string',
  contains: 'string, string -> boolean',
  'starts with': 'string, string -> boolean',
  'ends with': 'string, string -> boolean',
  matches: 'string, string, string? -> boolean',
  replace: 'string, string, string, string? -> string',
  split: 'string, string -> list of string',
  'string join': 'Any, string? -> string',
  'list contains': 'list, Any -> boolean',
  count: 'list -> number',
  min: 'Any, ... -> Any',
  max: 'Any, ... -> Any',
  sum: 'Any, ... -> number',
  mean: 'Any, ... -> number',
  product: 'Any, ... -> number',
  median: 'Any, ... -> number',
  stddev: 'Any, ... -> number',
  mode: 'Any, ... -> list of number',
  all: 'Any, ... -> boolean',
  any: 'Any, ... -> boolean',
  sublist: 'list, number, number? -> list',
  append: 'list, Any, ... -> list',
  concatenate: 'list, ... -> list',
  union: 'list, ... -> list',
  'distinct values': 'list -> list',
  flatten: 'list -> list',
  'insert before': 'list, number, Any -> list',
  remove: 'list, number -> list',
  'list replace': 'list, Any, Any -> list',
  reverse: 'list -> list',
  'index of': 'list, Any -> list of number',
  sort: 'list, Any? -> list',
  'get value': 'Any, string -> Any',
  'get entries': 'Any -> list',
  context: 'Any -> Any',
  'context put': 'Any, Any, Any -> Any',
  'context merge': 'Any -> Any',
  not: 'boolean -> boolean',
  is: 'Any, Any -> boolean',
  date: 'Any, number?, number? -> date',
  time: 'Any, number?, number?, Any? -> time',
  'date and time': 'Any, Any?, Any?, Any?, Any?, Any?, Any? -> date and time',
  'years and months duration': 'Any, Any -> years and months duration',
  'day of year': 'Any -> number',
  'day of week': 'Any -> string',
  'month of year': 'Any -> string',
  'week of year': 'Any -> number',
  now: '-> date and time',
  today: '-> date',
};
const relations = [
  'before',
  'after',
  'meets',
  'met by',
  'overlaps',
  'overlaps before',
  'overlaps after',
  'finishes',
  'finished by',
  'includes',
  'during',
  'starts',
  'started by',
  'coincides',
];

function typeOf(text: string): FeelType {
  if (text.startsWith('list of ')) return { is: 'list', of: typeOf(text.slice(8)) };
  if (text === 'list') return { is: 'list', of: any };
  return text === 'range' ? { is: 'range', of: any } : (simpleType(text) ?? any);
}

function signatureOf(text: string): Signature {
  const [left = '', right = ''] = text.split('->').map((part) => part.trim());
  const parts = left === '' ? [] : left.split(',').map((part) => part.trim());
  const taken = parts.filter((part) => part !== '...');
  return {
    takes: taken.map((part) => typeOf(part.replace('?', ''))),
    least: taken.filter((part) => !part.endsWith('?')).length,
    rest: parts.includes('...'),
    gives: typeOf(right),
  };
}

const relation = signatureOf('Any, Any -> boolean');
const all = new Map<string, Signature>([
  ...Object.entries(written).map(([name, text]) => [name, signatureOf(text)] as const),
  ...relations.map((name) => [name, relation] as const),
]);

export const signature = (name: string): Signature | undefined => all.get(name);
