/** Moves a running state to another version of its diagram, or asks what has to be decided first. Pure; nothing is guessed. */
import type { Element, Process } from './process.ts';
import { isActivity } from './process.ts';
import type { Node, ProcessState, Undo, Wait } from './state.ts';

/** Elements with the same id map by themselves; these are the answers for the others. */
export type MigrationMap = {
  /** Old element or flow id -> new one. */
  readonly elements?: Readonly<Record<string, string>>;
  /** Old events (boundary, event sub-process) that are no longer awaited by tokens already there. */
  readonly dropped?: readonly string[];
  /** New events that tokens already there need not await. */
  readonly notAwaited?: readonly string[];
};

export type Question = {
  /** element-missing: map it to an element of the new diagram; other-kind, other-scope: what it maps to does not fit; event-missing: map or drop it; event-new: say that it need not be awaited. */
  readonly code: 'element-missing' | 'other-kind' | 'other-scope' | 'event-missing' | 'event-new';
  /** Id in the old diagram; for event-new in the new one. */
  readonly element: string;
  readonly text: string;
};

type Change = { readonly from: Process; readonly to: Process; readonly map: MigrationMap; readonly ask: (question: Question) => void };

/**
 * @param from the version the state was made with
 * @param to the version it shall go on with
 * @returns the new state, or every question at once. Called processes stay in their own versions.
 */
export function migrate(from: Process, to: Process, state: ProcessState, map: MigrationMap = {}): ProcessState | { readonly questions: readonly Question[] } {
  const questions = new Map<string, Question>();
  const change: Change = { from, to, map, ask: (question) => void questions.set(`${question.code} ${question.element}`, question) };
  const holders = new Map(state.nodes.map((node) => [node.id, node]));
  const nodes = state.nodes.map((node) => moveNode(change, node, node.in === undefined ? undefined : holders.get(node.in)));
  const waits = state.waits.flatMap((wait) => moveWait(change, wait, holders.get(wait.node)));
  for (const node of state.nodes) askForNewEvents(change, node, state.waits);
  const undo = state.undo?.map((one) => moveUndo(change, one));
  if (questions.size > 0) return { questions: [...questions.values()] };
  return { ...state, process: to.id, nodes, waits, ...(undo === undefined ? {} : { undo }) };
}

const renamed = ({ map }: Change, id: string): string => (map.elements !== undefined && Object.hasOwn(map.elements, id) ? (map.elements[id] ?? id) : id);
const isCalled = (node: Node | undefined): boolean => node?.of !== undefined;

/** The element of the new diagram for one of the old; undefined after a question. */
function target(change: Change, id: string): Element | undefined {
  const [old, found] = [change.from.elements.get(id), change.to.elements.get(renamed(change, id))];
  if (found === undefined) {
    change.ask({ code: 'element-missing', element: id, text: `'${old?.name || id}' is not in the new diagram: where do its tokens go?` });
    return undefined;
  }
  if (old !== undefined && !isAlike(old, found)) {
    change.ask({ code: 'other-kind', element: id, text: `'${id}' is a ${shapeOf(old)}, '${found.id}' in the new diagram is a ${shapeOf(found)}.` });
    return undefined;
  }
  return found;
}

const isAlike = (a: Element, b: Element): boolean => shapeOf(a) === shapeOf(b);

/** What two elements must share so that a token can rest in either. */
function shapeOf(element: Element): string {
  const loop =
    isActivity(element) && element.loop !== undefined
      ? ` repeated (${element.loop.kind}${element.loop.kind === 'many' && element.loop.isSequential ? ', sequential' : ''})`
      : '';
  const trigger = 'trigger' in element ? ` for a ${element.trigger.on}` : '';
  const effect = 'effect' in element ? ` of a ${element.effect.does}` : '';
  return `${element.kind}${loop}${trigger}${effect}`;
}

function moveNode(change: Change, node: Node, holder: Node | undefined): Node {
  if (isCalled(node)) return node;
  if (node.in === undefined || holder === undefined) return { ...node, at: change.to.id };
  const found = target(change, node.at);
  if (found === undefined) return node;
  if (holder.is !== 'undo' && holder.at !== node.at && found.scope !== scopeOf(change, holder)) {
    change.ask({ code: 'other-scope', element: node.at, text: `'${found.id}' lies in '${found.scope}', its token in '${holder.at}'.` });
  }
  const via = node.via === undefined ? undefined : renamed(change, node.via);
  if (via !== undefined && !found.incoming.includes(via)) {
    change.ask({
      code: 'element-missing',
      element: node.via ?? '',
      text: `A token came to '${node.at}' by the flow '${node.via}', which does not lead to '${found.id}'.`,
    });
  }
  const undoing = node.undoing?.map((id) => target(change, id)?.id ?? id);
  return { ...node, at: found.id, ...(via === undefined ? {} : { via }), ...(undoing === undefined ? {} : { undoing }) };
}

const scopeOf = (change: Change, holder: Node): string => (holder.in === undefined ? change.to.id : renamed(change, holder.at));

function moveWait(change: Change, wait: Wait, node: Node | undefined): readonly Wait[] {
  // the start of an event sub-process of a called process belongs to that process
  if (node === undefined || isCalled(node) || (node.is === 'call' && wait.inside === true)) return [wait];
  if (change.map.dropped?.includes(wait.at)) return [];
  const old = change.from.elements.get(wait.at);
  const found = change.to.elements.get(renamed(change, wait.at));
  const fits = found !== undefined && old !== undefined && isAlike(old, found) && (found.kind !== 'boundary' || found.attachedTo === renamed(change, node.at));
  if (fits) return [{ ...wait, at: found.id }];
  if (wait.at !== node.at)
    change.ask({ code: 'event-missing', element: wait.at, text: `'${wait.at}' is awaited but not there in the new diagram: map or drop it.` });
  return [wait];
}

/** Events that the new diagram awaits at a token and the old one did not. */
function askForNewEvents(change: Change, node: Node, waits: readonly Wait[]): void {
  if (isCalled(node)) return;
  const awaited = new Set(waits.filter((wait) => wait.node === node.id).map((wait) => renamed(change, wait.at)));
  for (const id of listenersOf(change, node)) {
    if (awaited.has(id) || change.map.notAwaited?.includes(id)) continue;
    change.ask({ code: 'event-new', element: id, text: `The new diagram awaits '${id}'; tokens already there do not.` });
  }
}

function listenersOf(change: Change, node: Node): readonly string[] {
  const { to } = change;
  const waits = (on: string): boolean => on === 'timer' || on === 'message' || on === 'signal' || on === 'condition';
  const scope = node.in === undefined ? to.id : renamed(change, node.at);
  const inside = node.is === 'scope' ? (to.eventSubProcesses.get(scope) ?? []).map((one) => one.start).filter((start) => waits(start.trigger.on)) : [];
  const element = to.elements.get(scope);
  const isHeldBack = node.incident?.from === 'enter';
  const boundaries =
    element !== undefined && isActivity(element) && !isHeldBack && !isRound(change, node) ? element.boundaries.filter((one) => waits(one.trigger.on)) : [];
  return [...inside, ...boundaries].map((one) => one.id);
}

/** One round of a repeated activity: the boundary belongs to all rounds together. */
const isRound = (change: Change, node: Node): boolean => {
  const element = change.from.elements.get(node.at);
  return node.is !== 'many' && element !== undefined && isActivity(element) && element.loop !== undefined;
};

function moveUndo(change: Change, one: Undo): Undo {
  if (one.of !== undefined) return one;
  const found = target(change, one.activity);
  return { ...one, activity: found?.id ?? one.activity, ...(one.inner === undefined ? {} : { inner: one.inner.map((inner) => moveUndo(change, inner)) }) };
}
