/** Small questions about types: what an operator gives, what a field is, which name was meant. */
import type { ArithmeticOperator } from './ast.ts';
import { any } from './type.ts';
import type { FeelType } from './values.ts';

const temporal = ['date', 'time', 'date and time'];

/** Undefined when the operator has no meaning for the two. */
export function operatorType(operator: ArithmeticOperator, a: FeelType, b: FeelType): FeelType | undefined {
  if (a.is === 'number' && b.is === 'number') return a;
  switch (operator) {
    case '+':
      return a.is === 'string' && b.is === 'string' ? a : (plus(a, b) ?? plus(b, a));
    case '-':
      return minus(a, b);
    case '*':
      return isDuration(a) && b.is === 'number' ? a : isDuration(b) && a.is === 'number' ? b : undefined;
    case '/':
      if (isDuration(a) && b.is === 'number') return a;
      return isDuration(a) && a.is === b.is ? { is: 'number' } : undefined;
    case '**':
      return undefined;
  }
}

const isDuration = (type: FeelType): boolean => type.is === 'days and time duration' || type.is === 'years and months duration';

function plus(a: FeelType, b: FeelType): FeelType | undefined {
  if (!isDuration(b)) return undefined;
  if (a.is === b.is) return a;
  if (a.is === 'time') return b.is === 'days and time duration' ? a : undefined;
  return temporal.includes(a.is) ? a : undefined;
}
function minus(a: FeelType, b: FeelType): FeelType | undefined {
  if (isDuration(b)) return plus(a, b);
  if (a.is === 'time' || b.is === 'time') return a.is === b.is ? { is: 'days and time duration' } : undefined;
  return temporal.includes(a.is) && temporal.includes(b.is) ? { is: 'days and time duration' } : undefined;
}

const day = ['year', 'month', 'day', 'weekday'];
const clock = ['hour', 'minute', 'second'];
const numbers: Readonly<Record<string, readonly string[]>> = {
  date: day,
  time: clock,
  'date and time': [...day, ...clock],
  'days and time duration': ['days', 'hours', 'minutes', 'seconds'],
  'years and months duration': ['years', 'months'],
};

/** Undefined when there is no such field. A list gives the list of its items' fields. */
export function fieldType(from: FeelType, name: string, resolved: (type: FeelType) => FeelType): FeelType | undefined {
  if (from.is === 'Any' || from.is === 'Null' || from.is === 'named') return any;
  if (from.is === 'context') return from.fields.get(name);
  if (from.is === 'list') {
    const inner = fieldType(resolved(from.of), name, resolved);
    return inner === undefined ? undefined : { is: 'list', of: inner };
  }
  if (from.is === 'range')
    return name === 'start' || name === 'end' ? from.of : name === 'start included' || name === 'end included' ? { is: 'boolean' } : undefined;
  if (numbers[from.is]?.includes(name) === true) return { is: 'number' };
  if (from.is !== 'time' && from.is !== 'date and time') return undefined;
  return name === 'timezone' ? { is: 'string' } : name === 'time offset' ? { is: 'days and time duration' } : undefined;
}

/** What one item is when a value is run over. */
export const itemType = (from: FeelType): FeelType => (from.is === 'list' || from.is === 'range' ? from.of : from.is === 'Null' ? any : from);

/** The known name at most two slips away. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const close = known.map((other) => ({ other, slips: slips(name.toLowerCase(), other.toLowerCase()) })).toSorted((a, b) => a.slips - b.slips)[0];
  return close !== undefined && close.slips <= Math.min(2, Math.floor(name.length / 2)) ? close.other : undefined;
}

/** Letters to add, drop or change (Levenshtein); long names count as far apart. */
function slips(a: string, b: string): number {
  if (a.length > 60 || b.length > 60) return a === b ? 0 : 99;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, sign] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (sign === other ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
