/** What is different between two versions of a pack, in the words of its author: steps, fields, roles, reasons, papers, rules. */
import type { Element, Flow } from '../engine/bpmn/bpmn.ts';
import { extensionOf, stepTimeOf } from '../engine/bpmn/bpmn.ts';
import type { Field, Form, When } from '../engine/form/form.ts';
import type { Pack } from './pack.ts';

/** Where it is ('step check', 'field child.birthDate') and what it says there; `before` absent: new; `after` absent: gone. */
export type Difference = { readonly where: string; readonly before?: string; readonly after?: string };

/** In the order of the newer pack, what is gone last. */
export function differences(before: Pack, after: Pack): readonly Difference[] {
  const [old, now] = [factsOf(before), factsOf(after)];
  const changed = [...now].flatMap(([where, text]): readonly Difference[] => {
    const was = old.get(where);
    if (was === text) return [];
    return [was === undefined ? { where, after: text } : { where, before: was, after: text }];
  });
  const gone = [...old].flatMap(([where, text]) => (now.has(where) ? [] : [{ where, before: text }]));
  return [...changed, ...gone];
}

/** Everything a pack says, one line per thing. */
function factsOf(pack: Pack): ReadonlyMap<string, string> {
  return new Map([
    ...head(pack),
    ...[...pack.process.elements.values()].map((element): Line => [`${kindOf(element)} ${element.id}`, elementText(element)]),
    ...[...pack.process.flows.values()].map((flow): Line => [`flow ${flow.id}`, flowText(flow)]),
    ...formLines('', pack.form),
    ...[...pack.taskForms].flatMap(([key, form]) => formLines(`${key}: `, form)),
    ...pack.form.papers.map((paper): Line => [`paper ${paper.id}`, parts(paper.title.vi, paper.kind, requiredText(paper.required), whenText(paper.when))]),
    ...[...pack.decisions.decisions].map(
      ([name, decision]): Line => [`decision ${name}`, parts(decision.file, `reads ${decision.reads.toSorted().join(', ')}`)],
    ),
    ...[...pack.templates].map(([name, source]): Line => [`template ${name}`, `${source.length} characters, ${checkSum(source)}`]),
    ...pack.indicators.map((one): Line => [`indicator ${one.code}`, JSON.stringify({ ...one.formula, target: one.target ?? null })]),
    ...pack.shares.map((share): Line => [`share ${share.to}`, parts(share.fields.toSorted().join(', '), share.legal, `${share.keepDays} days`)]),
    ...pack.surveys.map((survey): Line => [`survey ${survey.id}`, survey.questions.map((question) => question.text.vi).join(' · ')]),
    ...pack.stories.map((story): Line => [`story ${story.name}`, parts(story.title.vi, `${story.when.length} moves`)]),
  ]);
}

type Line = readonly [string, string];
const parts = (...texts: readonly (string | undefined)[]): string => texts.filter((text) => text !== undefined && text !== '').join('; ');

const head = (pack: Pack): readonly Line[] => [
  ['version', pack.version],
  ['audience', pack.audience],
  ['identity level', String(pack.identityLevel ?? 0)],
  ['on behalf of', (pack.onBehalf ?? ['child', 'proxy']).join(', ')],
  ...pack.effects.map(
    ({ do: what, ...values }, index): Line => [`effect ${index + 1}`, parts(what, ...Object.entries(values).map(([key, value]) => `${key} ${value}`))],
  ),
  ['procedure', pack.procedure],
  ['title', pack.title.vi],
  ['summary', pack.summary.vi],
  ['units', pack.unitKinds.join(', ')],
  ...Object.entries(pack.facts).map(([name, fact]): Line => [`fact ${name}`, fact.vi]),
  ...[...pack.roles].map(([name, role]): Line => [`role ${name}`, parts(role.title.vi, role.role)]),
  ...pack.legalBasis.map((basis): Line => [`law ${basis.title.vi}`, basis.article ?? '']),
  ...Object.entries(pack.rules).map(([kind, name]): Line => [`rule ${kind}`, name]),
  ...Object.entries(pack.reasons).flatMap(([kind, reasons]) =>
    reasons.map(
      (reason): Line => [`${kind} reason ${reason.code}`, parts(reason.label.vi, reason.legal, reason.days === undefined ? '' : `${reason.days} days`)],
    ),
  ),
];

const kindOf = (element: Element): string => (element.kind === 'user-task' ? 'step' : element.kind);

function elementText(element: Element): string {
  const time = stepTimeOf(element);
  const texts = [element.name, time === undefined ? '' : `${time.value} ${time.unit}`];
  if (element.kind === 'user-task') {
    const [unit, sign] = [extensionOf(element, 'unit').role, extensionOf(element, 'sign').role];
    texts.push(element.roles?.source ?? '', element.form === undefined ? '' : `form ${element.form}`);
    texts.push(unit === undefined ? '' : `at ${unit}`, sign === undefined ? '' : 'signs', element.due === undefined ? '' : `due ${element.due.source}`);
  }
  if (element.kind === 'job-task') texts.push(element.type.source, ...Object.entries(element.headers).map((pair) => pair.join('=')));
  if (element.kind === 'decision-task') texts.push(element.decision.source);
  if (element.kind === 'script-task') texts.push(element.script.source);
  if ('otherwise' in element && element.otherwise !== undefined) texts.push(`otherwise ${element.otherwise.id}`);
  return parts(...texts);
}

const flowText = (flow: Flow): string => parts(`${flow.from} > ${flow.to}`, flow.name, flow.condition === undefined ? '' : `when ${flow.condition.source}`);

const formLines = (prefix: string, form: Form): readonly Line[] => [
  ...[...form.fields].map(([path, field]): Line => [`field ${prefix}${path}`, fieldText(field)]),
  ...form.checks.map((check): Line => [`check ${prefix}${check.field} ${check.when.feel}`, parts(check.text.vi, check.level)]),
];

function fieldText(field: Field): string {
  const limits = [
    ['at least', field.minimum ?? field.minLength],
    ['at most', field.maximum ?? field.maxLength],
  ] as const;
  return parts(
    field.label.vi,
    field.hint?.vi,
    field.format ?? field.kind,
    requiredText(field.required),
    whenText(field.when),
    field.computed === undefined ? '' : `computed ${field.computed.feel}`,
    ...limits.map(([word, limit]) => (limit === undefined ? '' : `${word} ${limit}`)),
    field.choices === undefined ? '' : `one of ${field.choices.map((choice) => choice.value).join(', ')}`,
    field.dataClass,
    `for ${field.purpose}`,
  );
}

const requiredText = (required: boolean | When): string => (required === true ? 'required' : required === false ? '' : `required when ${required.feel}`);
const whenText = (when: When | undefined): string => (when === undefined ? '' : `asked when ${when.feel}`);

/** FNV-1a, enough to see that a text is another one. */
function checkSum(text: string): string {
  let sum = 0x811c9dc5;
  for (const letter of text) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return sum.toString(16).padStart(8, '0');
}
