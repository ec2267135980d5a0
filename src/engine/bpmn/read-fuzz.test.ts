import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../../base/refusal.ts';
import { instant } from '../../base/time.ts';
import type { ProcessState } from './bpmn.ts';
import { lintProcess, look, readBpmn, step } from './bpmn.ts';
import { drawn, events, flows, more, script, userTask } from './draw.ts';

/** One diagram with nearly every element; the fuzzer takes pieces away, doubles, swaps and spoils them. */
const whole = drawn(
  `${events('startEvent', 's')}${events('endEvent', 'e')}<parallelGateway id="g" /><inclusiveGateway id="o" default="o-b" /><inclusiveGateway id="oj" /><exclusiveGateway id="x" default="x-e" />` +
    `${userTask('a', '<multiInstanceLoopCharacteristics><loopCardinality>=2</loopCardinality><completionCondition>=false</completionCondition></multiInstanceLoopCharacteristics>', '<cuaso:time value="4" unit="hours" />')}${userTask('b')}${userTask('c')}${script('n', 'count', 'if count = null then 1 else count + 1')}` +
    `<boundaryEvent id="t" attachedToRef="b" cancelActivity="false"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent><boundaryEvent id="u" attachedToRef="c"><compensateEventDefinition /></boundaryEvent><userTask id="un" isForCompensation="true" /><association id="l" sourceRef="u" targetRef="un" />` +
    `<subProcess id="sub"><startEvent id="i" /><endEvent id="f"><errorEventDefinition errorRef="E" /></endEvent>${flows('i > f')}</subProcess><boundaryEvent id="er" attachedToRef="sub"><errorEventDefinition errorRef="E" /></boundaryEvent>` +
    `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false"><messageEventDefinition messageRef="M" /></startEvent>${events('endEvent', 'he')}${flows('hs > he')}</subProcess>` +
    `<intermediateThrowEvent id="ct"><compensateEventDefinition /></intermediateThrowEvent><callActivity id="call">${more('<zeebe:calledElement processId="q" />')}</callActivity><eventBasedGateway id="eb" /><intermediateCatchEvent id="m1"><messageEventDefinition messageRef="M" /></intermediateCatchEvent><intermediateCatchEvent id="m2"><signalEventDefinition signalRef="S" /></intermediateCatchEvent>` +
    flows(
      's > g > o > b > oj',
      'o > a if true',
      'a > oj',
      'oj > sub',
      'er > c > ct > call > x > e',
      'x > n if count != 5',
      'n > x',
      'g > eb > m1 > e',
      'eb > m2 > e',
      't > e',
    ),
  '<error id="E" errorCode="bad" /><message id="M" name="m" /><signal id="S" name="sig" />' +
    `<process id="q" isExecutable="true">${events('startEvent', 'qs')}</process>`,
);
const pieces = whole.split(/(?=<)|(?<=>)|(?=\s\w+=")/);

type Change = { readonly how: 'drop' | 'double' | 'swap' | 'spoil'; readonly at: number; readonly other: number };
const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom('drop', 'double', 'swap', 'spoil'),
  at: fc.nat({ max: pieces.length - 1 }),
  other: fc.nat({ max: pieces.length - 1 }),
});

function spoilt(changes: readonly Change[]): string {
  const list = [...pieces];
  for (const { how, at, other } of changes) {
    const [one = '', two = ''] = [list[at], list[other]];
    if (how === 'drop') list[at] = '';
    if (how === 'double') list[at] = one + one;
    if (how === 'swap') [list[at], list[other]] = [two, one];
    if (how === 'spoil') list[at] = one.replace(/"[^"]*"/, two.match(/"[^"]*"/)?.[0] ?? '"="');
  }
  return list.join('');
}

const facts = { now: instant('2022-11-15T08:00:00+07:00'), data: {} };

test('a spoilt diagram is refused with findings or carried out: it never breaks the reader, the linter or the game', async () => {
  assert.deepEqual((await readBpmn(whole)).findings, []);
  let carriedOut = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const { processes, findings } = await readBpmn(spoilt(changes));
      assert.ok(processes.length > 0 || findings.length > 0);
      for (const process of processes) {
        lintProcess(process);
        carriedOut += 1;
        let state: ProcessState | undefined;
        for (let turn = 0; turn < 12; turn++) {
          const task = state === undefined ? undefined : look(state).tasks[0];
          const stepped = step(
            process,
            state,
            state === undefined ? { do: 'start' } : task === undefined ? { do: 'signal', name: 'sig' } : { do: 'complete', id: task.id },
            facts,
          );
          if (isRefusal(stepped)) break;
          state = stepped.state;
        }
      }
    }),
    { seed: 11, numRuns: 250 },
  );
  assert.ok(carriedOut > 20, `${carriedOut} processes were carried out`);
});
