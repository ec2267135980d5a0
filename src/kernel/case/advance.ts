/** One move on a case: what it would add to the ledger, or why it may not be. The process decides who is next; the law of the case is here. */
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { dateOf } from '../../base/time.ts';
import { look, step } from '../../engine/bpmn/bpmn.ts';
import type { Pause, Rule } from '../../engine/clock/clock.ts';
import { dueBy } from '../../engine/clock/clock.ts';
import { decide } from '../../engine/dmn/dmn.ts';
import type { Pack } from '../../pack/pack.ts';
import { awaited, partiesOf, said } from './consent.ts';
import { fold } from './fold.ts';
import type { Stepped } from './moved.ts';
import { movedBy, signs } from './moved.ts';
import { assess } from './open.ts';
import type { CaseClock, CaseEntry, CaseFacts, CaseState, Move, Moved, OpenTask } from './state.ts';
import { knownData, owed } from './state.ts';

type Answer = readonly CaseEntry[] | Refusal;

export function advance(pack: Pack, state: CaseState, move: Move, facts: CaseFacts): Answer {
  const entries = advanceOnce(pack, state, move, facts);
  const heard = isRefusal(entries) ? entries : withEndsHeard(pack, state, entries, facts);
  return isRefusal(heard) ? heard : withClockFreed(pack, state, heard, facts);
}

/** Work that ends while the clock stands still for a payment: the wait ends with it, and is not counted. */
function withClockFreed(pack: Pack, state: CaseState, entries: readonly CaseEntry[], facts: CaseFacts): Answer {
  const end = entries.findIndex((entry) => entry.what === 'result-ready' || entry.what === 'case-closed');
  if (end === -1) return entries;
  const freed = setClock(pack, state, { do: 'set-clock', stands: false, why: 'obligation' }, facts);
  return isRefusal(freed) ? freed : [...entries.slice(0, end), ...freed, ...entries.slice(end)];
}

function advanceOnce(pack: Pack, state: CaseState, move: Move, facts: CaseFacts): Answer {
  switch (move.do) {
    case 'receive':
      return receive(pack, state, move, facts);
    case 'complete':
      return complete(pack, state, move, facts);
    case 'finish-job':
      return finishJob(pack, state, move, facts);
    case 'end-child':
      return endChild(pack, state, move, facts);
    case 'fire-timers':
      return fireTimers(pack, state, facts);
    case 'supplement':
      return supplement(pack, state, move, facts);
    case 'answer':
      return answer(pack, state, move, facts);
    case 'extend':
      return extend(pack, state, move, facts);
    case 'set-clock':
      return setClock(pack, state, move, facts);
    case 'take-fee':
      return takeFee(state, move, facts);
    case 'refuse':
      return refuseCase(pack, state, move, facts);
    case 'withdraw':
      return withdraw(state, move, facts);
    case 'consent':
      return consent(pack, state, move, facts);
    case 'attach-paper':
      return [{ what: 'document-made', at: facts.now, document: move.document }];
  }
}

type MoveOf<Name extends Move['do']> = Extract<Move, { do: Name }>;

/** Reception starts the legal clock: the fee and the deadline are computed at this moment, then the process begins. */
function receive(pack: Pack, state: CaseState, move: MoveOf<'receive'>, facts: CaseFacts): Answer {
  if (state.stage.at !== 'submitted') return refuse('case-not-open');
  // Without every consent the dossier is not complete, and the time of the law has not begun.
  if (awaited(state).length > 0) return refuse('consent-awaited', { people: awaited(state).length });
  const found = assess(pack, knownData(state), facts.now, state.channel);
  if (isRefusal(found)) return found;
  if (!found.eligible) return refuse('not-eligible', found.why === undefined ? undefined : { why: found.why });
  const due = dueBy(found.deadline, facts.now, facts.calendar);
  if (isRefusal(due)) return due;
  const stepped = step(pack.process, undefined, { do: 'start' }, stepFacts(pack, state, facts));
  if (isRefusal(stepped)) return stepped;
  const clock: CaseClock = { rule: found.deadline, received: facts.now, due: due.due, because: due.because, pauses: [] };
  const entry: CaseEntry = { what: 'case-received', at: facts.now, code: move.code, by: move.by, clock, fee: found.fee, moved: movedBy(state, stepped, facts) };
  return [entry, ...after(state, stepped, facts)];
}

function complete(pack: Pack, state: CaseState, move: MoveOf<'complete'>, facts: CaseFacts): Answer {
  if (state.stage.at !== 'open' || state.process === undefined) return refuse('case-not-open');
  if (awaited(state).length > 0) return refuse('consent-awaited', { people: awaited(state).length });
  const task = state.tasks.find((one) => one.id === move.task);
  if (task === undefined) return refuse('task-not-open');
  if (task.sign && move.by === state.receivedBy) return refuse('same-person');
  const signing = signatureOf(state, task, move, facts);
  if (isRefusal(signing)) return signing;
  if (closesCase(task, state) && owed(state) > 0) return refuse('fee-not-paid');
  const stepped = step(pack.process, state.process, { do: 'complete', id: move.task, result: move.result }, stepFacts(pack, state, facts));
  if (isRefusal(stepped)) return stepped;
  const { id, element, name } = task;
  const entry: CaseEntry = {
    what: 'task-completed',
    at: facts.now,
    task: id,
    element,
    name,
    by: move.by,
    result: move.result,
    moved: movedBy(state, stepped, facts),
  };
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
const closesCase = (task: OpenTask, state: CaseState): boolean => state.finished !== undefined && !task.sign && state.tasks.length === 1;

/** A job hands back what it made or found: a paper, a number from a book, a case that was opened, units that were told. */
function finishJob(pack: Pack, state: CaseState, move: MoveOf<'finish-job'>, facts: CaseFacts): Answer {
  const job = state.jobs.find((one) => one.id === move.job);
  if (state.process === undefined || job === undefined) return refuse('task-not-open');
  const { job: id, result, failure } = move;
  const command = { do: 'complete', id, ...(result === undefined ? {} : { result }), ...(failure === undefined ? {} : { failure }) } as const;
  const stepped = step(pack.process, state.process, command, stepFacts(pack, state, facts));
  if (isRefusal(stepped)) return stepped;
  const made: readonly CaseEntry[] = move.document === undefined ? [] : [{ what: 'document-made', at: facts.now, document: move.document }];
  const told = { ...(move.child === undefined ? {} : { child: move.child }), ...(move.informed === undefined ? {} : { informed: move.informed }) };
  const entry: CaseEntry = { what: 'job-completed', at: facts.now, job: move.job, element: job.element, ...told, moved: movedBy(state, stepped, facts) };
  return [...made, entry, ...after(state, stepped, facts)];
}

/** A case this one opened has ended: whoever waits for it in the process goes on (message 'child-ended', correlated by its id). */
function endChild(pack: Pack, state: CaseState, move: MoveOf<'end-child'>, facts: CaseFacts): Answer {
  const child = state.children.find((one) => one.id === move.child);
  if (child === undefined || child.outcome !== undefined) return [];
  // Where nobody waits for it yet, it is noted all the same.
  return awaitsChild(state, move.child)
    ? hearEnd(pack, state, move, facts)
    : [{ what: 'child-ended', at: facts.now, child: move.child, outcome: move.outcome }];
}

function hearEnd(pack: Pack, state: CaseState, { child, outcome }: Pick<MoveOf<'end-child'>, 'child' | 'outcome'>, facts: CaseFacts): Answer {
  const message = { do: 'message', name: 'child-ended', correlation: child, data: { childOutcome: outcome } } as const;
  const stepped = step(pack.process, state.process, message, stepFacts(pack, state, facts));
  if (isRefusal(stepped)) return stepped;
  return [{ what: 'child-ended', at: facts.now, child, outcome, moved: movedBy(state, stepped, facts) }, ...after(state, stepped, facts)];
}

/** Whoever begins to wait for a child that has ended already hears of it at once: no end is missed by coming late. */
function withEndsHeard(pack: Pack, state: CaseState, entries: readonly CaseEntry[], facts: CaseFacts, rounds = mostHeard): Answer {
  if (state.children.length === 0 || rounds === 0) return entries;
  let after: CaseState = state;
  for (const entry of entries) after = fold(after, entry) ?? after;
  const late = after.children.find((child) => child.outcome !== undefined && awaitsChild(after, child.id));
  if (late?.outcome === undefined) return entries;
  const heard = hearEnd(pack, after, { child: late.id, outcome: late.outcome }, facts);
  return isRefusal(heard) ? heard : withEndsHeard(pack, state, [...entries, ...heard], facts, rounds - 1);
}

/** Ends heard in one move; a diagram that waits for the same end in a circle rests after these. */
const mostHeard = 1_000;

const awaitsChild = (state: CaseState, child: string): boolean =>
  state.process !== undefined &&
  state.stage.at !== 'closed' &&
  look(state.process).messages.some((message) => message.name === 'child-ended' && message.correlation === child);

/** A paused case has no running timers: they wait for the citizen's answer. */
function fireTimers(pack: Pack, state: CaseState, facts: CaseFacts): Answer {
  if (state.stage.at !== 'open' || state.process === undefined) return [];
  const stepped = step(pack.process, state.process, { do: 'fire-timers' }, stepFacts(pack, state, facts));
  if (isRefusal(stepped)) return stepped;
  if (stepped.effects.length === 0) return [];
  return [{ what: 'timers-fired', at: facts.now, moved: movedBy(state, stepped, facts) }, ...after(state, stepped, facts)];
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
  return isRefusal(stepped) ? stepped : { moved: movedBy(state, stepped, facts) };
}

/** The citizen answered: the time in between is not counted, and the promised hour is computed anew. */
function answer(pack: Pack, state: CaseState, move: MoveOf<'answer'>, facts: CaseFacts): Answer {
  if (state.stage.at !== 'waiting') return refuse('case-not-open');
  const found = assess(pack, { ...move.answers, ...state.data }, state.clock?.received ?? facts.now, state.channel);
  if (isRefusal(found)) return found;
  if (!found.eligible) return refuse('not-eligible', found.why === undefined ? undefined : { why: found.why });
  const { id, parties: before = [] } = state;
  const { answers, files, by, own } = move;
  const who = { ...(by === undefined ? {} : { by }), ...(own === undefined ? {} : { own }) };
  const parties = partiesOf(pack, { id, answers, files, today: dateOf(facts.now), at: facts.now, hash: facts.hash, before, ...who });
  const waits = awaited({ parties }).length > 0;
  const clock = state.clock === undefined ? undefined : resumed(pack, waits ? held(state.clock, facts) : state.clock, 'supplement', facts);
  if (isRefusal(clock)) return clock;
  // The case is whole again once everybody has agreed to what was changed.
  const resumedProcess = waits ? {} : suspend(pack, state, 'resume', facts);
  if (isRefusal(resumedProcess)) return resumedProcess;
  // What was paid stays paid; answers that cost more leave the rest to be paid.
  const fee = state.paid === undefined || found.fee.total > state.paid.amount ? found.fee : state.fee;
  return [
    {
      what: 'supplement-answered',
      at: facts.now,
      answers,
      files,
      fee,
      ...(pack.consents.length === 0 ? {} : { parties }),
      ...(clock === undefined ? {} : { clock }),
      ...resumedProcess,
    },
  ];
}

/** One more reason to stand still: a changed part waits for consent. */
const held = (clock: CaseClock, facts: CaseFacts): CaseClock => ({ ...clock, pauses: [...clock.pauses, { from: facts.now, why: 'consent' }] });

/** Somebody named in the case agrees, declines or takes it back. The last consent to a received case lets its clock run again. */
function consent(pack: Pack, state: CaseState, move: MoveOf<'consent'>, facts: CaseFacts): Answer {
  const party = said(pack, state, move, facts.now);
  if (isRefusal(party)) return party;
  const parties = (state.parties ?? []).map((one) => (one.id === party.id ? party : one));
  const awaits = awaited({ parties }).length;
  const { says, how, of, by } = move;
  const entry = { what: 'consent-said', at: facts.now, party, says, how, of, by, awaits } as const;
  const isHeld = state.clock?.pauses.some((pause) => pause.to === undefined && pause.why === 'consent') ?? false;
  if (state.clock === undefined || !isHeld || awaits > 0) return [entry];
  const clock = resumed(pack, state.clock, 'consent', facts);
  if (isRefusal(clock)) return clock;
  const going = suspend(pack, state, 'resume', facts);
  return isRefusal(going) ? going : [{ ...entry, clock, ...going }];
}

/** The clock without this pause. The hour is computed anew once nothing else holds it; one that was moved is counted on from that day. */
function resumed(pack: Pack, clock: CaseClock, why: Pause['why'], facts: CaseFacts): CaseClock | Refusal {
  const pauses = clock.pauses.map((pause) => (pause.to === undefined && pause.why === why ? { ...pause, to: facts.now } : pause));
  if (pauses.some((pause) => pause.to === undefined)) return { ...clock, pauses };
  const { extended } = clock;
  const due =
    extended === undefined
      ? dueBy(clock.rule, clock.received, facts.calendar, pauses)
      : dueBy(extension(pack, extended.reason), extended.at, facts.calendar, pauses);
  return isRefusal(due) ? due : { ...clock, due: due.due, because: due.because, pauses };
}

const extension = (pack: Pack, reason: string): Rule => ({ kind: 'working-days', days: pack.reasons.extension.find((one) => one.code === reason)?.days ?? 1 });

/** While a payment set by another agency is open the time is not counted. Nothing happens where nothing changes. */
function setClock(pack: Pack, state: CaseState, { stands, why }: MoveOf<'set-clock'>, facts: CaseFacts): Answer {
  const { clock } = state;
  if (clock === undefined || state.stage.at === 'closed' || state.finished !== undefined) return [];
  if (clock.pauses.some((pause) => pause.to === undefined && pause.why === why) === stands) return [];
  if (stands) return [{ what: 'clock-stopped', at: facts.now, why, clock: { ...clock, pauses: [...clock.pauses, { from: facts.now, why }] } }];
  const running = resumed(pack, clock, why, facts);
  return isRefusal(running) ? running : [{ what: 'clock-resumed', at: facts.now, why, clock: running }];
}

/** The promised hour may be moved once, with a reason; the citizen gets an apology with the new date. */
function extend(pack: Pack, state: CaseState, move: MoveOf<'extend'>, facts: CaseFacts): Answer {
  if (state.stage.at !== 'open' || state.clock === undefined || state.finished !== undefined) return refuse('case-not-open');
  if (state.clock.extended !== undefined) return refuse('already-extended');
  if (!isReasoned([move.reason], pack.reasons.extension, move.note)) return refuse('reason-needed');
  const due = dueBy(extension(pack, move.reason), facts.now, facts.calendar);
  if (isRefusal(due)) return due;
  const clock: CaseClock = {
    ...state.clock,
    due: due.due,
    because: due.because,
    extended: { at: facts.now, reason: move.reason, was: state.clock.due, by: move.by, note: move.note },
  };
  return [{ what: 'case-extended', at: facts.now, reason: move.reason, note: move.note, by: move.by, clock }];
}

function takeFee(state: CaseState, move: MoveOf<'take-fee'>, facts: CaseFacts): Answer {
  if (state.paid !== undefined && owed(state) === 0) return refuse('fee-already-paid');
  // At the counter reception comes first; who pays from home need not wait for it.
  const isEarly = state.code === undefined && move.online === undefined;
  if (isEarly || state.fee.total === 0 || (state.stage.at === 'closed' && state.stage.outcome !== 'granted')) return refuse('case-not-open');
  const payment = { at: facts.now, serial: move.serial, by: move.by };
  const amount = Math.min(owed(state), move.online?.amount ?? owed(state));
  return [{ what: 'fee-taken', at: facts.now, payment: { amount, ...payment, ...(move.online === undefined ? {} : { online: true }) } }];
}

function refuseCase(pack: Pack, state: CaseState, move: MoveOf<'refuse'>, facts: CaseFacts): Answer {
  if (state.stage.at === 'closed' || state.finished !== undefined) return refuse('case-not-open');
  if (!isReasoned([move.reason], pack.reasons.refusal, move.note)) return refuse('reason-needed');
  return [{ what: 'case-refused', at: facts.now, reason: move.reason, note: move.note, by: move.by, ...stoppedClock(state, facts) }];
}

/** Possible until the result is ready (domain section 5). */
function withdraw(state: CaseState, move: MoveOf<'withdraw'>, facts: CaseFacts): Answer {
  if (state.stage.at === 'closed' || state.finished !== undefined) return refuse('case-not-open');
  const why = move.note === undefined ? {} : { note: move.note };
  return [{ what: 'case-withdrawn', at: facts.now, by: move.by, ...why, ...stoppedClock(state, facts) }];
}

/** A pause that is still open ends with the case. */
function stoppedClock(state: CaseState, facts: CaseFacts): { readonly clock?: CaseClock } {
  if (state.clock === undefined) return {};
  return { clock: { ...state.clock, pauses: state.clock.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: facts.now } : pause)) } };
}

const isReasoned = (given: readonly string[], known: readonly { readonly code: string }[], note: string): boolean =>
  given.length > 0 && given.every((reason) => known.some((one) => one.code === reason)) && note.trim().length > 0;

const stepFacts = (pack: Pack, state: CaseState, facts: CaseFacts) => ({
  now: facts.now,
  data: { ...knownData(state), received: state.clock?.received ?? facts.now, today: dateOf(facts.now), channel: state.channel },
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
