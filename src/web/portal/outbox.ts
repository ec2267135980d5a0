/** The outbox of a device: what was submitted without a line, and what becomes of it. Only the server's receipt makes an item received. */
import type { Label } from '../../base/text.ts';
import type { Typed } from './device.ts';

export type BoxFile = {
  readonly id: string;
  readonly paper: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
  /** SHA-256 in hex, where the page has told it. */
  readonly digest?: string;
};

export type OutboxItem = {
  /** Idempotency key: sending twice files once. */
  readonly key: string;
  /** Whose it is; sent only while this person is signed in. */
  readonly who: string;
  readonly service: { readonly id: string; readonly hash: string; readonly title: Label };
  readonly unit: { readonly value: string; readonly name: Label };
  readonly fields: readonly Typed[];
  readonly files: readonly BoxFile[];
  /** Milliseconds of the device's clock: when it was submitted here. */
  readonly at: number;
  readonly tries: number;
  readonly state: BoxState;
};

export type BoxState =
  /** To be tried again at `next`, milliseconds of the device's clock. `signIn`: the session had ended. */
  | { readonly is: 'kept'; readonly next: number; readonly signIn?: true }
  | { readonly is: 'sending'; readonly since: number }
  | { readonly is: 'received'; readonly tracking: string; readonly at: number }
  | { readonly is: 'review'; readonly why: string; readonly problems: readonly BoxProblem[] };
export type BoxProblem = { readonly field: string; readonly text: string };

/** What came of one attempt. */
export type Outcome =
  | { readonly came: 'receipt'; readonly tracking: string }
  | { readonly came: 'refusal'; readonly why: string; readonly problems: readonly BoxProblem[] }
  | { readonly came: 'sign-in' }
  | { readonly came: 'nothing' };

const second = 1000;
/** A sending that nobody heard of for so long has died with its worker. */
const longestSending = 300 * second;

/** 5 s, 15 s, 45 s ... at most 15 minutes. */
export const pauseAfter = (tries: number): number => Math.min(15 * 60, 5 * 3 ** Math.max(0, tries - 1)) * second;

export const begin = (item: OutboxItem, now: number): OutboxItem => ({ ...item, tries: item.tries + 1, state: { is: 'sending', since: now } });

export function finish(item: OutboxItem, outcome: Outcome, now: number): OutboxItem {
  switch (outcome.came) {
    case 'receipt':
      // The server holds everything from here on: answers and photographs leave the device.
      return { ...item, fields: [], files: [], state: { is: 'received', tracking: outcome.tracking, at: now } };
    case 'refusal':
      return { ...item, state: { is: 'review', why: outcome.why, problems: outcome.problems } };
    case 'sign-in':
      return { ...item, state: { is: 'kept', next: now + pauseAfter(item.tries), signIn: true } };
    case 'nothing':
      return { ...item, state: { is: 'kept', next: now + pauseAfter(item.tries) } };
  }
}

export const isWaiting = ({ state }: OutboxItem): boolean => state.is === 'kept' || state.is === 'sending';

/** force: the person pressed "send now", or the line has just come back. */
export function isDue({ state }: OutboxItem, now: number, wish: 'force' | 'calm'): boolean {
  if (state.is === 'kept') return wish === 'force' || state.next <= now;
  return state.is === 'sending' && now - state.since > longestSending;
}
