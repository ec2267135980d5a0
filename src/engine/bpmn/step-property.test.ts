import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import { instant } from '../../base/time.ts';
import type { Command, Facts, Process, ProcessState, Stepped } from './bpmn.ts';
import { look, readBpmn, step } from './bpmn.ts';
import { drawn, events, flows, more, script, userTask } from './draw.ts';

/** A block has one way in and one way out; `yes` decides at the gateways, so it is known beforehand which tasks must be done. */
type Block =
  | { readonly is: 'task' }
  | { readonly is: 'line' | 'and'; readonly blocks: readonly Block[] }
  | { readonly is: 'xor' | 'or'; readonly blocks: readonly Block[]; readonly yes: readonly boolean[] }
  | { readonly is: 'loop'; readonly block: Block; readonly rounds: number }
  | { readonly is: 'sub'; readonly block: Block }
  | { readonly is: 'many'; readonly block: Block; readonly rounds: number; readonly isSequential: boolean }
  | { readonly is: 'timed'; readonly block: Block };

const { block } = fc.letrec<{ block: Block }>((tie) => {
  const blocks = fc.array(tie('block'), { minLength: 2, maxLength: 3 });
  const task = fc.constant<Block>({ is: 'task' });
  const yes = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
  return {
    block: fc.oneof(
      { depthSize: 'max', withCrossShrink: true, maxDepth: 4 },
      { arbitrary: task, weight: 1 },
      { arbitrary: fc.record({ is: fc.constantFrom('line' as const, 'and' as const), blocks }), weight: 2 },
      { arbitrary: fc.record({ is: fc.constantFrom('xor' as const, 'or' as const), blocks, yes }), weight: 2 },
      { arbitrary: fc.record({ is: fc.constant('loop' as const), block: tie('block'), rounds: fc.integer({ min: 1, max: 3 }) }), weight: 2 },
      { arbitrary: fc.record({ is: fc.constant('sub' as const), block: tie('block') }), weight: 2 },
      {
        arbitrary: fc.record({ is: fc.constant('many' as const), block: tie('block'), rounds: fc.integer({ min: 0, max: 3 }), isSequential: fc.boolean() }),
        weight: 2,
      },
      { arbitrary: fc.record({ is: fc.constant('timed' as const), block: tie('block') }), weight: 2 },
    ) as fc.Arbitrary<Block>,
  };
});

type Drawn = {
  readonly xml: string;
  readonly enter: string;
  readonly leave: string /** How often each task is done. */;
  readonly counts: ReadonlyMap<string, number> /** Variables that count the rounds of loops. */;
  readonly counters: readonly string[];
};

function draw(shape: Block, id: string): Drawn {
  switch (shape.is) {
    case 'task':
      return { xml: userTask(id), enter: id, leave: id, counts: new Map([[id, 1]]), counters: [] };
    case 'line': {
      const parts = shape.blocks.map((one, index) => draw(one, `${id}_${index}`));
      const joints = parts.slice(1).map((part, index) => flows(`${parts[index]!.leave} > ${part.enter}`));
      return {
        xml: parts.map((part) => part.xml).join('') + joints.join(''),
        enter: parts[0]!.enter,
        leave: parts.at(-1)!.leave,
        counts: sum(parts),
        counters: parts.flatMap((part) => part.counters),
      };
    }
    case 'and':
      return branches(shape.blocks, id, 'parallelGateway', () => true, '');
    case 'or':
      return branches(shape.blocks, id, 'inclusiveGateway', (index) => index === 0 || shape.yes[index] === true, 'default');
    case 'xor': {
      const first = shape.blocks.findIndex((_, index) => index > 0 && shape.yes[index] === true);
      return branches(shape.blocks, id, 'exclusiveGateway', (index) => index === Math.max(first, 0), 'default');
    }
    case 'loop': {
      const inner = draw(shape.block, `${id}_0`);
      const counter = `n${id}`;
      const body = `<exclusiveGateway id="${id}_in" /><exclusiveGateway id="${id}_out" default="${id}_out-${id}_end" />${script(`${id}_count`, counter, `if ${counter} = null then 1 else ${counter} + 1`)}${script(`${id}_end`, counter, '0')}`;
      const lines = flows(
        `${id}_in > ${inner.enter}`,
        `${inner.leave} > ${id}_count > ${id}_out > ${id}_end`,
        `${id}_out > ${id}_in if ${counter} < ${shape.rounds}`,
      );
      return {
        xml: body + inner.xml + lines,
        enter: `${id}_in`,
        leave: `${id}_end`,
        counts: times(inner.counts, shape.rounds),
        counters: [...inner.counters, counter],
      };
    }
    case 'sub':
      return subProcess(shape.block, id, '', 1);
    case 'many':
      return subProcess(
        shape.block,
        id,
        `<multiInstanceLoopCharacteristics isSequential="${shape.isSequential}"><loopCardinality>=${shape.rounds}</loopCardinality></multiInstanceLoopCharacteristics>`,
        shape.rounds,
      );
    case 'timed': {
      // a timer that never becomes due in these runs: it must come and go with its host
      const host = subProcess(shape.block, id, '', 1);
      const timer = `<boundaryEvent id="${id}_t" attachedToRef="${id}"><timerEventDefinition><timeDuration>P900D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="${id}_e" />`;
      return { ...host, xml: host.xml + timer + flows(`${id}_t > ${id}_e`) };
    }
  }
}

function branches(blocks: readonly Block[], id: string, gateway: string, isTaken: (index: number) => boolean, otherwise: string): Drawn {
  const parts = blocks.map((one, index) => draw(one, `${id}_${index}`));
  const isDefault = (index: number) => otherwise === 'default' && index === 0;
  const split = `<${gateway} id="${id}_s" ${otherwise === 'default' ? `default="${id}_s-${parts[0]!.enter}"` : ''} /><${gateway} id="${id}_j" />`;
  // the default of an inclusive gateway is taken only when nothing else is
  const taken = parts.map((_, index) => isTaken(index));
  const really = gateway === 'inclusiveGateway' ? taken.map((yes, index) => (index === 0 ? !taken.slice(1).some(Boolean) : yes)) : taken;
  const ways = parts.map((part, index) => {
    const condition = otherwise === 'default' && !isDefault(index) ? ` if ${taken[index] === true}` : '';
    return flows(`${id}_s > ${part.enter}${condition}`, `${part.leave} > ${id}_j`);
  });
  return {
    xml: split + parts.map((part) => part.xml).join('') + ways.join(''),
    enter: `${id}_s`,
    leave: `${id}_j`,
    counts: sum(parts.filter((_, index) => really[index])),
    counters: parts.flatMap((part) => part.counters),
  };
}

function subProcess(inner: Block, id: string, loop: string, rounds: number): Drawn {
  const part = draw(inner, `${id}_0`);
  const body = `${events('startEvent', `${id}_s`)}${events('endEvent', `${id}_x`)}${part.xml}${flows(`${id}_s > ${part.enter}`, `${part.leave} > ${id}_x`)}`;
  // each round counts for itself
  const local = more(
    `<zeebe:ioMapping>${['own', ...part.counters].map((name) => `<zeebe:input source="=null" target="${name}" />`).join('')}</zeebe:ioMapping>`,
  );
  return { xml: `<subProcess id="${id}">${local}${body}${loop}</subProcess>`, enter: id, leave: id, counts: times(part.counts, rounds), counters: [] };
}

const sum = (parts: readonly Drawn[]): ReadonlyMap<string, number> => new Map(parts.flatMap((part) => [...part.counts]));
const times = (counts: ReadonlyMap<string, number>, factor: number): ReadonlyMap<string, number> =>
  new Map([...counts].map(([id, count]) => [id, count * factor]));

const facts = (data: JsonObject): Facts => ({ now: instant('2022-11-15T08:00:00+07:00'), data });
type Trail = { readonly state: ProcessState; readonly opened: ReadonlyMap<string, number>; readonly commands: readonly Command[]; readonly ends: number };

/** Does open tasks in a random order until the process ends; after each step the state goes through JSON when `isStored`. */
function run(process: Process, picks: readonly number[], isStored: boolean): Trail {
  const opened = new Map<string, number>();
  const awaited = new Set<string>();
  const commands: Command[] = [];
  let data: JsonObject = {};
  let ends = 0;
  const take = (stepped: Stepped): ProcessState => {
    for (const effect of stepped.effects) {
      if (effect.do === 'open-task') {
        opened.set(effect.element, (opened.get(effect.element) ?? 0) + 1);
        assert.ok(!awaited.has(effect.id), 'an id is given once');
        awaited.add(effect.id);
      }
      if (effect.do === 'close-task') assert.ok(awaited.delete(effect.id), 'only open tasks are closed');
      if (effect.do === 'set-data') data = { ...data, [effect.name]: effect.value };
      if (effect.do === 'ended') ends += 1;
      assert.notEqual(effect.do, 'incident');
    }
    return isStored ? (JSON.parse(JSON.stringify(stepped.state)) as ProcessState) : stepped.state;
  };
  const move = (state: ProcessState | undefined, command: Command): ProcessState => {
    commands.push(command);
    const stepped = step(process, state, command, facts(data));
    assert.ok(!isRefusal(stepped), JSON.stringify(stepped));
    return take(stepped);
  };
  let state = move(undefined, { do: 'start' });
  for (let turn = 0; state.ended === undefined; turn++) {
    const { tasks, stuck } = look(state);
    assert.equal(stuck, false);
    assert.equal(tasks.length, awaited.size, 'open tasks are those that were opened and not closed');
    state = move(state, { do: 'complete', id: tasks[(picks[turn % picks.length] ?? 0) % tasks.length]!.id });
  }
  assert.deepEqual(state.waits, []);
  return { state, opened, commands, ends };
}

async function processOf(shape: Block): Promise<{ process: Process; counts: ReadonlyMap<string, number> }> {
  const part = draw(shape, 'b');
  const { processes, findings } = await readBpmn(
    drawn(`${events('startEvent', 's')}${events('endEvent', 'e')}${part.xml}${flows(`s > ${part.enter}`, `${part.leave} > e`)}`),
  );
  assert.deepEqual(findings, []);
  return { process: processes[0]!, counts: part.counts };
}
const picks = fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 20 });
const settings = { seed: 2022, numRuns: 60 };

test('in any order of work each task is done exactly as often as the diagram says, and the process ends once', async () => {
  await fc.assert(
    fc.asyncProperty(block, picks, async (shape, order) => {
      const { process, counts } = await processOf(shape);
      const { opened, ends } = run(process, order, false);
      assert.deepEqual(Object.fromEntries([...opened].sort()), Object.fromEntries([...counts].filter(([, count]) => count > 0).sort()));
      assert.equal(ends, 1);
    }),
    settings,
  );
});

test('a state stored as JSON after every step ends the same, and playing the same commands again gives the same state', async () => {
  await fc.assert(
    fc.asyncProperty(block, picks, async (shape, order) => {
      const { process } = await processOf(shape);
      const kept = run(process, order, false);
      const stored = run(process, order, true);
      const again = run(process, order, true);
      assert.deepEqual(stored.commands, kept.commands);
      assert.deepEqual(stored.state, JSON.parse(JSON.stringify(kept.state)));
      assert.deepEqual(again.state, stored.state);
    }),
    settings,
  );
});

test('whatever commands come, a step answers with a state or a refusal, and a refusal changes nothing', async () => {
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc.record({ do: fc.constant('complete' as const), id: fc.nat({ max: 30 }).map(String) }),
    fc.record({ do: fc.constant('complete' as const), id: fc.nat({ max: 30 }).map(String), error: fc.constant('x') }),
    fc.record({ do: fc.constant('complete' as const), id: fc.nat({ max: 30 }).map(String), failure: fc.constant('x') }),
    fc.record({ do: fc.constant('retry' as const), id: fc.nat({ max: 30 }).map(String) }),
    fc.constantFrom<Command>(
      { do: 'pause' },
      { do: 'resume' },
      { do: 'change-data' },
      { do: 'fire-timers' },
      { do: 'message', name: 'm' },
      { do: 'signal', name: 's' },
    ),
    fc.record({ do: fc.constant('fire-timers' as const), ids: fc.array(fc.nat({ max: 30 }).map(String), { maxLength: 3 }) }),
  );
  await fc.assert(
    fc.asyncProperty(block, fc.array(command, { maxLength: 40 }), async (shape, commands) => {
      const { process } = await processOf(shape);
      let data: JsonObject = {};
      const first = step(process, undefined, { do: 'start' }, facts(data));
      assert.ok(!isRefusal(first));
      let state = first.state;
      for (const one of commands) {
        const before = JSON.stringify(state);
        const stepped = step(process, state, one, facts(data));
        assert.equal(JSON.stringify(state), before);
        if (isRefusal(stepped)) continue;
        state = stepped.state;
        for (const effect of stepped.effects) if (effect.do === 'set-data') data = { ...data, [effect.name]: effect.value };
        for (const node of state.nodes)
          assert.ok(node.in === undefined || state.nodes.some((other) => other.id === node.in), 'every token is held by something');
        assert.equal(state.ended === undefined, state.nodes.length > 0);
      }
    }),
    settings,
  );
});
