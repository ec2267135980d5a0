/** The working memory of one step: a copy of the state that is changed in place and given back as a new state. Nothing of it outlives the step. */
import type { Json, JsonObject } from '../../base/json.ts';
import type { Formula, Outcome } from './formula.ts';
import type { Element, Process } from './process.ts';
import type { Effect, Ended, Facts, IncidentCode, Node, ProcessState, RetryFrom, Undo, Wait } from './state.ts';

/** Elements entered in one step without waiting, before the process is stopped with an incident. */
export const mostSteps = 1_000;
export const mostRounds = 1_000;
/** Each round of a multi-instance activity may add this many steps, up to `mostExtraSteps`. */
export const stepsPerRound = 50;
export const mostExtraSteps = 50_000;
export const mostNodes = 5_000;

/** What is still to be done: a token arrives, a scope may be empty, a repeated activity may need its next round. */
export type Move =
  | { readonly go: 'arrive'; readonly at: string; readonly in: string; readonly of: string | undefined; readonly via: string | undefined }
  | { readonly go: 'check'; readonly in: string }
  | { readonly go: 'done'; readonly node: string; readonly result: JsonObject }
  | { readonly go: 'round'; readonly in: string };

export type Run = {
  readonly process: Process;
  readonly facts: Facts;
  readonly nodes: Map<string, Node>;
  /** How many nodes lie directly inside a node; absent for none. */
  readonly inside: Map<string, number>;
  readonly called: Map<string, Process>;
  readonly effects: Effect[];
  readonly moves: Move[];
  /** Position of the next move. */
  moved: number;
  waits: readonly Wait[];
  /** Nodes that have a wait, or had one during this step. */
  readonly listening: Set<string>;
  undo: readonly Undo[];
  data: JsonObject;
  dataChanged: boolean;
  next: number;
  steps: number;
  extra: number;
  paused: boolean;
  ended: Ended | undefined;
  lastEnd: string | undefined;
};

export function begin(process: Process, state: ProcessState | undefined, facts: Facts): Run {
  const nodes = new Map<string, Node>();
  const inside = new Map<string, number>();
  if (state !== undefined)
    for (const node of state.nodes) {
      nodes.set(node.id, node);
      if (node.in !== undefined) inside.set(node.in, (inside.get(node.in) ?? 0) + 1);
    }
  return {
    process,
    facts,
    nodes,
    inside,
    called: new Map(),
    effects: [],
    moves: [],
    moved: 0,
    waits: state?.waits ?? [],
    listening: new Set(state?.waits.map((wait) => wait.node)),
    undo: state?.undo ?? [],
    data: facts.data,
    dataChanged: false,
    next: state?.next ?? 0,
    steps: mostSteps,
    extra: mostExtraSteps,
    paused: state?.paused === true,
    ended: state?.ended,
    lastEnd: undefined,
  };
}

export function finish(run: Run): ProcessState {
  return {
    process: run.process.id,
    next: run.next,
    nodes: [...run.nodes.values()],
    waits: run.waits,
    ...(run.undo.length === 0 ? {} : { undo: run.undo }),
    ...(run.paused ? { paused: true as const } : {}),
    ...(run.ended === undefined ? {} : { ended: run.ended }),
  };
}

export const newId = (run: Run): string => String(run.next++);

export function addNode(run: Run, node: Omit<Node, 'id'>): Node {
  const added = { id: newId(run), ...node };
  run.nodes.set(added.id, added);
  if (added.in !== undefined) run.inside.set(added.in, (run.inside.get(added.in) ?? 0) + 1);
  return added;
}

export function change(run: Run, node: Node, changes: Partial<Node>): Node {
  const changed = { ...node, ...changes };
  run.nodes.set(node.id, changed);
  return changed;
}

/** The parts of `At` every effect carries. */
export const place = (id: string, element: string, of: string | undefined): { readonly id: string; readonly element: string; readonly process?: string } =>
  of === undefined ? { id, element } : { id, element, process: of };

// Processes and elements

/** The process named `ref`; called ones were looked up when the step began or when they were called. */
export function processOf(run: Run, of: string | undefined): Process {
  const found = of === undefined ? run.process : run.called.get(of);
  if (found === undefined) throw new Error(`called process ${of} was not looked up`);
  return found;
}

export function findCalled(run: Run, ref: string, caller: Process): Process | undefined {
  const found = run.called.get(ref) ?? run.facts.process?.(ref) ?? caller.siblings.get(ref);
  if (found !== undefined) {
    run.called.set(ref, found);
    run.called.set(found.ref, found);
  }
  return found;
}

export function elementAt(run: Run, at: string, of: string | undefined): Element {
  const found = processOf(run, of).elements.get(at);
  if (found === undefined) throw new Error(`element ${at} is not in the process`);
  return found;
}

/** Of which process the elements inside a node are. */
export const insideOf = (node: Node): string | undefined => (node.is === 'call' ? node.calls : node.of);

export function isInnerRound(run: Run, node: Node): boolean {
  const holder = holderOf(run, node);
  return holder?.is === 'many' && holder.at === node.at;
}

// Data

/** Everything a node sees; inner names hide outer ones. */
export function visible(run: Run, nodeId: string | undefined): JsonObject {
  const layers: JsonObject[] = [];
  let node = nodeId === undefined ? undefined : run.nodes.get(nodeId);
  for (; node !== undefined && node.is !== 'call'; node = holderOf(run, node)) if (node.vars !== undefined) layers.push(node.vars);
  const outermost = node === undefined ? run.data : (node.vars ?? {});
  return layers.length === 0 ? outermost : Object.assign({}, outermost, ...layers.reverse());
}

export const holderOf = (run: Run, node: Node): Node | undefined => (node.in === undefined ? undefined : run.nodes.get(node.in));

/** Writes where the name already is, seen from the node outwards; otherwise into the case data, or into the data of the called process. */
export function write(run: Run, nodeId: string | undefined, path: readonly string[], value: Json): undefined {
  const [name = '', ...rest] = path;
  run.dataChanged = true;
  for (let node = nodeId === undefined ? undefined : run.nodes.get(nodeId); node !== undefined; node = holderOf(run, node)) {
    const own = node.vars !== undefined && Object.hasOwn(node.vars, name);
    if (own || node.is === 'call') {
      change(run, node, { vars: { ...node.vars, [name]: placed(node.vars?.[name], rest, value) } });
      return;
    }
  }
  const whole = placed(Object.hasOwn(run.data, name) ? run.data[name] : undefined, rest, value);
  run.data = { ...run.data, [name]: whole };
  run.effects.push({ do: 'set-data', name, value: whole });
}

/** `value` put at `path` inside `old`; what is not an object there is replaced. */
export function placed(old: Json | undefined, path: readonly string[], value: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const base: JsonObject = typeof old === 'object' && old !== null && !Array.isArray(old) ? (old as JsonObject) : {};
  return { ...base, [name]: placed(Object.hasOwn(base, name) ? base[name] : undefined, rest, value) };
}

// Evaluation: a value, or undefined after an incident was raised on the node

export function raise(run: Run, node: Node, incident: { readonly code: IncidentCode; readonly text: string; readonly from: RetryFrom }): undefined {
  change(run, node, { incident, ...(incident.from === 'wait' ? {} : { is: node.is === 'many' || node.in === undefined ? node.is : 'held' }) });
  run.effects.push({ do: 'incident', ...place(node.id, node.at, node.of), code: incident.code, text: incident.text });
}

/** The value of a formula seen from a node; `extra` hides what the node sees. */
export function workOut(run: Run, nodeId: string | undefined, formula: Formula, extra?: JsonObject): Outcome {
  if (formula.fixed !== undefined) return { value: formula.fixed };
  const data = visible(run, nodeId);
  return formula.value(extra === undefined ? data : { ...data, ...extra }, run.facts.now);
}

// Moves

export function arriveBy(run: Run, flows: readonly { readonly id: string; readonly to: string }[], holder: string, of: string | undefined): undefined {
  for (const flow of flows) run.moves.push({ go: 'arrive', at: flow.to, in: holder, of, via: flow.id });
}

/** A token ended in this scope: the scope may be done. */
export function checkLater(run: Run, scope: string): undefined {
  run.moves.push({ go: 'check', in: scope });
}

// Closing

/** Stops listening for one event. */
export function closeWait(run: Run, wait: Wait): undefined {
  run.waits = run.waits.filter((one) => one.id !== wait.id);
  tellClosed(run, wait);
}

function tellClosed(run: Run, wait: Wait): undefined {
  const node = run.nodes.get(wait.node);
  const of = node === undefined ? undefined : wait.inside === true ? insideOf(node) : node.of;
  if (wait.on === 'timer') run.effects.push({ do: 'cancel-timer', ...place(wait.id, wait.at, of) });
  if (wait.on === 'message') run.effects.push({ do: 'stop-message', ...place(wait.id, wait.at, of) });
}

export function closeWaitsOf(run: Run, nodeId: string, which?: (wait: Wait) => boolean): undefined {
  if (!run.listening.has(nodeId)) return;
  let closing: Wait[] | undefined;
  for (const wait of run.waits) {
    if (wait.node !== nodeId || (which !== undefined && !which(wait))) continue;
    closing ??= [];
    closing.push(wait);
  }
  if (closing === undefined) return;
  const closed = new Set(closing);
  run.waits = run.waits.filter((wait) => !closed.has(wait));
  for (const wait of closing) tellClosed(run, wait);
}

/** Takes out this one node only. */
export function takeOut(run: Run, node: Node): undefined {
  if (!run.nodes.delete(node.id) || node.in === undefined) return;
  const left = (run.inside.get(node.in) ?? 1) - 1;
  if (left > 0) run.inside.set(node.in, left);
  else run.inside.delete(node.in);
}

/** Takes a node away with everything inside it. */
export function remove(run: Run, nodeId: string, why: 'completed' | 'withdrawn'): undefined {
  const node = run.nodes.get(nodeId);
  if (node === undefined) return;
  if (mayHold(node)) clear(run, nodeId);
  closeWaitsOf(run, nodeId);
  takeOut(run, node);
  if (run.undo.some((one) => one.in === nodeId)) run.undo = run.undo.filter((one) => one.in !== nodeId);
  if (node.is === 'task') run.effects.push({ do: 'close-task', ...place(node.id, node.at, node.of), why });
  if (node.is === 'job') run.effects.push({ do: 'close-job', ...place(node.id, node.at, node.of), why });
}

/** Takes away all that is inside a node. */
export function clear(run: Run, nodeId: string): undefined {
  if (!run.inside.has(nodeId)) return;
  // A map may lose entries while it is walked through.
  for (const inner of run.nodes.values()) if (inner.in === nodeId) remove(run, inner.id, 'withdrawn');
}

const mayHold = (node: Node): boolean => node.is === 'scope' || node.is === 'call' || node.is === 'many' || node.is === 'undo' || node.in === undefined;

export const holdsNothing = (run: Run, nodeId: string): boolean => {
  if (run.inside.has(nodeId)) return false;
  for (let index = run.moved; index < run.moves.length; index++) {
    const move = run.moves[index];
    if (move?.go === 'arrive' && move.in === nodeId) return false;
  }
  return true;
};
