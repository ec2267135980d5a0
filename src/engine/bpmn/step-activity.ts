/** Activities: beginning and repeating. */
import type { Json } from '../../base/json.ts';
import type { Activity, Loop } from './process.ts';
import type { Run } from './run.ts';
import { addNode, change, elementAt, isInnerRound, mostNodes, mostRounds, raise, stepsPerRound, workOut, write } from './run.ts';
import type { Node } from './state.ts';
import { mapInputs } from './step-data.ts';
import { leave } from './step-leave.ts';
import { listenAtBoundary } from './step-listen.ts';
import { work } from './step-work.ts';

/** A token enters an activity. */
export function enter(run: Run, activity: Activity, holder: string, of: string | undefined): undefined {
  const base = { at: activity.id, in: holder, ...(of === undefined ? {} : { of }) };
  const { loop } = activity;
  if (loop === undefined) return start(run, addNode(run, { ...base, is: 'held' }), activity);
  startRounds(run, addNode(run, { ...base, is: 'many' }), activity, loop);
}

/** Begins one activity, or one round of it. Called again by a retry. */
export function start(run: Run, entered: Node, activity: Activity): undefined {
  const node = mapInputs(run, entered, activity.inputs);
  if (node === undefined) return;
  if (activity.boundaries.length > 0 && !isInnerRound(run, node) && !listenAtBoundary(run, node, activity.boundaries)) return;
  work(run, node, activity);
}

/** Begins all rounds, or the first. Called again by a retry. */
export function startRounds(run: Run, node: Node, activity: Activity, loop: Loop): undefined {
  if (!listenAtBoundary(run, node, activity.boundaries)) return;
  if (loop.kind === 'again') {
    change(run, node, { rounds: { begun: 0, done: 0 } });
    if (loop.testBefore && !mayRepeat(run, node, loop)) return;
    return beginRound(run, node.id, activity);
  }
  const items = itemsOf(run, node, loop);
  if (items === undefined) return;
  const total = items.length;
  if (run.nodes.size + (loop.isSequential ? 1 : total) > mostNodes)
    return raise(run, node, { code: 'too-many-rounds', text: `The case would hold more than ${mostNodes} tokens.`, from: 'enter' });
  const extra = Math.min(total * stepsPerRound, run.extra);
  run.extra -= extra;
  run.steps += extra;
  const out = loop.outputName === undefined ? {} : { out: items.map(() => null) };
  change(run, node, { rounds: { begun: 0, done: 0, total, ...(loop.collection === undefined ? {} : { items }), ...out } });
  if (total === 0) return finishRounds(run, node.id, activity);
  const atOnce = loop.isSequential ? 1 : total;
  for (let count = 0; count < atOnce && run.nodes.has(node.id); count++) beginRound(run, node.id, activity);
}

function itemsOf(run: Run, node: Node, loop: Extract<Loop, { kind: 'many' }>): readonly Json[] | undefined {
  const formula = loop.collection ?? loop.cardinality;
  if (formula === undefined) return [];
  const found = workOut(run, node.id, formula);
  if ('failed' in found) {
    raise(run, node, { code: 'expression-refused', text: found.failed, from: 'enter' });
    return undefined;
  }
  const { value } = found;
  const items = Array.isArray(value) ? value : typeof value === 'number' && Number.isInteger(value) && value >= 0 ? { length: value } : undefined;
  const isRight = items !== undefined && Array.isArray(value) === (loop.collection !== undefined);
  if (!isRight || items.length > mostRounds) {
    const text = isRight
      ? `${items.length} rounds are more than ${mostRounds}.`
      : `'${formula.source}' gives ${JSON.stringify(value)?.slice(0, 100)}, where ${loop.collection === undefined ? 'a whole number' : 'a list'} is needed.`;
    raise(run, node, { code: isRight ? 'too-many-rounds' : 'bad-collection', text, from: 'enter' });
    return undefined;
  }
  return Array.isArray(items) ? items : Array.from(items, () => null);
}

function beginRound(run: Run, id: string, activity: Activity): undefined {
  const node = run.nodes.get(id);
  const { loop } = activity;
  if (node?.rounds === undefined || loop === undefined) return;
  const number = node.rounds.begun + 1;
  change(run, node, { rounds: { ...node.rounds, begun: number } });
  const item = loop.kind === 'many' && loop.itemName !== undefined ? { [loop.itemName]: node.rounds.items?.[number - 1] ?? null } : {};
  const inner = addNode(run, { at: node.at, in: id, ...(node.of === undefined ? {} : { of: node.of }), is: 'held', vars: { ...item, loopCounter: number } });
  start(run, inner, activity);
}

/** After a round: is the whole done, or does the next one begin? */
export function nextRound(run: Run, id: string): undefined {
  const node = run.nodes.get(id);
  if (node?.rounds === undefined || node.incident !== undefined) return;
  const activity = elementAt(run, node.at, node.of) as Activity;
  const { loop } = activity;
  if (loop === undefined) return;
  if (loop.kind === 'again') {
    if (mayRepeat(run, node, loop)) beginRound(run, id, activity);
    return;
  }
  const { done, begun, total = 0 } = node.rounds;
  const enough = isEnough(run, node, loop);
  if (enough === undefined) return;
  if (enough || done >= total) return finishRounds(run, id, activity);
  if (loop.isSequential && begun === done) beginRound(run, id, activity);
}

/** The completion condition, which also sees the counters. */
function isEnough(run: Run, node: Node, loop: Extract<Loop, { kind: 'many' }>): boolean | undefined {
  if (loop.until === undefined || node.rounds === undefined) return false;
  const { done, begun, total = 0 } = node.rounds;
  const counters = { numberOfInstances: total, numberOfActiveInstances: begun - done, numberOfCompletedInstances: done };
  const found = workOut(run, node.id, loop.until, counters);
  if (!('failed' in found)) return found.value === true;
  raise(run, node, { code: 'expression-refused', text: found.failed, from: 'wait' });
  return undefined;
}

/** Standard loop: finishes the whole when it may not. */
function mayRepeat(run: Run, node: Node, loop: Extract<Loop, { kind: 'again' }>): boolean {
  const done = run.nodes.get(node.id)?.rounds?.done ?? 0;
  const activity = elementAt(run, node.at, node.of) as Activity;
  const found = loop.condition === undefined ? { value: true } : workOut(run, node.id, loop.condition, { loopCounter: done });
  if ('failed' in found) {
    raise(run, node, { code: 'expression-refused', text: found.failed, from: 'wait' });
    return false;
  }
  if (found.value === true && done < loop.maximum) return true;
  finishRounds(run, node.id, activity);
  return false;
}

function finishRounds(run: Run, id: string, activity: Activity): undefined {
  const node = run.nodes.get(id);
  if (node === undefined) return;
  const { loop } = activity;
  if (loop?.kind === 'many' && loop.outputName !== undefined) write(run, node.in, [loop.outputName], node.rounds?.out ?? []);
  leave(run, node, activity);
}
