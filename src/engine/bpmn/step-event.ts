/** Events: listening, catching, throwing; who catches an error or an escalation; what undoes what. */
import type { Json, JsonObject } from '../../base/json.ts';
import { plusMs, toMs } from '../../base/time.ts';
import type { Formula } from './formula.ts';
import type { BoundaryEvent, Element, EndEvent, EventSubProcess, Mapping, ThrowEvent, TimerRule, Trigger } from './process.ts';
import { isActivity } from './process.ts';
import type { Run } from './run.ts';
import {
  addNode,
  arriveBy,
  change,
  checkLater,
  clear,
  closeWait,
  closeWaitsOf,
  elementAt,
  insideOf,
  isInnerRound,
  newId,
  place,
  placed,
  processOf,
  raise,
  remove,
  workOut,
  write,
} from './run.ts';
import type { Ended, Node, Undo, Wait } from './state.ts';
import { alarmOf, plusDuration, readDuration } from './timer.ts';

type Listener = { readonly id: string; readonly trigger: Trigger };

/** Listens for an event on behalf of a node. False when that failed; the node then carries the incident. */
export function listen(run: Run, node: Node, listener: Listener, inside?: true): boolean {
  const base = { id: '', node: node.id, at: listener.id, ...(inside ? { inside } : {}) };
  const { trigger } = listener;
  switch (trigger.on) {
    case 'timer':
      return listenForTime(run, node, base, trigger.timer);
    case 'message': {
      const name = textOf(run, node, trigger.message.name);
      if (name === undefined) return false;
      const correlation = trigger.message.correlation === undefined ? undefined : textOf(run, node, trigger.message.correlation);
      if (trigger.message.correlation !== undefined && correlation === undefined) return false;
      const wait = addWait(run, { ...base, on: 'message', name, ...(correlation === undefined ? {} : { correlation }) });
      run.effects.push({
        do: 'await-message',
        ...place(wait.id, wait.at, inside ? insideOf(node) : node.of),
        name,
        ...(correlation === undefined ? {} : { correlation }),
      });
      return true;
    }
    case 'signal': {
      const name = textOf(run, node, trigger.name);
      if (name !== undefined) addWait(run, { ...base, on: 'signal', name });
      return name !== undefined;
    }
    case 'condition':
      addWait(run, { ...base, on: 'condition' });
      // it may be true already: looked at when the tokens have come to rest
      run.dataChanged = true;
      return true;
    case 'none':
    case 'error':
    case 'escalation':
    case 'compensation':
      return true;
  }
}

function listenForTime(run: Run, node: Node, base: Pick<Wait, 'id' | 'node' | 'at' | 'inside'>, timer: TimerRule): boolean {
  const text = textOf(run, node, timer.value);
  if (text === undefined) return false;
  const alarm = alarmOf(timer.kind, text, run.facts.now);
  if (typeof alarm === 'string') {
    raise(run, node, { code: 'bad-timer', text: alarm, from: 'enter' });
    return false;
  }
  const { due, fixed, every, times } = alarm;
  const cycle = every === undefined ? {} : { every, ...(times === undefined ? {} : { times }) };
  setTimer(run, { ...base, on: 'timer', due, ...(fixed ? { fixed: true as const } : {}), ...cycle }, base.inside ? insideOf(node) : node.of);
  return true;
}

function setTimer(run: Run, wait: Wait, of: string | undefined): undefined {
  const { due, ...rest } = wait;
  if (due === undefined) return;
  if (run.paused) {
    addWait(run, wait.fixed ? wait : { ...rest, left: Math.max(0, toMs(due) - toMs(run.facts.now)) });
    return;
  }
  const added = addWait(run, wait);
  run.effects.push({ do: 'set-timer', ...place(added.id, added.at, of), due });
}

function addWait(run: Run, wait: Wait): Wait {
  const added = wait.id === '' ? { ...wait, id: newId(run) } : wait;
  run.waits = [...run.waits, added];
  return added;
}

/** Boundary events of an activity. */
export const listenAtBoundary = (run: Run, node: Node, boundaries: readonly BoundaryEvent[]): boolean =>
  boundaries.every((boundary) => listen(run, node, boundary));

/** Event sub-processes of a scope that begins: `scope` is the id of its process or sub-process. */
export const listenInside = (run: Run, node: Node, scope: string, of: string | undefined): boolean =>
  (processOf(run, of).eventSubProcesses.get(scope) ?? []).every((inner) => listen(run, node, inner.start, true));

/** A text worked out of the data; raises an incident when it is not a text or a number. */
export function textOf(run: Run, node: Node, formula: Formula): string | undefined {
  const found = workOut(run, node.id, formula);
  if ('failed' in found) return refusedBy(run, node, found.failed);
  if (typeof found.value === 'string' && found.value !== '') return found.value;
  if (typeof found.value === 'number') return String(found.value);
  raise(run, node, {
    code: 'bad-name',
    text: `'${formula.source}' gives ${JSON.stringify(found.value)}, where a text is needed. ${found.note ?? ''}`.trim(),
    from: 'enter',
  });
  return undefined;
}

const refusedBy = (run: Run, node: Node, text: string): undefined => {
  raise(run, node, { code: 'expression-refused', text, from: 'enter' });
  return undefined;
};

// Catching

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

/**
 * Results go outwards: through the mappings when there are some, otherwise name by name.
 * Returns the sentence that says why not; nothing is written then.
 */
export function bring(run: Run, holder: string | undefined, outputs: readonly Mapping[], result: JsonObject, locals: JsonObject): string | undefined {
  if (outputs.length === 0) {
    for (const name of Object.keys(result)) write(run, holder, [name], result[name] ?? null);
    return undefined;
  }
  const values: Json[] = [];
  for (const output of outputs) {
    const found = workOut(run, holder, output.value, locals);
    if ('failed' in found) return found.failed;
    values.push(found.value);
  }
  for (const [index, output] of outputs.entries()) write(run, holder, output.target, values[index] ?? null);
  return undefined;
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

/** A non-interrupting event stays awake; a cycle gets its next time, a single timer is over. */
function again(run: Run, wait: Wait, of: string | undefined): undefined {
  if (wait.on !== 'timer') return;
  const next = nextTime(wait);
  if (next === undefined) return closeWait(run, wait);
  run.waits = run.waits.filter((one) => one.id !== wait.id);
  setTimer(run, next, of);
}

function nextTime(wait: Wait): Wait | undefined {
  const period = wait.every === undefined ? undefined : readDuration(wait.every);
  if (period === undefined || wait.due === undefined || wait.times === 1) return undefined;
  const { fixed: _, ...rest } = wait;
  return { ...rest, due: plusDuration(wait.due, period), ...(wait.times === undefined ? {} : { times: wait.times - 1 }) };
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

// Pausing

/** Timers stop; of durations the rest is kept. */
export function pauseTimers(run: Run): undefined {
  run.paused = true;
  for (const wait of run.waits) if (wait.on === 'timer') run.effects.push({ do: 'cancel-timer', ...place(wait.id, wait.at, ofWait(run, wait)) });
  run.waits = run.waits.map((wait) => {
    if (wait.on !== 'timer' || wait.due === undefined || wait.fixed) return wait;
    const { due, ...rest } = wait;
    return { ...rest, left: Math.max(0, toMs(due) - toMs(run.facts.now)) };
  });
}

export function resumeTimers(run: Run): undefined {
  run.paused = false;
  run.waits = run.waits.map((wait) => {
    if (wait.left === undefined) return wait;
    const { left, ...rest } = wait;
    return { ...rest, due: plusMs(run.facts.now, left) };
  });
  for (const wait of run.waits) {
    if (wait.on === 'timer' && wait.due !== undefined) run.effects.push({ do: 'set-timer', ...place(wait.id, wait.at, ofWait(run, wait)), due: wait.due });
  }
}

function ofWait(run: Run, wait: Wait): string | undefined {
  const node = run.nodes.get(wait.node);
  return node === undefined ? undefined : wait.inside ? insideOf(node) : node.of;
}

// Throwing

/** Mapped inputs of a throwing event become the data it sends. */
export function mapInputs(run: Run, node: Node, inputs: readonly Mapping[]): Node | undefined {
  if (inputs.length === 0) return node;
  let vars: JsonObject = node.vars ?? {};
  for (const input of inputs) {
    const found = workOut(run, node.id, input.value, vars);
    if ('failed' in found) return refusedBy(run, node, found.failed);
    const [name = '', ...rest] = input.target;
    vars = { ...vars, [name]: placed(Object.hasOwn(vars, name) ? vars[name] : undefined, rest, found.value) };
  }
  return change(run, node, { vars });
}

/** A token is at a throwing or ending event; `node` holds it while the event does its work. */
export function throwFrom(run: Run, entered: Node, event: ThrowEvent | EndEvent): undefined {
  const node = mapInputs(run, entered, event.inputs);
  if (node === undefined) return;
  const { effect } = event;
  const data = node.vars ?? {};
  switch (effect.does) {
    case 'none':
      return leaveEvent(run, node, event);
    case 'message': {
      const name = textOf(run, node, effect.message.name);
      if (name === undefined) return;
      const correlation = effect.message.correlation === undefined ? undefined : textOf(run, node, effect.message.correlation);
      if (effect.message.correlation !== undefined && correlation === undefined) return;
      run.effects.push({ do: 'send-message', ...place(node.id, node.at, node.of), name, data, ...(correlation === undefined ? {} : { correlation }) });
      return leaveEvent(run, node, event);
    }
    case 'job': {
      const type = textOf(run, node, effect.type);
      if (type === undefined) return;
      change(run, node, { is: 'job' });
      const { headers, retries } = effect;
      run.effects.push({
        do: 'open-job',
        ...place(node.id, node.at, node.of),
        name: event.name,
        type,
        retries,
        headers,
        extensions: event.extensions,
        input: data,
      });
      return;
    }
    case 'signal': {
      const name = textOf(run, node, effect.name);
      if (name === undefined) return;
      run.effects.push({ do: 'throw-signal', ...place(node.id, node.at, node.of), name, data });
      spreadSignal(run, name, data);
      return leaveEvent(run, node, event);
    }
    case 'error': {
      const code = textOf(run, node, effect.code);
      if (code === undefined) return;
      if (!throwError(run, node, code, data)) raise(run, node, { code: 'error-not-caught', text: `Nothing catches the error '${code}'.`, from: 'enter' });
      return;
    }
    case 'escalation': {
      const code = textOf(run, node, effect.code);
      if (code === undefined) return;
      if (!throwEscalation(run, node, code, data)) run.effects.push({ do: 'escalate', ...place(node.id, node.at, node.of), code });
      return leaveEvent(run, node, event);
    }
    case 'compensation':
      return undo(run, node, event, effect.activity);
    case 'terminate':
      return terminate(run, node, event);
  }
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
  for (let node: Node | undefined = from; node !== undefined; node = node.in === undefined ? undefined : run.nodes.get(node.in)) {
    const boundary = boundaryFor(run, node, on, code);
    if (boundary !== undefined) {
      fireBoundary(run, node, boundary, data);
      return true;
    }
    const scope: Node | undefined = node.in === undefined ? undefined : run.nodes.get(node.in);
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

function terminate(run: Run, node: Node, event: Element): undefined {
  run.lastEnd = event.id;
  const holder = node.in ?? node.id;
  if (run.nodes.get(holder)?.in === undefined) return end(run, 'terminated');
  clear(run, holder);
  checkLater(run, holder);
}

/** The whole process is over. */
export function end(run: Run, how: Ended['how']): undefined {
  for (const node of [...run.nodes.values()]) if (node.in === undefined) remove(run, node.id, 'withdrawn');
  run.undo = [];
  run.ended = { how, at: run.facts.now };
  run.effects.push({ do: 'ended', how, ...(run.lastEnd === undefined ? {} : { element: run.lastEnd }) });
}

// Undoing

/** Finished activities of the scope are undone, the latest first; the token waits until that is done. */
function undo(run: Run, node: Node, event: ThrowEvent | EndEvent, activity: string | undefined): undefined {
  const scopes = scopesToUndo(run, node);
  const meant = run.undo.filter((one) => scopes.has(one.in) && (activity === undefined || one.activity === activity));
  run.undo = run.undo.filter((one) => !meant.includes(one));
  const handlers = meant.toReversed().flatMap((one) => handlersOf(run, one));
  if (handlers.length === 0) return leaveEvent(run, node, event);
  undoNext(run, change(run, node, { is: 'undo', undoing: handlers }));
}

/** The scope of the event; for an event sub-process also the scope it belongs to. */
function scopesToUndo(run: Run, node: Node): ReadonlySet<string> {
  const scopes = new Set<string>();
  for (
    let holder = node.in === undefined ? undefined : run.nodes.get(node.in);
    holder !== undefined;
    holder = holder.in === undefined ? undefined : run.nodes.get(holder.in)
  ) {
    scopes.add(holder.id);
    if (holder.in === undefined || elementAt(run, holder.at, holder.of).kind !== 'event-sub-process') break;
  }
  return scopes;
}

function handlersOf(run: Run, one: Undo): readonly string[] {
  if (one.inner !== undefined) return one.inner.toReversed().flatMap((inner) => handlersOf(run, inner));
  const element = elementAt(run, one.activity, one.of);
  return isActivity(element) && element.undoneBy !== undefined ? [element.undoneBy] : [];
}

/** Begins the next handler, or lets the waiting token go on. */
export function undoNext(run: Run, node: Node): undefined {
  const [handler, ...rest] = node.undoing ?? [];
  if (handler === undefined) {
    const event = elementAt(run, node.at, node.of);
    if (event.kind === 'throw' || event.kind === 'end') leaveEvent(run, node, event);
    return;
  }
  change(run, node, { undoing: rest });
  run.moves.push({ go: 'arrive', at: handler, in: node.id, of: node.of, via: undefined });
}
