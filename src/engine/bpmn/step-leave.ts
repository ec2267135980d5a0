/** Finishing an activity: its results go outwards, its round is counted, its token chooses the way. */
import type { JsonObject } from '../../base/json.ts';
import type { Activity, Loop } from './process.ts';
import type { Run } from './run.ts';
import { arriveBy, change, checkLater, isInnerRound, place, raise, remove, workOut } from './run.ts';
import type { Node, Rounds, Undo } from './state.ts';
import { bring } from './step-data.ts';
import { openFlows } from './step-gateway.ts';

/** The work is done: its results go outwards, the token goes on. */
export function finish(run: Run, done: Node, activity: Activity, result: JsonObject): undefined {
  let node = done;
  if (node.is === 'task' || node.is === 'job') {
    run.effects.push({ do: node.is === 'task' ? 'close-task' : 'close-job', ...place(node.id, node.at, node.of), why: 'completed' });
    node = change(run, node, { is: 'held' });
  }
  const failed = bring(run, node.in, activity.outputs, result, { ...node.vars, ...result });
  if (failed !== undefined) {
    const kept = change(run, node, { vars: { ...node.vars, ...result } });
    return raise(run, kept, { code: 'expression-refused', text: failed, from: 'finish' });
  }
  leave(run, node, activity);
}

/** Chooses the way out; the activity is over once that is possible. */
export function leave(run: Run, node: Node, activity: Activity): undefined {
  const holder = node.in ?? node.id;
  if (isInnerRound(run, node)) return roundDone(run, node, activity);
  const held = run.nodes.get(holder);
  if (held?.is === 'undo') {
    remove(run, node.id, 'completed');
    return checkLater(run, holder);
  }
  const open = openFlows(run, holder, activity);
  if (!('flows' in open)) return raise(run, node, open);
  remember(run, node, activity, holder);
  remove(run, node.id, 'completed');
  if (open.flows.length === 0) return checkLater(run, holder);
  arriveBy(run, open.flows, holder, node.of);
}

/** A finished activity that can be undone, or holds some that can, is remembered until its scope ends. */
function remember(run: Run, node: Node, activity: Activity, holder: string): undefined {
  // a called process keeps its own undoing to itself
  const inner = activity.kind === 'call-activity' ? [] : run.undo.filter((one) => one.in === node.id);
  if (inner.length > 0) run.undo = run.undo.filter((one) => one.in !== node.id);
  if (activity.undoneBy === undefined && inner.length === 0) return;
  const one: Undo = { activity: activity.id, in: holder, ...(node.of === undefined ? {} : { of: node.of }) };
  run.undo = [...run.undo, activity.undoneBy === undefined ? { ...one, inner } : one];
}

function roundDone(run: Run, inner: Node, activity: Activity): undefined {
  const node = inner.in === undefined ? undefined : run.nodes.get(inner.in);
  const { loop } = activity;
  if (node?.rounds === undefined || loop === undefined) return;
  const rounds = loop.kind === 'many' ? collected(run, inner, node.rounds, loop) : { ...node.rounds, done: node.rounds.done + 1 };
  if (rounds === undefined) return;
  remember(run, inner, activity, node.in ?? node.id);
  remove(run, inner.id, 'completed');
  change(run, node, { rounds });
  run.moves.push({ go: 'round', in: node.id });
}

/** Adds the output of one round; undefined after an incident. */
function collected(run: Run, inner: Node, rounds: Rounds, loop: Extract<Loop, { kind: 'many' }>): Rounds | undefined {
  const done = rounds.done + 1;
  if (loop.output === undefined || rounds.out === undefined) return { ...rounds, done };
  const found = workOut(run, inner.id, loop.output);
  if ('failed' in found) {
    raise(run, inner, { code: 'expression-refused', text: found.failed, from: 'leave' });
    return undefined;
  }
  const number = inner.vars?.loopCounter;
  return { ...rounds, done, out: rounds.out.with(typeof number === 'number' ? number - 1 : 0, found.value) };
}
