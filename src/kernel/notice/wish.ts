/** Reading what a person wishes: which ways for which kind, and an e-mail address. Pure. */
import type { RawAnswers } from '../../engine/form/form.ts';
import type { Channel } from './plan.ts';
import { channels } from './plan.ts';
import type { NoticeKind } from './words.ts';
import { noticeKinds } from './words.ts';

/** Kinds people choose for together: a row of the page each. */
export const wishGroups = [
  { name: 'case', kinds: ['received', 'apology', 'late', 'withdrawn'] },
  { name: 'act', kinds: ['supplement', 'obligation', 'consentAsked', 'consentOnPaper', 'consentSaid'] },
  { name: 'result', kinds: ['resultReady', 'refused', 'paid', 'refundDecided', 'refundSent', 'refundAtCounter', 'feedbackAnswered'] },
  { name: 'rating', kinds: ['ratingAsked'] },
  { name: 'work', kinds: ['taskAssigned', 'dueTomorrow', 'overdue'] },
] as const satisfies readonly { readonly name: string; readonly kinds: readonly NoticeKind[] }[];
export type WishGroup = (typeof wishGroups)[number]['name'];

/** Every kind belongs to one group: a new kind without one would have no wish. */
export const groupOf = (kind: NoticeKind): WishGroup | undefined => wishGroups.find((group) => (group.kinds as readonly NoticeKind[]).includes(kind))?.name;
export const ungrouped = (): readonly NoticeKind[] => noticeKinds.filter((kind) => groupOf(kind) === undefined);

/** A box per group and channel, named 'case.sms'. */
export const readWishes = (fields: RawAnswers, groups: readonly WishGroup[]): ReadonlyMap<WishGroup, readonly Channel[]> =>
  new Map(groups.map((group) => [group, channels.filter((channel) => fields.has(`${group}.${channel}`))]));

/** Good enough to send one message to: the link in that message proves the rest. */
export function readEmail(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed.length <= 254 &&
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/.test(trimmed)
    ? trimmed
    : undefined;
}

/** A subscription as browsers give it: an address of a push service and two keys in base64url. */
export const isSubscription = (one: { readonly endpoint: string; readonly p256dh: string; readonly auth: string }): boolean =>
  one.endpoint.length <= 1000 && /^[A-Za-z0-9_-]{87}$/.test(one.p256dh) && /^[A-Za-z0-9_-]{22}$/.test(one.auth);
