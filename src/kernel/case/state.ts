/** What a case is: its state, the moves people can make on it, and the entries that tell what happened. */
import type { CaseCode, CaseId, DocumentId, PersonId, TrackingCode, UnitId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import type { ProcessState } from '../../engine/bpmn/bpmn.ts';
import type { Calendar, Pause, Rule } from '../../engine/clock/clock.ts';
import type { ConsentWay } from '../../pack/pack.ts';
import type { Intake } from './known.ts';

export type Channel = 'online' | 'counter' | 'assisted' | 'post';

export type Applicant = { readonly id: PersonId | null; readonly name: string; readonly phone: string };

/** A paper the citizen attached, or promised to bring to the counter (`blob` is then null). */
export type AttachedFile = {
  readonly id: DocumentId;
  /** Which paper of the pack's list it is. */
  readonly paper: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly blob: string | null;
  /** As far as it was looked at. */
  readonly pages?: number;
  /** The photographs this PDF was bound from, page by page, as they were sent. */
  readonly parts?: readonly FilePart[];
};

export type FilePart = { readonly id: DocumentId; readonly name: string; readonly mediaType: string; readonly size: number; readonly blob: string };

export type FeeLine = { readonly label: string; readonly quantity: number; readonly unitPrice: number; readonly amount: number };
/** Whole đồng. `exempt` says why nothing is owed. */
export type Fee = { readonly total: number; readonly lines: readonly FeeLine[]; readonly exempt?: string };
/** `online`: it came over the bank, not over the counter. */
export type Payment = { readonly amount: number; readonly at: Instant; readonly serial: string; readonly by: PersonId; readonly online?: true };

export type OpenTask = {
  readonly id: string;
  readonly element: string;
  readonly name: string;
  readonly role: string;
  readonly form?: string;
  /** The task puts a signature on the case's result. */
  readonly sign: boolean;
  readonly opened: Instant;
  /** The unit that holds it, when it is not the unit of the case. */
  readonly unit?: UnitId;
  /** By when this step is owed, when the process gives it a time of its own. */
  readonly due?: Instant;
  /** What this one is about: mapped inputs, the item of a repetition. */
  readonly input?: JsonObject;
};
export type OpenJob = { readonly id: string; readonly element: string; readonly type: string; readonly headers: JsonObject; readonly input?: JsonObject };

export type MadeDocument = {
  readonly id: DocumentId;
  readonly kind: 'receipt' | 'result' | 'supplement' | 'refusal' | 'apology';
  readonly title: string;
  readonly number?: string;
  readonly blob: string;
  readonly size: number;
  readonly verifyCode: string;
  readonly at: Instant;
  readonly signatures: readonly { readonly signer: PersonId; readonly name: string; readonly position: string; readonly at: Instant }[];
};

export type Supplement = { readonly asked: Instant; readonly reasons: readonly string[]; readonly note: string; readonly answered?: Instant };

/** Somebody whose consent the case needs. Absent `answer`: it waits for it. */
export type Party = {
  /** 'owner', or 'members-2' for the second item of a repeated group. */
  readonly id: string;
  /** Which consent of the pack. */
  readonly consent: string;
  readonly name: string;
  /** Empty where nobody gave a number: then only paper or the counter is left. */
  readonly idNumber: string;
  /** Fingerprint of the sentence and the answers this person is asked about. */
  readonly of: string;
  readonly answer?: PartyAnswer;
};

export type PartyAnswer = {
  readonly says: 'agreed' | 'declined';
  readonly how: ConsentWay;
  readonly at: Instant;
  readonly by?: PersonId;
  /** The counter that saw the person or the paper, and what it saw. */
  readonly unit?: UnitId;
  readonly note?: string;
};

/** What somebody says to a case: `withdrawn` takes an earlier answer back. */
export type PartySays = 'agreed' | 'declined' | 'withdrawn';

/** Where the case is. A union cannot be in two places. */
export type Stage =
  | { readonly at: 'submitted' }
  | { readonly at: 'open' }
  | { readonly at: 'waiting'; readonly on: 'citizen'; readonly since: Instant; readonly before: 'submitted' | 'open' }
  | { readonly at: 'closed'; readonly outcome: Outcome; readonly when: Instant };
export type Outcome = 'granted' | 'refused' | 'withdrawn';

/** The legal clock of the case, running since reception. */
export type CaseClock = {
  readonly rule: Rule;
  readonly received: Instant;
  readonly due: Instant;
  readonly because: Label;
  readonly pauses: readonly Pause[];
  /** `was`: the hour promised before; `by` and `note`: who moved it, in which words. */
  readonly extended?: { readonly at: Instant; readonly reason: string; readonly was?: Instant; readonly by?: PersonId; readonly note?: string };
};

export type CaseState = {
  readonly id: CaseId;
  readonly tracking: TrackingCode;
  readonly code?: CaseCode;
  readonly pack: { readonly id: string; readonly version: string; readonly hash: string };
  readonly unit: UnitId;
  readonly channel: Channel;
  readonly applicant: Applicant;
  readonly submitted: Instant;
  readonly answers: JsonObject;
  /** Results of tasks and rules. */
  readonly data: JsonObject;
  readonly files: readonly AttachedFile[];
  /** Who filed it for the applicant, where the applicant is represented. */
  readonly filedBy?: PersonId;
  /** Others whose consent it needs; absent where the service asks nobody. */
  readonly parties?: readonly Party[];
  /** How it was filled in; absent where nobody typed: machines, cases opened by cases. */
  readonly intake?: Intake;
  /** The case that opened this one and waits for its end. */
  readonly parent?: CaseId;
  /** Cases this one has opened. */
  readonly children: readonly { readonly id: CaseId; readonly code?: CaseCode; readonly outcome?: Outcome }[];
  /** Units that were told and may read along. */
  readonly informed: readonly UnitId[];
  readonly stage: Stage;
  readonly clock?: CaseClock;
  readonly process?: ProcessState;
  readonly tasks: readonly OpenTask[];
  readonly jobs: readonly OpenJob[];
  readonly timers: readonly { readonly id: string; readonly due: Instant }[];
  readonly fee: Fee;
  readonly paid?: Payment;
  readonly supplements: readonly Supplement[];
  readonly documents: readonly MadeDocument[];
  readonly receivedBy?: PersonId;
  readonly refusal?: { readonly reason: string; readonly note: string; readonly at: Instant };
  /** When the work was done: the result signed, or the case refused. On time is judged here. */
  readonly finished?: Instant;
  readonly incidents: readonly { readonly id: string; readonly element: string; readonly code: string; readonly text: string }[];
};

/** What a step of the process changed; part of the entry that caused it. */
export type Moved = {
  readonly process: ProcessState;
  readonly open: readonly OpenTask[];
  readonly close: readonly string[];
  readonly openJobs: readonly OpenJob[];
  readonly closeJobs: readonly string[];
  readonly setTimers: readonly { readonly id: string; readonly due: Instant }[];
  readonly clearTimers: readonly string[];
  readonly data: JsonObject;
  readonly incidents: readonly { readonly id: string; readonly element: string; readonly code: string; readonly text: string }[];
};

export type CaseEntry = { readonly at: Instant } & (
  | {
      readonly what: 'case-submitted';
      readonly id: CaseId;
      readonly tracking: TrackingCode;
      readonly pack: CaseState['pack'];
      readonly unit: UnitId;
      readonly channel: Channel;
      readonly applicant: Applicant;
      readonly answers: JsonObject;
      readonly files: readonly AttachedFile[];
      readonly fee: Fee;
      readonly filedBy?: PersonId;
      readonly parties?: readonly Party[];
      readonly intake?: Intake;
      readonly parent?: CaseId;
    }
  | { readonly what: 'case-received'; readonly code: CaseCode; readonly by: PersonId; readonly clock: CaseClock; readonly fee: Fee; readonly moved: Moved }
  | {
      readonly what: 'task-completed';
      readonly task: string;
      readonly element: string;
      readonly name: string;
      readonly by: PersonId;
      readonly result: JsonObject;
      readonly moved: Moved;
    }
  | {
      readonly what: 'job-completed';
      readonly job: string;
      readonly element: string;
      readonly child?: { readonly id: CaseId; readonly code?: CaseCode };
      readonly informed?: readonly UnitId[];
      readonly moved: Moved;
    }
  | { readonly what: 'child-ended'; readonly child: CaseId; readonly outcome: Outcome; readonly moved?: Moved }
  | { readonly what: 'timers-fired'; readonly moved: Moved }
  | { readonly what: 'document-made'; readonly document: MadeDocument }
  | {
      readonly what: 'document-signed';
      readonly document: DocumentId;
      readonly blob: string;
      readonly size: number;
      readonly signatures: MadeDocument['signatures'];
    }
  | { readonly what: 'supplement-requested'; readonly reasons: readonly string[]; readonly note: string; readonly by: PersonId; readonly moved?: Moved }
  | {
      readonly what: 'supplement-answered';
      readonly answers: JsonObject;
      readonly files: readonly AttachedFile[];
      readonly fee: Fee;
      /** Everybody asked from now on: whose part has changed is asked again. */
      readonly parties?: readonly Party[];
      readonly clock?: CaseClock;
      readonly moved?: Moved;
    }
  /** `of` is the fingerprint of what was read, `awaits` how many are still to agree. A clock that waited for this runs again. */
  | {
      readonly what: 'consent-said';
      readonly party: Party;
      readonly says: PartySays;
      readonly how: ConsentWay;
      readonly of: string;
      readonly by: PersonId;
      readonly awaits: number;
      readonly clock?: CaseClock;
      readonly moved?: Moved;
    }
  | { readonly what: 'case-extended'; readonly reason: string; readonly note: string; readonly by: PersonId; readonly clock: CaseClock }
  | { readonly what: 'clock-stopped'; readonly why: 'obligation'; readonly clock: CaseClock }
  | { readonly what: 'clock-resumed'; readonly why: 'obligation'; readonly clock: CaseClock }
  | { readonly what: 'fee-taken'; readonly payment: Payment }
  | { readonly what: 'case-refused'; readonly reason: string; readonly note: string; readonly by: PersonId; readonly clock?: CaseClock }
  | { readonly what: 'case-withdrawn'; readonly by: PersonId; readonly note?: string; readonly clock?: CaseClock }
  | { readonly what: 'result-ready' }
  | { readonly what: 'case-closed'; readonly outcome: Outcome }
);

/** What people and the platform do to a case. Each becomes entries or a refusal. */
export type Move =
  | { readonly do: 'receive'; readonly by: PersonId; readonly code: CaseCode }
  | { readonly do: 'complete'; readonly by: PersonId; readonly task: string; readonly result: JsonObject; readonly signed?: SignedDocument }
  | {
      readonly do: 'finish-job';
      readonly job: string;
      readonly document?: MadeDocument;
      readonly result?: JsonObject;
      readonly child?: { readonly id: CaseId; readonly code?: CaseCode };
      readonly informed?: readonly UnitId[];
      /** It cannot be done as the data are: an incident a person looks at. */
      readonly failure?: string;
    }
  | { readonly do: 'end-child'; readonly child: CaseId; readonly outcome: Outcome }
  | { readonly do: 'fire-timers' }
  | { readonly do: 'supplement'; readonly by: PersonId; readonly reasons: readonly string[]; readonly note: string }
  /** `own`: the applicant's number as the sign-in has shown it; absent where an officer sees the card. */
  | { readonly do: 'answer'; readonly answers: JsonObject; readonly files: readonly AttachedFile[]; readonly by?: PersonId; readonly own?: string }
  /** `of`: the fingerprint of what the person read. `unit` and `note`: the counter that saw it, and what it saw. */
  | {
      readonly do: 'consent';
      readonly by: PersonId;
      readonly party: string;
      readonly says: PartySays;
      readonly how: ConsentWay;
      readonly of: string;
      readonly unit?: UnitId;
      readonly note?: string;
    }
  | { readonly do: 'extend'; readonly by: PersonId; readonly reason: string; readonly note: string }
  /** Whether the clock stands still while a payment set by another agency is open. */
  | { readonly do: 'set-clock'; readonly stands: boolean; readonly why: 'obligation' }
  /** `online`: money that came over the bank, perhaps less or more than what is owed; at the counter it is what is owed. */
  | { readonly do: 'take-fee'; readonly by: PersonId; readonly serial: string; readonly online?: { readonly amount: number } }
  | { readonly do: 'refuse'; readonly by: PersonId; readonly reason: string; readonly note: string }
  | { readonly do: 'withdraw'; readonly by: PersonId; readonly note?: string }
  | { readonly do: 'attach-paper'; readonly document: MadeDocument };

/** The result document as it is after this signature; `blobBefore` is what was signed, so that a race is seen. */
export type SignedDocument = {
  readonly document: DocumentId;
  readonly blobBefore: string;
  readonly blob: string;
  readonly size: number;
  readonly signatures: MadeDocument['signatures'];
};

/** What a decision knows besides the case itself. */
export type CaseFacts = {
  readonly now: Instant;
  readonly calendar: Calendar;
  /** sha-256 in hexadecimal: the seal on what somebody agrees to. */
  readonly hash: (text: string) => string;
  /** The unit behind an agency code, GSO code or number; absent where a process names no units. */
  readonly unit?: (code: string) => UnitId | undefined;
};

/** Numbers of the national public-service portal (domain: 1 submitted ... 10 returned). */
export function statusOfCase(state: CaseState): number {
  switch (state.stage.at) {
    case 'submitted':
      return 1;
    case 'waiting':
      return 5;
    case 'open':
      return state.finished === undefined ? 4 : 9;
    case 'closed':
      return closedStatus(state.stage.outcome, state.code !== undefined);
  }
}

function closedStatus(outcome: Outcome, wasReceived: boolean): number {
  if (outcome === 'granted') return 10;
  if (outcome === 'withdrawn') return 8;
  return wasReceived ? 8 : 3;
}

/** The clock stands still: the citizen is asked, or the case waits for another agency. */
export const isPaused = (state: Pick<CaseState, 'clock' | 'stage' | 'finished'>): boolean => state.stage.at === 'waiting' || isElsewhere(state);
const isElsewhere = (state: Pick<CaseState, 'clock' | 'stage' | 'finished'>): boolean =>
  state.stage.at === 'open' && state.finished === undefined && (state.clock?.pauses.some((pause) => pause.to === undefined) ?? false);
/** The hour owed as lists and counts know it: none while the case waits for another agency, since nobody knows how long. */
export const hourOwed = (state: Pick<CaseState, 'clock' | 'stage' | 'finished'>): Instant | undefined => (isElsewhere(state) ? undefined : state.clock?.due);
/** What is still to be paid, whole đồng. */
export const owed = (state: Pick<CaseState, 'fee' | 'paid'>): number => Math.max(0, state.fee.total - (state.paid?.amount ?? 0));
/** The names a rule or a condition may use: what the citizen answered, then what the offices found. */
export const knownData = (state: Pick<CaseState, 'answers' | 'data'>): Record<string, Json> => ({ ...state.answers, ...state.data });
export const resultOf = (state: CaseState): MadeDocument | undefined => state.documents.findLast((document) => document.kind === 'result');
