import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Process } from '../engine/bpmn/bpmn.ts';
import { readBpmn } from '../engine/bpmn/bpmn.ts';
import type { Rule } from '../engine/clock/clock.ts';
import { lintTimes, lintWays } from './steps.ts';

const task = (id: string, hours: string): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><zeebe:assignmentDefinition candidateGroups="officer"/>${hours}</extensionElements></userTask>`;
const time = (value: number, unit = 'hours'): string => `<cuaso:time value="${value}" unit="${unit}"/>`;
const flow = (from: string, to: string): string => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;

async function processOf(body: string): Promise<Process> {
  const { processes, findings } = await readBpmn(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:cuaso="https://cuaso.vn/bpmn/1" id="d" targetNamespace="x"><process id="p" isExecutable="true">${body}</process></definitions>`,
  );
  assert.deepEqual(findings, []);
  const [process] = processes;
  assert.ok(process !== undefined);
  return process;
}

const line = (a: string, b: string) =>
  processOf(`<startEvent id="s"/>${task('a', a)}${task('b', b)}<endEvent id="e"/>${flow('s', 'a')}${flow('a', 'b')}${flow('b', 'e')}`);
const sameDay: Rule = { kind: 'same-day', cutOff: '15:00' };
const codes = (findings: readonly { readonly code: string; readonly element: string }[]) => findings.map((one) => `${one.code} ${one.element}`);

test('steps that fill the legal day exactly fit, one hour more does not', async () => {
  assert.deepEqual(codes(lintTimes(await line(time(5), time(3)), [sameDay], 0)), []);
  assert.deepEqual(codes(lintTimes(await line(time(5), time(4)), [sameDay], 0)), ['steps-longer-than-law p', 'longest-way-too-long p']);
});

test('the tightest limit counts', async () => {
  const process = await line(time(2), time(4));
  assert.deepEqual(
    codes(
      lintTimes(
        process,
        [
          { kind: 'working-days', days: 3 },
          { kind: 'hours', hours: 6 },
        ],
        0,
      ),
    ),
    [],
  );
  assert.deepEqual(
    codes(
      lintTimes(
        process,
        [
          { kind: 'working-days', days: 3 },
          { kind: 'hours', hours: 5 },
        ],
        1,
      ),
    ),
    ['steps-longer-than-law p'],
  );
});

test('seven calendar days hold five working days', async () => {
  const process = await line(time(5, 'working-days'), time(0.5));
  assert.deepEqual(codes(lintTimes(process, [{ kind: 'calendar-days', days: 7 }], 0)), ['steps-longer-than-law p', 'longest-way-too-long p']);
  assert.deepEqual(codes(lintTimes(process, [{ kind: 'calendar-days', days: 9 }], 0)), []);
});

test('a longer branch has to fit into the declared extension', async () => {
  const branching = await processOf(
    `<startEvent id="s"/><exclusiveGateway id="g" default="g_b"/>${task('a', time(5, 'working-days'))}${task('b', time(8))}<exclusiveGateway id="j"/><endEvent id="e"/>
     ${flow('s', 'g')}<sequenceFlow id="g_a" sourceRef="g" targetRef="a"><conditionExpression>=x = 1</conditionExpression></sequenceFlow>${flow('g', 'b')}${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'e')}`,
  );
  assert.deepEqual(codes(lintTimes(branching, [sameDay], 4)), []);
  assert.deepEqual(codes(lintTimes(branching, [sameDay], 3)), ['longest-way-too-long p']);
});

test('a step without a time is named', async () => {
  assert.deepEqual(codes(lintTimes(await line(time(1), ''), [sameDay], 0)), ['step-time-missing b']);
});

test('a step that nothing leads to and a round without a way out are named', async () => {
  const process = await processOf(
    `<startEvent id="s"/>${task('a', time(1))}${task('lost', time(1))}<endEvent id="e"/><parallelGateway id="g"/>${task('stuck', time(1))}
     ${flow('s', 'a')}${flow('a', 'g')}${flow('g', 'e')}${flow('g', 'stuck')}${flow('stuck', 'stuck2')}${flow('lost', 'e')}${task('stuck2', time(1))}${flow('stuck2', 'stuck')}`,
  );
  assert.deepEqual(codes(lintWays(process)).toSorted(), ['no-way-to-end stuck', 'no-way-to-end stuck2', 'unreachable lost']);
});

test('a loop that can be left is no dead end', async () => {
  const process = await processOf(
    `<startEvent id="s"/><exclusiveGateway id="m"/>${task('a', time(1))}<exclusiveGateway id="g" default="g_e"/><endEvent id="e"/>
     ${flow('s', 'm')}${flow('m', 'a')}${flow('a', 'g')}${flow('g', 'e')}<sequenceFlow id="g_m" sourceRef="g" targetRef="m"><conditionExpression>=again</conditionExpression></sequenceFlow>`,
  );
  assert.deepEqual(codes(lintWays(process)), []);
});

test('the steps inside a sub-process count', async () => {
  const inner = `<startEvent id="is"/>${task('a', time(6))}<endEvent id="ie"/>${flow('is', 'a')}${flow('a', 'ie')}`;
  const process = await processOf(
    `<startEvent id="s"/><subProcess id="sub">${inner}</subProcess>${task('b', time(3))}<endEvent id="e"/>${flow('s', 'sub')}${flow('sub', 'b')}${flow('b', 'e')}`,
  );
  assert.deepEqual(codes(lintTimes(process, [{ kind: 'hours', hours: 9 }], 0)), []);
  assert.deepEqual(codes(lintTimes(process, [{ kind: 'hours', hours: 8 }], 0)), ['steps-longer-than-law p', 'longest-way-too-long p']);
});
