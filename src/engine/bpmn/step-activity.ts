/** Activities: beginning, finishing, repeating; sub-processes and called processes. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Activity, CallActivity, DecisionTask, JobTask, Loop, ScriptTask, SubProcess, UserTask } from './process.ts';
import { extensionOf, stepTimeOf } from './process.ts';
import type { Run } from './run.ts';
import {
  addNode,
  arriveBy,
  change,
  checkLater,
  elementAt,
  findCalled,
  isInnerRound,
  mostNodes,
  mostRounds,
  place,
  processOf,
  raise,
  remove,
  stepsPerRound,
  visible,
  workOut,
  write,
} from './run.ts';
import type { Node, Rounds, Undo } from './state.ts';
import { bring, listen, listenAtBoundary, listenInside, mapInputs, textOf } from './step-event.ts';
import { openFlows } from './step-gateway.ts';

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

/** What the activity is there for. */
export function work(run: Run, node: Node, activity: Activity): undefined {
  switch (activity.kind) {
    case 'plain-task':
      return finish(run, node, activity, {});
    case 'user-task':
      return openTask(run, node, activity);
    case 'job-task':
      return openJob(run, node, activity);
    case 'receive-task':
      listen(run, change(run, node, { is: 'event' }), { id: activity.id, trigger: { on: 'message', message: activity.message } });
      return;
    case 'send-task': {
      const name = textOf(run, node, activity.message.name);
      if (name === undefined) return;
      const correlation = activity.message.correlation === undefined ? undefined : textOf(run, node, activity.message.correlation);
      if (activity.message.correlation !== undefined && correlation === undefined) return;
      const data = node.vars ?? {};
      run.effects.push({ do: 'send-message', ...place(node.id, node.at, node.of), name, data, ...(correlation === undefined ? {} : { correlation }) });
      return finish(run, node, activity, {});
    }
    case 'script-task':
      return runScript(run, node, activity);
    case 'decision-task':
      return runDecision(run, node, activity);
    case 'sub-process':
      return startSubProcess(run, node, activity);
    case 'call-activity':
      return call(run, node, activity);
  }
}

function openTask(run: Run, node: Node, task: UserTask): undefined {
  const roles = listOf(run, node, task.roles);
  const users = roles && listOf(run, node, task.users);
  if (roles === undefined || users === undefined) return;
  const assignee = task.assignee === undefined ? undefined : textOf(run, node, task.assignee);
  if (task.assignee !== undefined && assignee === undefined) return;
  const urgency = task.priority === undefined ? undefined : textOf(run, node, task.priority);
  if (task.priority !== undefined && urgency === undefined) return;
  const priority = urgency === undefined ? undefined : Number(urgency);
  if (priority !== undefined && !Number.isFinite(priority))
    return raise(run, node, { code: 'bad-name', text: `The priority '${urgency}' is not a number.`, from: 'enter' });
  change(run, node, { is: 'task' });
  const [unit, sign, document, stepTime] = [
    extensionOf(task, 'unit').role,
    extensionOf(task, 'sign').role,
    extensionOf(task, 'document').template,
    stepTimeOf(task),
  ];
  run.effects.push({
    do: 'open-task',
    ...place(node.id, node.at, node.of),
    name: task.name,
    roles,
    users,
    ...(assignee === undefined ? {} : { assignee }),
    ...(task.form === undefined ? {} : { form: task.form }),
    ...(priority === undefined ? {} : { priority }),
    ...(unit === undefined ? {} : { unit }),
    ...(stepTime === undefined ? {} : { stepTime }),
    ...(sign === undefined ? {} : { sign }),
    ...(document === undefined ? {} : { document }),
    extensions: task.extensions,
    headers: task.headers,
    input: node.vars ?? {},
  });
}

/** 'a, b', or an expression that gives a text or a list of texts. */
function listOf(run: Run, node: Node, formula: UserTask['roles']): readonly string[] | undefined {
  if (formula === undefined) return [];
  const found = workOut(run, node.id, formula);
  if ('failed' in found) {
    raise(run, node, { code: 'expression-refused', text: found.failed, from: 'enter' });
    return undefined;
  }
  const parts = typeof found.value === 'string' ? found.value.split(',').map((part) => part.trim()) : found.value;
  if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts.filter((part) => part !== '');
  raise(run, node, { code: 'bad-name', text: `'${formula.source}' gives ${JSON.stringify(found.value)}, where names are needed.`, from: 'enter' });
  return undefined;
}

function openJob(run: Run, node: Node, task: JobTask): undefined {
  const type = textOf(run, node, task.type);
  if (type === undefined) return;
  change(run, node, { is: 'job' });
  const { name, retries, headers, extensions } = task;
  run.effects.push({ do: 'open-job', ...place(node.id, node.at, node.of), name, type, retries, headers, extensions, input: node.vars ?? {} });
}

function runScript(run: Run, node: Node, task: ScriptTask): undefined {
  const found = workOut(run, node.id, task.script);
  if ('failed' in found) return raise(run, node, { code: 'expression-refused', text: found.failed, from: 'enter' });
  finish(run, node, task, task.resultName === undefined ? {} : { [task.resultName]: found.value });
}

function runDecision(run: Run, node: Node, task: DecisionTask): undefined {
  const decision = textOf(run, node, task.decision);
  if (decision === undefined) return;
  if (run.facts.decide === undefined)
    return raise(run, node, { code: 'decision-refused', text: `No decisions are at hand, '${decision}' was asked.`, from: 'enter' });
  const answer = run.facts.decide(decision, visible(run, node.id));
  if (isRefusal(answer)) {
    const about =
      answer.about === undefined
        ? ''
        : ` (${Object.entries(answer.about)
            .map((pair) => pair.join(': '))
            .join(', ')})`;
    return raise(run, node, { code: 'decision-refused', text: `The decision '${decision}' was refused: ${answer.refused}${about}.`, from: 'enter' });
  }
  finish(run, node, task, { [task.resultName]: answer });
}

function startSubProcess(run: Run, node: Node, activity: SubProcess): undefined {
  const scope = change(run, node, { is: 'scope' });
  if (!listenInside(run, scope, activity.id, node.of)) return;
  run.moves.push({ go: 'arrive', at: activity.start, in: node.id, of: node.of, via: undefined });
}

/** Only mapped variables go in; the called process sees nothing else of the case. */
function call(run: Run, node: Node, activity: CallActivity): undefined {
  const ref = textOf(run, node, activity.called);
  if (ref === undefined) return;
  const called = findCalled(run, ref, processOf(run, node.of));
  const first = called?.starts.find((one) => one.trigger.on === 'none');
  if (called === undefined || first === undefined) {
    const text = called === undefined ? `There is no process '${ref}'.` : `The process '${ref}' has no plain start event.`;
    return raise(run, node, { code: 'called-process-missing', text, from: 'enter' });
  }
  const scope = change(run, node, { is: 'call', calls: called.ref, vars: node.vars ?? {} });
  if (!listenInside(run, scope, called.id, called.ref)) return;
  run.moves.push({ go: 'arrive', at: first.id, in: node.id, of: called.ref, via: undefined });
}

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

// Repetition

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
