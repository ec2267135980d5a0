/** One call of a decision: what was given, what was found so far, and why. */
import type { Json } from '../../base/json.ts';
import type { FeelContext, FeelFunction, FeelScope, FeelValue, Run } from '../feel/feel.ts';
import type { DrgElement } from './model.ts';

/** Why a decision has its value: which rules applied to which inputs. */
export type Explanation = {
  /** The decision or business knowledge model. */
  readonly decision: string;
  readonly kind: 'table' | 'expression';
  /** What was looked at: the columns of a table, the inputs of an expression. */
  readonly inputs: readonly { readonly name: string; readonly value: Json }[];
  /** The rules that applied, in the order of the table; `number` counts from 1 as modelers show it. */
  readonly rules: readonly { readonly number: number; readonly id: string; readonly notes: readonly string[] }[];
  readonly value: Json;
};

export type Session = {
  readonly run: Run;
  readonly inputs: FeelScope;
  /** Values fixed from outside: parameters of a decision service. */
  readonly given: ReadonlyMap<DrgElement, FeelValue>;
  /** Nothing but `given` may be read. */
  readonly isClosed: boolean;
  readonly found: Map<DrgElement, FeelValue>;
  readonly functions: Map<DrgElement, FeelFunction>;
  readonly active: Set<DrgElement>;
  readonly because: Explanation[];
};

/** A compiled boxed expression. */
export type Work = (scope: FeelContext, session: Session) => FeelValue;

/** A table called in a loop explains itself so often and no more. */
export const mostReasons = 1_000;

export const newSession = (run: Run, inputs: FeelScope, because: Explanation[]): Session => ({
  run,
  inputs,
  given: new Map(),
  isClosed: false,
  found: new Map(),
  functions: new Map(),
  active: new Set(),
  because,
});
