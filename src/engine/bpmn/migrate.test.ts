import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { migrate, readBpmn } from './bpmn.ts';
import { drawn, events, flows, userTask } from './draw.ts';
import { player } from './play.ts';
import type { Process } from './process.ts';
import type { ProcessState } from './state.ts';
import { step } from './step.ts';

async function read(body: string, roots = ''): Promise<Process> {
  const { processes, findings } = await readBpmn(drawn(body, roots));
  assert.deepEqual(findings, []);
  return processes[0]!;
}
const s = events('startEvent', 's');
const timer = '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>';
const stateOf = (answer: ReturnType<typeof migrate>): ProcessState => {
  assert.ok(!('questions' in answer), JSON.stringify(answer));
  return answer;
};
const asked = (answer: ReturnType<typeof migrate>): readonly string[] =>
  'questions' in answer ? answer.questions.map(({ code, element }) => `${code} ${element}`) : [];

test('a token in an element that stayed goes on in the new diagram', async () => {
  const old = await read(`${s}${userTask('a')}${userTask('b')}${flows('s > a > b')}`);
  const next = await read(`${s}${userTask('a')}${userTask('c')}${userTask('b')}${flows('s > a > c > b')}`);
  const play = player(old);
  play.start();
  const state = stateOf(migrate(old, next, play.state()));
  const stepped = step(next, state, { do: 'complete', id: '1' }, { now: '2022-11-15T08:00:00+07:00' as never, data: {} });
  assert.ok('effects' in stepped);
  assert.deepEqual(
    stepped.effects.map((effect) => ('element' in effect ? `${effect.do} ${effect.element}` : effect.do)),
    ['close-task a', 'open-task c'],
  );
});

test('an element that is gone is asked for, and the answer moves the token', async () => {
  const old = await read(`${s}${userTask('a')}${flows('s > a')}`);
  const next = await read(`${s}${userTask('check')}${flows('s > check')}`);
  const play = player(old);
  play.start();
  assert.deepEqual(asked(migrate(old, next, play.state())), ['element-missing a']);
  assert.equal(stateOf(migrate(old, next, play.state(), { elements: { a: 'check' } })).nodes[1]?.at, 'check');
});

test('another kind of element and another scope do not fit', async () => {
  const old = await read(`${s}${userTask('a')}${userTask('b')}<parallelGateway id="g" />${flows('s > g > a', 'g > b')}`);
  const next = await read(
    `${s}<manualTask id="a" /><subProcess id="sub">${events('startEvent', 'i')}${userTask('b')}${flows('i > b')}</subProcess>${flows('s > a > sub')}`,
  );
  const play = player(old);
  play.start();
  assert.deepEqual(asked(migrate(old, next, play.state())), ['other-kind a', 'other-scope b']);
});

test('events that came or went are asked for', async () => {
  const old = await read(`${s}${userTask('a')}<boundaryEvent id="t" attachedToRef="a">${timer}</boundaryEvent>${userTask('b')}${flows('s > a', 't > b')}`);
  const next = await read(`${s}${userTask('a')}<boundaryEvent id="u" attachedToRef="a">${timer}</boundaryEvent>${userTask('b')}${flows('s > a', 'u > b')}`);
  const play = player(old);
  play.start();
  assert.deepEqual(asked(migrate(old, next, play.state())), ['event-missing t', 'event-new u']);
  const moved = stateOf(migrate(old, next, play.state(), { elements: { t: 'u' } }));
  assert.deepEqual(
    moved.waits.map(({ at, due }) => [at, due]),
    [['u', '2022-11-16T08:00:00+07:00']],
  );
  const dropped = stateOf(migrate(old, next, play.state(), { dropped: ['t'], notAwaited: ['u'] }));
  assert.deepEqual(dropped.waits, []);
});

test('a token waiting at a join keeps the flow it came by', async () => {
  const body = (more: string) =>
    `${s}<parallelGateway id="g" /><parallelGateway id="j" />${userTask('a')}${userTask('b')}${userTask('c')}${flows('s > g > a > j', `g > b ${more}`)}`;
  const old = await read(`${body('> j')}${flows('j > c')}`);
  const next = await read(`${body('> c')}<exclusiveGateway id="x" />${flows('x > j', 'j > x')}`);
  const play = player(old);
  play.start();
  play.complete('b');
  assert.deepEqual(asked(migrate(old, old, play.state())), []);
  assert.deepEqual(asked(migrate(old, next, play.state())), ['element-missing b-j']);
});
