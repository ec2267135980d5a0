/** The door of the payment room for thinking: what is owed, what comes in, and the port to whoever moves the money. Deeds are in payment.act.ts. */
import type { Json } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { Reference } from './reference.ts';

export type { Credit, SignedNotice } from './notice.ts';
export { replayWindowMs, signedText } from './notice.ts';
export type { Obligation, ObligationId, ObligationState } from './obligation.ts';
export { isLate, leftOf, refundable, serialParts, stateOf } from './obligation.ts';
export type { Reference } from './reference.ts';
export { isReference, newReference, referenceIn, showReference } from './reference.ts';
export type { StatementFault } from './statement.ts';
export { cellText, readStatement, statementColumns, statementFaults, statementText, writeStatement } from './statement.ts';
export type { Transfer } from './vietqr.ts';
export { readVietQr, writeVietQr } from './vietqr.ts';

/** The account money is transferred to. */
export type PayAccount = { readonly bank: string; readonly bankName: string; readonly account: string; readonly holder: string };

/** What the gateway is asked to collect. The same wish again opens no second order. */
export type PayOrder = {
  readonly reference: Reference;
  readonly amount: number;
  readonly title: string;
  readonly notifyUrl: string;
  readonly returnUrl: string;
};

/**
 * The bank or gateway outside. Every call refuses with 'payment-off' when none is connected and with 'payment-gateway-down' when it does not answer
 * within a few seconds; what it answers is read as strangers' text.
 */
export type PayGate = {
  /** Undefined where transfers are not offered. */
  readonly account: PayAccount | undefined;
  /** The right signature of a text, hex; undefined when no secret is shared with anybody. */
  readonly hmac: (text: string) => string | undefined;
  /** Opens an order; answers the page of the gateway on which the payer goes on. */
  readonly order: (order: PayOrder) => Promise<string | Refusal>;
  /** Credits after this place of the gateway's list, and the place to go on from. */
  readonly credits: (after: number) => Promise<{ readonly credits: Json; readonly next: number } | Refusal>;
  /** The bank's file of a day. */
  readonly statement: (day: string) => Promise<string | Refusal>;
  /** Sends money back; the same id again sends nothing twice. */
  readonly refund: (refund: { readonly id: string; readonly of: string; readonly amount: number; readonly reason: string }) => Promise<true | Refusal>;
};

/** No gateway and no account: fees are paid at the counter. */
export const noPayGate: PayGate = {
  account: undefined,
  hmac: () => undefined,
  order: () => Promise.resolve({ refused: 'payment-off' }),
  credits: () => Promise.resolve({ refused: 'payment-off' }),
  statement: () => Promise.resolve({ refused: 'payment-off' }),
  refund: () => Promise.resolve({ refused: 'payment-off' }),
};
