/** One random input for each parser and evaluator: made from a number, given to the engine, and what came of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { isObject } from '../../src/base/json.ts';
import { isRefusal } from '../../src/base/refusal.ts';
import type { Instant } from '../../src/base/time.ts';
import { date, instant, plusMs } from '../../src/base/time.ts';
import type { Process, ProcessState } from '../../src/engine/bpmn/bpmn.ts';
import { editXml, lintProcess, look, migrate, readBpmn, step } from '../../src/engine/bpmn/bpmn.ts';
import { drawn, events, flows, more, script, userTask } from '../../src/engine/bpmn/draw.ts';
import { dueBy, readCalendar } from '../../src/engine/clock/clock.ts';
import type { Pause, Rule } from '../../src/engine/clock/model.ts';
import { analyse, decide, readDmn } from '../../src/engine/dmn/dmn.ts';
import { evaluate, parseFeel, passes, reads, showValue } from '../../src/engine/feel/feel.ts';
import type { Form } from '../../src/engine/form/form.ts';
import { boxesOf, readAnswers, readForm, readJsonAnswers } from '../../src/engine/form/form.ts';
import { inspectPdf } from '../../src/gate/pdf-verdict.ts';
import { home } from '../../src/main/config.ts';
import { readJsonText } from '../../src/pack/json-text.ts';
import type { Chance } from '../kit.ts';
import { breakJson, breakPdf, breakXml } from './break.ts';
import { anyJson, broken, context, expression, source } from './feel.ts';

/** What the engine said: a value, a refusal by name, or findings. Anything thrown is a crash. */
export type Answer = 'answer' | 'refused' | 'limit' | 'findings';
export type Paper = { readonly pdfs: readonly Uint8Array[]; readonly trusted: readonly Uint8Array[] };

const answered = (value: unknown): Answer => (isRefusal(value) ? (value.refused === 'feel-limit' ? 'limit' : 'refused') : 'answer');
const read = (...path: readonly string[]): string => readFileSync(join(home, ...path), 'utf8');
const json = (...path: readonly string[]): JsonObject => JSON.parse(read(...path)) as JsonObject;
const packs = readdirSync(join(home, 'packs'));

function feel(dice: Chance): Answer {
  if (dice.pick(4) === 0) {
    const cell = parseFeel(dice.pick(2) === 0 ? source(dice) : dice.of(['< ', '>= ', '[1..', 'not(', '- ']) + source(dice), { kind: 'unary-tests' });
    return isRefusal(cell) ? answered(cell) : answered(passes(cell, anyJson(dice), context(dice)));
  }
  const parsed = parseFeel(source(dice));
  if (isRefusal(parsed)) return answered(parsed);
  reads(parsed);
  const result = evaluate(parsed, context(dice));
  if (!isRefusal(result)) showValue(result.value);
  return answered(result);
}

const dmnTags = [
  'decision',
  'decisionTable',
  'rule',
  'inputEntry',
  'outputEntry',
  'input',
  'output',
  'literalExpression',
  'context',
  'contextEntry',
  'businessKnowledgeModel',
  'invocation',
  'list',
  'relation',
  'itemDefinition',
  'decisionService',
  'for',
  'filter',
  'conditional',
  'text',
  'import',
];
const policies = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'];

/** A table of random cells, with a literal expression before it; one in six goes wrong. */
function drawnDmn(dice: Chance): string {
  const isWild = dice.pick(6) === 0;
  const wild = (fine: string): string => (isWild && dice.pick(3) === 0 ? source(dice) : fine).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const test = (): string =>
    wild(dice.of(['-', '< 60', '"An Xuân"', '[1..9]', 'true', 'not(3, 4)', '> date("2022-01-01")', '? in [1, 2]', `> ${expression(dice, 1)}`, 'fee']));
  const value = (): string => wild(dice.of(['fee * 2', '"granted"', 'null', '{ total: fee }', 'date("2022-11-15")', expression(dice, 1 + dice.pick(3))]));
  const rule = (): string =>
    `<rule>${[test(), test()].map((cell) => `<inputEntry><text>${cell}</text></inputEntry>`).join('')}<outputEntry><text>${value()}</text></outputEntry></rule>`;
  const type = (): string => dice.of(isWild ? ['number', 'ghost', ''] : ['number', 'string', 'boolean', 'date', 'Any', 'Any']);
  const rules = Array.from({ length: dice.pick(8) }, rule).join('');
  const needs = (name: string, kind: string): string => `<informationRequirement><required${kind} href="#${name}"/></informationRequirement>`;
  const policy = dice.of(policies);
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x"><inputData id="fee" name="fee"><variable name="fee" typeRef="${type()}"/></inputData><decision id="a" name="a"><variable name="a"/>${needs('fee', 'Input')}<literalExpression><text>${value()}</text></literalExpression></decision><decision id="b" name="b"><variable name="b"/>${needs('fee', 'Input')}${needs(isWild ? 'b' : 'a', 'Decision')}<decisionTable hitPolicy="${policy}"><input><inputExpression typeRef="${type()}"><text>a</text></inputExpression></input><input><inputExpression><text>${value()}</text></inputExpression></input><output name="o" typeRef="${type()}"><outputValues><text>"granted", null, 1, 2</text></outputValues></output>${rules}</decisionTable></decision></definitions>`;
}
const rules = packs.flatMap((pack) => ['fee', 'deadline', 'eligibility'].map((name) => read('packs', pack, 'rules', `${name}.dmn`)));

function dmn(dice: Chance): Answer {
  const base = dice.pick(2) === 0 ? drawnDmn(dice) : dice.of(rules);
  const { model, findings } = readDmn(dice.pick(4) === 0 ? base : breakXml(dice, base, dmnTags));
  if (model === undefined) return findings.length > 0 ? 'findings' : 'answer';
  let worst: Answer = 'answer';
  for (const name of model.decisions.keys()) {
    const said = answered(
      decide(model, name, dice.pick(2) === 0 ? context(dice) : { papers: anyJson(dice), child: anyJson(dice), today: '2022-11-15', fee: anyJson(dice) }),
    );
    if (said !== 'answer') worst = said;
  }
  if (dice.pick(4) === 0) analyse(model);
  return worst;
}

const bpmnTags = [
  'userTask',
  'serviceTask',
  'scriptTask',
  'businessRuleTask',
  'sendTask',
  'receiveTask',
  'subProcess',
  'callActivity',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
  'eventBasedGateway',
  'complexGateway',
  'startEvent',
  'endEvent',
  'boundaryEvent',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'sequenceFlow',
  'timerEventDefinition',
  'messageEventDefinition',
  'signalEventDefinition',
  'errorEventDefinition',
  'terminateEventDefinition',
  'linkEventDefinition',
  'conditionalEventDefinition',
  'escalationEventDefinition',
  'compensateEventDefinition',
  'multiInstanceLoopCharacteristics',
  'standardLoopCharacteristics',
  'transaction',
  'dataObject',
  'lane',
  'process',
  'extensionElements',
];
const diagrams = packs.map((pack) => read('packs', pack, 'process.bpmn'));

/** Kinds of nodes that a flow may enter and leave, by how they are written. */
const nodes: Readonly<Record<string, (dice: Chance, id: string) => string>> = {
  task: (_, id) => userTask(id),
  task2: (_, id) => userTask(id),
  script: (dice, id) => script(id, dice.of(['x', 'fee', 'seen']), expression(dice, 1 + dice.pick(3))),
  service: (_, id) => `<serviceTask id="${id}">${more('<zeebe:taskDefinition type="document" />')}</serviceTask>`,
  xor: (_, id) => `<exclusiveGateway id="${id}" />`,
  and: (_, id) => `<parallelGateway id="${id}" />`,
  or: (_, id) => `<inclusiveGateway id="${id}" />`,
  wait: (dice, id) => `<intermediateCatchEvent id="${id}">${timer(dice.of(['PT1H', 'P1D', '=duration("P1D")', '=fee']))}</intermediateCatchEvent>`,
  ring: (_, id) => `<intermediateThrowEvent id="${id}"><signalEventDefinition signalRef="bell" /></intermediateThrowEvent>`,
  hear: (_, id) => `<intermediateCatchEvent id="${id}"><signalEventDefinition signalRef="bell" /></intermediateCatchEvent>`,
  sub: (dice, id) =>
    `<subProcess id="${id}">${many(dice)}${events('startEvent', `${id}s`)}${userTask(`${id}t`)}${events('endEvent', `${id}e`)}${flows(`${id}s > ${id}t > ${id}e`)}</subProcess>`,
  quick: (dice, id) =>
    `<subProcess id="${id}">${many(dice)}${events('startEvent', `${id}s`)}${script(`${id}c`, 'x', expression(dice, 2))}${events('endEvent', `${id}e`)}${flows(`${id}s > ${id}c > ${id}e`)}</subProcess>`,
};
const timer = (length: string): string => `<timerEventDefinition><timeDuration>${length}</timeDuration></timerEventDefinition>`;
const many = (dice: Chance): string =>
  dice.pick(2) === 0
    ? ''
    : `<multiInstanceLoopCharacteristics isSequential="${dice.pick(2) === 0}"><loopCardinality>=${dice.of(['0', '2', '5', '999', '100000', 'fee', 'count(papers)'])}</loopCardinality></multiInstanceLoopCharacteristics>`;

/** Nodes of every kind in a row, with further flows between any two of them; one in six goes wrong. */
function drawnBpmn(dice: Chance): string {
  const isWild = dice.pick(6) === 0;
  const drawnNodes = Array.from({ length: 2 + dice.pick(7) }, (_, index) => ({ id: `n${index}`, kind: dice.of(Object.keys(nodes)) }));
  const ids = drawnNodes.map(({ id }) => id);
  const lines = new Map(ids.slice(1).map((id, index) => [`${ids[index]} > ${id}`, '']));
  for (let count = dice.pick(4); count > 0; count -= 1) {
    const [from, to] = [dice.of(drawnNodes), dice.of(drawnNodes)];
    const takes = isWild || from.kind === 'xor' || from.kind === 'or' || from.kind === 'and';
    const condition =
      from.kind === 'and' ? '' : ` if ${isWild ? source(dice) : dice.of(['fee > 5', 'x = null', 'not(seen = true)', 'age < 20', 'count(papers) > 1'])}`;
    if (takes && !lines.has(`${from.id} > ${to.id}`)) lines.set(`${from.id} > ${to.id}`, condition);
  }
  const late = drawnNodes.filter(({ kind }) => ['task', 'sub', 'service'].includes(kind)).slice(0, dice.pick(3));
  const boundaries = late.map(
    ({ id }) =>
      `<boundaryEvent id="${id}b" attachedToRef="${id}" cancelActivity="${dice.pick(2) === 0}">${timer('PT1H')}</boundaryEvent>${flows(`${id}b > e`)}`,
  );
  const end = `<endEvent id="e">${isWild ? '<errorEventDefinition />' : dice.of(['', '<terminateEventDefinition />'])}</endEvent>`;
  const all = [...lines].map(([line, condition]) => line + condition);
  const body = `${events('startEvent', 's')}${drawnNodes.map(({ id, kind }) => nodes[kind]?.(dice, id) ?? '').join('')}${boundaries.join('')}${end}`;
  return drawn(`${body}${flows('s > n0', `${ids.at(-1)} > e`, ...all)}`, '<signal id="bell" name="bell" />');
}

async function bpmn(dice: Chance): Promise<Answer> {
  const base = dice.pick(3) > 0 ? drawnBpmn(dice) : dice.of(diagrams);
  const xml = dice.pick(2) === 0 ? base : breakXml(dice, base, bpmnTags);
  if (dice.pick(8) === 0) editXml(xml, [{ element: dice.of(['n1', 's', 'p', 'x']), attribute: 'name', value: broken(dice, 'Tên & mới') }]);
  const { processes, findings } = await readBpmn(xml);
  let worst: Answer = findings.length > 0 ? 'findings' : 'answer';
  for (const process of processes.slice(0, 2)) {
    lintProcess(process);
    const said = walk(dice, process);
    if (said !== 'answer') worst = said;
  }
  return worst;
}

function walk(dice: Chance, process: Process): Answer {
  let state: ProcessState | undefined;
  let now: Instant = instant('2022-11-15T08:00:00+07:00');
  const data = context(dice);
  let worst: Answer = 'answer';
  for (let count = 0; count < 12; count += 1) {
    const seen = state === undefined ? undefined : look(state);
    if (seen?.ended !== undefined) break;
    const open = seen === undefined ? [] : [...seen.tasks, ...seen.jobs].map(({ id }) => id);
    now = plusMs(now, dice.of([0, 60_000, 3_600_000, 86_400_000]));
    const id = open.length === 0 ? '999' : dice.of(open);
    const stepped = step(
      process,
      state,
      state === undefined
        ? { do: 'start' }
        : dice.of([
            { do: 'complete', id, result: { x: anyJson(dice), ok: true } },
            { do: 'complete', id, result: { ok: true } },
            { do: 'complete', id, error: dice.of(['late', '']) },
            { do: 'complete', id, failure: 'no paper' },
            { do: 'fire-timers' },
            { do: 'signal', name: 'bell' },
            { do: 'message', name: 'm', correlation: '1' },
            { do: 'change-data' },
          ] as const),
      { now, data },
    );
    if (isRefusal(stepped)) {
      worst = answered(stepped);
      if (state === undefined) break;
      continue;
    }
    state = stepped.state;
  }
  if (state !== undefined && dice.pick(4) === 0) migrate(process, process, state, {});
  return worst;
}

const forms = packs.flatMap((pack) => [{ schema: json('packs', pack, 'form.schema.json'), layout: json('packs', pack, 'form.ui.json') }]);
const today = { today: date('2022-11-15') };

function formFiles(dice: Chance): Answer {
  const { schema, layout } = dice.of(forms);
  const isSchema = dice.pick(2) === 0;
  const { form, findings } = readForm(isSchema ? breakJson(dice, schema) : schema, isSchema ? layout : breakJson(dice, layout));
  if (form === undefined) return findings.length > 0 ? 'findings' : 'answer';
  readAnswers(form, new Map(), today);
  return 'answer';
}

type Asked = { readonly form: Form; readonly names: readonly string[]; readonly sample: JsonObject | readonly Json[] };
const asked: readonly Asked[] = packs.map((pack, index) => {
  const file = forms[index];
  const { form } = readForm(file?.schema ?? null, file?.layout ?? null);
  if (form === undefined) throw new Error(pack);
  const names = [...form.fields.values()].flatMap((field) => [0, 1, 200, 9999].flatMap((item) => boxesOf(field, item)));
  const stories = readdirSync(join(home, 'packs', pack, 'stories')).map((name) => json('packs', pack, 'stories', name));
  const sent = stories
    .flatMap(({ when }) => (Array.isArray(when) ? when : []))
    .flatMap((move) => (isObject(move) && isObject(move.answers ?? null) ? [move.answers] : []));
  return { form, names, sample: sent.find((one) => one !== undefined && isObject(one)) ?? {} };
});
const typed = [
  '5',
  '31',
  '02',
  '2022',
  '049085002345',
  '0912 345 678',
  'on',
  '3,25',
  '1.250.000 đ',
  '-0',
  '1e9',
  'nu',
  'Nguyễn Văn An',
  '\u202e',
  '9'.repeat(5000),
  'e\u0301'.repeat(400),
  '<script>',
  '\ud800',
];
const oddNames = [
  '__proto__',
  'toString',
  'papers.-1.pages',
  'papers.00.pages',
  'papers.1e3.pages',
  'child',
  '',
  'a'.repeat(2000),
  'papers..',
  'constructor.prototype.x',
];

function answers(dice: Chance): Answer {
  const { form, names, sample } = dice.of(asked);
  if (dice.pick(3) === 0) {
    const { problems } = readJsonAnswers(form, dice.pick(4) === 0 ? anyJson(dice, 5) : breakJson(dice, sample), today);
    return problems.length > 0 ? 'refused' : 'answer';
  }
  const many = dice.of([3, 40, 200]);
  const post = new Map(
    Array.from({ length: many }, (): readonly [string, readonly string[]] => [
      dice.pick(6) === 0 ? dice.of(oddNames) : dice.of(names),
      Array.from({ length: dice.pick(3) }, () => (dice.pick(4) === 0 ? broken(dice, dice.of(typed)) : dice.of(typed))),
    ]),
  );
  return readAnswers(form, post, today).problems.length > 0 ? 'refused' : 'answer';
}

const calendarFile = json('data', 'calendar', 'vn-2021-2026.json');
const rule = (dice: Chance): Rule =>
  dice.of<Rule>([
    { kind: 'hours', hours: dice.of([0.5, 8, 10_000]) },
    { kind: 'working-days', days: dice.of([1, 15, 2_000]) },
    { kind: 'calendar-days', days: dice.of([1, 30, 100_000]) },
    { kind: 'months', months: dice.of([1, 600]) },
    { kind: 'same-day', cutOff: dice.of(['15:00', '00:00', '23:59']) },
  ]);

function calendar(dice: Chance): Answer {
  const found = readCalendar(dice.pick(5) === 0 ? calendarFile : breakJson(dice, calendarFile));
  if (!('table' in found)) return 'findings';
  const from = plusMs(instant('2021-01-01T00:00:00+07:00'), dice.pick(6 * 366 * 1440) * 60_000);
  const pauses: Pause[] = Array.from({ length: dice.pick(4) }, () => {
    const begun = plusMs(from, (dice.pick(40_000) - 5000) * 60_000);
    return { from: begun, why: 'other', ...(dice.pick(5) === 0 ? {} : { to: plusMs(begun, (dice.pick(20_000) - 500) * 60_000) }) };
  });
  return answered(dueBy(rule(dice), from, found, pauses));
}

function text(dice: Chance): Answer {
  const made = JSON.stringify(dice.pick(3) === 0 ? anyJson(dice, 5) : breakJson(dice, dice.of(forms).schema));
  const bomb = dice.pick(20) === 0 ? '['.repeat(dice.of([31, 33, 100_000])) : '';
  return 'value' in readJsonText(bomb + (dice.pick(2) === 0 ? broken(dice, made) : made)) ? 'answer' : 'refused';
}

/** How many of a hundred inputs each kind gets. */
export const shares = { feel: 34, dmn: 14, bpmn: 10, 'form files': 9, answers: 14, calendar: 6, 'json text': 6, pdf: 7 } as const;
export type Kind = keyof typeof shares;
export const kinds = Object.keys(shares) as readonly Kind[];

const turns = kinds.flatMap((kind) => Array.from({ length: shares[kind] }, () => kind));
export const kindOf = (number: number): Kind => turns[number % turns.length] ?? 'feel';

export function tryOne(kind: Kind, dice: Chance, paper: Paper): Answer | Promise<Answer> {
  switch (kind) {
    case 'feel':
      return feel(dice);
    case 'dmn':
      return dmn(dice);
    case 'bpmn':
      return bpmn(dice);
    case 'form files':
      return formFiles(dice);
    case 'answers':
      return answers(dice);
    case 'calendar':
      return calendar(dice);
    case 'json text':
      return text(dice);
    case 'pdf':
      return answered(inspectPdf({ pdf: breakPdf(dice, dice.of(paper.pdfs)), trusted: paper.trusted }));
  }
}
