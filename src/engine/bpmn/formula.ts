/** A text of a diagram that may be a FEEL expression: compiled once when the diagram is read, evaluated against the variables a node sees. */
import type { Json, JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { evaluate, parseFeel, reads, toJson } from '../feel/feel.ts';

export type Formula = {
  readonly source: string;
  /** The value when the text is not an expression. */
  readonly fixed?: Json;
  /** Dotted paths of the variables it reads, for linting. */
  readonly reads: readonly string[];
  readonly value: (data: JsonObject, now: Instant) => Outcome;
};
/** `failed` says why there is no value; `note` says what made a value null. */
export type Outcome = { readonly value: Json; readonly note?: string } | { readonly failed: string };

/** A text that is taken as it stands. */
export const fixedText = (text: Json): Formula => {
  const outcome: Outcome = { value: text };
  return { source: String(text), fixed: text, reads: [], value: () => outcome };
};

/** Compiles FEEL; a text that says what is wrong with it. */
export function compileFormula(source: string): Formula | string {
  const expression = parseFeel(source);
  if (isRefusal(expression)) return inWords(expression);
  return {
    source,
    reads: reads(expression),
    value: (data, now) => {
      const found = evaluate(expression, data, { now });
      if (isRefusal(found)) return { failed: `'${source}' cannot be worked out: ${inWords(found)}.` };
      const [warning] = found.warnings;
      return warning === undefined ? { value: toJson(found.value) } : { value: toJson(found.value), note: warning.message };
    },
  };
}

const inWords = ({ refused, about }: Refusal): string =>
  about === undefined
    ? refused
    : `${refused}, ${Object.entries(about)
        .map(([key, value]) => `${key} ${value}`)
        .join(', ')}`;
