/** Answers as values of FEEL: texts of date fields become dates, so that rules can count with them. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { FeelContext, FeelValue } from '../feel/feel.ts';
import { fromJson } from '../feel/feel.ts';
import type { Facts, Form } from './model.ts';

type Situation = { readonly scope: JsonObject; readonly item?: JsonObject; readonly list?: string };

/** All names of a situation; an item's own fields hide others of the same name. `dates` are paths, with a star inside lists. */
export function feelContext({ scope, item, list }: Situation, dates: ReadonlySet<string>): FeelContext {
  const all = contextOf(scope, '', dates);
  return item === undefined || list === undefined ? all : new Map([...all, ...contextOf(item, `${list}.*.`, dates)]);
}

/** The answers of a form for decision tables and processes: the same names, dates as dates, `today` beside them. */
export function feelAnswers(form: Form, answers: JsonObject, facts: Facts): FeelContext {
  return feelContext({ scope: { ...answers, today: facts.today } }, datesOf(form));
}

const datesOf = (form: Form): ReadonlySet<string> =>
  new Set(['today', ...[...form.fields.values()].filter((field) => field.kind === 'date').map((field) => field.path)]);

const contextOf = (object: JsonObject, prefix: string, dates: ReadonlySet<string>): FeelContext =>
  new Map(Object.entries(object).map(([name, value]) => [name, feelValue(value, `${prefix}${name}`, dates)]));

function feelValue(value: Json, path: string, dates: ReadonlySet<string>): FeelValue {
  if (typeof value === 'string') return dates.has(path) ? dateOf(value) : value;
  if (isList(value)) return value.map((one) => feelValue(one, `${path}.*`, dates));
  return isObject(value) ? contextOf(value, `${path}.`, dates) : fromJson(value);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function dateOf(text: string): FeelValue {
  const [year, month, day] = text.split('-').map(Number);
  return year === undefined || month === undefined || day === undefined ? null : { kind: 'date', year, month, day };
}
