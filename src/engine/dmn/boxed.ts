/** Boxed expressions compiled to functions of a scope (DMN 1.5, chapter 10.2). */
import { isRefusal } from '../../base/refusal.ts';
import type { Expression, FeelContext, FeelFunction, FeelList, FeelParameter, FeelTypes, FeelValue } from '../feel/feel.ts';
import { callFunctionNamed, compute, isContext, isFunction, isList, isRange, kind, makeFunction, parseFeel, spend, warn } from '../feel/feel.ts';
import type { Fit } from './item.ts';
import type { Boxed, Table, TextAt, Variable } from './model.ts';
import type { Session, Work } from './session.ts';

/** What a boxed expression may speak of, and where its mistakes are told. */
export type Place = {
  /** The decision or knowledge model it belongs to. */
  readonly owner: string;
  readonly names: readonly string[];
  readonly fields: readonly string[];
  readonly types: FeelTypes;
  readonly fitOf: (type: string, what: string) => Fit | undefined;
  readonly report: (line: number, code: string, message: string, repair: string, level?: 'error' | 'warning') => void;
  readonly table: (table: Table, place: Place) => Work;
  /** Every expression that was compiled, for those who ask what a decision reads. */
  readonly collect: (expression: Expression, place: Place, line: number) => void;
};

const nothing: Work = () => null;
const with_ = (place: Place, names: readonly string[]): Place => ({ ...place, names: [...place.names, ...names] });

export function compileBoxed(boxed: Boxed, place: Place): Work {
  const work = compileShape(boxed, place);
  const fit = boxed.is === 'function' ? undefined : place.fitOf(boxed.type, place.owner);
  return fit === undefined ? work : (scope, session) => fit.fit(work(scope, session), session.run);
}

function compileShape(boxed: Boxed, place: Place): Work {
  switch (boxed.is) {
    case 'literal':
      return boxed.text === '' ? nothing : literal(boxed, place);
    case 'context':
      return context(boxed, place);
    case 'list':
      return list(boxed.items.map((item) => compileBoxed(item, place)));
    case 'relation':
      return relation(boxed, place);
    case 'function':
      return functionWork(boxed, place);
    case 'invocation':
      return invocation(boxed, place);
    case 'conditional':
      return conditional(boxed, place);
    case 'filter':
      return filter(boxed, place);
    case 'for':
    case 'some':
    case 'every':
      return loop(boxed, place);
    case 'table':
      return place.table(boxed.table, place);
  }
}

/** Undefined, and a finding, for a text that is no expression. */
export function expressionOf(text: TextAt, place: Place, kindOf: 'expression' | 'unary-tests' = 'expression'): Expression | undefined {
  const expression = parseFeel(text.text, { kind: kindOf, names: place.names, fields: place.fields, types: place.types });
  if (isRefusal(expression)) {
    const about = expression.about ?? {};
    const why =
      expression.refused === 'feel-limit' ? `it is over the limit of ${about.most} (${about.limit})` : `${about.problem} at character ${about.position}`;
    place.report(text.line, expression.refused, `'${text.text.slice(0, 60)}' is no FEEL expression: ${why}.`, 'Correct the expression.');
    return undefined;
  }
  place.collect(expression, place, text.line);
  return expression;
}

function literal(text: TextAt, place: Place): Work {
  const expression = expressionOf(text, place);
  return expression === undefined ? nothing : (scope, session) => compute(expression, session.run, scope);
}

/** Each entry sees those before it; an entry without a name is the result. */
function context(boxed: Extract<Boxed, { is: 'context' }>, place: Place): Work {
  let here = place;
  const works: { readonly name: string | undefined; readonly work: Work; readonly fit: Fit | undefined }[] = [];
  for (const { variable, value } of boxed.entries) {
    works.push({ name: variable?.name, work: compileBoxed(value, here), fit: variable === undefined ? undefined : place.fitOf(variable.type, variable.name) });
    if (variable !== undefined) here = with_(here, [variable.name]);
  }
  return (scope, session) => {
    const inner = new Map(scope);
    const fields = new Map<string, FeelValue>();
    for (const { name, work, fit } of works) {
      const value = work(inner, session);
      if (name === undefined) return value;
      const fitting = fit === undefined ? value : fit.fit(value, session.run);
      inner.set(name, fitting);
      fields.set(name, fitting);
    }
    return fields;
  };
}

const list =
  (works: readonly Work[]): Work =>
  (scope, session) =>
    works.map((work) => work(scope, session));

function relation(boxed: Extract<Boxed, { is: 'relation' }>, place: Place): Work {
  const rows = boxed.rows.map((row) => row.map((cell) => compileBoxed(cell, place)));
  const names = boxed.columns.map((column) => column.name);
  return (scope, session) => rows.map((row) => new Map(names.map((name, index) => [name, row[index]?.(scope, session) ?? null])));
}

/** Also the encapsulated logic of a business knowledge model; `returns` is the type its variable declares. */
export function functionOf(
  boxed: Extract<Boxed, { is: 'function' }>,
  place: Place,
  returns?: Fit,
): (scope: FeelContext, session: Session) => FeelFunction | null {
  if (boxed.kind.toUpperCase() !== 'FEEL') {
    place.report(boxed.line, 'external-function', `Functions of kind ${boxed.kind} are not called.`, 'Write the function in FEEL.', 'warning');
    return (_, session) => warn(session.run, 'not-supported', `${place.owner} is written in ${boxed.kind}`);
  }
  const names = boxed.parameters.map((parameter) => parameter.name);
  const parameters = boxed.parameters.map((parameter) => parameterOf(parameter, place));
  const body = boxed.body === undefined ? nothing : compileBoxed(boxed.body, with_(place, names));
  return (scope, session) =>
    makeFunction(
      parameters,
      place.types,
      (values, run) => {
        const inner = new Map(scope);
        for (const [index, name] of names.entries()) inner.set(name, values[index] ?? null);
        const value = body(inner, session.run === run ? session : { ...session, run });
        return returns === undefined ? value : returns.fit(value, run);
      },
      returns?.type,
    );
}
const functionWork = (boxed: Extract<Boxed, { is: 'function' }>, place: Place): Work => functionOf(boxed, place, place.fitOf(boxed.type, place.owner));

export function parameterOf(variable: Variable, place: Pick<Place, 'fitOf'>): FeelParameter {
  const type = place.fitOf(variable.type, variable.name)?.type;
  return type === undefined ? { name: variable.name } : { name: variable.name, type };
}

function invocation(boxed: Extract<Boxed, { is: 'invocation' }>, place: Place): Work {
  const target = compileBoxed(boxed.target, place);
  const bindings = boxed.bindings.map(({ name, value }) => [name, value === undefined ? nothing : compileBoxed(value, place)] as const);
  return (scope, session) => {
    const found = target(scope, session);
    if (!isFunction(found)) return warn(session.run, 'unknown-function', `${place.owner} calls something that is no function`);
    const given = new Map(bindings.map(([name, work]) => [name, work(scope, session)]));
    for (const parameter of found.parameters) if (!given.has(parameter.name)) given.set(parameter.name, null);
    return callFunctionNamed(session.run, found, given);
  };
}

function conditional(boxed: Extract<Boxed, { is: 'conditional' }>, place: Place): Work {
  const [condition, yes, no] = [compileBoxed(boxed.condition, place), compileBoxed(boxed.yes, place), compileBoxed(boxed.no, place)];
  return (scope, session) => {
    const value = condition(scope, session);
    if (value !== null && typeof value !== 'boolean') return warn(session.run, 'wrong-type', `the condition is ${kind(value)}, not boolean`);
    return value === true ? yes(scope, session) : no(scope, session);
  };
}

const itemsOf = (value: FeelValue): FeelList | undefined => (isList(value) ? value : value === null || isRange(value) ? undefined : [value]);

function filter(boxed: Extract<Boxed, { is: 'filter' }>, place: Place): Work {
  const from = compileBoxed(boxed.from, place);
  const match = compileBoxed(boxed.match, with_(place, ['item', ...place.fields]));
  return (scope, session) => {
    const items = itemsOf(from(scope, session));
    if (items === undefined) return warn(session.run, 'wrong-type', 'there is no list to filter');
    const kept: FeelValue[] = [];
    for (const item of items) {
      spend(session.run, 1);
      const answer = match(new Map<string, FeelValue>([...scope, ['item', item], ...(isContext(item) ? item : [])]), session);
      if (typeof answer !== 'boolean') return warn(session.run, 'wrong-type', `a filter answers ${kind(answer)}, not boolean`);
      if (answer) kept.push(item);
    }
    return kept;
  };
}

function loop(boxed: Extract<Boxed, { is: 'for' | 'some' | 'every' }>, place: Place): Work {
  const from = compileBoxed(boxed.from, place);
  const body = compileBoxed(boxed.body, with_(place, boxed.is === 'for' ? [boxed.name, 'partial'] : [boxed.name]));
  return (scope, session) => {
    const items = itemsOf(from(scope, session));
    if (items === undefined) return warn(session.run, 'wrong-type', 'there is no list to run over');
    const results: FeelValue[] = [];
    for (const item of items) {
      spend(session.run, 1);
      results.push(body(new Map<string, FeelValue>([...scope, ['partial', [...results]], [boxed.name, item]]), session));
    }
    if (boxed.is === 'for') return results;
    if (!results.every((answer) => typeof answer === 'boolean')) return warn(session.run, 'wrong-type', `${boxed.is} asks for answers that are true or false`);
    return boxed.is === 'some' ? results.includes(true) : !results.includes(false);
  };
}
