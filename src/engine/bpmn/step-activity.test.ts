import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Json } from '../../base/json.ts';
import { refuse } from '../../base/refusal.ts';
import type { OpenJob, OpenTask } from './bpmn.ts';
import { readBpmn } from './bpmn.ts';
import { drawn, events, flows, more, script, userTask } from './draw.ts';
import { player } from './play.ts';
import type { Process } from './process.ts';

async function readAll(body: string, roots = ''): Promise<readonly Process[]> {
  const { processes, findings } = await readBpmn(drawn(body, roots));
  assert.deepEqual(findings, []);
  return processes;
}
const read = async (body: string, roots = ''): Promise<Process> => (await readAll(body, roots)).find((one) => one.id === 'p')!;
const line = (middle: string, id: string) => `${events('startEvent', 's')}${middle}${events('endEvent', 'e')}${flows(`s > ${id} > e`)}`;
const io = (...pairs: readonly (readonly ['input' | 'output', string, string])[]) =>
  `<zeebe:ioMapping>${pairs.map(([kind, source, target]) => `<zeebe:${kind} source="${source}" target="${target}" />`).join('')}</zeebe:ioMapping>`;

test('a task is owed by the date its data give; null gives none, anything else is an incident', async () => {
  const task = userTask('a', '', '<zeebe:taskSchedule dueDate="=answerBy" />');
  const dueWith = async (answerBy: Json): Promise<unknown> => {
    const play = player(await read(line(task, 'a')), { data: { answerBy } });
    play.start();
    const [effect] = play.effects();
    return effect?.do === 'open-task' ? effect.due : effect?.do;
  };
  assert.equal(await dueWith('2022-11-30'), '2022-11-30');
  assert.equal(await dueWith('2022-11-30T11:30:00+07:00'), '2022-11-30T11:30:00+07:00');
  assert.equal(await dueWith(null), undefined);
  assert.equal(await dueWith('soon'), 'incident');
  const later = userTask('a', '', '<zeebe:taskSchedule dueDate="=answerBy" followUpDate="=answerBy" />');
  assert.deepEqual(
    (await readBpmn(drawn(line(later, 'a')))).findings.map((finding) => finding.code),
    ['not-supported'],
  );
});

test('an open task carries name, roles, form, unit, step time, signature and document', async () => {
  const task = `<userTask id="a" name="Ký">${more(
    '<zeebe:formDefinition formKey="sign" />',
    '<zeebe:assignmentDefinition candidateGroups="=[&quot;leader&quot;, &quot;deputy&quot;]" candidateUsers="an, binh" assignee="=who" />',
    '<zeebe:priorityDefinition priority="70" />',
    '<zeebe:taskHeaders><zeebe:header key="k" value="v" /></zeebe:taskHeaders>',
    '<cuaso:time value="2" unit="working-days" /><cuaso:unit role="commune" /><cuaso:sign role="leader" /><cuaso:document template="result" />',
  )}</userTask>`;
  const play = player(await read(line(task, 'a')), { data: { who: 'chi' } });
  play.start();
  const { extensions, ...open } = play.effects()[0] as OpenTask;
  assert.deepEqual(open, {
    do: 'open-task',
    id: '1',
    element: 'a',
    name: 'Ký',
    roles: ['leader', 'deputy'],
    users: ['an', 'binh'],
    assignee: 'chi',
    form: 'sign',
    priority: 70,
    unit: 'commune',
    stepTime: { value: 2, unit: 'working-days' },
    sign: 'leader',
    document: 'result',
    headers: { k: 'v' },
    input: {},
  });
  assert.deepEqual(extensions, {
    time: { value: '2', unit: 'working-days' },
    unit: { role: 'commune' },
    sign: { role: 'leader' },
    document: { template: 'result' },
  });
});

test('a service task opens a job; a document alone is a job too', async () => {
  const play = player(
    await read(
      `${events('startEvent', 's')}<serviceTask id="a">${more('<zeebe:taskDefinition type="mail" retries="5" />')}</serviceTask><serviceTask id="b">${more('<cuaso:document template="receipt" />')}</serviceTask>${flows('s > a > b')}`,
    ),
  );
  play.start();
  const first = play.effects()[0] as OpenJob;
  assert.deepEqual([first.type, first.retries], ['mail', 5]);
  play.complete('a', { result: { sent: true } });
  const second = play.effects().at(-1) as OpenJob;
  assert.deepEqual([second.type, second.headers], ['document', { template: 'receipt' }]);
  assert.deepEqual(play.data(), { sent: true });
});

test('scripts and decisions run inside the step and write their results', async () => {
  const rule = `<businessRuleTask id="r">${more('<zeebe:calledDecision decisionId="fee" resultVariable="fee" />')}</businessRuleTask>`;
  const process = await read(`${events('startEvent', 's')}${script('a', 'total', 'copies * 2000')}${rule}${flows('s > a > r')}`);
  const play = player(process, { data: { copies: 3 }, decide: (id, inputs) => ({ id, of: inputs.total ?? null }) });
  assert.deepEqual(play.start(), ['set-data total=6000', 'set-data fee={"id":"fee","of":6000}', 'ended completed']);
  const refusing = player(process, { data: { copies: 3 }, decide: () => refuse('not-found', { what: 'fee' }) });
  assert.deepEqual(refusing.start(), ['set-data total=6000', 'incident r decision-refused']);
  assert.match(refusing.look().incidents[0]!.text, /fee.*not-found/);
  assert.deepEqual(
    player(process, { data: { copies: 3 } })
      .start()
      .at(-1),
    'incident r decision-refused',
  );
});

test('manual and abstract tasks are passed', async () => {
  const play = player(await read(`${events('startEvent', 's')}<task id="a" /><manualTask id="b" />${flows('s > a > b')}`));
  assert.deepEqual(play.start(), ['ended completed']);
});

test('mapped inputs are seen by the task alone; mapped outputs select what leaves it', async () => {
  const play = player(
    await read(line(userTask('a', '', io(['input', '=child.name', 'who.name'], ['input', 'fixed', 'note'], ['output', '=answer + 1', 'case.answer'])), 'a')),
    {
      data: { child: { name: 'Lan' }, case: { code: 'x' } },
    },
  );
  play.start();
  assert.deepEqual((play.effects()[0] as OpenTask).input, { who: { name: 'Lan' }, note: 'fixed' });
  play.complete('a', { result: { answer: 1, secret: 2 } });
  assert.deepEqual(play.data(), { child: { name: 'Lan' }, case: { code: 'x', answer: 2 } });
});

test('a sub-process has its own variables, ends when it is empty, and hands out what is mapped', async () => {
  const inner = `<subProcess id="sub">${more(io(['input', '=0', 'n'], ['output', '=n', 'result']))}${events('startEvent', 'i')}<parallelGateway id="g" />${userTask('a')}${userTask('b')}${flows('i > g > a', 'g > b')}</subProcess>`;
  const play = player(await read(line(inner, 'sub')));
  assert.deepEqual(play.start(), ['open-task a', 'open-task b']);
  assert.deepEqual(play.complete('a', { result: { n: 5 } }), ['close-task a']);
  assert.deepEqual(play.data(), {}, 'n belongs to the sub-process');
  assert.deepEqual(play.complete('b', { result: { other: 1 } }), ['close-task b', 'set-data other=1', 'set-data result=5', 'ended completed']);
});

test('a called process gets and gives only what is mapped', async () => {
  const called = `<process id="q" isExecutable="true">${events('startEvent', 'i')}${script('peek', 'seen', 'if hidden = null then "nothing" else hidden')}${userTask('a')}${flows('i > peek > a')}</process>`;
  const call = `<callActivity id="c">${more('<zeebe:calledElement processId="q" propagateAllChildVariables="false" />', io(['input', '=amount', 'x'], ['output', '=seen', 'seen'], ['output', '=x', 'back']))}</callActivity>`;
  const play = player(await read(line(call, 'c'), called), { data: { amount: 7, hidden: 'secret' } });
  assert.deepEqual(play.start(), ['open-task a'], 'no data of the case is written from inside');
  assert.deepEqual(play.complete('a', { result: { x: 8, more: 9 } }), ['close-task a', 'set-data seen="nothing"', 'set-data back=8', 'ended completed']);
});

test('a called process that does not exist is an incident that a retry repairs', async () => {
  let known = false;
  const other = (await readBpmn(drawn(`${events('startEvent', 'i')}${flows()}`))).processes[0]!;
  const process = await read(line(`<callActivity id="c">${more('<zeebe:calledElement processId="q" />')}</callActivity>`, 'c'));
  const play = player(process, { process: (ref) => (known && (ref === 'q' || ref === 'p') ? other : undefined) });
  assert.deepEqual(play.start(), ['incident c called-process-missing']);
  known = true;
  assert.deepEqual(play.do({ do: 'retry', id: play.look().incidents[0]!.id }), ['ended completed']);
});

const many = (attributes: string, body: string, extension = '') =>
  `<multiInstanceLoopCharacteristics ${attributes}>${extension === '' ? '' : more(extension)}${body}</multiInstanceLoopCharacteristics>`;

test('parallel rounds open one task for each item and collect their outputs in order', async () => {
  const loop = many('', '', '<zeebe:loopCharacteristics inputCollection="=units" inputElement="unit" outputCollection="answers" outputElement="=answer" />');
  const play = player(await read(line(userTask('a', loop), 'a')), { data: { units: ['A', 'B', 'C'] } });
  assert.deepEqual(play.start(), ['open-task a', 'open-task a', 'open-task a']);
  assert.deepEqual(
    play.effects().map((effect) => (effect as OpenTask).input),
    [
      { unit: 'A', loopCounter: 1 },
      { unit: 'B', loopCounter: 2 },
      { unit: 'C', loopCounter: 3 },
    ],
  );
  const ids = play.look().tasks.map((task) => task.id);
  const answer = (index: number, value: string) => play.do({ do: 'complete', id: ids[index]!, result: { answer: value } });
  answer(2, 'c');
  answer(0, 'a');
  assert.equal(answer(1, 'b').at(-1), 'ended completed');
  assert.deepEqual(play.data().answers, ['a', 'b', 'c']);
});

test('the completion condition ends the remaining rounds', async () => {
  const loop = many(
    '',
    '<completionCondition>=numberOfCompletedInstances &gt;= 2</completionCondition>',
    '<zeebe:loopCharacteristics inputCollection="=[1, 2, 3, 4]" />',
  );
  const play = player(await read(line(userTask('a', loop), 'a')));
  play.start();
  assert.deepEqual(play.complete('a'), ['close-task a']);
  assert.deepEqual(play.complete('a'), ['close-task a', 'close-task a', 'close-task a', 'ended completed']);
});

test('sequential rounds open one task after the other', async () => {
  const loop = many('isSequential="true"', '', '<zeebe:loopCharacteristics inputCollection="=[&quot;x&quot;, &quot;y&quot;]" inputElement="one" />');
  const play = player(await read(line(userTask('a', loop), 'a')));
  assert.deepEqual(play.start(), ['open-task a']);
  assert.deepEqual(play.complete('a'), ['close-task a', 'open-task a']);
  assert.deepEqual((play.effects().at(-1) as OpenTask).input, { one: 'y', loopCounter: 2 });
  assert.deepEqual(play.complete('a'), ['close-task a', 'ended completed']);
});

test('no rounds pass at once; more than a thousand, or no list, are an incident', async () => {
  const loop = many('', '', '<zeebe:loopCharacteristics inputCollection="=list" />');
  const process = await read(line(userTask('a', loop), 'a'));
  assert.deepEqual(player(process, { data: { list: [] } }).start(), ['ended completed']);
  assert.equal(player(process, { data: { list: Array.from({ length: 1000 }, () => 1) } }).start().length, 1000);
  assert.deepEqual(player(process, { data: { list: Array.from({ length: 1001 }, () => 1) } }).start(), ['incident a too-many-rounds']);
  assert.deepEqual(player(process, { data: { list: 'x' } }).start(), ['incident a bad-collection']);
});

test('a thousand rounds of a sub-process that does not wait are carried out', async () => {
  const sub = `<subProcess id="sub">${events('startEvent', 'i')}${script('a', 'n', 'loopCounter')}${events('endEvent', 'j')}${flows('i > a > j')}${many('', '<loopCardinality>=1000</loopCardinality>')}</subProcess>`;
  assert.equal(
    player(await read(line(sub, 'sub')))
      .start()
      .at(-1),
    'ended completed',
  );
  const sequential = sub.replace('<multiInstanceLoopCharacteristics ', '<multiInstanceLoopCharacteristics isSequential="true" ');
  assert.equal(
    player(await read(line(sequential, 'sub')))
      .start()
      .at(-1),
    'ended completed',
  );
});

test('a boundary timer ends all rounds together', async () => {
  const loop = many('', '<loopCardinality>=3</loopCardinality>');
  const play = player(
    await read(
      `${line(userTask('a', loop), 'a')}<boundaryEvent id="t" attachedToRef="a"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>${userTask('b')}${flows('t > b')}`,
    ),
  );
  assert.deepEqual(play.start(), ['set-timer t', 'open-task a', 'open-task a', 'open-task a']);
  assert.deepEqual(play.wait('P1D'), ['cancel-timer t', 'close-task a', 'close-task a', 'close-task a', 'open-task b']);
});

test('a standard loop repeats while its condition holds, at most its maximum', async () => {
  const loop = (attributes: string) => `<standardLoopCharacteristics ${attributes}><loopCondition>=again</loopCondition></standardLoopCharacteristics>`;
  const play = player(await read(line(userTask('a', loop('')), 'a')), { data: { again: false } });
  assert.deepEqual(play.start(), ['open-task a'], 'tested after the first round');
  assert.deepEqual(play.complete('a', { result: { again: true } }), ['close-task a', 'set-data again=true', 'open-task a']);
  assert.deepEqual(play.complete('a', { result: { again: false } }), ['close-task a', 'set-data again=false', 'ended completed']);
  const before = player(await read(line(userTask('a', loop('testBefore="true"')), 'a')), { data: { again: false } });
  assert.deepEqual(before.start(), ['ended completed']);
  const most = player(await read(line(userTask('a', loop('loopMaximum="2"')), 'a')), { data: { again: true } });
  most.start();
  most.complete('a');
  assert.deepEqual(most.complete('a'), ['close-task a', 'ended completed']);
});

test('an output that cannot be worked out keeps the result and is repaired by a retry', async () => {
  const deep = `=${'for i in 1..1000 return for j in 1..1000 return 1'.replaceAll('"', '&quot;')}`;
  const play = player(await read(line(userTask('a', '', io(['output', `=if fine then answer else (${deep.slice(1)})`, 'kept'])), 'a')), {
    data: { fine: false },
  });
  play.start();
  assert.deepEqual(play.complete('a', { result: { answer: 42 } }), ['close-task a', 'incident a expression-refused']);
  play.change({ fine: true });
  assert.deepEqual(play.do({ do: 'retry', id: play.look().incidents[0]!.id }), ['set-data kept=42', 'ended completed']);
});
