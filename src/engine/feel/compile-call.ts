/** Calling functions, and making them. */
import type { NamedArgument, Node } from './ast.ts';
import { builtins } from './builtin.ts';
import type { Code, Compiler, Env, Place } from './env.ts';
import { bind, placeAll } from './env.ts';
import { LimitReached, spend, warn } from './limits.ts';
import { coerce, showType } from './type.ts';
import type { FeelFunction, FeelParameter, FeelType, FeelTypes, FeelValue, Run } from './values.ts';
import { isFunction, kind } from './values.ts';

export function compileCall(node: Extract<Node, { is: 'call' }>, place: Place, compiler: Compiler): Code {
  const target = targetOf(node.target, place, compiler);
  const codes = node.values.map((value) => compiler.compile(value, place));
  return (env) => {
    const found = target(env);
    const values = codes.map((code) => code(env));
    return found === undefined ? noFunction(env.scope.run, node.target) : call(env.scope.run, found, values);
  };
}

export function compileNamedCall(node: Extract<Node, { is: 'named-call' }>, place: Place, compiler: Compiler): Code {
  const target = targetOf(node.target, place, compiler);
  const codes = node.values.map((named) => [named.name, compiler.compile(named.value, place)] as const);
  const twice = new Set(node.values.map((named: NamedArgument) => named.name)).size < node.values.length;
  return (env) => {
    const { run } = env.scope;
    const found = target(env);
    if (found === undefined) return noFunction(run, node.target);
    if (twice) return warn(run, 'wrong-arguments', 'an argument is given twice');
    return callNamed(run, found, new Map(codes.map(([name, code]) => [name, code(env)])));
  };
}

const noFunction = (run: Run, target: Node): null =>
  warn(run, 'unknown-function', target.is === 'name' ? `there is no function '${target.name}'` : 'this is no function');

/** A variable that is no function does not hide a built-in function of the same name: `date(date)`. */
function targetOf(node: Node, place: Place, compiler: Compiler): (env: Env) => FeelFunction | undefined {
  const builtin = node.is === 'name' ? builtins.get(node.name) : undefined;
  if (builtin !== undefined && node.is === 'name' && !isPlaced(node.name, place)) {
    const { name } = node;
    return (env) => {
      const own = env.scope.input instanceof Map ? env.scope.input.get(name) : undefined;
      return own !== undefined && isFunction(own) ? own : builtin;
    };
  }
  const code = compiler.compile(node, place);
  return (env) => {
    const value = code(env);
    return isFunction(value) ? value : builtin;
  };
}

function isPlaced(name: string, place: Place): boolean {
  for (let here = place; here !== undefined; here = here.up) if (here.name === name || here.name === undefined) return true;
  return false;
}

/** Calls with the bounds kept: nested calls and steps. */
export function call(run: Run, target: FeelFunction, values: readonly FeelValue[]): FeelValue {
  enter(run);
  const result = target.call(values, run);
  run.calls += 1;
  return result;
}

export function callNamed(run: Run, target: FeelFunction, values: ReadonlyMap<string, FeelValue>): FeelValue {
  if (target.callNamed !== undefined) {
    enter(run);
    const result = target.callNamed(values, run);
    run.calls += 1;
    return result;
  }
  const names = target.parameters.map((parameter) => parameter.name);
  if (names.length !== values.size || !names.every((name) => values.has(name))) {
    return warn(run, 'wrong-arguments', `the arguments are ${names.join(', ') || 'none'}, not ${[...values.keys()].join(', ')}`);
  }
  return call(
    run,
    target,
    names.map((name) => values.get(name) ?? null),
  );
}

function enter(run: Run): void {
  spend(run, 1);
  run.calls -= 1;
  if (run.calls < 0) throw new LimitReached('calls', run.limits.calls);
}

export function compileFunction(node: Extract<Node, { is: 'function' }>, place: Place, compiler: Compiler): Code {
  const names = node.parameters.map((parameter) => parameter.name);
  if (node.external) return (env) => warn(env.scope.run, 'not-supported', 'external functions are not called');
  const body = compiler.compile(node.body, placeAll(names, place));
  return (env) =>
    makeFunction(node.parameters, env.scope.types, (values, run) => {
      // Steps are counted on whoever calls, not on the evaluation in which the function was made.
      const here: Env = env.scope.run === run ? env : { ...env, scope: { ...env.scope, run } };
      return body(values.reduce<Env>((inner, value) => bind(value, inner), here));
    });
}

/** A function of so many arguments of such types; a call with others is null. */
export function makeFunction(parameters: readonly FeelParameter[], types: FeelTypes, body: FeelFunction['call'], returns?: FeelType): FeelFunction {
  const called = (values: readonly FeelValue[], run: Run): FeelValue => {
    if (values.length !== parameters.length) return warn(run, 'wrong-arguments', `${parameters.length} arguments are needed, ${values.length} are given`);
    const fitting: FeelValue[] = [];
    for (const [index, parameter] of parameters.entries()) {
      const value = given(run, parameter, values[index] ?? null, types);
      if (value === undefined) return null;
      fitting.push(value);
    }
    return body(fitting, run);
  };
  return returns === undefined ? { kind: 'function', parameters, call: called } : { kind: 'function', parameters, returns, call: called };
}

function given(run: Run, parameter: FeelParameter, value: FeelValue, types: FeelTypes): FeelValue | undefined {
  if (parameter.type === undefined) return value;
  const fitting = coerce(value, parameter.type, types, run);
  if (fitting === undefined) warn(run, 'wrong-type', `${parameter.name} is ${kind(value)}, not ${showType(parameter.type)}`);
  return fitting;
}
