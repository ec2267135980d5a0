import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { JsonObject } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import { instant } from '../../base/time.ts';
import type { Command, Facts, Process, ProcessState, Stepped } from './bpmn.ts';
import { look, readBpmn, step } from './bpmn.ts';
import { drawn, events, flows, userTask } from './draw.ts';

const at = instant('2022-11-15T08:00:00+07:00');
const facts = (data: JsonObject = {}): Facts => ({ now: at, data });

async function read(body: string, roots = ''): Promise<Process> {
  const { processes, findings } = await readBpmn(drawn(body, roots));
  assert.deepEqual(findings, []);
  return processes[0]!;
}

function go(process: Process, state: ProcessState | undefined, command: Command, data: JsonObject = {}): Stepped {
  const stepped = step(process, state, command, facts(data));
  assert.ok(!isRefusal(stepped), JSON.stringify(stepped));
  return stepped;
}
const doing = (stepped: Stepped): readonly string[] =>
  stepped.effects.map((effect) => ('element' in effect && effect.element !== undefined ? `${effect.do} ${effect.element}` : effect.do));

test('a token goes from task to task until the process ends', async () => {
  const process = await read(`${events('startEvent', 's')}${userTask('a')}${userTask('b')}${events('endEvent', 'e')}${flows('s > a > b > e')}`);
  const first = go(process, undefined, { do: 'start' });
  assert.deepEqual(doing(first), ['open-task a']);
  const second = go(process, first.state, { do: 'complete', id: look(first.state).tasks[0]!.id, result: { ok: true } });
  assert.deepEqual(doing(second), ['close-task a', 'set-data', 'open-task b']);
  const third = go(process, second.state, { do: 'complete', id: look(second.state).tasks[0]!.id });
  assert.deepEqual(doing(third), ['close-task b', 'ended e']);
  assert.deepEqual(third.state.ended, { how: 'completed', at });
});

test('an exclusive gateway takes the first flow whose condition holds, else the default', async () => {
  const process = await read(
    `${events('startEvent', 's')}<exclusiveGateway id="g" default="g-b" />${userTask('a')}${userTask('b')}${events('endEvent', 'e')}${flows('s > g > b > e', 'g > a if amount > 5', 'a > e')}`,
  );
  assert.deepEqual(doing(go(process, undefined, { do: 'start' }, { amount: 6 })), ['open-task a']);
  assert.deepEqual(doing(go(process, undefined, { do: 'start' }, { amount: 5 })), ['open-task b']);
});

test('a condition that is neither true nor false stops the token with an incident', async () => {
  const process = await read(
    `${events('startEvent', 's')}<exclusiveGateway id="g" default="g-b" />${userTask('a')}${userTask('b')}${events('endEvent', 'e')}${flows('s > g > b > e', 'g > a if amount > 5', 'a > e')}`,
  );
  const stopped = go(process, undefined, { do: 'start' });
  assert.equal(look(stopped.state).incidents[0]?.code, 'condition-not-boolean');
  const retried = go(process, stopped.state, { do: 'retry', id: look(stopped.state).incidents[0]!.id }, { amount: 6 });
  assert.deepEqual(doing(retried), ['open-task a']);
});
