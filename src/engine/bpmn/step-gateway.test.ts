import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { readBpmn } from './bpmn.ts';
import { drawn, events, flows, userTask } from './draw.ts';
import { player } from './play.ts';
import type { Process } from './process.ts';

async function read(body: string, roots = ''): Promise<Process> {
  const { processes, findings } = await readBpmn(drawn(body, roots));
  assert.deepEqual(findings, []);
  return processes[0]!;
}
const tasks = (...ids: readonly string[]): string => ids.map((id) => userTask(id)).join('');
const choice = (isDefault: string) => `${events('startEvent', 's')}<exclusiveGateway id="g" ${isDefault} />${tasks('a', 'b')}`;

test('an exclusive gateway takes the first flow whose condition holds, else the default', async () => {
  const process = await read(`${choice('default="g-b"')}${flows('s > g > b', 'g > a if amount > 5')}`);
  assert.deepEqual(player(process, { data: { amount: 6 } }).start(), ['open-task a']);
  assert.deepEqual(player(process, { data: { amount: 5 } }).start(), ['open-task b']);
});

test('no open way and no default is an incident, and a retry sees the changed data', async () => {
  const play = player(await read(`${choice('')}${flows('s > g', 'g > a if amount > 5', 'g > b if amount = 1')}`), { data: { amount: 3 } });
  assert.deepEqual(play.start(), ['incident g no-open-path']);
  play.change({ amount: 1 });
  assert.deepEqual(play.do({ do: 'retry', id: play.look().incidents[0]!.id }), ['open-task b']);
});

test('a condition that is neither true nor false is an incident that says why', async () => {
  const play = player(await read(`${choice('default="g-b"')}${flows('s > g > b', 'g > a if amount > 5')}`));
  assert.deepEqual(play.start(), ['incident g condition-not-boolean']);
  assert.match(play.look().incidents[0]!.text, /amount/);
});

test('a parallel join waits for one token on each way', async () => {
  const play = player(
    await read(
      `${events('startEvent', 's')}<parallelGateway id="g" /><parallelGateway id="j" />${tasks('a', 'b', 'c')}${flows('s > g > a > j', 'g > b > j', 'j > c')}`,
    ),
  );
  assert.deepEqual(play.start(), ['open-task a', 'open-task b']);
  assert.deepEqual(play.complete('b'), ['close-task b']);
  assert.deepEqual(play.complete('a'), ['close-task a', 'open-task c']);
  assert.deepEqual(play.complete('c'), ['close-task c', 'ended completed']);
});

test('two tokens on the same way of a parallel join do not count as two ways', async () => {
  const play = player(
    await read(
      `${events('startEvent', 's')}<parallelGateway id="g" /><exclusiveGateway id="m" /><parallelGateway id="j" />${tasks('a', 'b', 'c', 'd')}${flows('s > g > a > m > j', 'g > b > m', 'g > c > j', 'j > d')}`,
    ),
  );
  play.start();
  play.complete('a');
  assert.deepEqual(play.complete('b'), ['close-task b']);
  assert.deepEqual(play.complete('c'), ['close-task c', 'open-task d']);
  assert.equal(play.look().stuck, false);
  play.complete('d');
  assert.equal(play.look().stuck, true, 'the second token of the upper way can never be joined');
});

test('an activity with several ways out splits, and conditional flows fall back to the default', async () => {
  const process = await read(
    `${events('startEvent', 's')}<userTask id="a" name="a" default="a-d" />${tasks('b', 'c', 'd')}${flows('s > a', 'a > b if x > 1', 'a > c if x > 2', 'a > d')}`,
  );
  const done = (x: number) => {
    const play = player(process, { data: { x } });
    play.start();
    return play.complete('a').slice(1);
  };
  assert.deepEqual(done(3), ['open-task b', 'open-task c']);
  assert.deepEqual(done(2), ['open-task b']);
  assert.deepEqual(done(1), ['open-task d']);
});

const inclusivePair = `${events('startEvent', 's')}<inclusiveGateway id="g" default="g-c" /><inclusiveGateway id="j" />${tasks('a', 'b', 'c', 'd')}${flows('s > g', 'g > a if x > 1', 'g > b if x > 2', 'g > c', 'a > j', 'b > j', 'c > j', 'j > d')}`;

test('an inclusive join waits for exactly the ways that were opened', async () => {
  const process = await read(inclusivePair);
  const both = player(process, { data: { x: 3 } });
  assert.deepEqual(both.start(), ['open-task a', 'open-task b']);
  assert.deepEqual(both.complete('b'), ['close-task b']);
  assert.deepEqual(both.complete('a'), ['close-task a', 'open-task d']);
  const one = player(process, { data: { x: 2 } });
  one.start();
  assert.deepEqual(one.complete('a'), ['close-task a', 'open-task d']);
  const none = player(process, { data: { x: 0 } });
  assert.deepEqual(none.start(), ['open-task c']);
  assert.deepEqual(none.complete('c'), ['close-task c', 'open-task d']);
});

test('an inclusive join sees a token far upstream, behind a loop and a boundary event', async () => {
  const timer = '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>';
  const play = player(
    await read(
      `${events('startEvent', 's')}<parallelGateway id="g" /><inclusiveGateway id="j" /><exclusiveGateway id="x" default="x-j" /><exclusiveGateway id="m" />${tasks('a', 'b', 'late', 'd')}` +
        `<boundaryEvent id="t" attachedToRef="b">${timer}</boundaryEvent>` +
        flows('s > g > a > j', 'g > m > b > x', 'x > m if again', 'x > j', 't > late > j', 'j > d'),
    ),
    { data: { again: true } },
  );
  play.start();
  assert.deepEqual(play.complete('a'), ['close-task a'], 'b may still come');
  assert.deepEqual(play.complete('b').slice(-2), ['set-timer t', 'open-task b'], 'round the loop');
  assert.deepEqual(play.wait('P1D'), ['cancel-timer t', 'close-task b', 'open-task late']);
  assert.deepEqual(play.complete('late'), ['close-task late', 'open-task d']);
});

test('an inclusive join goes on when the awaited token takes another way', async () => {
  const play = player(
    await read(
      `${events('startEvent', 's')}${events('endEvent', 'e')}<parallelGateway id="g" /><inclusiveGateway id="j" /><exclusiveGateway id="x" default="x-j" />${tasks('a', 'b', 'd')}${flows('s > g > a > j', 'g > b > x', 'x > e if stop', 'x > j', 'j > d')}`,
    ),
    { data: { stop: true } },
  );
  play.start();
  assert.deepEqual(play.complete('a'), ['close-task a']);
  assert.deepEqual(play.complete('b'), ['close-task b', 'open-task d']);
});

test('the first event behind an event-based gateway wins, the others are no longer awaited', async () => {
  const body = `${events('startEvent', 's')}<eventBasedGateway id="g" /><intermediateCatchEvent id="m"><messageEventDefinition messageRef="M" /></intermediateCatchEvent><intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></intermediateCatchEvent><receiveTask id="r" messageRef="R" />${tasks('a', 'b', 'c')}${flows('s > g > m > a', 'g > t > b', 'g > r > c')}`;
  const process = await read(body, '<message id="M" name="paid" /><message id="R" name="refused" />');
  const paid = player(process);
  assert.deepEqual(paid.start(), ['await-message m', 'set-timer t', 'await-message r']);
  assert.deepEqual(paid.do({ do: 'message', name: 'paid' }), ['stop-message m', 'cancel-timer t', 'stop-message r', 'open-task a']);
  const late = player(process);
  late.start();
  assert.deepEqual(late.wait('P1D'), []);
  assert.deepEqual(late.wait('P1D'), ['cancel-timer t', 'stop-message m', 'stop-message r', 'open-task b']);
  const refused = player(process);
  refused.start();
  assert.equal(refused.do({ do: 'message', name: 'refused', data: { why: 'x' } }).at(-1), 'open-task c');
  assert.deepEqual(refused.data(), { why: 'x' });
});

test('a deadlock stays open and is reported as stuck', async () => {
  const play = player(
    await read(
      `${events('startEvent', 's')}<exclusiveGateway id="x" default="x-b" /><parallelGateway id="j" />${tasks('a', 'b', 'c')}${flows('s > x > b > j', 'x > a if yes', 'a > j', 'j > c')}`,
    ),
    {
      data: { yes: false },
    },
  );
  play.start();
  assert.equal(play.look().stuck, false);
  play.complete('b');
  assert.equal(play.look().stuck, true);
  assert.equal(play.look().ended, undefined);
});
