import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { lintProcess, readBpmn } from './bpmn.ts';
import { drawn, events, flows, userTask } from './draw.ts';

async function lint(body: string, roots = ''): Promise<readonly string[]> {
  const { processes, findings } = await readBpmn(drawn(body, roots));
  assert.deepEqual(findings, []);
  return lintProcess(processes[0]!).map(({ element, code, level }) => `${level} ${element} ${code}`);
}
const s = events('startEvent', 's');
const e = events('endEvent', 'e');

test('a complete diagram has no findings', async () => {
  const timer = '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>';
  const undo = `<boundaryEvent id="u" attachedToRef="a"><compensateEventDefinition /></boundaryEvent><userTask id="un"  isForCompensation="true"><extensionElements><zeebe:assignmentDefinition candidateGroups="officer" /></extensionElements></userTask><association id="l" sourceRef="u" targetRef="un" />`;
  const inside = `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs">${timer}</startEvent><endEvent id="he" />${flows('hs > he')}</subProcess>`;
  const body = `${s}${e}${userTask('a')}${undo}${inside}<boundaryEvent id="t" attachedToRef="a">${timer}</boundaryEvent><exclusiveGateway id="g" default="g-e" /><parallelGateway id="k" /><parallelGateway id="j" />${userTask('b')}${userTask('c')}`;
  assert.deepEqual(await lint(`${body}${flows('s > a > k > b > j', 'k > c > j', 'j > g > e', 'g > a if again', 't > e')}`), []);
});

test('dead ends, elements nobody reaches, missing roles and missing defaults are named', async () => {
  const body = `${s}${e}<userTask id="a" /><userTask id="lost" name="lost"><extensionElements><zeebe:assignmentDefinition candidateGroups="x" /></extensionElements></userTask><exclusiveGateway id="g" />${userTask('b')}`;
  assert.deepEqual(await lint(`${body}${flows('s > a > g', 'g > b if x', 'g > e if y', 'lost > e')}`), [
    'error b dead-end',
    'error lost unreachable',
    'warning a missing-role',
    'warning g missing-default',
  ]);
});

test('a parallel join behind an exclusive choice waits for ever', async () => {
  const body = `${s}${e}<exclusiveGateway id="g" default="g-b" /><parallelGateway id="j" />${userTask('a')}${userTask('b')}`;
  assert.deepEqual(await lint(`${body}${flows('s > g', 'g > a if x', 'g > b', 'a > j', 'b > j', 'j > e')}`), ['warning j waits-for-ever']);
});

test('a join that another branch escapes waits for ever; ending everything is an escape', async () => {
  const body = (end: string) =>
    `${s}${e}<parallelGateway id="k" /><parallelGateway id="j" /><exclusiveGateway id="x" default="x-j" />${userTask('a')}${userTask('b')}<endEvent id="f">${end}</endEvent>`;
  const lines = flows('s > k > a > j', 'k > b > x', 'x > f if stop', 'x > j', 'j > e');
  assert.deepEqual(await lint(`${body('')}${lines}`), ['warning j waits-for-ever']);
  assert.deepEqual(await lint(`${body('<terminateEventDefinition />')}${lines}`), []);
});
