/** A text of a diagram that may be a FEEL expression: compiled once when the diagram is read, evaluated against the variables a node sees. */
import type { Json } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { evaluate, fromJson, parseFeel, toJson } from '../feel/feel.ts';

/** What a node sees: one variable by name, or the names of all. */
export type Sight = { readonly read: (name: string) => Json | undefined; readonly names: () => Iterable<string>; readonly now: Instant };

export type Formula = {
  readonly source: string;
  /** The value when the text is not an expression. */
  readonly fixed?: Json;
  /** Variables it reads, for linting. */
  readonly reads: readonly string[];
  readonly value: (sight: Sight) => Outcome;
};
/** `failed` says why there is no value; `note` says why the value is null. */
export type Outcome = { readonly value: Json; readonly note?: string } | { readonly failed: string };

/** A text that is taken as it stands. */
export const fixedText = (text: Json): Formula => {
  const outcome: Outcome = { value: text };
  return { source: String(text), fixed: text, reads: [], value: () => outcome };
};
