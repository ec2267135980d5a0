/** Steps per second of a five-task process with FEEL conditions, on one core (time of this process, so that a busy machine counts less), and the size of its state. */
import { isRefusal } from '../src/base/refusal.ts';
import { instant } from '../src/base/time.ts';
import type { Process, ProcessState } from '../src/engine/bpmn/bpmn.ts';
import { look, readBpmn, step } from '../src/engine/bpmn/bpmn.ts';
import { drawn, events, flows, userTask } from '../src/engine/bpmn/draw.ts';

const tasks = ['receive', 'check', 'verify', 'sign', 'return'].map((id) => userTask(id)).join('');
const gateways = '<exclusiveGateway id="clear" default="clear-verify" /><exclusiveGateway id="urgent" default="urgent-sign" />';
const ways = flows(
  's > receive > check > clear > verify > urgent > sign > return > e',
  'clear > sign if fee > 10000 and count(copies) > 3',
  'urgent > return if express = true or fee < 500',
);
const body = `${events('startEvent', 's')}${tasks}${gateways}${events('endEvent', 'e')}${ways}`;
const [process_] = (await readBpmn(drawn(body))).processes;
if (process_ === undefined) throw new Error('the process was not read');

const facts = { now: instant('2022-11-15T08:00:00+07:00'), data: { fee: 8000, copies: [1, 2, 3], express: false, child: { name: 'Lan' } } };

function runThrough(process: Process): { readonly steps: number; readonly bytes: number } {
  let state: ProcessState | undefined;
  let bytes = 0;
  for (let steps = 1; ; steps++) {
    const id = state?.nodes.find((node) => node.is === 'task')?.id ?? '';
    const stepped = step(process, state, state === undefined ? { do: 'start' } : { do: 'complete', id, result: { ok: true } }, facts);
    if (isRefusal(stepped)) throw new Error(JSON.stringify(stepped));
    state = stepped.state;
    if (steps === 1) bytes = JSON.stringify(state).length;
    if (look(state).ended !== undefined) return { steps, bytes };
  }
}

function measure(process: Process, seconds: number): number {
  const before = globalThis.process.cpuUsage();
  const until = performance.now() + seconds * 1000;
  let steps = 0;
  while (performance.now() < until) steps += runThrough(process).steps;
  const used = globalThis.process.cpuUsage(before);
  return Math.round(steps / ((used.user + used.system) / 1_000_000));
}

measure(process_, 1);
const rounds = Array.from({ length: 5 }, () => measure(process_, 1)).sort((a, b) => a - b);
console.log(JSON.stringify({ stepsPerCpuSecond: { median: rounds[2], slowest: rounds[0], fastest: rounds[4] }, stateBytes: runThrough(process_).bytes }));
