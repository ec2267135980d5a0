import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { printFinding } from '../../base/finding.ts';
import { readBpmn } from './bpmn.ts';
import { drawn, events, flows, more, userTask } from './draw.ts';
import { decodeXml, parseXml, writeXml } from './read-xml.ts';

const s = events('startEvent', 's');
const codes = async (xml: string): Promise<readonly string[]> => {
  const { processes, findings } = await readBpmn(xml);
  assert.ok(findings.length === 0 || findings.every(({ level }) => level === 'warning') || processes.length === 0);
  return findings.map(({ element, code }) => `${element} ${code}`);
};
const refusals = (body: string, roots = ''): Promise<readonly string[]> => codes(drawn(body, roots));
const task = (extension: string) => `${s}<userTask id="a">${more(extension)}</userTask>${flows('s > a')}`;

test('names, lanes, documentation, properties and our own extensions are read', async () => {
  const body = `<laneSet id="ls"><lane id="l1" name="Một cửa"><flowNodeRef>a</flowNodeRef></lane></laneSet>${s}<userTask id="a" name="Tiếp nhận"><documentation>Xem giấy tờ</documentation>${more('<zeebe:properties><zeebe:property name="k" value="v" /></zeebe:properties><cuaso:time value="4" unit="hours" />')}</userTask>${flows('s > a')}`;
  const { processes, findings } = await readBpmn(drawn(body));
  assert.deepEqual(findings, []);
  const a = processes[0]!.elements.get('a')!;
  assert.deepEqual(
    [a.name, a.lane, a.documentation, a.properties, a.extensions],
    ['Tiếp nhận', 'Một cửa', 'Xem giấy tờ', { k: 'v' }, { time: { value: '4', unit: 'hours' } }],
  );
});

test('a DOCTYPE, a broken text and a text that is no XML are refused with their line', async () => {
  const good = drawn(`${s}${userTask('a')}${flows('s > a')}`);
  assert.deepEqual(await codes(good.replace('<definitions', '<!DOCTYPE x [<!ENTITY a "b">]>\n<definitions')), [' doctype']);
  assert.deepEqual(await codes(good.replace('</process>', '')), [' not-xml']);
  assert.deepEqual(await codes('hello'), [' not-xml']);
  assert.deepEqual(await codes(''), [' not-xml']);
  const { findings } = await readBpmn(good.replace('<definitions', '<!DOCTYPE x>\n<definitions'));
  assert.match(printFinding(findings[0]!), /:2 doctype: A DOCTYPE is not accepted\. Remove/);
});

test('what the parser does not know or cannot resolve is refused', async () => {
  assert.deepEqual(await refusals(`${s}<fooTask id="f" />${flows('s > f')}`), ['fooTask parser-warning', 'f parser-warning']);
  assert.deepEqual(await refusals(`${s}${flows('s > nowhere')}`), ['nowhere parser-warning']);
});

test('ids that repeat, are no names, or would touch prototypes are refused', async () => {
  assert.deepEqual(await refusals(`${s}${userTask('a')}${userTask('a')}`), ['a duplicate-id']);
  assert.deepEqual(await refusals(`${s}${userTask('1 a')}`), ['1 a bad-id']);
  for (const id of ['__proto__', 'constructor', 'toString']) assert.deepEqual(await refusals(`${s}${userTask(id)}`), [`${id} bad-id`]);
  const { findings } = await readBpmn(drawn(`${s}\n${userTask('a')}\n${userTask('a')}`));
  assert.equal(findings[0]?.line, 4);
});

test('size, depth and number of elements are bounded', async () => {
  const many = (count: number) => drawn(`${s}${Array.from({ length: count }, (_, index) => `<task id="t${index}" />`).join('')}`);
  assert.deepEqual(await codes(many(1_997)), []);
  assert.deepEqual(await codes(many(1_998)), [' too-many-elements']);
  const deep = (count: number): string =>
    count === 0 ? '<task id="leaf" />' : `<subProcess id="d${count}"><startEvent id="s${count}" />${deep(count - 1)}</subProcess>`;
  assert.deepEqual(await codes(drawn(`${s}${deep(13)}`)), []);
  assert.deepEqual(await codes(drawn(`${s}${deep(14)}`)), [' too-deep']);
  const large = (bytes: number) => {
    const xml = drawn(`${s}<task id="a"><documentation>@</documentation></task>`);
    return xml.replace('@', 'x'.repeat(bytes - xml.length + 1));
  };
  assert.deepEqual(await codes(large(2_000_000)), []);
  assert.deepEqual(await codes(large(2_000_001)), [' too-large']);
});

test('elements the engine does not carry out are refused by name', async () => {
  const cases: readonly (readonly [string, string])[] = [
    ['<complexGateway id="x" />', 'x not-supported'],
    ['<adHocSubProcess id="x" />', 'x not-supported'],
    ['<transaction id="x" />', 'x not-supported'],
    ['<endEvent id="x"><cancelEventDefinition /></endEvent>', 'x not-supported'],
    ['<endEvent id="x"><signalEventDefinition signalRef="S" /><terminateEventDefinition /></endEvent>', 'x not-supported'],
    ['<intermediateCatchEvent id="x"><errorEventDefinition /></intermediateCatchEvent>', 'x not-supported'],
    ['<intermediateCatchEvent id="x"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>', 'x not-supported'],
    ['<intermediateThrowEvent id="x"><errorEventDefinition /></intermediateThrowEvent>', 'x not-supported'],
    ['<scriptTask id="x" scriptFormat="javascript"><script>1</script></scriptTask>', 'x not-supported'],
    ['<receiveTask id="x" instantiate="true" messageRef="M" />', 'x not-supported'],
    ['<task id="x" startQuantity="2" />', 'x not-supported'],
    ['<serviceTask id="x" />', 'x missing-type'],
    ['<businessRuleTask id="x" />', 'x missing-decision'],
    ['<scriptTask id="x" />', 'x missing-script'],
    ['<callActivity id="x" />', 'x missing-called-process'],
    ['<sendTask id="x" />', 'x missing-message'],
    ['<intermediateCatchEvent id="x"><timerEventDefinition /></intermediateCatchEvent>', 'x missing-time'],
    ['<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration>PT5S</timeDuration></timerEventDefinition></intermediateCatchEvent>', 'x bad-time'],
    ['<intermediateCatchEvent id="x"><conditionalEventDefinition /></intermediateCatchEvent>', 'x missing-condition'],
    ['<intermediateThrowEvent id="x"><linkEventDefinition name="l" /></intermediateThrowEvent>', 'x bad-link'],
    ['<task id="x"><multiInstanceLoopCharacteristics /></task>', 'x bad-loop'],
    ['<task id="x"><standardLoopCharacteristics /></task>', 'x bad-loop'],
    ['<task id="x"><standardLoopCharacteristics loopMaximum="1001" /></task>', 'x bad-loop'],
    ['<subProcess id="x" />', 'x bad-start'],
    ['<eventBasedGateway id="x" />', 'x bad-gateway'],
  ];
  const roots = '<signal id="S" name="s" /><message id="M" name="m" />';
  for (const [element, finding] of cases) assert.deepEqual(await refusals(`${s}${element}${flows('s > x')}`, roots), [finding], element);
});

test('flows must stay in their scope and conditions at choices', async () => {
  assert.deepEqual(await refusals(`${s}<exclusiveGateway id="g" />${userTask('a')}${userTask('b')}${flows('s > g > a', 'g > b if x')}`), [
    'g missing-condition',
  ]);
  assert.deepEqual(await refusals(`${s}<parallelGateway id="g" />${userTask('a')}${flows('s > g', 'g > a if x')}`), ['g bad-flow']);
  assert.deepEqual(await refusals(`${s}<subProcess id="sub">${events('startEvent', 'i')}${userTask('a')}</subProcess>${flows('s > a')}`), [
    's-a crossing-flow',
  ]);
  assert.deepEqual(await refusals(`${s}${userTask('a')}<boundaryEvent id="b" attachedToRef="a"><errorEventDefinition /></boundaryEvent>${flows('s > a')}`), [
    'b dead-end',
  ]);
});

test('events stand where they may', async () => {
  const definition = '<messageEventDefinition messageRef="M" />';
  const esp = `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs">${definition}</startEvent></subProcess>`;
  const at = (host: string) => `<boundaryEvent id="b" attachedToRef="${host}">${definition}</boundaryEvent>${userTask('a')}${flows('s > a', 'b > a')}`;
  const root = '<message id="M" name="m" />';
  assert.deepEqual(await refusals(`${s}${esp}${at('a')}`, root), []);
  assert.deepEqual(await refusals(`${s}${esp}${at('h')}`, root), ['b loose-boundary']);
  assert.deepEqual(await refusals(`${s}${esp}${at('s')}`, root), ['b loose-boundary']);
  assert.deepEqual(await refusals(`${s}${userTask('a')}${flows('s > a > s')}`), ['s bad-flow']);
  assert.deepEqual(await refusals(`${s}${userTask('a')}${flows('s > a', 'a > s-a')}`), ['a-s-a crossing-flow']);
});

test('an expression that is not FEEL is refused where it stands', async () => {
  assert.deepEqual(await refusals(`${s}<exclusiveGateway id="g" default="g-b" />${userTask('a')}${userTask('b')}${flows('s > g > b', 'g > a if fee >')}`), [
    'g-a bad-expression',
  ]);
  const foreign = `${s}<exclusiveGateway id="g" default="g-b" />${userTask('a')}${userTask('b')}${flows('s > g > b', 'g > a if fee').replace('<conditionExpression ', '<conditionExpression language="javascript" ')}`;
  assert.deepEqual(await refusals(foreign), ['g-a not-supported']);
});

test('a setting without a reader is a finding, in our namespace and in zeebe', async () => {
  assert.deepEqual(await refusals(task('<cuaso:colour value="red" />')), ['a unknown-setting']);
  assert.deepEqual(await refusals(task('<cuaso:time value="4" unit="hours" colour="red" />')), ['a unknown-setting']);
  assert.deepEqual(await refusals(task('<cuaso:time value="-1" unit="hours" />')), ['a bad-setting']);
  assert.deepEqual(await refusals(task('<cuaso:time value="4" unit="moons" />')), ['a bad-setting']);
  assert.deepEqual(await refusals(task('<cuaso:unit />')), ['a missing-setting']);
  assert.deepEqual(await refusals(`${s}<userTask id="a" cuaso:unit="x" />${flows('s > a')}`), ['a unknown-setting']);
  assert.deepEqual(await refusals(task('<zeebe:taskSchedule followUpDate="2022-01-01" />')), ['a not-supported']);
  assert.deepEqual(
    await refusals(
      `${s}<callActivity id="a">${more('<zeebe:calledElement processId="q" propagateAllChildVariables="true" />')}</callActivity>${flows('s > a')}`,
    ),
    ['a not-supported'],
  );
});

test('extensions of other tools are kept, warned of, and have no effect', async () => {
  const xml = drawn(`${s}<userTask id="a">${more('<acme:colour xmlns:acme="urn:acme" value="red" />')}</userTask>${flows('s > a')}`);
  const { processes, findings } = await readBpmn(xml);
  assert.deepEqual(
    findings.map(({ code, level }) => [code, level]),
    [['vendor-extension', 'warning']],
  );
  assert.equal(processes.length, 1);
});

test('a file may hold several processes and a collaboration; those not executable are left out', async () => {
  const more = `<collaboration id="c"><participant id="pa" name="Xã" processRef="p" /><participant id="pb" processRef="q" /><messageFlow id="mf" sourceRef="pa" targetRef="pb" /></collaboration>`;
  const other = `<process id="q" isExecutable="true">${events('startEvent', 'qs')}</process><process id="doc" isExecutable="false">${events('startEvent', 'ds')}<complexGateway id="x" /></process>`;
  const { processes, findings } = await readBpmn(drawn(s, more + other));
  assert.deepEqual(
    findings.map(({ element, code }) => `${element} ${code}`),
    ['doc not-executable'],
  );
  assert.deepEqual(processes.map(({ id }) => id).sort(), ['p', 'q']);
  assert.ok(processes[0]!.siblings.has('p'));
});

test('writing gives back every attribute and extension that was read', async () => {
  const xml = drawn(
    `${s}<userTask id="a" name="A &amp; B" isForCompensation="false" startQuantity="1">${more('<acme:x xmlns:acme="urn:acme" v="11.0"><acme:y>text</acme:y></acme:x><zeebe:assignmentDefinition candidateGroups="g" />')}</userTask>${flows('s > a')}`,
  );
  const { diagram } = await parseXml(xml);
  const written = await writeXml(diagram!);
  for (const part of ['A &#38; B', 'isForCompensation="false"', 'startQuantity="1"', 'v="11.0"', '<acme:y>text</acme:y>', 'candidateGroups="g"'])
    assert.ok(written.includes(part), part);
  assert.equal(await writeXml((await parseXml(written)).diagram!), written);
});

test('a file in another encoding is decoded as it says', () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('<?xml version="1.0" encoding="ISO-8859-1"?><a>'), 0xe9, ...new TextEncoder().encode('</a>')]);
  assert.ok(decodeXml(bytes).includes('<a>é</a>'));
});
