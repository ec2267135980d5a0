/** What a gateway tells: one credit, signed. Reading it and judging the signature, without touching anything. */
import type { Json } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { readInstant } from '../../base/time.ts';

/** One credit on the account, in the bank's words. */
export type Credit = {
  /** The bank's transaction id. */
  readonly bankRef: string;
  readonly via: 'transfer' | 'gateway';
  /** Whole đồng, positive. */
  readonly amount: number;
  readonly content: string;
  /** By the clock of the bank. */
  readonly at: Instant;
};

/** A message as it came: the exact bytes, and the three headers beside them. */
export type SignedNotice = {
  readonly body: Uint8Array;
  /** `x-pay-id`: new for each sending. */
  readonly id: string;
  /** `x-pay-time`: seconds since 1970, when it was signed. */
  readonly time: string;
  /** `x-pay-signature`: HMAC-SHA256 over what `signedText` says, hex. */
  readonly signature: string;
};

/** The text that is signed: nothing of the message can be changed, moved in time or sent under another id. */
export const signedText = (time: string, id: string, body: string): string => `${time}.${id}.${body}`;

/** How old, or how far ahead, a signature may be, milliseconds. */
export const replayWindowMs = 300_000;

/** `hmac` gives the signature that is right. Refuses with 'payment-signature'. */
export function proven(notice: SignedNotice, machine: number, hmac: (text: string) => string): true | Refusal {
  if (!/^[\w-]{8,64}$/.test(notice.id) || !/^\d{9,11}$/.test(notice.time) || !/^[0-9a-f]{64}$/.test(notice.signature)) return refuse('payment-signature');
  if (Math.abs(Number(notice.time) * 1000 - machine) > replayWindowMs) return refuse('payment-signature');
  const right = hmac(signedText(notice.time, notice.id, new TextDecoder().decode(notice.body)));
  return sameText(right, notice.signature) ? true : refuse('payment-signature');
}

/** Compared to the end, so that the time tells nothing about where they differ. */
function sameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index % Math.max(1, other.length));
  return difference === 0;
}

/** Refuses with 'bad-request' whatever is not a credit of whole đồng. */
export function readCredit(value: Json): Credit | Refusal {
  if (!isObject(value)) return refuse('bad-request');
  const { id, kind, amount, content, at } = value;
  const moment = typeof at === 'string' ? readInstant(at) : undefined;
  if (typeof id !== 'string' || !/^[\w.-]{1,64}$/.test(id) || (kind !== 'transfer' && kind !== 'gateway')) return refuse('bad-request');
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 1 || amount > mostCredit) return refuse('bad-request');
  if (typeof content !== 'string' || content.length > 500 || content.includes('\u0000') || moment === undefined) return refuse('bad-request');
  return { bankRef: id, via: kind, amount, content, at: moment };
}

const mostCredit = 9_999_999_999_999;

/** Several credits; one wrong among them refuses all, so that none is passed over in silence. */
export function readCredits(values: Json): readonly Credit[] | Refusal {
  if (!Array.isArray(values)) return refuse('bad-request');
  const credits: Credit[] = [];
  for (const value of values as readonly Json[]) {
    const credit = readCredit(value);
    if (isRefusal(credit)) return credit;
    credits.push(credit);
  }
  return credits;
}

/** The same transaction told with other words: somebody is wrong, and the first telling stands. */
export const isSameCredit = (one: Pick<Credit, 'amount' | 'content'>, other: Pick<Credit, 'amount' | 'content'>): boolean =>
  one.amount === other.amount && one.content === other.content;
