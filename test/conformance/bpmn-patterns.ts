/** The 43 workflow control-flow patterns (workflowpatterns.com) as traces of our own: after each move the open tasks are compared. */
import { isDeepStrictEqual } from 'node:util';
import { drawn, events, flows, more, script, userTask } from '../../src/engine/bpmn/draw.ts';
import type { Player } from '../../src/engine/bpmn/play.ts';
import { player } from '../../src/engine/bpmn/play.ts';
import { readBpmn } from '../../src/engine/bpmn/read.ts';

/** A move ('start', 'a' completes a task, 'message m', 'signal s', 'wait P1D', 'set x=1') and the tasks open after it; 'end' when the process is over. */
type Trace = readonly (readonly [move: string, open: string])[];
type Case = {
  readonly id: string;
  readonly name: string;
  readonly body: string;
  readonly roots?: string;
  readonly data?: Readonly<Record<string, number | boolean>>;
  readonly traces: readonly Trace[];
};
type Impossible = { readonly id: string; readonly name: string; readonly why: string };

export type PatternResult = {
  readonly name: string;
  readonly passed: number;
  readonly total: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
};

/** Every pattern counts, also those BPMN 2.0 cannot express without elements the engine refuses. */
export async function runPatterns(): Promise<PatternResult> {
  const failed: PatternResult['failed'][number][] = [];
  for (const one of patterns) {
    const reason = 'why' in one ? one.why : await firstMiss(one);
    if (reason !== undefined) failed.push({ id: `${one.id} ${one.name}`, reason });
  }
  return { name: 'Workflow control-flow patterns', passed: patterns.length - failed.length, total: patterns.length, failed };
}

async function firstMiss(one: Case): Promise<string | undefined> {
  const { processes, findings } = await readBpmn(drawn(one.body, one.roots));
  const process = processes.find(({ id }) => id === 'p');
  if (process === undefined) return findings.map(({ element, code }) => `${element} ${code}`).join(', ');
  for (const trace of one.traces) {
    const play = player(process, { data: one.data ?? {} });
    for (const [index, [move, expected]] of trace.entries()) {
      make(play, move);
      const open = play.look().ended === undefined ? play.open().toSorted() : ['end'];
      if (play.look().incidents.length > 0) return `an incident after move ${index + 1}, '${move}': ${play.look().incidents[0]?.text}`;
      if (
        !isDeepStrictEqual(
          open,
          expected
            .split(' ')
            .filter((word) => word !== '')
            .toSorted(),
        )
      )
        return `after move ${index + 1}, '${move}': ${open.join(' ')} instead of ${expected}`;
    }
  }
  return undefined;
}

function make(play: Player, move: string): void {
  const [word = '', rest = ''] = move.split(' ');
  if (move === 'start') play.start();
  else if (word === 'message') play.do({ do: 'message', name: rest });
  else if (word === 'signal') play.do({ do: 'signal', name: rest });
  else if (word === 'wait') play.wait(rest);
  else if (word === 'set') play.change(Object.fromEntries([rest.split('=')].map(([name, value]) => [name, JSON.parse(value ?? 'null')])));
  else play.complete(word);
}

// Pieces of diagrams

const s = events('startEvent', 's');
const e = events('endEvent', 'e');
const tasks = (names: string): string =>
  names
    .split(' ')
    .map((name) => userTask(name))
    .join('');
const and = (...ids: readonly string[]): string => ids.map((id) => `<parallelGateway id="${id}" />`).join('');
const xor = (id: string, otherwise?: string): string => `<exclusiveGateway id="${id}" ${otherwise === undefined ? '' : `default="${id}-${otherwise}"`} />`;
const or = (id: string, otherwise?: string): string => `<inclusiveGateway id="${id}" ${otherwise === undefined ? '' : `default="${id}-${otherwise}"`} />`;
const message = '<messageEventDefinition messageRef="M" />';
const signal = '<signalEventDefinition signalRef="S" />';
const condition = (text: string): string =>
  `<conditionalEventDefinition><condition>=${text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</condition></conditionalEventDefinition>`;
const caught = (id: string, definition: string): string => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
const boundary = (id: string, host: string, definition: string, isInterrupting = true): string =>
  `<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${isInterrupting}">${definition}</boundaryEvent>`;
const end = (id: string, definition: string): string => `<endEvent id="${id}">${definition}</endEvent>`;
const escalation = '<escalationEventDefinition escalationRef="X" />';
const sub = (id: string, inner: string, loop = ''): string => `<subProcess id="${id}">${inner}${loop}</subProcess>`;
const many = (count: string, until = ''): string =>
  `<multiInstanceLoopCharacteristics><loopCardinality>=${count}</loopCardinality>${until === '' ? '' : `<completionCondition>=${until}</completionCondition>`}</multiInstanceLoopCharacteristics>`;
const roots = '<message id="M" name="m" /><message id="N" name="n" /><signal id="S" name="sig" /><escalation id="X" escalationCode="reached" />';
const add = (id: string, name: string): string => script(id, name, `if ${name} = null then 1 else ${name} + 1`);
/** Two branches in a sub-process; when `count` of them are done an escalation tells the outside, and the rest goes on. */
const joinAt = (count: number, branches: string): string => {
  const names = branches.split(' ');
  const inner = `${events('startEvent', 'i')}${and('split')}${tasks(branches)}${xor('merge')}${add('add', 'arrived')}${xor('enough', 'rest')}${events('endEvent', 'rest')}${end('told', escalation)}`;
  const lines = flows(
    'i > split',
    ...names.map((name) => `split > ${name} > merge`),
    'merge > add > enough',
    `enough > told if arrived = ${count}`,
    'enough > rest',
  );
  return `${s}${e}${sub('region', inner + lines)}${boundary('on', 'region', escalation, false)}${userTask('next')}${flows('s > region', 'on > next > e')}`;
};
/** The same, but what is left is given up. */
const cancellingJoinAt = (count: number, branches: string): string => {
  const names = branches.split(' ');
  const inner = `${events('startEvent', 'i')}${and('split')}${tasks(branches)}${xor('merge')}${add('add', 'arrived')}${xor('enough', 'rest')}${events('endEvent', 'rest')}${end('stop', '<terminateEventDefinition />')}`;
  const lines = flows(
    'i > split',
    ...names.map((name) => `split > ${name} > merge`),
    'merge > add > enough',
    `enough > stop if arrived = ${count}`,
    'enough > rest',
  );
  return `${s}${e}${sub('region', inner + lines)}${userTask('next')}${flows('s > region > next > e')}`;
};
/** Branches that exclude each other: each takes the key before its task and gives it back behind it. */
const exclusiveBranches = (...branches: readonly (readonly string[])[]): string => {
  const parts = branches.map((branch, index) => {
    const [take, give, wait] = [`take${index}`, `give${index}`, `wait${index}`];
    return `${caught(wait, condition('busy = null or busy = false'))}${script(take, 'busy', 'true')}${script(give, 'busy', 'false')}${tasks(branch.join(' '))}${flows(`split > ${wait} > ${take} > ${branch.join(' > ')} > ${give} > join`)}`;
  });
  return `${s}${e}${and('split', 'join')}${parts.join('')}${userTask('next')}${flows('s > split', 'join > next > e')}`;
};

const synchronizing = `${s}${e}${or('g', 'a')}${or('j')}${tasks('a b c next')}${flows('s > g', 'g > a', 'g > b if x > 1', 'g > c if x > 2', 'a > j', 'b > j', 'c > j', 'j > next > e')}`;

const patterns: readonly (Case | Impossible)[] = [
  {
    id: 'WCP-01',
    name: 'Sequence',
    body: `${s}${e}${tasks('a b')}${flows('s > a > b > e')}`,
    traces: [
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-02',
    name: 'Parallel split',
    body: `${s}${and('g')}${tasks('a b')}${flows('s > g > a', 'g > b')}`,
    traces: [
      [
        ['start', 'a b'],
        ['b', 'a'],
        ['a', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-03',
    name: 'Synchronization',
    body: `${s}${e}${and('g', 'j')}${tasks('a b c')}${flows('s > g > a > j', 'g > b > j', 'j > c > e')}`,
    traces: [
      [
        ['start', 'a b'],
        ['b', 'a'],
        ['a', 'c'],
        ['c', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-04',
    name: 'Exclusive choice',
    body: `${s}${xor('g', 'b')}${tasks('a b')}${flows('s > g > b', 'g > a if x > 1')}`,
    data: { x: 2 },
    traces: [
      [
        ['start', 'a'],
        ['a', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-05',
    name: 'Simple merge',
    body: `${s}${e}${xor('g', 'b')}${xor('j')}${tasks('a b c')}${flows('s > g > b > j', 'g > a if x > 1', 'a > j', 'j > c > e')}`,
    data: { x: 1 },
    traces: [
      [
        ['start', 'b'],
        ['b', 'c'],
        ['c', 'end'],
      ],
    ],
  },
  { id: 'WCP-06', name: 'Multi-choice', body: synchronizing, data: { x: 3 }, traces: [[['start', 'b c']]] },
  {
    id: 'WCP-07',
    name: 'Structured synchronizing merge',
    body: synchronizing,
    data: { x: 3 },
    traces: [
      [
        ['start', 'b c'],
        ['c', 'b'],
        ['b', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-08',
    name: 'Multi-merge',
    body: `${s}${and('g')}${xor('j')}${tasks('a b c')}${flows('s > g > a > j', 'g > b > j', 'j > c')}`,
    traces: [
      [
        ['start', 'a b'],
        ['a', 'b c'],
        ['b', 'c c'],
        ['c', 'c'],
        ['c', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-09',
    name: 'Structured discriminator',
    body: joinAt(1, 'a b c'),
    roots,
    traces: [
      [
        ['start', 'a b c'],
        ['b', 'a c next'],
        ['a', 'c next'],
        ['c', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-10',
    name: 'Arbitrary cycles',
    body: `${s}${e}${xor('j')}${xor('k')}${xor('g', 'c')}${xor('h', 'e')}${tasks('a b c')}${flows('s > j > a > k > b > g', 'g > j if x = 1', 'g > c > h', 'h > k if x = 2', 'h > e')}`,
    data: { x: 1 },
    traces: [
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'a'],
        ['set x=2', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'b'],
        ['set x=3', 'b'],
        ['b', 'c'],
        ['c', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-11',
    name: 'Implicit termination',
    body: `${s}${and('g')}${tasks('a b c')}${flows('s > g > a', 'g > b > c')}`,
    traces: [
      [
        ['start', 'a b'],
        ['b', 'a c'],
        ['a', 'c'],
        ['c', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-12',
    name: 'Multiple instances without synchronization',
    body: `${s}${e}${xor('j')}${and('g')}${add('n', 'made')}${xor('h', 'e')}${tasks('a')}${flows('s > j > g > a', 'g > n > h', 'h > j if made < 3', 'h > e')}`,
    traces: [
      [
        ['start', 'a a a'],
        ['a', 'a a'],
        ['a', 'a'],
        ['a', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-13',
    name: 'Multiple instances known when designed',
    body: `${s}${e}${userTask('a', many('3'))}${tasks('b')}${flows('s > a > b > e')}`,
    traces: [
      [
        ['start', 'a a a'],
        ['a', 'a a'],
        ['a', 'a'],
        ['a', 'b'],
        ['b', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-14',
    name: 'Multiple instances known when reached',
    body: `${s}${e}${userTask('a', many('count'))}${tasks('b')}${flows('s > a > b > e')}`,
    data: { count: 2 },
    traces: [
      [
        ['start', 'a a'],
        ['a', 'a'],
        ['a', 'b'],
        ['b', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-15',
    name: 'Multiple instances not known beforehand',
    body: `${s}${e}${sub('region', `${events('startEvent', 'i')}${tasks('a')}${flows('i > a')}<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">${message}</startEvent>${tasks('b')}${flows('hs > b')}</subProcess>`)}${tasks('next')}${flows('s > region > next > e')}`,
    roots,
    traces: [
      [
        ['start', 'a'],
        ['message m', 'a b'],
        ['message m', 'a b b'],
        ['a', 'b b'],
        ['b', 'b'],
        ['message m', 'b b'],
        ['b', 'b'],
        ['b', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-16',
    name: 'Deferred choice',
    body: `${s}<eventBasedGateway id="g" />${caught('c', message)}${caught('d', signal)}${tasks('a b')}${flows('s > g > c > a', 'g > d > b')}`,
    roots,
    traces: [
      [
        ['start', ''],
        ['signal sig', 'b'],
        ['b', 'end'],
      ],
      [
        ['start', ''],
        ['message m', 'a'],
        ['a', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-17',
    name: 'Interleaved parallel routing',
    body: exclusiveBranches(['a', 'b'], ['c']),
    traces: [
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-18',
    name: 'Milestone',
    body: `${s}${e}${and('g')}${tasks('reached after apply')}${boundary('on', 'reached', message, false)}${flows('s > g > reached > after > e', 'on > apply')}`,
    roots,
    traces: [
      [
        ['start', 'reached'],
        ['message m', 'apply reached'],
        ['reached', 'after apply'],
        ['apply', 'after'],
        ['after', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-19',
    name: 'Cancel activity',
    body: `${s}${tasks('a b')}${boundary('on', 'a', message)}${flows('s > a', 'on > b')}`,
    roots,
    traces: [
      [
        ['start', 'a'],
        ['message m', 'b'],
        ['b', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-20',
    name: 'Cancel case',
    body: `${s}${and('g')}${tasks('a b c')}${caught('w', message)}${end('x', '<terminateEventDefinition />')}${flows('s > g > a > c', 'g > b', 'g > w > x')}`,
    roots,
    traces: [
      [
        ['start', 'a b'],
        ['a', 'b c'],
        ['message m', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-21',
    name: 'Structured loop',
    body: `${s}${e}${userTask('a', '<standardLoopCharacteristics><loopCondition>=again</loopCondition></standardLoopCharacteristics>')}${tasks('b')}${flows('s > a > b > e')}`,
    data: { again: true },
    traces: [
      [
        ['start', 'a'],
        ['a', 'a'],
        ['a', 'a'],
        ['set again=false', 'a'],
        ['a', 'b'],
        ['b', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-22',
    name: 'Recursion',
    body: `${s}<callActivity id="c">${more('<zeebe:calledElement processId="q" />', '<zeebe:ioMapping><zeebe:input source="=2" target="n" /></zeebe:ioMapping>')}</callActivity>${flows('s > c')}`,
    roots: `<process id="q" isExecutable="true">${events('startEvent', 'qs')}${userTask('qa')}${xor('qg', 'qe')}${events('endEvent', 'qe')}<callActivity id="qc">${more('<zeebe:calledElement processId="q" />', '<zeebe:ioMapping><zeebe:input source="=n - 1" target="n" /></zeebe:ioMapping>')}</callActivity>${flows('qs > qa > qg', 'qg > qc if n > 0', 'qg > qe', 'qc > qe')}</process>`,
    traces: [
      [
        ['start', 'qa'],
        ['qa', 'qa'],
        ['qa', 'qa'],
        ['qa', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-23',
    name: 'Transient trigger',
    body: `${s}${e}${tasks('a b')}${caught('w', signal)}${flows('s > a > w > b > e')}`,
    roots,
    traces: [
      [
        ['start', 'a'],
        ['signal sig', 'a'],
        ['a', ''],
        ['signal sig', 'b'],
        ['b', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-24',
    name: 'Persistent trigger',
    body: `${s}${e}${tasks('a b')}${caught('w', condition('arrived'))}${flows('s > a > w > b > e')}`,
    traces: [
      [
        ['start', 'a'],
        ['set arrived=true', 'a'],
        ['a', 'b'],
        ['b', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-25',
    name: 'Cancel region',
    body: `${s}${and('g')}${sub('region', `${events('startEvent', 'i')}${and('h')}${tasks('a b')}${flows('i > h > a', 'h > b')}`)}${tasks('c d')}${boundary('on', 'region', message)}${flows('s > g > region', 'g > c', 'on > d')}`,
    roots,
    traces: [
      [
        ['start', 'a b c'],
        ['message m', 'c d'],
        ['d', 'c'],
        ['c', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-26',
    name: 'Cancel multiple-instance activity',
    body: `${s}${userTask('a', many('3'))}${tasks('b c')}${boundary('on', 'a', message)}${flows('s > a > c', 'on > b')}`,
    roots,
    traces: [
      [
        ['start', 'a a a'],
        ['a', 'a a'],
        ['message m', 'b'],
        ['b', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-27',
    name: 'Complete multiple-instance activity',
    body: `${s}${xor('j')}${userTask('a', many('3'))}${tasks('next')}${boundary('on', 'a', message)}${flows('s > a > j', 'on > j', 'j > next')}`,
    roots,
    traces: [
      [
        ['start', 'a a a'],
        ['a', 'a a'],
        ['message m', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  { id: 'WCP-28', name: 'Blocking discriminator', why: 'needs a complex gateway with its reset rule, which is refused when read' },
  {
    id: 'WCP-29',
    name: 'Cancelling discriminator',
    body: cancellingJoinAt(1, 'a b c'),
    traces: [
      [
        ['start', 'a b c'],
        ['b', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-30',
    name: 'Structured partial join',
    body: joinAt(2, 'a b c'),
    roots,
    traces: [
      [
        ['start', 'a b c'],
        ['b', 'a c'],
        ['c', 'a next'],
        ['next', 'a'],
        ['a', 'end'],
      ],
    ],
  },
  { id: 'WCP-31', name: 'Blocking partial join', why: 'needs a complex gateway with its reset rule, which is refused when read' },
  {
    id: 'WCP-32',
    name: 'Cancelling partial join',
    body: cancellingJoinAt(2, 'a b c'),
    traces: [
      [
        ['start', 'a b c'],
        ['a', 'b c'],
        ['c', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-33',
    name: 'Generalized join',
    body: `${s}${and('g', 'j')}${xor('m')}${xor('n')}${tasks('a b c d next')}${flows('s > g > a > m > j', 'g > b > m', 'g > c > n > j', 'g > d > n', 'j > next')}`,
    traces: [
      [
        ['start', 'a b c d'],
        ['a', 'b c d'],
        ['b', 'c d'],
        ['c', 'd next'],
        ['d', 'next next'],
        ['next', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-34',
    name: 'Static partial join for multiple instances',
    body: `${s}${sub('region', `${events('startEvent', 'i')}${tasks('a')}${add('add', 'arrived')}${xor('g', 'rest')}${events('endEvent', 'rest')}${end('told', escalation)}${flows('i > a > add > g', 'g > told if arrived = 2', 'g > rest')}`, many('3'))}${boundary('on', 'region', escalation, false)}${tasks('next')}${flows('s > region', 'on > next')}`,
    roots,
    traces: [
      [
        ['start', 'a a a'],
        ['a', 'a a'],
        ['a', 'a next'],
        ['a', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-35',
    name: 'Cancelling partial join for multiple instances',
    body: `${s}${e}${userTask('a', many('3', 'numberOfCompletedInstances = 2'))}${tasks('next')}${flows('s > a > next > e')}`,
    traces: [
      [
        ['start', 'a a a'],
        ['a', 'a a'],
        ['a', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-36',
    name: 'Dynamic partial join for multiple instances',
    body: `${s}${sub('region', `${events('startEvent', 'i')}${tasks('a')}${add('add', 'arrived')}${flows('i > a > add')}<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">${message}</startEvent>${tasks('b')}${add('more', 'arrived')}${flows('hs > b > more')}</subProcess>`)}${boundary('on', 'region', condition('arrived >= needed'), false)}${tasks('next')}${flows('s > region', 'on > next')}`,
    roots,
    data: { needed: 2 },
    traces: [
      [
        ['start', 'a'],
        ['message m', 'a b'],
        ['message m', 'a b b'],
        ['b', 'a b'],
        ['a', 'b next'],
        ['b', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-37',
    name: 'Local synchronizing merge',
    body: `${s}${e}${or('g', 'a')}${or('j')}${xor('x', 'd')}${tasks('a b d next')}${events('endEvent', 'f')}${flows('s > g', 'g > a', 'g > b if x > 1', 'g > d if x > 2', 'a > j', 'b > x', 'x > f if stop', 'x > d > j', 'j > next > e')}`,
    data: { x: 2, stop: false },
    traces: [
      [
        ['start', 'b'],
        ['b', 'd'],
        ['d', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-38',
    name: 'General synchronizing merge',
    body: `${s}${e}${and('g')}${or('j')}${xor('m')}${xor('x', 'j')}${tasks('a b next')}${flows('s > g > a > j', 'g > m > b > x', 'x > m if again', 'x > j', 'j > next > e')}`,
    data: { again: true },
    traces: [
      [
        ['start', 'a b'],
        ['a', 'b'],
        ['b', 'b'],
        ['set again=false', 'b'],
        ['b', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-39',
    name: 'Critical section',
    body: exclusiveBranches(['a', 'b'], ['c', 'd']),
    traces: [
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd'],
        ['d', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-40',
    name: 'Interleaved routing',
    body: exclusiveBranches(['a'], ['b'], ['c']),
    traces: [
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-41',
    name: 'Thread merge',
    body: `${s}${e}${and('g')}${xor('m')}${tasks('a b next')}${add('add', 'arrived')}${xor('x', 'f')}${events('endEvent', 'f')}${flows('s > g > a > m', 'g > b > m', 'm > add > x', 'x > next if arrived = 2', 'x > f', 'next > e')}`,
    traces: [
      [
        ['start', 'a b'],
        ['a', 'b'],
        ['b', 'next'],
        ['next', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-42',
    name: 'Thread split',
    body: `${s}${e}${and('g')}${xor('m')}${tasks('a b')}<sequenceFlow id="again" sourceRef="g" targetRef="m" />${flows('s > a > g > m > b > e')}`,
    traces: [
      [
        ['start', 'a'],
        ['a', 'b b'],
        ['b', 'b'],
        ['b', 'end'],
      ],
    ],
  },
  {
    id: 'WCP-43',
    name: 'Explicit termination',
    body: `${s}${and('g')}${tasks('a b')}${end('x', '<terminateEventDefinition />')}${flows('s > g > a > x', 'g > b')}`,
    traces: [
      [
        ['start', 'a b'],
        ['a', 'end'],
      ],
    ],
  },
];
