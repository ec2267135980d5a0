/** From tree to closures: each node becomes one function, so that running is only calling. */
import { arithmetic, negation } from './arithmetic.ts';
import type { Entry, Node } from './ast.ts';
import { mentions } from './ast.ts';
import { compare, equal, holds, inRange, meets } from './compare.ts';
import { compileCall, compileFunction, compileNamedCall } from './compile-call.ts';
import { compileFilter, compileLoop } from './compile-loop.ts';
import { compileName, compilePath } from './compile-name.ts';
import type { Code, Compiler, Env, Place } from './env.ts';
import { bind, place } from './env.ts';
import { bounded, warn } from './limits.ts';
import { compareNumbers, isNumber, minus, plus, times } from './number.ts';
import { makeRange } from './range.ts';
import { isInstance } from './type.ts';
import type { FeelRange, FeelTypes, FeelValue, RangeOperator, Run } from './values.ts';
import { isList, isRange, kind } from './values.ts';

export function compile(node: Node, around: Place, types: FeelTypes): Code {
  const compiler: Compiler = { types, compile: (inner, at) => compileNode(inner, at, compiler) };
  return compiler.compile(node, around);
}

function compileNode(node: Node, around: Place, compiler: Compiler): Code {
  const inner = (child: Node): Code => compiler.compile(child, around);
  switch (node.is) {
    case 'literal':
      return literal(node.value, node.wrong);
    case 'name':
      return compileName(node.name, around);
    case 'path':
      return compilePath(node, around, compiler);
    case 'filter':
      return compileFilter(node, around, compiler);
    case 'list':
      return list(node.items.map(inner));
    case 'context':
      return context(node.entries, around, compiler);
    case 'range':
      return range(node, inner);
    case 'test':
      return testValue(node.operator, inner(node.value));
    case 'arithmetic':
      return binary(node, inner(node.left), inner(node.right));
    case 'negation': {
      const value = inner(node.value);
      return (env) => negation(env.scope.run, value(env));
    }
    case 'comparison':
      return comparison(node.operator, inner(node.left), inner(node.right));
    case 'and':
      return both(inner(node.left), inner(node.right), false);
    case 'or':
      return both(inner(node.left), inner(node.right), true);
    case 'between':
      return between(inner(node.value), inner(node.low), inner(node.high));
    case 'in':
      return membership(inner(node.value), node.tests, around, compiler);
    case 'instance': {
      const [value, { type }] = [inner(node.value), node];
      return (env) => isInstance(value(env), type, env.scope.types, env.scope.run);
    }
    case 'call':
      return compileCall(node, around, compiler);
    case 'named-call':
      return compileNamedCall(node, around, compiler);
    case 'if':
      return conditional(inner(node.condition), inner(node.then), inner(node.otherwise));
    case 'for':
    case 'some':
    case 'every':
      return compileLoop(node, around, compiler);
    case 'function':
      return compileFunction(node, around, compiler);
    case 'tests':
      return unaryTests(node, around, compiler);
  }
}

function literal(value: FeelValue, wrong: string | undefined): Code {
  return wrong === undefined ? () => value : (env) => warn(env.scope.run, 'wrong-value', wrong);
}

function list(codes: readonly Code[]): Code {
  return (env) =>
    bounded(
      env.scope.run,
      codes.map((code) => code(env)),
    );
}

/** Each entry sees those before it. */
function context(entries: readonly Entry[], around: Place, compiler: Compiler): Code {
  let here = around;
  const codes: (readonly [string, Code])[] = [];
  for (const entry of entries) {
    codes.push([entry.key, compiler.compile(entry.value, here)]);
    here = place(entry.key, here);
  }
  const twice = new Set(entries.map((entry) => entry.key)).size < entries.length;
  return (env) => {
    if (twice) return warn(env.scope.run, 'wrong-value', 'a key stands twice in the context');
    const fields = new Map<string, FeelValue>();
    let at = env;
    for (const [key, code] of codes) {
      const value = code(at);
      fields.set(key, value);
      at = bind(value, at);
    }
    return fields;
  };
}

function range(node: Extract<Node, { is: 'range' }>, inner: (child: Node) => Code): Code {
  const [low, high] = [inner(node.low), inner(node.high)];
  return (env) => makeRange(env.scope.run, low(env), high(env), node);
}

const testRanges: Readonly<Record<RangeOperator, (end: FeelValue) => FeelRange>> = {
  '<': (high) => ({ kind: 'range', operator: '<', low: null, high, lowIncluded: false, highIncluded: false }),
  '<=': (high) => ({ kind: 'range', operator: '<=', low: null, high, lowIncluded: false, highIncluded: true }),
  '>': (low) => ({ kind: 'range', operator: '>', low, high: null, lowIncluded: false, highIncluded: false }),
  '>=': (low) => ({ kind: 'range', operator: '>=', low, high: null, lowIncluded: true, highIncluded: false }),
  '=': (end) => ({ kind: 'range', operator: '=', low: end, high: end, lowIncluded: true, highIncluded: true }),
  '!=': (end) => ({ kind: 'range', operator: '!=', low: end, high: end, lowIncluded: false, highIncluded: false }),
};
function testValue(operator: RangeOperator, value: Code): Code {
  return (env) => testRanges[operator](value(env));
}

function binary(node: Extract<Node, { is: 'arithmetic' }>, left: Code, right: Code): Code {
  const { operator } = node;
  const quick = operator === '+' ? plus : operator === '-' ? minus : operator === '*' ? times : undefined;
  if (quick === undefined) return (env) => arithmetic(env.scope.run, operator, left(env), right(env));
  return (env) => {
    const a = left(env);
    const b = right(env);
    if (typeof a === 'number' && typeof b === 'number') return quick(a, b) ?? arithmetic(env.scope.run, operator, a, b);
    return arithmetic(env.scope.run, operator, a, b);
  };
}

const mismatch = (run: Run, a: FeelValue, b: FeelValue): null =>
  a === null || b === null ? null : warn(run, 'wrong-type', `${kind(a)} and ${kind(b)} cannot be compared`);

function comparison(operator: RangeOperator, left: Code, right: Code): Code {
  if (operator === '=' || operator === '!=') {
    const same = operator === '=';
    return (env) => {
      const a = left(env);
      const b = right(env);
      const found = equal(a, b, env.scope.run);
      return found === null ? mismatch(env.scope.run, a, b) : found === same;
    };
  }
  return (env) => {
    const a = left(env);
    const b = right(env);
    const order = isNumber(a) && isNumber(b) ? compareNumbers(a, b) : compare(a, b);
    return order === undefined ? mismatch(env.scope.run, a, b) : inOrder(operator, order);
  };
}
const inOrder = (operator: '<' | '<=' | '>' | '>=', order: number): boolean =>
  operator === '<' ? order < 0 : operator === '<=' ? order <= 0 : operator === '>' ? order > 0 : order >= 0;

/** Three-valued: `or` ends at true, `and` at false; anything that is not true or false leaves the answer open. */
function both(left: Code, right: Code, end: boolean): Code {
  return (env) => {
    const a = left(env);
    if (a === end) return end;
    const b = right(env);
    if (b === end) return end;
    return a === !end && b === !end ? !end : null;
  };
}

function between(value: Code, low: Code, high: Code): Code {
  return (env) => {
    const [a, from, to] = [value(env), low(env), high(env)];
    const within = inRange(a, { kind: 'range', low: from, high: to, lowIncluded: true, highIncluded: true });
    return within ?? mismatch(env.scope.run, a, from) ?? mismatch(env.scope.run, a, to);
  };
}

function conditional(condition: Code, then: Code, otherwise: Code): Code {
  return (env) => {
    const value = condition(env);
    if (value !== null && typeof value !== 'boolean') warn(env.scope.run, 'wrong-type', `the condition is ${kind(value)}, not boolean`);
    return value === true ? then(env) : otherwise(env);
  };
}

type Test = (env: Env, value: FeelValue) => boolean | null;

function membership(value: Code, tests: readonly Node[], around: Place, compiler: Compiler): Code {
  const codes = tests.map((test) => memberTest(test, around, compiler));
  return (env) => {
    const wanted = value(env);
    return anyOf(codes, env, wanted) ?? (wanted === null ? null : warn(env.scope.run, 'wrong-type', `${kind(wanted)} cannot be looked for here`));
  };
}

function anyOf(tests: readonly Test[], env: Env, value: FeelValue): boolean | null {
  let answer: boolean | null = false;
  for (const test of tests) {
    const found = test(env, value);
    if (found === true) return true;
    if (found === null) answer = null;
  }
  return answer;
}

function memberTest(node: Node, around: Place, compiler: Compiler): Test {
  if (node.is === 'test') {
    const [end, { operator }] = [compiler.compile(node.value, around), node];
    return (env, value) => holds(operator, value, end(env), env.scope.run);
  }
  const code = compiler.compile(node, around);
  return (env, value) => meets(value, code(env), env.scope.run);
}

/** The value under test is the nearest local value, named `?`. */
function unaryTests(node: Extract<Node, { is: 'tests' }>, around: Place, compiler: Compiler): Code {
  if (node.tests.length === 0) return () => true;
  const tests = node.tests.map((test) => cellTest(test, around, compiler));
  if (!node.negated) return (env) => anyOf(tests, env, env.value);
  return (env) => {
    const found = anyOf(tests, env, env.value);
    return found === null ? null : !found;
  };
}

const answers = new Set(['comparison', 'and', 'or', 'between', 'in', 'instance', 'some', 'every', 'call', 'named-call', 'if', 'filter']);

function cellTest(node: Node, around: Place, compiler: Compiler): Test {
  if (node.is === 'test') return memberTest(node, around, compiler);
  const code = compiler.compile(node, around);
  // A cell that speaks of `?` is itself the condition.
  if (mentions(node, '?')) {
    return (env) => {
      const found = code(env);
      return typeof found === 'boolean' ? found : null;
    };
  }
  const isCondition = answers.has(node.is);
  return (env, value) => {
    const found = code(env);
    if (typeof found === 'boolean' && (isCondition || typeof value !== 'boolean')) return found;
    if (isRange(found) || isList(found)) return meets(value, found, env.scope.run);
    return equal(value, found, env.scope.run) ?? false;
  };
}
