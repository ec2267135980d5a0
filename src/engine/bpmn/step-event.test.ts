import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { isRefusal } from '../../base/refusal.ts';
import { instant } from '../../base/time.ts';
import { readBpmn, step } from './bpmn.ts';
import { drawn, events, flows, more, script, userTask } from './draw.ts';
import { player } from './play.ts';
import type { Process } from './process.ts';

async function read(body: string, roots = ''): Promise<Process> {
  const { processes, findings } = await readBpmn(drawn(body, roots));
  assert.deepEqual(findings, []);
  return processes.find((one) => one.id === 'p')!;
}
const timer = (text: string, kind = 'timeDuration') => `<timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition>`;
const message = '<messageEventDefinition messageRef="M" />';
const signal = '<signalEventDefinition signalRef="S" />';
const roots =
  '<message id="M" name="paid" /><signal id="S" name="flood" /><error id="E" errorCode="bad" /><error id="E2" errorCode="worse" /><escalation id="X" escalationCode="late" />';
const caught = (id: string, definition: string) => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
const thrown = (id: string, definition: string) => `<intermediateThrowEvent id="${id}">${definition}</intermediateThrowEvent>`;
const ending = (id: string, definition: string) => `<endEvent id="${id}">${definition}</endEvent>`;
const boundary = (id: string, host: string, definition: string, attributes = '') =>
  `<boundaryEvent id="${id}" attachedToRef="${host}" ${attributes}>${definition}</boundaryEvent>`;
const inside = (id: string, start: string, rest: string) => `<subProcess id="${id}" triggeredByEvent="true">${start}${rest}</subProcess>`;
const s = events('startEvent', 's');

test('a timer fires when it is due, in the order of due times', async () => {
  const play = player(
    await read(
      `${s}<parallelGateway id="g" />${caught('t1', timer('P2D'))}${caught('t2', timer('PT3H'))}${userTask('a')}${userTask('b')}${flows('s > g > t1 > a', 'g > t2 > b')}`,
    ),
  );
  play.start();
  assert.deepEqual(
    play.look().timers.map(({ element, due }) => [element, due]),
    [
      ['t1', '2022-11-17T08:00:00+07:00'],
      ['t2', '2022-11-15T11:00:00+07:00'],
    ],
  );
  assert.deepEqual(play.wait('PT2H'), []);
  assert.deepEqual(play.wait('P3D'), ['cancel-timer t2', 'open-task b', 'cancel-timer t1', 'open-task a']);
});

test('a timer takes its time from the data; what is no time is an incident', async () => {
  const process = await read(`${s}${caught('t', timer('=when', 'timeDate'))}${flows('s > t')}`);
  const play = player(process, { data: { when: '2022-12-01' } });
  play.start();
  assert.equal(play.look().timers[0]?.due, '2022-12-01T00:00:00+07:00');
  assert.deepEqual(player(process, { data: { when: 'soon' } }).start(), ['incident t bad-timer']);
  assert.deepEqual(player(process).start(), ['incident t bad-name']);
});

test('named timers fire whatever their time', async () => {
  const play = player(await read(`${s}${caught('t', timer('P9D'))}${userTask('a')}${flows('s > t > a')}`));
  play.start();
  assert.deepEqual(play.do({ do: 'fire-timers', ids: [play.look().timers[0]!.id] }), ['cancel-timer t', 'open-task a']);
});

test('an interrupting boundary timer ends its task; finishing the task ends the timer', async () => {
  const process = await read(`${s}${userTask('a')}${userTask('b')}${boundary('t', 'a', timer('P1D'))}${flows('s > a', 't > b')}`);
  const late = player(process);
  assert.deepEqual(late.start(), ['set-timer t', 'open-task a']);
  assert.deepEqual(late.wait('P1D'), ['cancel-timer t', 'close-task a', 'open-task b']);
  const early = player(process);
  early.start();
  assert.deepEqual(early.complete('a'), ['close-task a', 'cancel-timer t', 'ended completed']);
});

test('a non-interrupting cycle reminds again and again, and catches up when it is behind', async () => {
  const play = player(
    await read(
      `${s}${userTask('a')}${script('remind', 'n', 'if n = null then 1 else n + 1')}${boundary('t', 'a', timer('R3/PT1H', 'timeCycle'), 'cancelActivity="false"')}${flows('s > a', 't > remind')}`,
    ),
  );
  play.start();
  play.wait('PT1H');
  assert.equal(play.data().n, 1);
  assert.equal(play.look().timers.length, 1);
  play.wait('P1D');
  assert.equal(play.data().n, 3);
  assert.deepEqual(play.look().timers, []);
  assert.deepEqual(play.open(), ['a']);
});

test('a pause stops timers and keeps what is left of them; a date stays where it is', async () => {
  const play = player(
    await read(
      `${s}<parallelGateway id="g" />${caught('t', timer('PT4H'))}${caught('d', timer('2022-11-15T10:00:00+07:00', 'timeDate'))}${userTask('a')}${flows('s > g > t > a', 'g > d')}`,
    ),
  );
  play.start();
  play.wait('PT1H');
  assert.deepEqual(play.do({ do: 'pause' }), ['cancel-timer t', 'cancel-timer d']);
  assert.deepEqual(
    play.look().timers.map(({ leftMs, due }) => leftMs ?? due),
    [3 * 3_600_000, '2022-11-15T10:00:00+07:00'],
  );
  assert.deepEqual(play.wait('P5D'), []);
  assert.deepEqual(play.do({ do: 'resume' }), ['set-timer t', 'set-timer d']);
  assert.equal(play.look().timers[0]?.due, '2022-11-20T12:00:00+07:00');
  assert.deepEqual(play.wait('PT3H'), ['cancel-timer d', 'cancel-timer t', 'open-task a']);
});

test('a timer set during a pause begins to run at its end', async () => {
  const play = player(await read(`${s}${userTask('a')}${caught('t', timer('PT4H'))}${flows('s > a > t')}`));
  play.start();
  play.do({ do: 'pause' });
  assert.deepEqual(play.complete('a'), ['close-task a']);
  play.wait('P1D');
  assert.deepEqual(play.do({ do: 'resume' }), ['set-timer t']);
  assert.equal(play.look().timers[0]?.due, '2022-11-16T12:00:00+07:00');
});

test('a message goes to one receiver, the one with its correlation', async () => {
  const keyed = '<message id="K" name="answer"><extensionElements><zeebe:subscription correlationKey="=code" /></extensionElements></message>';
  const process = await read(`${s}<receiveTask id="r" messageRef="K" />${flows('s > r')}`, keyed);
  const play = player(process, { data: { code: 'H-1' } });
  assert.deepEqual(play.start(), ['await-message r']);
  assert.deepEqual(
    play.look().messages.map(({ name, correlation }) => [name, correlation]),
    [['answer', 'H-1']],
  );
  const facts = { now: instant('2022-11-15T08:00:00+07:00'), data: {} };
  assert.deepEqual(step(process, play.state(), { do: 'message', name: 'answer', correlation: 'H-2' }, facts), {
    refused: 'message-not-awaited',
    about: { name: 'answer' },
  });
  assert.ok(isRefusal(step(process, play.state(), { do: 'message', name: 'answer' }, facts)));
  assert.deepEqual(play.do({ do: 'message', name: 'answer', correlation: 'H-1', data: { ok: true } }), [
    'stop-message r',
    'set-data ok=true',
    'ended completed',
  ]);
});

test('send tasks and message events tell the caller what to send', async () => {
  const mapped = more('<zeebe:ioMapping><zeebe:input source="=amount" target="sum" /></zeebe:ioMapping>');
  const play = player(
    await read(`${s}<sendTask id="a" messageRef="M">${mapped}</sendTask>${thrown('b', message)}${ending('e', message)}${flows('s > a > b > e')}`, roots),
    { data: { amount: 5 } },
  );
  assert.deepEqual(play.start(), ['send-message a', 'send-message b', 'send-message e', 'ended completed']);
  assert.deepEqual(play.effects()[0], { do: 'send-message', id: '1', element: 'a', name: 'paid', data: { sum: 5 } });
});

test('a throwing event with a job type waits for its worker', async () => {
  const play = player(
    await read(
      `${s}<intermediateThrowEvent id="b">${more('<zeebe:taskDefinition type="mail" />')}${message}</intermediateThrowEvent>${userTask('a')}${flows('s > b > a')}`,
      roots,
    ),
  );
  assert.deepEqual(play.start(), ['open-job b']);
  assert.deepEqual(play.complete('b'), ['close-job b', 'open-task a']);
});

test('a signal reaches every listener, also in called processes', async () => {
  const called = `<process id="q" isExecutable="true">${events('startEvent', 'i')}${caught('w', signal)}${flows('i > w')}</process>`;
  const play = player(
    await read(
      `${s}<parallelGateway id="g" /><callActivity id="c">${more('<zeebe:calledElement processId="q" />')}</callActivity>${caught('v', signal)}${userTask('a')}${userTask('b')}${userTask('d')}${boundary('x', 'a', signal, 'cancelActivity="false"')}${thrown('throw', signal)}${flows('s > g > c', 'g > v > b', 'g > a', 'x > d')}`,
      roots + called,
    ),
  );
  play.start();
  assert.deepEqual(play.do({ do: 'signal', name: 'other' }), []);
  assert.deepEqual(play.do({ do: 'signal', name: 'flood' }), ['open-task b', 'open-task d']);
  assert.deepEqual(
    play.look().signals.map(({ element }) => element),
    ['x'],
  );
});

test('a thrown signal is heard inside and told outside', async () => {
  const play = player(
    await read(
      `${s}<parallelGateway id="g" />${caught('v', signal)}${userTask('a')}${userTask('b')}${thrown('t', signal)}${flows('s > g > v > b', 'g > a > t')}`,
      roots,
    ),
  );
  play.start();
  assert.deepEqual(play.complete('a'), ['close-task a', 'throw-signal t', 'open-task b']);
});

test('a conditional event fires when the data make it true, inside the step or from outside', async () => {
  const when = '<conditionalEventDefinition><condition>=amount &gt; 10</condition></conditionalEventDefinition>';
  const process = await read(`${s}<parallelGateway id="g" />${caught('c', when)}${userTask('a')}${userTask('b')}${flows('s > g > c > b', 'g > a')}`);
  const outside = player(process);
  assert.deepEqual(outside.start(), ['open-task a']);
  assert.deepEqual(outside.change({ amount: 10 }), []);
  assert.deepEqual(outside.change({ amount: 11 }), ['open-task b']);
  const within = player(process);
  within.start();
  assert.deepEqual(within.complete('a', { result: { amount: 12 } }), ['close-task a', 'set-data amount=12', 'open-task b']);
  assert.deepEqual(player(process, { data: { amount: 20 } }).start(), ['open-task a', 'open-task b'], 'true from the beginning');
});

test('a non-interrupting condition fires once for each time it becomes true', async () => {
  const when = '<conditionalEventDefinition><condition>=hot</condition></conditionalEventDefinition>';
  const play = player(await read(`${s}${userTask('a')}${userTask('b')}${boundary('c', 'a', when, 'cancelActivity="false"')}${flows('s > a', 'c > b')}`));
  play.start();
  assert.deepEqual(play.change({ hot: true }), ['open-task b']);
  assert.deepEqual(play.change({ hot: true }), []);
  assert.deepEqual(play.change({ hot: false }), []);
  assert.deepEqual(play.change({ hot: true }), ['open-task b']);
});

test('links jump inside one scope', async () => {
  const link = '<linkEventDefinition name="L" />';
  const play = player(await read(`${s}${thrown('t', link)}${caught('c', link)}${userTask('a')}${flows('s > t', 'c > a')}`));
  assert.deepEqual(play.start(), ['open-task a']);
});

const job = (id: string) => `<serviceTask id="${id}">${more('<zeebe:taskDefinition type="x" />')}</serviceTask>`;
const error = (ref = '') => `<errorEventDefinition ${ref === '' ? '' : `errorRef="${ref}"`} />`;

test('an error goes to the catcher of its code before the one that catches all', async () => {
  const process = await read(
    `${s}${job('a')}${userTask('b')}${userTask('c')}${boundary('any', 'a', error())}${boundary('one', 'a', error('E'))}${flows('s > a', 'one > b', 'any > c')}`,
    roots,
  );
  const bad = player(process);
  bad.start();
  assert.deepEqual(bad.complete('a', { error: 'bad', result: { why: 1 } }), ['close-job a', 'set-data why=1', 'open-task b']);
  const other = player(process);
  other.start();
  assert.deepEqual(other.complete('a', { error: 'unknown' }), ['close-job a', 'open-task c']);
});

test('an error nobody catches is an incident, and a retry opens the work again', async () => {
  const play = player(await read(`${s}${job('a')}${boundary('one', 'a', error('E2'))}${userTask('b')}${flows('s > a', 'one > b')}`, roots));
  play.start();
  assert.deepEqual(play.complete('a', { error: 'bad' }), ['close-job a', 'incident a error-not-caught']);
  assert.deepEqual(play.do({ do: 'retry', id: play.look().incidents[0]!.id }), ['open-job a']);
});

test('an error end event leaves sub-process and called process, ending the rest of them', async () => {
  const called = `<process id="q" isExecutable="true">${events('startEvent', 'i')}<parallelGateway id="h" />${userTask('x')}${userTask('y')}${ending('f', error('E'))}${flows('i > h > x', 'h > y > f')}</process>`;
  const play = player(
    await read(
      `${s}<callActivity id="c">${more('<zeebe:calledElement processId="q" />')}</callActivity>${boundary('b', 'c', error('E'))}${userTask('a')}${flows('s > c', 'b > a')}`,
      roots + called,
    ),
  );
  play.start();
  assert.deepEqual(play.complete('y'), ['close-task y', 'close-task x', 'open-task a']);
});

test('an error event sub-process catches what happens in its scope, and not what it throws itself', async () => {
  const handler = inside(
    'h',
    `<startEvent id="hs">${error()}</startEvent>`,
    `${userTask('repair')}${ending('again', error('E'))}${flows('hs > repair > again')}`,
  );
  const play = player(await read(`${s}<parallelGateway id="g" />${job('a')}${userTask('b')}${handler}${flows('s > g > a', 'g > b')}`, roots));
  play.start();
  assert.deepEqual(play.complete('a', { error: 'bad' }), ['close-job a', 'close-task b', 'open-task repair']);
  assert.deepEqual(play.complete('repair'), ['close-task repair', 'incident again error-not-caught']);
});

const escalation = '<escalationEventDefinition escalationRef="X" />';

test('an escalation may be handled beside the work; nobody catching it is told outside', async () => {
  const sub = (host: string) =>
    `<subProcess id="sub">${events('startEvent', 'i')}${thrown('up', escalation)}${userTask('a')}${flows('i > up > a')}</subProcess>${host}`;
  const beside = player(
    await read(`${s}${sub(boundary('b', 'sub', escalation, 'cancelActivity="false"'))}${userTask('leader')}${flows('s > sub', 'b > leader')}`, roots),
  );
  assert.deepEqual(beside.start(), ['open-task leader', 'open-task a']);
  const instead = player(await read(`${s}${sub(boundary('b', 'sub', escalation))}${userTask('leader')}${flows('s > sub', 'b > leader')}`, roots));
  assert.deepEqual(instead.start(), ['open-task leader']);
  const alone = player(await read(`${s}${sub('')}${flows('s > sub')}`, roots));
  assert.deepEqual(alone.start(), ['escalate up', 'open-task a']);
});

test('work that escalates stays open unless the catcher interrupts it', async () => {
  const process = await read(
    `${s}${userTask('a')}${boundary('b', 'a', escalation, 'cancelActivity="false"')}${userTask('leader')}${flows('s > a', 'b > leader')}`,
    roots,
  );
  const play = player(process);
  play.start();
  assert.deepEqual(play.complete('a', { escalation: 'late' }), ['open-task leader']);
  assert.deepEqual(play.open(), ['a', 'leader']);
  assert.deepEqual(play.complete('a', { escalation: 'other' }), ['escalate a']);
});

test('event sub-processes: beside the work as often as wanted, or instead of it', async () => {
  const beside = inside('h', `<startEvent id="hs" isInterrupting="false">${message}</startEvent>`, `${userTask('x')}${flows('hs > x')}`);
  const play = player(await read(`${s}${userTask('a')}${beside}${flows('s > a')}`, roots));
  assert.deepEqual(play.start(), ['await-message hs', 'open-task a']);
  assert.deepEqual(play.do({ do: 'message', name: 'paid' }), ['open-task x']);
  assert.deepEqual(play.do({ do: 'message', name: 'paid' }), ['open-task x']);
  play.complete('a');
  play.complete('x');
  assert.deepEqual(play.complete('x'), ['close-task x', 'stop-message hs', 'ended completed']);
  const instead = inside('h', `<startEvent id="hs">${timer('P1D')}</startEvent>`, `${userTask('x')}${flows('hs > x')}`);
  const other = player(
    await read(
      `${s}<subProcess id="sub">${events('startEvent', 'i')}${userTask('a')}${instead}${flows('i > a')}</subProcess>${userTask('b')}${flows('s > sub > b')}`,
    ),
  );
  assert.deepEqual(other.start(), ['set-timer hs', 'open-task a']);
  assert.deepEqual(other.wait('P1D'), ['close-task a', 'cancel-timer hs', 'open-task x']);
  assert.deepEqual(other.complete('x'), ['close-task x', 'open-task b'], 'the sub-process is over, the process goes on');
});

test('terminate ends its own scope only', async () => {
  const terminate = ending('x', '<terminateEventDefinition />');
  const body = `<parallelGateway id="g" />${userTask('a')}${userTask('b')}${terminate}`;
  const whole = player(await read(`${s}${body}${flows('s > g > a > x', 'g > b')}`));
  whole.start();
  assert.deepEqual(whole.complete('a'), ['close-task a', 'close-task b', 'ended terminated']);
  const part = player(
    await read(
      `${s}<subProcess id="sub">${events('startEvent', 'i')}${body}${flows('i > g > a > x', 'g > b')}</subProcess>${userTask('c')}${flows('s > sub > c')}`,
    ),
  );
  part.start();
  assert.deepEqual(part.complete('a'), ['close-task a', 'close-task b', 'open-task c']);
});

const undoable = (id: string) =>
  `${userTask(id)}<boundaryEvent id="${id}Undo" attachedToRef="${id}"><compensateEventDefinition /></boundaryEvent><userTask id="un${id}" name="un${id}" isForCompensation="true" /><association id="${id}Link" associationDirection="One" sourceRef="${id}Undo" targetRef="un${id}" />`;

test('compensation undoes what was finished, the latest first, then goes on', async () => {
  const play = player(
    await read(
      `${s}${undoable('a')}${undoable('b')}${userTask('c')}${thrown('t', '<compensateEventDefinition />')}${userTask('d')}${flows('s > a > b > t > d', 'd > c')}`,
    ),
  );
  play.start();
  play.complete('a');
  assert.deepEqual(play.complete('b'), ['close-task b', 'open-task unb']);
  assert.deepEqual(play.complete('unb'), ['close-task unb', 'open-task una']);
  assert.deepEqual(play.complete('una'), ['close-task una', 'open-task d']);
  play.complete('d');
  assert.deepEqual(play.state().undo, undefined);
});

test('compensation of one activity leaves the others; of a sub-process it reaches inside', async () => {
  const one = player(
    await read(`${s}${undoable('a')}${undoable('b')}${thrown('t', '<compensateEventDefinition activityRef="a" />')}${flows('s > a > b > t')}`),
  );
  one.start();
  one.complete('a');
  assert.deepEqual(one.complete('b'), ['close-task b', 'open-task una']);
  assert.deepEqual(one.complete('una'), ['close-task una', 'ended completed']);
  const deep = player(
    await read(
      `${s}<subProcess id="sub">${events('startEvent', 'i')}${undoable('a')}${undoable('b')}${flows('i > a > b')}</subProcess>${userTask('c')}${ending('t', '<compensateEventDefinition activityRef="sub" />')}${flows('s > sub > c > t')}`,
    ),
  );
  deep.start();
  deep.complete('a');
  deep.complete('b');
  assert.deepEqual(deep.complete('c'), ['close-task c', 'open-task unb']);
  assert.deepEqual(deep.complete('unb'), ['close-task unb', 'open-task una']);
  assert.deepEqual(deep.complete('una'), ['close-task una', 'ended completed']);
});

test('what was not finished is not undone', async () => {
  const play = player(
    await read(
      `${s}<parallelGateway id="g" />${undoable('a')}${userTask('b')}${thrown('t', '<compensateEventDefinition />')}${userTask('d')}${flows('s > g > a', 'g > b > t > d')}`,
    ),
  );
  play.start();
  assert.deepEqual(play.complete('b'), ['close-task b', 'open-task d']);
});

test('a retry after a failure does not restart the timers of the task', async () => {
  const play = player(await read(`${s}${job('a')}${boundary('t', 'a', timer('P2D'))}${userTask('b')}${flows('s > a', 't > b')}`));
  play.start();
  play.wait('P1D');
  assert.deepEqual(play.complete('a', { failure: 'no line' }), ['close-job a', 'incident a job-failed']);
  assert.deepEqual(play.do({ do: 'retry', id: play.look().incidents[0]!.id }), ['open-job a']);
  assert.deepEqual(play.wait('P1D'), ['cancel-timer t', 'close-job a', 'open-task b']);
});

test('what was done in a scope that was ended cannot be undone any more', async () => {
  const body = `<subProcess id="sub">${events('startEvent', 'i')}${undoable('a')}${userTask('b')}${flows('i > a > b')}</subProcess>${boundary('m', 'sub', message)}${thrown('t', '<compensateEventDefinition />')}${userTask('d')}`;
  const play = player(await read(`${s}${body}${flows('s > sub', 'm > t > d')}`, roots));
  play.start();
  play.complete('a');
  assert.deepEqual(play.do({ do: 'message', name: 'paid' }), ['stop-message m', 'close-task b', 'open-task d']);
  assert.equal(play.state().undo, undefined);
});

test('a called process keeps its undoing to itself', async () => {
  const called = `<process id="q" isExecutable="true">${events('startEvent', 'i')}${undoable('a')}${flows('i > a')}</process>`;
  const play = player(
    await read(
      `${s}<callActivity id="c">${more('<zeebe:calledElement processId="q" />')}</callActivity>${thrown('t', '<compensateEventDefinition />')}${userTask('d')}${flows('s > c > t > d')}`,
      called,
    ),
  );
  play.start();
  assert.deepEqual(play.complete('a'), ['close-task a', 'open-task d']);
});
