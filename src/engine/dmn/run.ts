/** Running elements: values of inputs and decisions, functions of knowledge models and services. */
import type { Json } from '../../base/json.ts';
import type { FeelContext, FeelFunction, FeelParameter, FeelValue, Run } from '../feel/feel.ts';
import { boundedValue, fromJson, makeFunction, reads, toJson, warn } from '../feel/feel.ts';
import type { Compiled, Ready } from './compile.ts';
import type { DrgElement } from './model.ts';
import type { Session } from './session.ts';
import { mostReasons, newSession } from './session.ts';

/** An input or decision: its value; a knowledge model or service: its function. */
export function elementValue(compiled: Compiled, element: DrgElement, session: Session): FeelValue {
  const given = session.given.get(element);
  if (given !== undefined) return given;
  const ready = compiled.elements.get(element);
  if (ready === undefined) return null;
  if (element.is === 'knowledge') return knowledge(compiled, ready, session);
  if (element.is === 'service') return service(compiled, ready, session);
  const before = session.found.get(element);
  if (before !== undefined) return before;
  const value = element.is === 'input' ? inputOf(ready, session) : decide(compiled, ready, session);
  session.found.set(element, value);
  return value;
}

function inputOf(ready: Ready, session: Session): FeelValue {
  const { name } = ready.element.variable;
  const value = session.isClosed ? undefined : (named(session, name) ?? named(session, ready.element.name));
  if (value === undefined) return warn(session.run, 'unknown-name', `the input '${name}' is not given`);
  return ready.fit === undefined ? value : ready.fit.fit(ready.fit.read(value), session.run);
}

function named({ inputs }: Session, name: string): FeelValue | undefined {
  if (inputs instanceof Map) return inputs.get(name);
  return Object.hasOwn(inputs, name) ? fromJson((inputs as Readonly<Record<string, Json>>)[name] ?? null) : undefined;
}

function decide(compiled: Compiled, ready: Ready, session: Session): FeelValue {
  const { element, work, fit } = ready;
  if (session.active.has(element)) return warn(session.run, 'no-result', `'${element.name}' requires itself`);
  session.active.add(element);
  const scope = scopeOf(compiled, ready, session, new Map());
  const before = session.because.length;
  const found = work === undefined ? warn(session.run, 'no-result', `'${element.name}' has no decision logic`) : work(scope, session);
  const value = fit === undefined ? found : fit.fit(found, session.run);
  session.active.delete(element);
  if (!session.because.slice(before).some((reason) => reason.decision === element.name && reason.kind === 'table')) explain(ready, scope, session, value);
  return value;
}

function explain(ready: Ready, scope: FeelContext, session: Session, value: FeelValue): void {
  if (session.because.length >= mostReasons) return;
  const roots = new Set(
    ready.requires.filter(({ target }) => target.element.is === 'input' || target.element.is === 'decision').map(({ path }) => path[0] ?? ''),
  );
  const used = [...new Set(ready.expressions.flatMap(({ expression }) => reads(expression)).map((path) => path.split('.')[0] ?? ''))].filter((name) =>
    roots.has(name),
  );
  const inputs = used.map((name) => ({ name, value: toJson(boundedValue(session.run, scope.get(name) ?? null)) }));
  session.because.push({ decision: ready.element.name, kind: 'expression', inputs, rules: [], value: toJson(boundedValue(session.run, value)) });
}

/** What an element requires, under the names it uses. */
function scopeOf(compiled: Compiled, ready: Ready, session: Session, scope: Map<string, FeelValue>): FeelContext {
  const imported = new Map<string, Map<string, FeelValue>>();
  for (const { path, target } of ready.requires) {
    const value = elementValue(compiled, target.element, session);
    const [first = '', second] = path;
    if (second === undefined) scope.set(first, value);
    else {
      const fields = imported.get(first) ?? new Map<string, FeelValue>();
      imported.set(first, fields.set(second, value));
      scope.set(first, fields);
    }
  }
  return scope;
}

function knowledge(compiled: Compiled, ready: Ready, session: Session): FeelValue {
  const { element } = ready;
  const before = session.functions.get(element);
  if (before !== undefined) return before;
  const scope = new Map<string, FeelValue>();
  const made = ready.make?.(scope, session) ?? null;
  if (made === null) return null;
  // Known before what it requires is looked up: knowledge models may call each other and themselves.
  session.functions.set(element, made);
  scope.set(element.variable.name, made);
  scopeOf(compiled, ready, session, scope);
  return made;
}

function service(compiled: Compiled, ready: Ready, session: Session): FeelFunction {
  const before = session.functions.get(ready.element);
  if (before !== undefined) return before;
  const parameters = parametersOf(compiled, ready);
  const made = makeFunction(parameters, compiled.types.feel, (values, run) => serve(compiled, ready, values, { ...session, run }), ready.fit?.type);
  session.functions.set(ready.element, made);
  return made;
}

export function parametersOf(compiled: Compiled, ready: Ready): readonly FeelParameter[] {
  return ready.requires.map(({ target }) => {
    const type = compiled.elements.get(target.element)?.fit?.type;
    const { name } = target.element.variable;
    return type === undefined ? { name } : { name, type };
  });
}

/** A service sees its parameters only: a world of its own. */
function serve(compiled: Compiled, ready: Ready, values: readonly FeelValue[], outer: { readonly run: Run; readonly because: Session['because'] }): FeelValue {
  const given = new Map(ready.requires.map(({ target }, index) => [target.element, values[index] ?? null]));
  const session: Session = { ...newSession(outer.run, new Map(), outer.because), given, isClosed: true };
  const outputs = ready.outputs.map(({ element }) => [element.variable.name, elementValue(compiled, element, session)] as const);
  const [only] = outputs;
  const value = outputs.length === 1 ? (only?.[1] ?? null) : new Map(outputs);
  return ready.fit === undefined ? value : ready.fit.fit(value, outer.run);
}
