/** Waiting for events: timers, messages, signals and conditions, and what a pause does to timers. */
import { plusMs, toMs } from '../../base/time.ts';
import type { BoundaryEvent, TimerRule, Trigger } from './process.ts';
import type { Run } from './run.ts';
import { closeWait, insideOf, newId, place, processOf, raise } from './run.ts';
import type { Node, Wait } from './state.ts';
import { textOf } from './step-data.ts';
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
  run.listening.add(added.node);
  return added;
}

/** Boundary events of an activity. */
export const listenAtBoundary = (run: Run, node: Node, boundaries: readonly BoundaryEvent[]): boolean =>
  boundaries.every((boundary) => listen(run, node, boundary));

/** Event sub-processes of a scope that begins: `scope` is the id of its process or sub-process. */
export const listenInside = (run: Run, node: Node, scope: string, of: string | undefined): boolean =>
  (processOf(run, of).eventSubProcesses.get(scope) ?? []).every((inner) => listen(run, node, inner.start, true));

/** A non-interrupting event stays awake; a cycle gets its next time, a single timer is over. */
export function again(run: Run, wait: Wait, of: string | undefined): undefined {
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
