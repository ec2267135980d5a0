import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { instant } from '../../base/time.ts';
import { pinned, readBpmn, step } from './bpmn.ts';
import { drawn, events, flows, more, script, userTask } from './draw.ts';
import { player } from './play.ts';
import type { Process } from './process.ts';

const now = instant('2022-11-15T08:00:00+07:00');
const facts = { now, data: {} };

async function read(body: string, roots = ''): Promise<Process> {
  const { processes, findings } = await readBpmn(drawn(body, roots));
  assert.deepEqual(findings, []);
  return processes[0]!;
}
const twoTasks = () => read(`${events('startEvent', 's')}${userTask('a')}${userTask('b')}${events('endEvent', 'e')}${flows('s > a > b > e')}`);

test('a token goes from task to task until the process ends', async () => {
  const play = player(await twoTasks());
  assert.deepEqual(play.start(), ['open-task a']);
  assert.deepEqual(play.complete('a', { result: { ok: true } }), ['close-task a', 'set-data ok=true', 'open-task b']);
  assert.deepEqual(play.complete('b'), ['close-task b', 'ended completed']);
  assert.deepEqual(play.state().ended, { how: 'completed', at: now });
  assert.deepEqual(play.state().nodes, []);
});

test('a step does not change the state it was given', async () => {
  const process = await twoTasks();
  const play = player(process);
  play.start();
  const before = JSON.stringify(play.state());
  const state = play.state();
  play.complete('a');
  assert.equal(JSON.stringify(state), before);
});

test('a task that is not open, a second start and a move after the end are refused', async () => {
  const process = await twoTasks();
  const play = player(process);
  play.start();
  assert.deepEqual(step(process, play.state(), { do: 'complete', id: '77' }, facts), { refused: 'task-not-open', about: { id: '77' } });
  assert.deepEqual(step(process, play.state(), { do: 'start' }, facts), { refused: 'process-already-started' });
  assert.deepEqual(step(process, undefined, { do: 'cancel' }, facts), { refused: 'process-not-running' });
  play.do({ do: 'cancel' });
  assert.deepEqual(step(process, play.state(), { do: 'cancel' }, facts), { refused: 'process-not-running' });
});

test('a state of another version of the diagram is refused, not guessed', async () => {
  const play = player(await twoTasks());
  play.start();
  const other = await read(`${events('startEvent', 's')}${userTask('x')}${events('endEvent', 'e')}${flows('s > x > e')}`);
  assert.deepEqual(step(other, play.state(), { do: 'complete', id: '1' }, facts), { refused: 'process-changed', about: { process: 'p' } });
});

test('cancelling closes tasks, timers and messages', async () => {
  const play = player(
    await read(
      `${events('startEvent', 's')}<parallelGateway id="g" />${userTask('a')}<receiveTask id="m" messageRef="M" /><intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>${flows('s > g > a', 'g > m', 'g > t')}`,
      '<message id="M" name="paid" />',
    ),
  );
  play.start();
  assert.deepEqual(play.do({ do: 'cancel' }), ['close-task a', 'stop-message m', 'cancel-timer t', 'ended cancelled']);
});

test('a process can be started by message, signal, timer and condition', async () => {
  const process = await read(
    `<startEvent id="s1"><messageEventDefinition messageRef="M" /></startEvent><startEvent id="s2"><signalEventDefinition signalRef="S" /></startEvent>` +
      `<startEvent id="s3"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent>` +
      `<startEvent id="s4"><conditionalEventDefinition><condition>=late</condition></conditionalEventDefinition></startEvent>` +
      `${userTask('a')}${userTask('b')}${userTask('c')}${userTask('d')}${flows('s1 > a', 's2 > b', 's3 > c', 's4 > d')}`,
    '<message id="M" name="ordered" /><signal id="S" name="flood" />',
  );
  assert.deepEqual(player(process).start({ by: 'message', name: 'ordered', data: { n: 1 } } as never), ['set-data n=1', 'open-task a']);
  assert.deepEqual(player(process).start({ by: 'signal', name: 'flood' } as never), ['open-task b']);
  assert.deepEqual(player(process).start({ by: 'timer' } as never), ['open-task c']);
  assert.deepEqual(player(process).start({ by: 'condition' } as never), ['open-task d']);
  assert.deepEqual(step(process, undefined, { do: 'start' }, facts), { refused: 'process-start-unknown', about: { process: 'p' } });
  assert.deepEqual(step(process, undefined, { do: 'start', by: 'message', name: 'other' }, facts), {
    refused: 'process-start-unknown',
    about: { process: 'p' },
  });
});

test('a diagram that runs in circles is stopped with an incident', async () => {
  const play = player(await read(`${events('startEvent', 's')}<exclusiveGateway id="g" />${script('a', 'n', '1')}${flows('s > g > a > g')}`));
  assert.equal(play.start().at(-1), 'incident g too-many-steps');
  assert.equal(play.look().tokens.length, 2);
  assert.equal(play.do({ do: 'retry', id: play.look().incidents[0]!.id }).at(-1), 'incident g too-many-steps');
});

test('tokens that multiply without end are stopped, and all stay visible', async () => {
  const play = player(
    await read(
      `${events('startEvent', 's')}<exclusiveGateway id="j" /><parallelGateway id="g" />${flows('s > j > g', 'g > j')}<sequenceFlow id="again" sourceRef="g" targetRef="j" />`,
    ),
  );
  play.start();
  assert.ok(play.look().incidents.length > 300);
});

test('a failed job is an incident, and a retry opens it again', async () => {
  const play = player(
    await read(`${events('startEvent', 's')}<serviceTask id="a">${more('<zeebe:taskDefinition type="print" />')}</serviceTask>${flows('s > a')}`),
  );
  assert.deepEqual(play.start(), ['open-job a']);
  assert.deepEqual(play.complete('a', { failure: 'no paper' }), ['close-job a', 'incident a job-failed']);
  const [incident] = play.look().incidents;
  assert.equal(incident?.text, 'no paper');
  assert.deepEqual(play.do({ do: 'retry', id: incident!.id }), ['open-job a']);
  assert.deepEqual(play.complete('a'), ['close-job a', 'ended completed']);
});

test('a called process is found again by its pinned name', async () => {
  const inner = await read(`${events('startEvent', 's')}${userTask('a')}${flows('s > a')}`);
  const outer = await read(
    `${events('startEvent', 's')}<callActivity id="c">${more('<zeebe:calledElement processId="sub" />')}</callActivity>${flows('s > c')}`,
  );
  const catalogue = (ref: string) => (ref === 'sub' || ref === 'sub@1' ? pinned(inner, 'sub@1') : undefined);
  const play = player(outer, { process: catalogue });
  assert.deepEqual(play.start(), ['open-task a']);
  assert.equal(play.state().nodes.find((node) => node.is === 'call')?.calls, 'sub@1');
  assert.equal(play.look().tasks[0]?.process, 'sub@1');
  assert.deepEqual(step(outer, play.state(), { do: 'cancel' }, facts), { refused: 'process-changed', about: { process: 'p' } });
  assert.deepEqual(play.complete('a'), ['close-task a', 'ended completed']);
});
