/** One move on a case: what it would add to the ledger, or why it may not be. The process decides who is next; the law of the case is here. */
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Effect, ProcessState } from '../../engine/bpmn/bpmn.ts';
import { step } from '../../engine/bpmn/bpmn.ts';
import { dueBy } from '../../engine/clock/clock.ts';
import { decide } from '../../engine/dmn/dmn.ts';
import type { Pack } from '../../pack/pack.ts';
import { assess } from './open.ts';
import type { CaseClock, CaseEntry, CaseFacts, CaseState, Move, Moved, OpenTask } from './state.ts';
import { knownData, owed } from './state.ts';

type Answer = readonly CaseEntry[] | Refusal;

export function advance(pack: Pack, state: CaseState, move: Move, facts: CaseFacts): Answer {
  switch (move.do) {
    case 'receive':
      return receive(pack, state, move, facts);
    case 'complete':
      return complete(pack, state, move, facts);
    case 'finish-job':
      return finishJob(pack, state, move, facts);
    case 'fire-timers':
      return fireTimers(pack, state, facts);
    case 'supplement':
      return supplement(pack, state, move, facts);
    case 'answer':
      return answer(pack, state, move, facts);
    case 'extend':
      return extend(pack, state, move, facts);
    case 'take-fee':
      return takeFee(state, move, facts);
    case 'refuse':
      return refuseCase(pack, state, move, facts);
    case 'withdraw':
      return withdraw(state, move, facts);
    case 'attach-paper':
      return [{ what: 'document-made', at: facts.now, document: move.document }];
  }
}

type MoveOf<Name extends Move['do']> = Extract<Move, { do: Name }>;

/** Reception starts the legal clock: the fee and the deadline are computed at this moment, then the process begins. */
function receive(pack: Pack, state: CaseState, move: MoveOf<'receive'>, facts: CaseFacts): Answer {
  if (state.stage.at !== 'submitted') return refuse('case-not-open');
  const found = assess(pack, knownData(state), facts.now);
  if (isRefusal(found)) return found;
  if (!found.eligible) return refuse('not-eligible', found.why === undefined ? undefined : { why: found.why });
  const due = dueBy(found.deadline, facts.now, facts.calendar);
  if (isRefusal(due)) return due;
  const stepped = step(pack.process, undefined, { do: 'start' }, stepFacts(pack, state, facts));
  if (isRefusal(stepped)) return stepped;
  const clock: CaseClock = { rule: found.deadline, received: facts.now, due: due.due, because: due.because, pauses: [] };
  const entry: CaseEntry = { what: 'case-received', at: facts.now, code: move.code, by: move.by, clock, fee: found.fee, moved: movedBy(stepped, facts) };
  return [entry, ...after(state, stepped, facts)];
}

function complete(pack: Pack, state: CaseState, move: MoveOf<'complete'>, facts: CaseFacts): Answer {
  if (state.stage.at !== 'open' || state.process === undefined) return refuse('case-not-open');
  const task = state.tasks.find((one) => one.id === move.task);
  if (task === undefined) return refuse('task-not-open');
  if (task.sign && move.by === state.receivedBy) return refuse('same-person');
  const signing = signatureOf(state, task, move, facts);
  if (isRefusal(signing)) return signing;
  if (closesCase(pack, task, state) && owed(state) > 0) return refuse('fee-not-paid');
  const stepped = step(pack.process, state.process, { do: 'complete', id: move.task, result: move.result }, stepFacts(pack, state, facts));
  if (isRefusal(stepped)) return stepped;
  const { id, element, name } = task;
  const entry: CaseEntry = { what: 'task-completed', at: facts.now, task: id, element, name, by: move.by, result: move.result, moved: movedBy(stepped, facts) };
  return [...signing, entry, ...(task.sign && state.finished === undefined ? readiness(stepped, facts) : []), ...after(state, stepped, facts)];
}

/** A task that signs carries the document as it is after the signature; somebody else may have signed it meanwhile. */
function signatureOf(state: CaseState, task: OpenTask, move: MoveOf<'complete'>, facts: CaseFacts): Answer {
  if (!task.sign) return [];
  const { signed } = move;
  if (signed === undefined) return refuse('nothing-to-sign');
  const before = state.documents.find((one) => one.id === signed.document);
  if (before === undefined || before.blob !== signed.blobBefore) return refuse('conflict');
  return [{ what: 'document-signed', at: facts.now, document: signed.document, blob: signed.blob, size: signed.size, signatures: signed.signatures }];
}

/** The result is ready once no signature is outstanding. */
function readiness(stepped: Stepped, facts: CaseFacts): readonly CaseEntry[] {
  const moreSignatures = stepped.effects.some((effect) => effect.do === 'open-task' && signs(effect));
  return moreSignatures ? [] : [{ what: 'result-ready', at: facts.now }];
}

/** Handing over the result is the last task of a case whose result is ready: a fee still owed stops it. */
const closesCase = (_pack: Pack, task: OpenTask, state: CaseState): boolean => state.finished !== undefined && !task.sign && state.tasks.length === 1;

function finishJob(pack: Pack, state: CaseState, move: MoveOf<'finish-job'>, facts: CaseFacts): Answer {
  if (state.process === undefined || !state.jobs.some((job) => job.id === move.job)) return refuse('task-not-open');
  const stepped = step(pack.process, state.process, { do: 'complete', id: move.job }, stepFacts(pack, state, facts));
  if (isRefusal(stepped)) return stepped;
  const element = state.jobs.find((job) => job.id === move.job)?.element ?? '';
  const made: readonly CaseEntry[] = move.document === undefined ? [] : [{ what: 'document-made', at: facts.now, document: move.document }];
  return [...made, { what: 'job-completed', at: facts.now, job: move.job, element, moved: movedBy(stepped, facts) }, ...after(state, stepped, facts)];
}

/** A paused case has no running timers: they wait for the citizen's answer. */
function fireTimers(pack: Pack, state: CaseState, facts: CaseFacts): Answer {
  if (state.stage.at !== 'open' || state.process === undefined) return [];
  const stepped = step(pack.process, state.process, { do: 'fire-timers' }, stepFacts(pack, state, facts));
  if (isRefusal(stepped)) return stepped;
  if (stepped.effects.length === 0) return [];
  return [{ what: 'timers-fired', at: facts.now, moved: movedBy(stepped, facts) }, ...after(state, stepped, facts)];
}

/** All missing points at once, at most once after reception (Decree 61/2018, domain rule 4). The clock stops. */
function supplement(pack: Pack, state: CaseState, move: MoveOf<'supplement'>, facts: CaseFacts): Answer {
  if (state.stage.at !== 'submitted' && state.stage.at !== 'open') return refuse('case-not-open');
  if (state.finished !== undefined) return refuse('case-not-open');
  const asked = state.supplements.filter((one) => state.clock !== undefined && one.asked >= state.clock.received).length;
  if (state.stage.at === 'open' && asked > 0) return refuse('already-supplemented');
  if (!isReasoned(move.reasons, pack.reasons.supplement, move.note)) return refuse('reason-needed');
  const paused = suspend(pack, state, 'pause', facts);
  if (isRefusal(paused)) return paused;
  return [{ what: 'supplement-requested', at: facts.now, reasons: move.reasons, note: move.note, by: move.by, ...paused }];
}

/** Timers of the process stand still while the citizen is asked. */
function suspend(pack: Pack, state: CaseState, what: 'pause' | 'resume', facts: CaseFacts): { readonly moved?: Moved } | Refusal {
  if (state.process === undefined) return {};
  const stepped = step(pack.process, state.process, { do: what }, stepFacts(pack, state, facts));
  return isRefusal(stepped) ? stepped : { moved: movedBy(stepped, facts) };
}

/** The citizen answered: the time in between is not counted, and the promised hour is computed anew. */
function answer(pack: Pack, state: CaseState, move: MoveOf<'answer'>, facts: CaseFacts): Answer {
  if (state.stage.at !== 'waiting') return refuse('case-not-open');
  const found = assess(pack, { ...move.answers, ...state.data }, state.clock?.received ?? facts.now);
  if (isRefusal(found)) return found;
  if (!found.eligible) return refuse('not-eligible', found.why === undefined ? undefined : { why: found.why });
  const clock = state.clock === undefined ? undefined : resumed(state.clock, facts);
  if (isRefusal(clock)) return clock;
  const resumedProcess = suspend(pack, state, 'resume', facts);
  if (isRefusal(resumedProcess)) return resumedProcess;
  const fee = state.paid === undefined ? found.fee : state.fee;
  return [
    { what: 'supplement-answered', at: facts.now, answers: move.answers, files: move.files, fee, ...(clock === undefined ? {} : { clock }), ...resumedProcess },
  ];
}

function resumed(clock: CaseClock, facts: CaseFacts): CaseClock | Refusal {
  const pauses = clock.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: facts.now } : pause));
  const due = dueBy(clock.rule, clock.received, facts.calendar, pauses);
  return isRefusal(due) ? due : { ...clock, due: due.due, because: due.because, pauses };
}

/** The promised hour may be moved once, with a reason; the citizen gets an apology with the new date. */
function extend(pack: Pack, state: CaseState, move: MoveOf<'extend'>, facts: CaseFacts): Answer {
  if (state.stage.at !== 'open' || state.clock === undefined || state.finished !== undefined) return refuse('case-not-open');
  if (state.clock.extended !== undefined) return refuse('already-extended');
  if (!isReasoned([move.reason], pack.reasons.extension, move.note)) return refuse('reason-needed');
  const days = pack.reasons.extension.find((one) => one.code === move.reason)?.days ?? 1;
  const due = dueBy({ kind: 'working-days', days }, facts.now, facts.calendar);
  if (isRefusal(due)) return due;
  const clock: CaseClock = { ...state.clock, due: due.due, because: due.because, extended: { at: facts.now, reason: move.reason } };
  return [{ what: 'case-extended', at: facts.now, reason: move.reason, note: move.note, by: move.by, clock }];
}

function takeFee(state: CaseState, move: MoveOf<'take-fee'>, facts: CaseFacts): Answer {
  if (state.paid !== undefined) return refuse('fee-already-paid');
  if (state.code === undefined || state.fee.total === 0 || (state.stage.at === 'closed' && state.stage.outcome !== 'granted')) return refuse('case-not-open');
  return [{ what: 'fee-taken', at: facts.now, payment: { amount: state.fee.total, at: facts.now, serial: move.serial, by: move.by } }];
}

function refuseCase(pack: Pack, state: CaseState, move: MoveOf<'refuse'>, facts: CaseFacts): Answer {
  if (state.stage.at === 'closed' || state.finished !== undefined) return refuse('case-not-open');
  if (!isReasoned([move.reason], pack.reasons.refusal, move.note)) return refuse('reason-needed');
  return [{ what: 'case-refused', at: facts.now, reason: move.reason, note: move.note, by: move.by, ...stoppedClock(state, facts) }];
}

/** Possible until the result is ready (domain section 5). */
function withdraw(state: CaseState, move: MoveOf<'withdraw'>, facts: CaseFacts): Answer {
  if (state.stage.at === 'closed' || state.finished !== undefined) return refuse('case-not-open');
  return [{ what: 'case-withdrawn', at: facts.now, by: move.by, ...stoppedClock(state, facts) }];
}

/** A pause that is still open ends with the case. */
function stoppedClock(state: CaseState, facts: CaseFacts): { readonly clock?: CaseClock } {
  if (state.clock === undefined) return {};
  return { clock: { ...state.clock, pauses: state.clock.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: facts.now } : pause)) } };
}

const isReasoned = (given: readonly string[], known: readonly { readonly code: string }[], note: string): boolean =>
  given.length > 0 && given.every((reason) => known.some((one) => one.code === reason)) && note.trim().length > 0;

type Stepped = { readonly state: ProcessState; readonly effects: readonly Effect[] };

const stepFacts = (pack: Pack, state: CaseState, facts: CaseFacts) => ({
  now: facts.now,
  data: knownData(state),
  decide: (decision: string, inputs: JsonObject) => {
    const found = decide(pack.decisions, decision, inputs);
    return isRefusal(found) ? found : found.json;
  },
});

/** When the process ends, the case closes: granted unless the process said otherwise in `outcome`. */
function after(state: CaseState, stepped: Stepped, facts: CaseFacts): readonly CaseEntry[] {
  if (!stepped.effects.some((effect) => effect.do === 'ended')) return [];
  const said = stepped.effects.findLast((effect) => effect.do === 'set-data' && effect.name === 'outcome');
  const outcome = said?.do === 'set-data' ? said.value : state.data.outcome;
  return [{ what: 'case-closed', at: facts.now, outcome: outcome === 'refused' ? 'refused' : 'granted' }];
}

type OpenTaskEffect = Extract<Effect, { do: 'open-task' }>;
const signs = (effect: OpenTaskEffect): boolean => effect.sign !== undefined;

function movedBy(stepped: Stepped, facts: CaseFacts): Moved {
  const { effects } = stepped;
  return {
    process: stepped.state,
    open: effects.flatMap((effect) => (effect.do === 'open-task' ? [taskOf(effect, facts)] : [])),
    close: effects.flatMap((effect) => (effect.do === 'close-task' ? [effect.id] : [])),
    openJobs: effects.flatMap((effect) =>
      effect.do === 'open-job' ? [{ id: effect.id, element: effect.element, type: effect.type, headers: effect.headers }] : [],
    ),
    closeJobs: effects.flatMap((effect) => (effect.do === 'close-job' ? [effect.id] : [])),
    setTimers: effects.flatMap((effect) => (effect.do === 'set-timer' ? [{ id: effect.id, due: effect.due }] : [])),
    clearTimers: effects.flatMap((effect) => (effect.do === 'cancel-timer' ? [effect.id] : [])),
    data: Object.fromEntries(effects.flatMap((effect) => (effect.do === 'set-data' ? [[effect.name, effect.value]] : []))),
    incidents: effects.flatMap((effect) =>
      effect.do === 'incident' ? [{ id: effect.id, element: effect.element, code: effect.code, text: effect.text }] : [],
    ),
  };
}

function taskOf(effect: OpenTaskEffect, facts: CaseFacts): OpenTask {
  const { id, element, name, roles, form } = effect;
  return { id, element, name, role: roles[0] ?? '', sign: signs(effect), opened: facts.now, ...(form === undefined ? {} : { form }) };
}
