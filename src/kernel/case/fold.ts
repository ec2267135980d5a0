/** Folding: an entry applied to a state. It cannot fail and asks nothing; `foldAll(entries)` equals the stored row. */
import type { CaseEntry, CaseState, MadeDocument, Moved } from './state.ts';

export function foldAll(entries: readonly CaseEntry[]): CaseState | undefined {
  let state: CaseState | undefined;
  for (const entry of entries) state = fold(state, entry);
  return state;
}

/** Only 'case-submitted' makes a state out of nothing; any other entry without a state leaves nothing. */
export function fold(state: CaseState | undefined, entry: CaseEntry): CaseState | undefined {
  if (entry.what === 'case-submitted') return first(entry);
  return state === undefined ? undefined : next(state, entry);
}

function first(entry: Extract<CaseEntry, { what: 'case-submitted' }>): CaseState {
  const { id, tracking, pack, unit, channel, applicant, answers, files, fee, filedBy, parties, intake, parent, at } = entry;
  return {
    id,
    tracking,
    pack,
    unit,
    channel,
    applicant,
    submitted: at,
    answers,
    data: {},
    files,
    stage: { at: 'submitted' },
    tasks: [],
    jobs: [],
    timers: [],
    fee,
    supplements: [],
    documents: [],
    incidents: [],
    children: [],
    informed: [],
    ...(filedBy === undefined ? {} : { filedBy }),
    ...(parties === undefined ? {} : { parties }),
    ...(intake === undefined ? {} : { intake }),
    ...(parent === undefined ? {} : { parent }),
  };
}

function next(state: CaseState, entry: Exclude<CaseEntry, { what: 'case-submitted' }>): CaseState {
  switch (entry.what) {
    case 'case-received':
      return { ...applied(state, entry.moved), code: entry.code, receivedBy: entry.by, clock: entry.clock, fee: entry.fee, stage: { at: 'open' } };
    case 'task-completed':
    case 'timers-fired':
      return applied(state, entry.moved);
    case 'job-completed':
      return {
        ...applied(state, entry.moved),
        ...(entry.child === undefined ? {} : { children: [...state.children, entry.child] }),
        ...(entry.informed === undefined ? {} : { informed: [...new Set([...state.informed, ...entry.informed])] }),
      };
    case 'child-ended':
      return {
        ...(entry.moved === undefined ? state : applied(state, entry.moved)),
        children: state.children.map((child) => (child.id === entry.child ? { ...child, outcome: entry.outcome } : child)),
      };
    case 'document-made':
      return { ...state, documents: [...state.documents, entry.document] };
    case 'document-signed':
      return { ...state, documents: state.documents.map((made) => (made.id === entry.document ? signed(made, entry) : made)) };
    case 'supplement-requested':
      return {
        ...(entry.moved === undefined ? state : applied(state, entry.moved)),
        supplements: [...state.supplements, { asked: entry.at, reasons: entry.reasons, note: entry.note }],
        stage: { at: 'waiting', on: 'citizen', since: entry.at, before: state.stage.at === 'submitted' ? 'submitted' : 'open' },
        ...(state.clock === undefined ? {} : { clock: { ...state.clock, pauses: [...state.clock.pauses, { from: entry.at, why: 'supplement' }] } }),
      };
    case 'supplement-answered':
      return {
        ...(entry.moved === undefined ? state : applied(state, entry.moved)),
        answers: entry.answers,
        files: entry.files,
        fee: entry.fee,
        supplements: state.supplements.map((one, index) => (index === state.supplements.length - 1 ? { ...one, answered: entry.at } : one)),
        stage: { at: state.stage.at === 'waiting' ? state.stage.before : 'open' },
        ...(entry.parties === undefined ? {} : { parties: entry.parties }),
        ...(entry.clock === undefined ? {} : { clock: entry.clock }),
      };
    case 'consent-said':
      return {
        ...(entry.moved === undefined ? state : applied(state, entry.moved)),
        parties: (state.parties ?? []).map((one) => (one.id === entry.party.id ? entry.party : one)),
        ...(entry.clock === undefined ? {} : { clock: entry.clock }),
      };
    case 'case-extended':
    case 'clock-stopped':
    case 'clock-resumed':
      return { ...state, clock: entry.clock };
    case 'fee-taken':
      // A second payment is the rest of a fee that grew: the last serial stands, the sum is of both.
      return { ...state, paid: { ...entry.payment, amount: entry.payment.amount + (state.paid?.amount ?? 0) } };
    case 'case-refused':
      return {
        ...stopped(state),
        refusal: { reason: entry.reason, note: entry.note, at: entry.at },
        finished: entry.at,
        stage: { at: 'closed', outcome: 'refused', when: entry.at },
        ...(entry.clock === undefined ? {} : { clock: entry.clock }),
      };
    case 'case-withdrawn':
      return { ...stopped(state), stage: { at: 'closed', outcome: 'withdrawn', when: entry.at }, ...(entry.clock === undefined ? {} : { clock: entry.clock }) };
    case 'result-ready':
      return { ...state, finished: entry.at };
    case 'case-closed':
      return { ...stopped(state), finished: state.finished ?? entry.at, stage: { at: 'closed', outcome: entry.outcome, when: entry.at } };
  }
}

function applied(state: CaseState, moved: Moved): CaseState {
  return {
    ...state,
    process: moved.process,
    tasks: [...state.tasks.filter((task) => !moved.close.includes(task.id)), ...moved.open],
    jobs: [...state.jobs.filter((job) => !moved.closeJobs.includes(job.id)), ...moved.openJobs],
    timers: [...state.timers.filter((timer) => !moved.clearTimers.includes(timer.id)), ...moved.setTimers],
    data: { ...state.data, ...moved.data },
    incidents: [...state.incidents, ...moved.incidents],
  };
}

/** A closed case owes nobody a step. */
const stopped = (state: CaseState): CaseState => ({ ...state, tasks: [], jobs: [], timers: [] });

const signed = (made: MadeDocument, entry: Extract<CaseEntry, { what: 'document-signed' }>): MadeDocument => ({
  ...made,
  blob: entry.blob,
  size: entry.size,
  signatures: [...made.signatures, ...entry.signatures],
});
