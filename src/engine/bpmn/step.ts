/** The token game: one command moves the tokens of a process until all of them wait. Pure: the same state, command and facts give the same answer. */
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { isBefore, toMs } from '../../base/time.ts';
import type { Element, Process, StartEvent } from './process.ts';
import { isActivity } from './process.ts';
import type { Move, Run } from './run.ts';
import {
  addNode,
  arriveBy,
  begin,
  change,
  checkLater,
  closeWaitsOf,
  elementAt,
  findCalled,
  finish as give,
  holdsNothing,
  insideOf,
  mostNodes,
  mostSteps,
  place,
  raise,
  remove,
  takeOut,
} from './run.ts';
import type { Command, Complete, Facts, Node, ProcessState, Start, Stepped, Wait } from './state.ts';
import { enter, nextRound, start, startRounds } from './step-activity.ts';
import { end, fire, goOn, leaveEvent, spreadSignal, throwError, throwEscalation, watchConditions } from './step-event.ts';
import { exclusive, firstEvent, inclusive, joinInclusive, parallel, retryGateway } from './step-gateway.ts';
import { finish, leave } from './step-leave.ts';
import { listen, listenInside, pauseTimers, resumeTimers } from './step-listen.ts';
import { throwFrom } from './step-throw.ts';
import { undoNext } from './step-undo.ts';
import { work } from './step-work.ts';

/**
 * Moves a process by one command.
 * @param state undefined before the command 'start', afterwards the state of the last step (JSON round trips are harmless)
 * @returns the new state and what to do outside, or a refusal that leaves everything as it was:
 * process-already-started, process-not-running, process-start-unknown, task-not-open, message-not-awaited, process-changed.
 * A process that cannot go on is not refused: the token stops with an incident, which `retry` takes up again.
 */
export function step(process: Process, state: ProcessState | undefined, command: Command, facts: Facts): Stepped | Refusal {
  if (command.do === 'start') return state === undefined ? startProcess(process, command, facts) : refuse('process-already-started');
  if (state === undefined || state.ended !== undefined) return refuse('process-not-running');
  const run = begin(process, state, facts);
  if (!fits(run, state)) return refuse('process-changed', { process: process.id });
  const refused = obey(run, command);
  if (refused !== undefined) return refused;
  settle(run);
  return { state: give(run), effects: run.effects };
}

/** Are all elements of the state in this process and in the called ones? */
function fits(run: Run, state: ProcessState): boolean {
  if (state.process !== run.process.id) return false;
  for (const node of state.nodes) {
    if (node.in === undefined) continue;
    const process = node.of === undefined ? run.process : run.called.get(node.of);
    if (process === undefined || !process.elements.has(node.at)) return false;
    if (node.calls !== undefined && findCalled(run, node.calls, process) === undefined) return false;
  }
  return state.waits.every((wait) => {
    const node = run.nodes.get(wait.node);
    const of = node === undefined ? undefined : wait.inside ? insideOf(node) : node.of;
    return node !== undefined && (of === undefined ? run.process : run.called.get(of))?.elements.has(wait.at) === true;
  });
}

function startProcess(process: Process, command: Start, facts: Facts): Stepped | Refusal {
  const first = startFor(process, command, facts);
  if (first === undefined) return refuse('process-start-unknown', { process: process.id });
  const run = begin(process, undefined, facts);
  const root = addNode(run, { at: process.id, is: 'scope' });
  listenInside(run, root, process.id, undefined);
  goOn(run, first, root.id, undefined, command.data ?? {});
  settle(run);
  return { state: give(run), effects: run.effects };
}

function startFor(process: Process, command: Start, facts: Facts): StartEvent | undefined {
  const by = command.by ?? 'none';
  const element = 'element' in command ? command.element : undefined;
  const name = 'name' in command ? command.name : undefined;
  return process.starts.find(
    (one) => one.trigger.on === by && (element === undefined || one.id === element) && (name === undefined || nameOf(one, facts) === name),
  );
}

function nameOf(event: StartEvent, facts: Facts): string | undefined {
  const { trigger } = event;
  const formula = trigger.on === 'message' ? trigger.message.name : trigger.on === 'signal' ? trigger.name : undefined;
  const found = formula?.value(facts.data, facts.now);
  return found !== undefined && 'value' in found && typeof found.value === 'string' ? found.value : undefined;
}

function obey(run: Run, command: Exclude<Command, Start>): Refusal | undefined {
  switch (command.do) {
    case 'complete':
      return complete(run, command);
    case 'message':
      return receive(run, command.name, command.correlation, command.data ?? {});
    case 'signal':
      spreadSignal(run, command.name, command.data ?? {});
      return undefined;
    case 'fire-timers':
      fireTimers(run, command.ids);
      return undefined;
    case 'change-data':
      run.dataChanged = true;
      return undefined;
    case 'retry':
      return retry(run, command.id);
    case 'pause':
      if (!run.paused) pauseTimers(run);
      return undefined;
    case 'resume':
      if (run.paused) resumeTimers(run);
      return undefined;
    case 'cancel':
      end(run, 'cancelled');
      return undefined;
  }
}

function complete(run: Run, command: Complete): Refusal | undefined {
  const node = run.nodes.get(command.id);
  if (node === undefined || (node.is !== 'task' && node.is !== 'job')) return refuse('task-not-open', { id: command.id });
  const data = command.result ?? {};
  if (command.failure !== undefined) {
    const closed = closeWork(run, node, 'failed');
    raise(run, closed, { code: 'job-failed', text: command.failure, from: 'work' });
    return undefined;
  }
  if (command.error !== undefined) {
    const closed = closeWork(run, node, 'completed');
    if (!throwError(run, closed, command.error, data))
      raise(run, closed, { code: 'error-not-caught', text: `Nothing catches the error '${command.error}'.`, from: 'work' });
    return undefined;
  }
  if (command.escalation !== undefined) {
    if (!throwEscalation(run, node, command.escalation, data))
      run.effects.push({ do: 'escalate', ...place(node.id, node.at, node.of), code: command.escalation });
    return undefined;
  }
  const element = elementAt(run, node.at, node.of);
  if (isActivity(element)) finish(run, node, element, data);
  else if (element.kind === 'throw' || element.kind === 'end') leaveEvent(run, node, element);
  return undefined;
}

function closeWork(run: Run, node: Node, why: 'completed' | 'failed'): Node {
  const at = place(node.id, node.at, node.of);
  run.effects.push(node.is === 'task' ? { do: 'close-task', ...at, why: 'completed' } : { do: 'close-job', ...at, why });
  return change(run, node, { is: 'held' });
}

/** One message goes to one receiver: the one that has waited longest. */
function receive(run: Run, name: string, correlation: string | undefined, data: JsonObject): Refusal | undefined {
  const wait = run.waits.find((one) => one.on === 'message' && one.name === name && (one.correlation === undefined || one.correlation === correlation));
  if (wait === undefined) return refuse('message-not-awaited', { name });
  fire(run, wait, data);
  return undefined;
}

/** In the order of their times. A cycle that lies behind catches up, round by round. */
function fireTimers(run: Run, ids: readonly string[] | undefined): undefined {
  if (run.paused) return;
  if (ids !== undefined) {
    for (const id of ids) {
      const wait = run.waits.find((one) => one.id === id && one.on === 'timer');
      if (wait !== undefined) fireOne(run, wait);
    }
    return;
  }
  const now = toMs(run.facts.now);
  for (let count = 0; count < mostSteps; count++) {
    const next = earliest(run.waits);
    if (next?.due === undefined || toMs(next.due) > now) return;
    fireOne(run, next);
  }
}

function fireOne(run: Run, wait: Wait): undefined {
  fire(run, wait, {});
  settle(run);
}

function earliest(waits: readonly Wait[]): Wait | undefined {
  let first: Wait | undefined;
  for (const wait of waits) if (wait.due !== undefined && (first?.due === undefined || isBefore(wait.due, first.due))) first = wait;
  return first;
}

/** Takes up a token again where its incident stopped it. */
function retry(run: Run, id: string): Refusal | undefined {
  const stopped = run.nodes.get(id);
  if (stopped?.incident === undefined) return refuse('task-not-open', { id });
  const { incident, ...rest } = stopped;
  run.nodes.set(id, rest);
  if (incident.from === 'wait') {
    if (rest.is === 'many') run.moves.push({ go: 'round', in: id });
    run.dataChanged = true;
    return undefined;
  }
  if (rest.in === undefined) {
    closeWaitsOf(run, id);
    listenInside(run, rest, rest.at, undefined);
    return undefined;
  }
  resumeAt(run, rest, incident.from);
  return undefined;
}

function resumeAt(run: Run, node: Node, from: 'enter' | 'work' | 'finish' | 'leave'): undefined {
  const element = elementAt(run, node.at, node.of);
  const arrival = { in: node.in ?? node.id, of: node.of, via: node.via };
  if (isActivity(element)) {
    if (from === 'finish') return finish(run, node, element, {});
    if (from === 'leave') return leave(run, node, element);
    if (from === 'work') return work(run, node, element);
    closeWaitsOf(run, node.id);
    if (node.is === 'many' && element.loop !== undefined) return startRounds(run, node, element, element.loop);
    return start(run, node, element);
  }
  if (from === 'finish') {
    takeOut(run, node);
    return goOn(run, element, arrival.in, arrival.of, node.vars ?? {});
  }
  if (element.kind === 'throw' || element.kind === 'end') return throwFrom(run, change(run, node, { is: 'event' }), element);
  remove(run, node.id, 'completed');
  if (from === 'leave' && (element.kind === 'exclusive' || element.kind === 'inclusive')) return retryGateway(run, element, arrival);
  run.moves.push({ go: 'arrive', at: element.id, ...arrival });
}

/** Moves until every token waits. Joins of inclusive gateways and conditions are looked at only when nothing else moves. */
function settle(run: Run): undefined {
  for (;;) {
    while (run.moved < run.moves.length) {
      const move = run.moves[run.moved++];
      if (move !== undefined) make(run, move);
    }
    run.moves.length = 0;
    run.moved = 0;
    if (run.ended !== undefined) return;
    if (joinInclusive(run)) continue;
    if (!run.dataChanged) return;
    watchConditions(run);
  }
}

function make(run: Run, move: Move): undefined {
  switch (move.go) {
    case 'arrive':
      return arrive(run, move);
    case 'done': {
      const node = run.nodes.get(move.node);
      const element = node === undefined ? undefined : elementAt(run, node.at, node.of);
      if (node !== undefined && element !== undefined && isActivity(element)) finish(run, node, element, move.result);
      return;
    }
    case 'round':
      if (run.nodes.get(move.in)?.rounds !== undefined && run.steps-- <= 0) return stopRounds(run, move.in);
      return nextRound(run, move.in);
    case 'check':
      return checkScope(run, move.in);
  }
}

function arrive(run: Run, move: Extract<Move, { go: 'arrive' }>): undefined {
  // its scope may have been ended by another token of the same step
  if (!run.nodes.has(move.in)) return;
  const element = elementAt(run, move.at, move.of);
  if (run.steps-- <= 0 || run.nodes.size >= mostNodes) return stopRunaway(run, move);
  if (isActivity(element)) return enter(run, element, move.in, move.of);
  switch (element.kind) {
    case 'exclusive':
      return exclusive(run, element, move);
    case 'parallel':
      return parallel(run, element, move);
    case 'inclusive':
      return inclusive(run, element, move);
    case 'event-gateway':
      return firstEvent(run, element, move);
    case 'start':
    case 'boundary':
      return passOn(run, element, move);
    case 'catch':
      listen(run, waitAt(run, element, move), element);
      return;
    case 'link':
      if (element.target === undefined) return passOn(run, element, move);
      run.moves.push({ ...move, at: element.target, via: undefined });
      return;
    case 'throw':
      if (element.effect.does === 'none') return passOn(run, element, move);
      return throwFrom(run, waitAt(run, element, move), element);
    case 'end':
      if (element.effect.does !== 'none') return throwFrom(run, waitAt(run, element, move), element);
      run.lastEnd = element.id;
      return checkLater(run, move.in);
    case 'event-sub-process':
      return;
  }
}

function waitAt(run: Run, element: Element, move: Extract<Move, { go: 'arrive' }>): Node {
  return addNode(run, { at: element.id, in: move.in, ...(move.of === undefined ? {} : { of: move.of }), is: 'event' });
}

function passOn(run: Run, element: Element, move: Extract<Move, { go: 'arrive' }>): undefined {
  if (element.outgoing.length === 0) checkLater(run, move.in);
  else arriveBy(run, element.outgoing, move.in, move.of);
}

/** A diagram that runs in circles is stopped where it is; every token stays visible. */
function stopRunaway(run: Run, move: Extract<Move, { go: 'arrive' }>): undefined {
  const { in: holder, of, via, at } = move;
  const node = addNode(run, { at, in: holder, ...(of === undefined ? {} : { of }), is: 'held', ...(via === undefined ? {} : { via }) });
  raise(run, node, { code: 'too-many-steps', text: `More than ${mostSteps} steps were made without waiting.`, from: 'enter' });
}

function stopRounds(run: Run, id: string): undefined {
  const node = run.nodes.get(id);
  if (node !== undefined) raise(run, node, { code: 'too-many-steps', text: `More than ${mostSteps} steps were made without waiting.`, from: 'wait' });
}

function checkScope(run: Run, id: string): undefined {
  const node = run.nodes.get(id);
  if (node === undefined || !holdsNothing(run, id)) return;
  if (node.is === 'undo') return undoNext(run, node);
  if (node.in === undefined) return end(run, 'completed');
  if (node.is !== 'scope' && node.is !== 'call') return;
  const element = elementAt(run, node.at, node.of);
  closeWaitsOf(run, id, (wait) => wait.inside === true);
  if (isActivity(element)) return finish(run, node, element, {});
  remove(run, id, 'completed');
  checkLater(run, node.in);
}
