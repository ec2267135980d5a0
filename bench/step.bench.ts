/** Steps per second of a process with five tasks and FEEL conditions, beside two BPMN engines that run the same diagram, and the size of its state. */
import { isRefusal } from '../src/base/refusal.ts';
import { instant } from '../src/base/time.ts';
import type { ProcessState } from '../src/engine/bpmn/bpmn.ts';
import { look, readBpmn, step } from '../src/engine/bpmn/bpmn.ts';
import { drawn, events, flows, userTask } from '../src/engine/bpmn/draw.ts';
import type { Result, Work } from './kit.ts';
import { beside, rates, report } from './kit.ts';
import { peer, peerName } from './peer.ts';

const tasks = ['receive', 'check', 'verify', 'sign', 'return'];
const gateways = '<exclusiveGateway id="clear" default="clear-verify" /><exclusiveGateway id="urgent" default="urgent-sign" />';
const xml = drawn(
  `${events('startEvent', 's')}${tasks.map((id) => userTask(id)).join('')}${gateways}${events('endEvent', 'e')}${flows(
    's > receive > check > clear > verify > urgent > sign > return > e',
    'clear > sign if fee > 10000 and count(copies) > 3',
    'urgent > return if express = true or fee < 500',
  )}`,
);
const data = { fee: 8000, copies: [1, 2, 3], express: false, child: { name: 'Lan' } };

const [process_] = (await readBpmn(xml)).processes;
if (process_ === undefined) throw new Error('the process was not read');
const drawnProcess = process_;
const facts = { now: instant('2022-11-15T08:00:00+07:00'), data };

/** From the start to the end: each step gives a new state, whole and ready to be stored. */
function ours(withBytes?: 'weighed'): { readonly steps: number; readonly bytes: number } {
  let state: ProcessState | undefined;
  let bytes = 0;
  for (let steps = 1; ; steps += 1) {
    const id = state?.nodes.find((node) => node.is === 'task')?.id ?? '';
    const stepped = step(drawnProcess, state, state === undefined ? { do: 'start' } : { do: 'complete', id, result: { ok: true } }, facts);
    if (isRefusal(stepped)) throw new Error(JSON.stringify(stepped));
    state = stepped.state;
    if (withBytes === 'weighed') bytes = Math.max(bytes, JSON.stringify(state).length);
    if (look(state).ended !== undefined) return { steps, bytes };
  }
}

type Execution = { getPostponed(): readonly { readonly id: string }[]; signal(message: { readonly id: string }): void };
type Peers = {
  readonly elements: { Environment: new (options: unknown) => unknown; Context: new (source: unknown, environment: unknown) => unknown } & {
    Definition: new (context: unknown) => Execution & { run(): void; getState(): unknown };
  };
  readonly Engine: new (options: unknown) => { execute(options: unknown): Promise<Execution & { getState(): unknown }> };
  readonly source: unknown;
};

/** The peers do not know FEEL: their conditions are functions of JavaScript, compiled beforehand. */
const conditions: Readonly<Record<string, (variables: typeof data) => boolean>> = {
  'clear-sign': ({ fee, copies }) => fee > 10_000 && copies.length > 3,
  'urgent-return': ({ fee, express }) => express || fee < 500,
};
type Scope = { readonly environment: { readonly variables: typeof data } };
const scripts = {
  register: () => undefined,
  getScript: (_language: string, { id }: { readonly id: string }) => {
    const condition = conditions[id];
    return condition && { execute: (scope: Scope, next: (fault: null, taken: boolean) => void) => next(null, condition(scope.environment.variables)) };
  },
};
const quiet = { debug: () => undefined, error: () => undefined, warn: () => undefined };

async function openPeers(): Promise<Peers | undefined> {
  const moddle = peer('bpmn-moddle') as { readonly BpmnModdle: new () => { fromXML(text: string): Promise<unknown> } } | undefined;
  if (moddle === undefined) return undefined;
  const elements = peer('bpmn-elements') as Peers['elements'];
  const serializer = peer('moddle-context-serializer') as {
    readonly default: (context: unknown, types: unknown) => unknown;
    TypeResolver(types: unknown): unknown;
  };
  const { Engine } = peer('bpmn-engine') as Pick<Peers, 'Engine'>;
  const plain = xml.replaceAll('<conditionExpression ', '<conditionExpression language="js" ').replaceAll(/<extensionElements>.*?<\/extensionElements>/g, '');
  return { elements, Engine, source: serializer.default(await new moddle.BpmnModdle().fromXML(plain), serializer.TypeResolver(elements)) };
}

function signalAll(execution: Execution): number {
  for (let steps = 1; ; steps += 1) {
    const [waiting] = execution.getPostponed();
    if (waiting === undefined) return steps;
    if (steps > tasks.length + 1) throw new Error('the peer does not end');
    execution.signal({ id: waiting.id });
  }
}

function elementsDefinition({ elements, source }: Peers): Execution & { run(): void; getState(): unknown } {
  const environment = new elements.Environment({ scripts, Logger: () => quiet, variables: data });
  const definition = new elements.Definition(new elements.Context(source, environment));
  definition.run();
  return definition;
}
const engineExecution = ({ Engine, source }: Peers) => new Engine({ sourceContext: source, scripts, Logger: () => quiet }).execute({ variables: data });

const peers = await openPeers();
const works: Work[] = [() => ours().steps];
if (peers !== undefined)
  works.push(
    () => signalAll(elementsDefinition(peers)),
    async () => signalAll(await engineExecution(peers)),
  );
const [steps = 0, elementsSteps, engineSteps] = await rates(works);

const results: Result[] = [{ name: 'step', unit: 'steps per second of CPU', value: steps, budget: { atLeast: 100_000 } }];
const name = 'step, times a peer';
const note = 'the peer computes its conditions in JavaScript and gives out no state after a step';
if (elementsSteps !== undefined)
  results.push({ name, unit: 'steps per second of CPU', value: steps, ...beside(steps, peerName('bpmn-elements'), elementsSteps), note });
if (engineSteps !== undefined)
  results.push({ name, unit: 'steps per second of CPU', value: steps, ...beside(steps, peerName('bpmn-engine'), engineSteps), note });
const { bytes } = ours('weighed');
const theirs = peers === undefined ? undefined : JSON.stringify(elementsDefinition(peers).getState()).length;
results.push({
  name: 'largest state, beside the peer at its first task',
  unit: 'bytes of JSON',
  value: bytes,
  budget: { atMost: 1_000 },
  ...(theirs === undefined ? {} : beside(bytes, peerName('bpmn-elements'), theirs)),
});
report(results);
