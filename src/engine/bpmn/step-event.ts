/** Events that happen: what a token does then, and who catches a signal, an error or an escalation. */
import type { JsonObject } from '../../base/json.ts';
import type { BoundaryEvent, Element, EndEvent, EventSubProcess, ThrowEvent, Trigger } from './process.ts';
import { isActivity } from './process.ts';
import type { Run } from './run.ts';
import {
  addNode,
  arriveBy,
  checkLater,
  clear,
  closeWait,
  closeWaitsOf,
  elementAt,
  holderOf,
  insideOf,
  isInnerRound,
  processOf,
  raise,
  remove,
  workOut,
} from './run.ts';
import type { Ended, Node, Wait } from './state.ts';
import { bring } from './step-data.ts';
import { again, listenInside } from './step-listen.ts';

/** The event waited for has happened. */
export function fire(run: Run, wait: Wait, data: JsonObject): undefined {
  const node = run.nodes.get(wait.node);
  if (node === undefined) return;
  if (wait.inside) return fireInside(run, wait, node, data);
  const event = elementAt(run, wait.at, node.of);
  if (event.kind === 'boundary') return fireBoundary(run, node, event, data, wait);
  closeWait(run, wait);
  pass(run, node, event, data);
}

/** The token of a catching event, an event gateway or a receive task goes on. */
function pass(run: Run, node: Node, event: Element, data: JsonObject): undefined {
  const { of } = node;
  const holder = node.in ?? node.id;
  if (node.at === event.id && isActivity(event)) {
    run.moves.push({ go: 'done', node: node.id, result: data });
    return;
  }
  remove(run, node.id, 'completed');
  goOn(run, event, holder, of, data);
}

/** Writes the data of an event and sends tokens out of it. */
export function goOn(run: Run, event: Element, holder: string, of: string | undefined, data: JsonObject): undefined {
  const outputs = 'outputs' in event ? event.outputs : [];
  const failed = bring(run, holder, outputs, data, data);
  if (failed !== undefined) {
    const node = addNode(run, { at: event.id, in: holder, ...(of === undefined ? {} : { of }), is: 'held', vars: data });
    raise(run, node, { code: 'expression-refused', text: failed, from: 'finish' });
    return;
  }
  if (event.outgoing.length === 0) return checkLater(run, holder);
  arriveBy(run, event.outgoing, holder, of);
}

/** Only when the node is still there: what it threw may have ended it. */
export function leaveEvent(run: Run, node: Node, event: ThrowEvent | EndEvent): undefined {
  if (!run.nodes.has(node.id)) return;
  const holder = node.in ?? node.id;
  remove(run, node.id, 'completed');
  if (event.kind === 'end') {
    run.lastEnd = event.id;
    return checkLater(run, holder);
  }
  goOn(run, { ...event, outputs: [] }, holder, node.of, {});
}

/** The whole process is over. */
export function end(run: Run, how: Ended['how']): undefined {
  for (const node of [...run.nodes.values()]) if (node.in === undefined) remove(run, node.id, 'withdrawn');
  run.undo = [];
  run.ended = { how, at: run.facts.now };
  run.effects.push({ do: 'ended', how, ...(run.lastEnd === undefined ? {} : { element: run.lastEnd }) });
}

function fireBoundary(run: Run, host: Node, boundary: BoundaryEvent, data: JsonObject, wait?: Wait): undefined {
  const { of } = host;
  const holder = host.in ?? host.id;
  if (boundary.isInterrupting) {
    if (wait !== undefined) closeWait(run, wait);
    remove(run, host.id, 'withdrawn');
  } else if (wait !== undefined) again(run, wait, of);
  goOn(run, boundary, holder, of, data);
}

function fireInside(run: Run, wait: Wait, scope: Node, data: JsonObject): undefined {
  const of = insideOf(scope);
  const start = elementAt(run, wait.at, of);
  const inner = elementAt(run, start.scope, of);
  if (inner.kind !== 'event-sub-process') return;
  if (!inner.start.isInterrupting) again(run, wait, of);
  beginInside(run, scope, inner, data);
}

/** An event sub-process begins; an interrupting one ends everything else in its scope. */
function beginInside(run: Run, scope: Node, inner: EventSubProcess, data: JsonObject): undefined {
  const of = insideOf(scope);
  if (inner.start.isInterrupting) {
    clear(run, scope.id);
    closeWaitsOf(run, scope.id, (wait) => wait.inside === true);
  }
  const node = addNode(run, { at: inner.id, in: scope.id, ...(of === undefined ? {} : { of }), is: 'scope' });
  if (listenInside(run, node, inner.id, of)) goOn(run, inner.start, node.id, of, data);
}

/**
 * Conditional events look at the data again: each fires when its condition becomes true. One at a time: what the first
 * one causes is done before the next is looked at. True when one fired.
 */
export function watchConditions(run: Run): boolean {
  for (const wait of run.waits) if (wait.on === 'condition' && watch(run, wait)) return true;
  run.dataChanged = false;
  return false;
}

function watch(run: Run, wait: Wait): boolean {
  const node = run.nodes.get(wait.node);
  if (node === undefined) return false;
  const event = elementAt(run, wait.at, wait.inside ? insideOf(node) : node.of);
  if (!('trigger' in event) || event.trigger.on !== 'condition') return false;
  const found = workOut(run, node.id, event.trigger.condition);
  if ('failed' in found) {
    if (node.incident === undefined) raise(run, node, { code: 'expression-refused', text: found.failed, from: 'wait' });
    return false;
  }
  const holds = found.value === true;
  if (holds === (wait.was === true)) return false;
  const { was: _, ...rest } = wait;
  const seen: Wait = holds ? { ...rest, was: true } : rest;
  run.waits = run.waits.map((one) => (one.id === wait.id ? seen : one));
  if (holds) fire(run, seen, {});
  return holds;
}

/** Reaches every listener of the case, called processes included. */
export function spreadSignal(run: Run, name: string, data: JsonObject): undefined {
  for (const { id } of run.waits.filter((wait) => wait.on === 'signal' && wait.name === name)) {
    const wait = run.waits.find((one) => one.id === id);
    if (wait !== undefined) fire(run, wait, data);
  }
}

/** An error goes outwards from the node until something catches it. False when nothing does. */
export const throwError = (run: Run, node: Node, code: string, data: JsonObject): boolean => raiseOutwards(run, node, 'error', code, data);

/** Like an error, but what threw it may live on. */
export const throwEscalation = (run: Run, node: Node, code: string, data: JsonObject): boolean => raiseOutwards(run, node, 'escalation', code, data);

function raiseOutwards(run: Run, from: Node, on: 'error' | 'escalation', code: string, data: JsonObject): boolean {
  for (let node: Node | undefined = from; node !== undefined; node = holderOf(run, node)) {
    const boundary = boundaryFor(run, node, on, code);
    if (boundary !== undefined) {
      fireBoundary(run, node, boundary, data);
      return true;
    }
    const scope = holderOf(run, node);
    const inner = scope === undefined ? undefined : insideFor(run, scope, node, on, code);
    if (scope !== undefined && inner !== undefined) {
      beginInside(run, scope, inner, data);
      return true;
    }
  }
  return false;
}

function boundaryFor(run: Run, node: Node, on: 'error' | 'escalation', code: string): BoundaryEvent | undefined {
  if (node.in === undefined || isInnerRound(run, node)) return undefined;
  const element = elementAt(run, node.at, node.of);
  return isActivity(element) ? bestCatcher(element.boundaries, on, code) : undefined;
}

function insideFor(run: Run, scope: Node, from: Node, on: 'error' | 'escalation', code: string): EventSubProcess | undefined {
  if (scope.is !== 'scope' && scope.is !== 'call') return undefined;
  const of = insideOf(scope);
  const id = scope.is === 'call' || scope.in === undefined ? processOf(run, of).id : scope.at;
  const inners = processOf(run, of).eventSubProcesses.get(id) ?? [];
  // what is thrown by an event sub-process concerns the outside of its scope
  if (inners.some((inner) => inner.id === from.at)) return undefined;
  const start = bestCatcher(
    inners.map((inner) => inner.start),
    on,
    code,
  );
  return inners.find((inner) => inner.start === start);
}

/** The catcher of exactly this code comes before the one that catches all. */
function bestCatcher<Catcher extends { readonly trigger: Trigger }>(
  catchers: readonly Catcher[],
  on: 'error' | 'escalation',
  code: string,
): Catcher | undefined {
  const wants = (trigger: Trigger, wanted: string | undefined): boolean =>
    trigger.on === on && (trigger.on === 'error' || trigger.on === 'escalation') && trigger.code === wanted;
  return catchers.find(({ trigger }) => wants(trigger, code)) ?? catchers.find(({ trigger }) => wants(trigger, undefined));
}
