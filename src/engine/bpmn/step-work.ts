/** What each kind of activity does when a token is in it. */
import { isRefusal } from '../../base/refusal.ts';
import { readDate } from '../../base/time.ts';
import type { Activity, CallActivity, DecisionTask, JobTask, ScriptTask, SubProcess, UserTask } from './process.ts';
import { extensionOf, stepTimeOf } from './process.ts';
import type { Run } from './run.ts';
import { change, findCalled, place, processOf, raise, visible, workOut } from './run.ts';
import type { Node, OpenTask } from './state.ts';
import { textOf } from './step-data.ts';
import { finish } from './step-leave.ts';
import { listen, listenInside } from './step-listen.ts';
import { readMoment } from './timer.ts';

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
  const due = dueOf(run, node, task);
  if (due === 'wrong') return;
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
    ...(due === undefined ? {} : { due }),
    ...(sign === undefined ? {} : { sign }),
    ...(document === undefined ? {} : { document }),
    extensions: task.extensions,
    headers: task.headers,
    input: node.vars ?? {},
  });
}

/** The date or moment the data give; nothing when they give null. */
function dueOf(run: Run, node: Node, task: UserTask): OpenTask['due'] | 'wrong' {
  if (task.due === undefined) return undefined;
  const found = workOut(run, node.id, task.due);
  if (!('failed' in found) && found.value === null) return undefined;
  const due = 'failed' in found || typeof found.value !== 'string' ? undefined : (readDate(found.value) ?? readMoment(found.value));
  if (due !== undefined) return due;
  const text = 'failed' in found ? found.failed : `'${task.due.source}' gives ${JSON.stringify(found.value)}, where a date or a moment is needed.`;
  raise(run, node, { code: 'bad-timer', text, from: 'enter' });
  return 'wrong';
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
