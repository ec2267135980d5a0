/** Small conditions the page itself can decide. This file imports nothing: the browser bundle takes it as it is. */

/** A field's path ('child.sex'); '.kind' is the field of the same item of a repeated group. Or a fixed value; a date is 'YYYY-MM-DD'. */
export type Term = { readonly get: string } | string | number | boolean | null;
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
/** FEEL's three-valued logic as plain JSON. 'in' holds when one test holds: a term is compared by equality, [low, high] includes both ends. */
export type Condition = Term | Combined;
export type Combined =
  | readonly ['and', Condition, Condition]
  | readonly ['or', Condition, Condition]
  | readonly ['not', Condition]
  | readonly ['in', Term, readonly (Term | readonly [Term, Term])[]]
  | readonly [Comparison, Term, Term];

/** True only when the condition is surely true: with an answer missing it mostly is not. `item` holds the answers of the item a '.path' speaks of. */
export const holds = (condition: Condition, answers: unknown, item?: unknown): boolean => judge(condition, answers, item) === true;

function judge(condition: Condition, answers: unknown, item: unknown): unknown {
  const value = (term: Term): unknown => read(term, answers, item);
  if (!isCombined(condition)) return value(condition);
  switch (condition[0]) {
    case 'not':
      return flip(judge(condition[1], answers, item));
    case 'and':
    case 'or':
      return join(condition[0] === 'or', judge(condition[1], answers, item), judge(condition[2], answers, item));
    case 'in': {
      const one = value(condition[1]);
      return condition[2]
        .map((test) => (isPair(test) ? join(false, compare('>=', one, value(test[0])), compare('<=', one, value(test[1]))) : compare('=', one, value(test))))
        .reduce((a, b) => join(true, a, b), false);
    }
    default:
      return compare(condition[0], value(condition[1]), value(condition[2]));
  }
}

const flip = (value: unknown): unknown => (typeof value === 'boolean' ? !value : null);

/** `decides` is the value that settles it alone: true for 'or', false for 'and'. */
const join = (decides: boolean, a: unknown, b: unknown): unknown =>
  a === decides || b === decides ? decides : a === !decides && b === !decides ? !decides : null;

function compare(op: Comparison, a: unknown, b: unknown): unknown {
  const isSame = typeof a === typeof b;
  if (op === '=' || op === '!=') return isSame || a === null || b === null ? (a === b) === (op === '=') : null;
  if (!isSame || (typeof a !== 'number' && typeof a !== 'string') || (typeof b !== 'number' && typeof b !== 'string')) return null;
  return a === b ? op === '<=' || op === '>=' : a < b === (op[0] === '<');
}

function read(term: Term, answers: unknown, item: unknown): unknown {
  if (typeof term !== 'object' || term === null) return term;
  const [first, ...rest] = term.get.split('.');
  return rest.reduce(own, first ? own(answers, first) : item);
}

const own = (value: unknown, name: string): unknown => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : null);
const isRecord = (value: unknown): value is { readonly [name: string]: unknown } => typeof value === 'object' && value !== null;
const isCombined = (condition: Condition): condition is Combined => Array.isArray(condition);
const isPair = (test: Term | readonly [Term, Term]): test is readonly [Term, Term] => Array.isArray(test);
