/** The table of who is told what: from an entry of the ledger to notices. Other rooms add their entries here. Pure. */
import type { UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { CaseEntry, OpenTask, Party } from '../case/case.ts';
import { awaited } from '../case/case.ts';
import type { NoticeFacts } from './text.ts';
import type { NoticeKind } from './words.ts';

/** `named`: people whose consent the case waits for; `numbers`: the accounts of these identity numbers. */
export type Receiver =
  | { readonly who: 'applicant' }
  | { readonly who: 'named' }
  | { readonly who: 'numbers'; readonly of: readonly string[] }
  | { readonly who: 'role'; readonly role: string; readonly unit: UnitId };
export type Telling = { readonly kind: NoticeKind; readonly to: Receiver; readonly facts: NoticeFacts };

/** What a telling may know of the case beside the entry. */
export type CaseToldOf = {
  /** Official code, or the tracking code before there is one. */
  readonly ref: string;
  readonly unit: UnitId;
  /** Which role of the organisation plays a role of the service. */
  readonly playedBy: (role: string) => string;
  /** Đồng paid of the fee so far: who pays from home need not wait for reception. */
  readonly paid: number;
  /** Still before reception: the desk looks at it next. */
  readonly isUnreceived: boolean;
  /** A report of the public: its sender reads one answer, under the public code and with the sender's own key. */
  readonly report?: { readonly ref: string; readonly key: string };
  /** Opens the rating of the result; absent before it is asked and once it is given. */
  readonly ratingKey?: string;
};

/** Entries of the payment room that people are told of; they name the case in their body. */
export type PaymentEntry = { readonly at: Instant } & (
  | { readonly what: 'payment-received'; readonly amount: number }
  | { readonly what: 'payment-set'; readonly amount: number; readonly due?: Instant }
  | { readonly what: 'payment-refund-confirmed'; readonly amount: number }
  | { readonly what: 'payment-refund-sent'; readonly amount: number; readonly by: 'bank' | 'counter'; readonly unit: number }
);

const applicant: Receiver = { who: 'applicant' };
/** No code of the case: whoever is named finds it behind the own sign-in. */
const askNamed: Telling = { kind: 'consentAsked', to: { who: 'named' }, facts: { ref: '' } };
/** A written consent speaks for somebody at once: whoever has an account hears of it and can take it back. */
function spokenFor(entry: { readonly at: Instant; readonly parties?: readonly Party[] }): readonly Telling[] {
  const of = (entry.parties ?? []).flatMap(({ idNumber, answer }) => (answer?.how === 'paper' && answer.at === entry.at && idNumber !== '' ? [idNumber] : []));
  return of.length === 0 ? [] : [{ kind: 'consentOnPaper', to: { who: 'numbers', of }, facts: { ref: '' } }];
}
const isAsking = (entry: { readonly parties?: readonly Party[] }): boolean => awaited(entry).length > 0;

/** The result was handed over: the voice room asks how it went, once for a case. */
export type RatingEntry = { readonly at: Instant; readonly what: 'rating-asked' };

export type ToldEntry = CaseEntry | PaymentEntry | RatingEntry;

/** Everything this entry makes somebody know. Empty for entries nobody has to be told of. */
export function tellingsOf(entry: ToldEntry, about: CaseToldOf): readonly Telling[] {
  const told = tellingsOfCase(entry, about);
  if (about.report === undefined) return told;
  const isAnswered = entry.what === 'case-refused' || (entry.what === 'case-closed' && entry.outcome === 'granted');
  return [...told.filter(({ to }) => to.who === 'role'), ...(isAnswered ? [answerTold(about.report)] : [])];
}

/** The answer of a report, also for whoever sent one that was merged into it: under the receiver's own code. */
export const answerTold = (facts: { readonly ref: string; readonly key: string }): Telling => ({ kind: 'feedbackAnswered', to: applicant, facts });

/** With these a report is answered, or merged into another that may have been answered before. */
export const canAnswerMerged = (entry: ToldEntry): boolean => ['case-refused', 'case-closed', 'case-withdrawn'].includes(entry.what);

function tellingsOfCase(entry: ToldEntry, about: CaseToldOf): readonly Telling[] {
  const { ref, unit } = about;
  const tell = (kind: NoticeKind, facts: Omit<NoticeFacts, 'ref'> = {}): Telling => ({ kind, to: applicant, facts: { ref, ...facts } });
  switch (entry.what) {
    case 'case-submitted':
      return [isAsking(entry) ? askNamed : atDesk(about), ...spokenFor(entry)];
    case 'consent-said':
      return [tell('consentSaid'), ...(entry.awaits === 0 && about.isUnreceived ? [atDesk(about)] : [])];
    case 'case-received':
      return [
        tell('received', { due: entry.clock.due }),
        ...(entry.fee.total > about.paid ? [tell('obligation', { amount: entry.fee.total - about.paid })] : []),
        ...assigned(entry.moved.open, about),
      ];
    case 'task-completed':
    case 'job-completed':
    case 'timers-fired':
      return assigned(entry.moved.open, about);
    case 'child-ended':
      return assigned(entry.moved?.open ?? [], about);
    case 'supplement-requested':
      return [tell('supplement', { count: Math.max(1, entry.reasons.length) }), ...assigned(entry.moved?.open ?? [], about)];
    case 'supplement-answered':
      if (isAsking(entry)) return [askNamed, ...spokenFor(entry)];
      return [...(about.isUnreceived ? [atDesk(about)] : assigned(entry.moved?.open ?? [], about)), ...spokenFor(entry)];
    case 'case-extended':
      return [tell('apology', { due: entry.clock.due })];
    case 'payment-received':
      return [tell('paid', { amount: entry.amount })];
    case 'payment-set':
      return [tell('obligation', { amount: entry.amount, ...(entry.due === undefined ? {} : { due: entry.due }) })];
    case 'payment-refund-confirmed':
      return [tell('refundDecided', { amount: entry.amount })];
    case 'payment-refund-sent':
      return [entry.by === 'bank' ? tell('refundSent', { amount: entry.amount }) : tell('refundAtCounter', { amount: entry.amount, where: entry.unit })];
    case 'rating-asked':
      return about.ratingKey === undefined ? [] : [tell('ratingAsked', { key: about.ratingKey })];
    case 'case-refused':
      return [tell('refused')];
    case 'case-withdrawn':
      return [tell('withdrawn')];
    case 'result-ready':
      return [tell('resultReady', { where: unit })];
    case 'document-made':
    case 'document-signed':
    case 'case-closed':
    case 'clock-stopped':
    case 'clock-resumed':
    // Every payment has its own entry in the payment room.
    case 'fee-taken':
      return [];
  }
}

/** Kinds of entry that `tellingsOf` or `promiseSetBy` reads; the follower passes over the others. */
export const entriesTold: ReadonlySet<string> = new Set([
  'case-submitted',
  'case-received',
  'task-completed',
  'job-completed',
  'timers-fired',
  'child-ended',
  'supplement-requested',
  'supplement-answered',
  'consent-said',
  'case-extended',
  'clock-resumed',
  'case-refused',
  'case-withdrawn',
  'result-ready',
  'case-closed',
  'payment-received',
  'payment-set',
  'payment-refund-confirmed',
  'payment-refund-sent',
  'rating-asked',
]);

/** The promise this entry set: somebody has to be reminded before it and told when it passes. */
export function promiseSetBy(entry: ToldEntry): Instant | undefined {
  switch (entry.what) {
    case 'case-received':
    case 'case-extended':
    case 'clock-resumed':
      return entry.clock.due;
    case 'supplement-answered':
    case 'consent-said':
      return entry.clock?.due;
    default:
      return undefined;
  }
}

/** A promise comes near or passes: whoever holds an open step is told, and when it passes the person too. */
export function tellingsOfPromise(
  moment: 'near' | 'passed',
  about: Pick<CaseToldOf, 'ref'> & { readonly due: Instant; readonly holders: readonly { readonly role: string; readonly unit: UnitId }[] },
): readonly Telling[] {
  const { ref, due, holders } = about;
  const kind = moment === 'near' ? 'dueTomorrow' : 'overdue';
  const officers = distinct(holders).map(({ role, unit }): Telling => ({ kind, to: { who: 'role', role, unit }, facts: { ref, due } }));
  return moment === 'near' ? officers : [{ kind: 'late', to: applicant, facts: { ref, due } }, ...officers];
}

const atDesk = ({ ref, unit }: CaseToldOf): Telling => ({ kind: 'taskAssigned', to: { who: 'role', role: 'receptionist', unit }, facts: { ref } });

function assigned(tasks: readonly OpenTask[], about: CaseToldOf): readonly Telling[] {
  const holders = tasks.map((task) => ({ role: about.playedBy(task.role), unit: task.unit ?? about.unit }));
  return distinct(holders).map(({ role, unit }) => ({ kind: 'taskAssigned', to: { who: 'role', role, unit }, facts: { ref: about.ref } }));
}

function distinct<T extends { readonly role: string; readonly unit: UnitId }>(holders: readonly T[]): readonly T[] {
  return holders.filter((one, index) => holders.findIndex((other) => other.role === one.role && other.unit === one.unit) === index);
}
