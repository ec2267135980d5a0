/** The book of the sample bank: orders, credits, refunds, kept in a file of lines so that nothing is lost between two runs. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Json } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import type { Instant } from '../base/time.ts';
import { dateOf, instantOf } from '../base/time.ts';
import { writeStatement } from '../kernel/payment/payment.ts';

export type DoubleOrder = {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly title: string;
  readonly notifyUrl: string;
  readonly returnUrl: string;
};
/** As it is told: `kind`, `content` and `at` in the bank's words. */
export type DoubleCredit = {
  readonly id: string;
  readonly kind: 'transfer' | 'gateway';
  readonly amount: number;
  readonly content: string;
  readonly at: Instant;
  readonly notifyUrl: string;
};
export type DoubleDebit = { readonly id: string; readonly of: string; readonly amount: number; readonly at: Instant; readonly reason: string };

type Line = { readonly order: DoubleOrder } | { readonly credit: DoubleCredit } | { readonly debit: DoubleDebit };

export type DoubleBook = {
  readonly orders: () => readonly DoubleOrder[];
  readonly credits: () => readonly DoubleCredit[];
  readonly debits: () => readonly DoubleDebit[];
  /** The same reference and amount is the same order. */
  readonly order: (wish: Omit<DoubleOrder, 'id'>) => DoubleOrder;
  readonly credit: (wish: Omit<DoubleCredit, 'id' | 'at'>) => DoubleCredit;
  /** Undefined when there is no such credit or less of it is left. The same id again is the first refund. */
  readonly refund: (wish: Omit<DoubleDebit, 'at'>) => DoubleDebit | undefined;
  readonly statement: (day: string) => string;
};

export function openDoubleBook(path: string): DoubleBook {
  mkdirSync(dirname(path), { recursive: true });
  const orders: DoubleOrder[] = [];
  const credits: DoubleCredit[] = [];
  const debits: DoubleDebit[] = [];
  const take = (line: Line): void => {
    if ('order' in line) orders.push(line.order);
    else if ('credit' in line) credits.push(line.credit);
    else debits.push(line.debit);
  };
  const keep = <T extends Line>(line: T): T => {
    appendFileSync(path, `${JSON.stringify(line)}\n`);
    take(line);
    return line;
  };
  for (const line of linesOf(path)) take(line);

  const now = (): Instant => instantOf(Date.now());
  return {
    orders: () => orders,
    credits: () => credits,
    debits: () => debits,
    order: (wish) => {
      const same = orders.find((one) => one.reference === wish.reference && one.amount === wish.amount && one.notifyUrl === wish.notifyUrl);
      return same ?? keep({ order: { id: randomUUID(), ...wish } }).order;
    },
    credit: (wish) => keep({ credit: { id: `FT${randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`, at: now(), ...wish } }).credit,
    refund: (wish) => {
      const same = debits.find((one) => one.id === wish.id);
      if (same !== undefined) return same;
      const from = credits.find((one) => one.id === wish.of);
      const gone = debits.filter((one) => one.of === wish.of).reduce((sum, one) => sum + one.amount, 0);
      if (from === undefined || wish.amount < 1 || gone + wish.amount > from.amount) return undefined;
      return keep({ debit: { at: now(), ...wish } }).debit;
    },
    statement: (day) =>
      writeStatement([
        ...credits.filter((one) => dateOf(one.at) === day).map((one) => [one.id, one.at, one.amount, one.content, one.kind] as const),
        ...debits.filter((one) => dateOf(one.at) === day).map((one) => [one.id, one.at, one.amount, one.reason, 'out'] as const),
      ]),
  };
}

/** A line that was cut off by a sudden end is no line. */
function linesOf(path: string): readonly Line[] {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const value = JSON.parse(line) as Json;
      return isObject(value) ? [value as unknown as Line] : [];
    } catch {
      return [];
    }
  });
}
