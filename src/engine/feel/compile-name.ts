/** Names and paths: finding a value in the places around a node, in the input, or among the built-in functions. */
import type { Json } from '../../base/json.ts';
import type { Node } from './ast.ts';
import { builtins } from './builtin.ts';
import type { Code, Compiler, Env, Place, Scope } from './env.ts';
import { fromJson } from './json.ts';
import { spend, warn } from './limits.ts';
import { fromNumber } from './number.ts';
import { property } from './property.ts';
import type { FeelValue } from './values.ts';
import { isContext } from './values.ts';

type Step = { readonly hops: number; readonly item: boolean };

/** Where a name may be found on the way out: items whose fields may hold it, and at last the place that surely does. */
function stepsTo(name: string, place: Place): { readonly steps: readonly Step[]; readonly isLocal: boolean } {
  const steps: Step[] = [];
  let hops = 0;
  for (let here = place; here !== undefined; here = here.up) {
    if (here.name === undefined) steps.push({ hops, item: true });
    if (here.name === name) return { steps: [...steps, { hops, item: false }], isLocal: true };
    if (here.name === undefined && name === 'item') return { steps, isLocal: true };
    hops += 1;
  }
  return { steps, isLocal: false };
}

function valueAt(env: Env, hops: number): FeelValue {
  let here = env;
  for (let left = hops; left > 0; left -= 1) here = here.up ?? here;
  return here.value;
}

export function compileName(name: string, place: Place): Code {
  const { steps, isLocal } = stepsTo(name, place);
  const [only] = steps;
  if (only === undefined) return (env) => input(env.scope, name);
  if (steps.length === 1 && !only.item) {
    const { hops } = only;
    if (hops === 0) return (env) => env.value;
    return (env) => valueAt(env, hops);
  }
  const last = steps.at(-1)?.hops ?? 0;
  return (env) => {
    for (const step of steps) {
      const value = valueAt(env, step.hops);
      if (!step.item) return value;
      if (isContext(value) && value.has(name)) return value.get(name) ?? null;
    }
    if (isLocal) return valueAt(env, last);
    // A field may be missing from one item of a list and stand in the next.
    return has(env.scope, name) || builtins.has(name) ? input(env.scope, name) : null;
  };
}

const has = (scope: Scope, name: string): boolean => (scope.input instanceof Map ? scope.input.has(name) : Object.hasOwn(scope.input, name));

function input(scope: Scope, name: string): FeelValue {
  const { input } = scope;
  if (input instanceof Map) {
    const found = input.get(name);
    if (found !== undefined) return found;
  } else if (Object.hasOwn(input, name)) return fromInput(scope, (input as Readonly<Record<string, Json>>)[name] ?? null);
  return builtins.get(name) ?? warn(scope.run, 'unknown-name', `there is no '${name}'`);
}

function fromInput(scope: Scope, value: Json): FeelValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return fromNumber(value);
  const known = scope.converted?.get(value);
  if (known !== undefined) return known;
  const converted = fromJson(value);
  spend(scope.run, 1);
  scope.converted ??= new Map();
  scope.converted.set(value, converted);
  return converted;
}

/** `a.b.c` over plain JSON reads the leaf only. */
export function compilePath(node: Extract<Node, { is: 'path' }>, place: Place, compiler: Compiler): Code {
  const chain = chainOf(node);
  const root = chain?.[0];
  if (chain !== undefined && root !== undefined && stepsTo(root, place).steps.length === 0) {
    const rest = chain.slice(1);
    return (env) => inputPath(env.scope, root, rest);
  }
  const from = compiler.compile(node.from, place);
  const { name } = node;
  return (env) => property(env.scope.run, from(env), name);
}

/** The names of a path that begins with a name; undefined for any other. */
export function chainOf(node: Node): readonly string[] | undefined {
  if (node.is === 'name') return [node.name];
  const before = node.is === 'path' ? chainOf(node.from) : undefined;
  return before === undefined || node.is !== 'path' ? undefined : [...before, node.name];
}

function inputPath(scope: Scope, root: string, rest: readonly string[]): FeelValue {
  const whole = scope.input;
  if (whole instanceof Map || !Object.hasOwn(whole, root)) return follow(scope, input(scope, root), rest, 0);
  let here: Json = (whole as Readonly<Record<string, Json>>)[root] ?? null;
  for (let at = 0; at < rest.length; at += 1) {
    const name = rest[at] ?? '';
    if (typeof here !== 'object' || here === null || Array.isArray(here) || !Object.hasOwn(here, name)) return follow(scope, fromInput(scope, here), rest, at);
    here = (here as Readonly<Record<string, Json>>)[name] ?? null;
  }
  return fromInput(scope, here);
}

function follow(scope: Scope, from: FeelValue, names: readonly string[], first: number): FeelValue {
  let here = from;
  for (let at = first; at < names.length; at += 1) here = property(scope.run, here, names[at] ?? '');
  return here;
}
