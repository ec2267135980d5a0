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
  if (!isCombined(condition)) return read(condition, answers, item);
  if (condition[0] === 'not') {
    const value = judge(condition[1], answers, item);
    return typeof value === 'boolean' ? !value : null;
  }
  if (condition[0] === 'and' || condition[0] === 'or') {
    const decides = condition[0] === 'or';
    const one = judge(condition[1], answers, item);
    if (one === decides) return one;
    const other = judge(condition[2], answers, item);
    return other === decides ? other : one === !decides && other === !decides ? one : null;
  }
  const value = read(condition[1], answers, item);
  if (condition[0] !== 'in') return compare(condition[0], value, read(condition[2], answers, item));
  const found = condition[2].map((test) => {
    if (!isPair(test)) return compare('=', value, read(test, answers, item));
    const [low, high] = [compare('>=', value, read(test[0], answers, item)), compare('<=', value, read(test[1], answers, item))];
    return low === null || high === null ? null : low && high;
  });
  return found.includes(true) || (found.includes(null) ? null : false);
}

function compare(op: Comparison, a: unknown, b: unknown): unknown {
  if (op === '=' || op === '!=') {
    if (a !== null && b !== null && typeof a !== typeof b) return null;
    return (a === b) === (op === '=');
  }
  if (typeof a === 'number' && typeof b === 'number') return inOrder(op, a - b);
  return typeof a === 'string' && typeof b === 'string' ? inOrder(op, a < b ? -1 : a > b ? 1 : 0) : null;
}

const inOrder = (op: Comparison, sign: number): boolean => (op === '<' ? sign < 0 : op === '<=' ? sign <= 0 : op === '>' ? sign > 0 : sign >= 0);

function read(term: Term, answers: unknown, item: unknown): unknown {
  if (term === null || typeof term !== 'object') return term;
  const [first, ...rest] = term.get.split('.');
  let here = first === '' ? item : own(answers, first);
  for (const part of rest) here = own(here, part);
  return here;
}

function own(value: unknown, name: string | undefined): unknown {
  return isRecord(value) && name !== undefined && Object.hasOwn(value, name) ? value[name] : null;
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } => typeof value === 'object' && value !== null;
const isCombined = (condition: Condition): condition is Combined => Array.isArray(condition);
const isPair = (test: Term | readonly [Term, Term]): test is readonly [Term, Term] => Array.isArray(test);
