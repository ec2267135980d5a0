/** FEEL, the expression language of DMN 1.5: exact decimals, bounded work, patterns in linear time. Pure; usable alone. */
import type { Finding } from '../../base/finding.ts';
import type { Json } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { Node } from './ast.ts';
import { builtins } from './builtin.ts';
import type { Known as KnownTypes } from './check.ts';
import { checkNode } from './check.ts';
import { compile } from './compile.ts';
import type { Code, Env, FeelScope } from './env.ts';
import { bind, place, rootEnv } from './env.ts';
import { fromJson } from './json.ts';
import type { FeelLimits } from './limits.ts';
import { boundedValue, LimitReached, limitsOf, newRun } from './limits.ts';
import type { Names } from './name.ts';
import { namesOf } from './name.ts';
import { parseExpression, parseTests, parseType } from './parse.ts';
import { inputPaths, namesIn } from './reads.ts';
import type { Known } from './scan.ts';
import { readerOf, SyntaxProblem } from './scan.ts';
import type { FeelType, FeelTypes, FeelValue, Run, Warning } from './values.ts';

export type { Node } from './ast.ts';
export { compare, equal } from './compare.ts';
export { callNamed as callFunctionNamed, makeFunction } from './compile-call.ts';
export type { FeelScope } from './env.ts';
export { fromJson, toJson } from './json.ts';
export type { FeelLimits } from './limits.ts';
export { boundedValue, spend, warn } from './limits.ts';
export { isNumber } from './number.ts';
export { simpleType } from './parse-name.ts';
export { showValue } from './show.ts';
export { readTemporal } from './temporal.ts';
export { coerce, conforms, isSubtype, resolve, showType } from './type.ts';
export type { FeelContext, FeelFunction, FeelList, FeelNumber, FeelParameter, FeelRange, FeelType, FeelTypes, FeelValue, Run, Warning } from './values.ts';
export { isContext, isFunction, isList, isRange, kind } from './values.ts';

/** A parsed and compiled expression; made once, evaluated as often as wanted. */
export type Expression = {
  readonly source: string;
  readonly kind: 'expression' | 'unary-tests';
  /** The tree, for tools that look into expressions. */
  readonly node: Node;
  readonly types: FeelTypes;
  /** The compiled form. */
  readonly code: Code;
};

export type ParseOptions = {
  /** 'unary-tests' reads the cell of a decision table: `-`, `< 10`, `"a", "b"`, `not(...)`; the value under test is `?`. */
  readonly kind?: 'expression' | 'unary-tests';
  /** Names with blanks or signs that the expression may use as variables. Names of plain words need no announcing. */
  readonly names?: readonly string[];
  /** Names with blanks or signs that may stand behind a dot or inside a filter. */
  readonly fields?: readonly string[];
  /** Types that `instance of` and parameters may name. */
  readonly types?: FeelTypes;
  readonly limits?: FeelLimits;
};

const noTypes: FeelTypes = new Map();
const builtinNames = namesOf([...builtins.keys()]);
const noNames = namesOf([]);

/** Refusals: 'feel-syntax' (about: position from 0, problem), 'feel-limit' (about: limit, most). */
export function parseFeel(source: string, options: ParseOptions = {}): Expression | Refusal {
  const limits = limitsOf(options.limits);
  if (source.length > limits.source) return refuse('feel-limit', { limit: 'source', most: limits.source });
  const types = options.types ?? noTypes;
  const kind = options.kind ?? 'expression';
  const reader = readerOf(source, knownNames(options), limits);
  try {
    const node = kind === 'expression' ? parseExpression(reader) : parseTests(reader);
    return { source, kind, node, types, code: compile(node, kind === 'expression' ? undefined : place('?', undefined), types) };
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return refuse('feel-syntax', { position: problem.at, problem: problem.message });
    return asRefusal(problem);
  }
}

// A model gives the same lists of names to its thousands of cells.
const preparedNames = new WeakMap<readonly string[], Names>();
function prepared(names: readonly string[], outer?: Names): Names {
  const before = preparedNames.get(names);
  if (before !== undefined) return before;
  const made = namesOf(names, outer);
  preparedNames.set(names, made);
  return made;
}

const knownNames = (options: ParseOptions): Known => ({
  names: options.names === undefined ? builtinNames : prepared(options.names, builtinNames),
  fields: options.fields === undefined ? noNames : prepared(options.fields),
  types: options.types === undefined ? noNames : namesOf(options.types.keys()),
});

/** An over-spent evaluation is a refusal; anything else that was thrown is a fault and goes on. */
function asRefusal(problem: unknown): Refusal {
  // Many shallow calls of deep expressions may use up the stack of the machine before their own limit.
  if (problem instanceof RangeError && problem.message.includes('call stack')) return refuse('feel-limit', { limit: 'calls', most: 0 });
  if (problem instanceof LimitReached) return refuse('feel-limit', { limit: problem.limit, most: problem.most });
  throw problem;
}

/** A budget that several evaluations share. */
export const startRun = (limits?: FeelLimits): Run => newRun(limitsOf(limits));

/** Runs work that shares a budget. Refusal: 'feel-limit'. */
export function withinLimits<Result>(work: () => Result): Result | Refusal {
  try {
    return work();
  } catch (problem) {
    return asRefusal(problem);
  }
}

/** One evaluation inside `withinLimits`; `input` is the value under test of unary tests. */
export const compute = (expression: Expression, run: Run, scope: FeelScope, input: FeelValue = null): FeelValue =>
  expression.code(envOf(expression, run, scope, input));

/** What could not be computed is null, with a warning that says why. Refusal: 'feel-limit'. */
export function evaluate(
  expression: Expression,
  context: FeelScope,
  limits?: FeelLimits,
): { readonly value: FeelValue; readonly warnings: readonly Warning[] } | Refusal {
  const run = newRun(limitsOf(limits));
  try {
    return { value: boundedValue(run, expression.code(envOf(expression, run, context, null))), warnings: run.warnings };
  } catch (problem) {
    return asRefusal(problem);
  }
}

const envOf = (expression: Expression, run: Run, context: FeelScope, input: FeelValue): Env => {
  const root = rootEnv(run, context, expression.types);
  return expression.kind === 'expression' ? root : bind(input, root);
};

/** Whether an input passes unary tests. JSON is turned into a value of FEEL first. Refusal: 'feel-limit'. */
export function passes(expression: Expression, input: Json | FeelValue, context: FeelScope, limits?: FeelLimits): boolean | Refusal {
  const run = newRun(limitsOf(limits));
  try {
    return expression.code(envOf(expression, run, context, isJson(input) ? fromJson(input) : input)) === true;
  } catch (problem) {
    return asRefusal(problem);
  }
}

const kinds: ReadonlySet<unknown> = new Set(['date', 'time', 'date and time', 'days and time duration', 'years and months duration', 'range', 'function']);
// A plain object is JSON, unless it is tagged as one of the structured values of FEEL. Lists are looked into.
function isJson(value: Json | FeelValue): value is Json {
  if (Array.isArray(value)) return value.every(isJson);
  if (value === null || typeof value !== 'object') return true;
  return Object.getPrototypeOf(value) === Object.prototype && !('kind' in value && kinds.has(value.kind));
}

/** The inputs an expression uses, as dotted paths: `reads(fee * child.count)` is ['fee', 'child.count']. */
export const reads = (expression: Expression): readonly string[] => inputPaths(expression.node);

/** Every name an expression uses, whatever it stands for: inputs, entries behind a dot, columns of a list. */
export const namesUsed = (expression: Expression): readonly string[] => namesIn(expression.node);

/**
 * What is wrong with an expression when its variables have these types: 'feel-unknown-name', 'feel-unknown-field', 'feel-wrong-type',
 * 'feel-wrong-arguments', 'feel-wrong-value', 'feel-not-a-function'. A variable of unknown type is { is: 'Any' }.
 * `input` is the type of the value under test of unary tests.
 */
export const check = (expression: Expression, variables: FeelTypes, input?: FeelType): readonly Finding[] =>
  checkNode(expression.node, knownTypes(expression, variables, input)).findings;

/** The type of an expression's value when its variables have these types; { is: 'Any' } when it cannot be told. */
export const typeOf = (expression: Expression, variables: FeelTypes): FeelType => checkNode(expression.node, knownTypes(expression, variables, undefined)).type;

const knownTypes = (expression: Expression, variables: FeelTypes, input: FeelType | undefined): KnownTypes =>
  input === undefined ? { variables, types: expression.types } : { variables, types: expression.types, input };

/** A type as FEEL writes it: 'number', 'list<string>', 'context<age: number, born: date>'. Refusal: 'feel-syntax'. */
export function readFeelType(text: string): FeelType | Refusal {
  const reader = readerOf(text, { names: noNames, fields: noNames, types: noNames }, undefined);
  try {
    return parseType(reader);
  } catch (problem) {
    return problem instanceof SyntaxProblem ? refuse('feel-syntax', { position: problem.at, problem: problem.message }) : asRefusal(problem);
  }
}
