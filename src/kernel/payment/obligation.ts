/** What is owed and how it stands: pure counting over whole đồng. */
import type { CaseId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import { isBefore } from '../../base/time.ts';
import type { Reference } from './reference.ts';

export type ObligationId = string & { readonly brand: 'ObligationId' };

export type Obligation = {
  readonly id: ObligationId;
  readonly reference: Reference;
  readonly caseId: CaseId | null;
  readonly unitId: UnitId;
  /** Agency code of whoever set it; null for the fee of the case. */
  readonly setter: string | null;
  readonly notice: string | null;
  readonly title: string;
  readonly amount: number;
  /** Sum of the receipts. */
  readonly paid: number;
  readonly refunded: number;
  /** Came in for it beyond the receipts and was not given back. */
  readonly surplus: number;
  readonly due: Instant | null;
  readonly paidAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly madeAt: Instant;
};

export type ObligationState = 'due' | 'part-paid' | 'paid' | 'overpaid' | 'cancelled' | 'refunded';

type Standing = Pick<Obligation, 'amount' | 'paid' | 'refunded' | 'surplus' | 'cancelledAt'>;

/** What is still to be paid. A part that was refunded is not asked again. */
export const leftOf = (one: Standing): number => (one.cancelledAt === null ? Math.max(0, one.amount - one.paid) : 0);

/** What may go back: money beyond the receipts, receipts beyond the amount, everything once nothing is owed any more. */
export const refundable = (one: Standing): number => one.surplus + Math.max(0, one.paid - one.refunded - (one.cancelledAt === null ? one.amount : 0));

/** What is told first is what somebody has to act on: money to send back before everything else. */
export function stateOf(one: Standing): ObligationState {
  if (refundable(one) > 0) return 'overpaid';
  if (one.refunded > 0 && one.refunded === one.paid) return 'refunded';
  if (one.cancelledAt !== null) return one.refunded > 0 ? 'refunded' : 'cancelled';
  if (leftOf(one) === 0) return 'paid';
  return one.paid > 0 ? 'part-paid' : 'due';
}

/** Paid, or still unpaid, after the day it was due. */
export function isLate(one: Pick<Obligation, 'due' | 'paidAt'> & Standing, now: Instant): boolean {
  if (one.due === null || one.cancelledAt !== null) return false;
  return isBefore(one.due, leftOf(one) === 0 ? (one.paidAt ?? one.due) : now);
}

/** How much of this money settles the obligation; the rest is owed back. Never more than what is left. */
export const allot = (one: Standing, money: number): number => Math.min(money, leftOf(one));

/** 'BL-22-000001': serial of the year's book and running number. */
export const serialOf = (year: string, number: number): string => `BL-${year.slice(2)}-${String(number).padStart(6, '0')}`;
/** The two as a printed receipt shows them: ký hiệu and số. */
export const serialParts = (serial: string): { readonly book: string; readonly number: string } => ({ book: serial.slice(0, 5), number: serial.slice(6) });
