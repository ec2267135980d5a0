/** The files of a pack agree with each other: what one names, another has; what one declares, another uses. */
import type { Finding } from '../base/finding.ts';
import { isRefusal } from '../base/refusal.ts';
import type { Process, UserTask } from '../engine/bpmn/bpmn.ts';
import { extensionOf } from '../engine/bpmn/bpmn.ts';
import { parseFeel, reads } from '../engine/feel/feel.ts';
import type { Form } from '../engine/form/form.ts';
import { consentPaths, lintConsents } from './consent.ts';
import { doorPaths, lintDoor } from './door.ts';
import { effectPaths, lintEffects } from './effect.ts';
import { countedFacts } from './extras.ts';
import { lintLanguages } from './language.ts';
import { lintWork } from './lint-work.ts';
import type { Notes } from './notes.ts';
import { note } from './notes.ts';
import type { Linted } from './pack.ts';
import { namesMade, namesRead } from './reads.ts';

/** Papers every case of a citizen may need. */
export const papersNeeded = ['receipt.typ', 'result.typ', 'supplement.typ', 'refusal.typ'] as const;
/** Names every rule and condition may use besides answers and task results. */
const given = ['received', 'today', 'channel'] as const;

export function lint(pack: Linted): readonly Finding[] {
  const findings: Finding[] = [];
  const at = (file: string): Notes => ({ file, findings });
  lintTasks(pack, at('process.bpmn'));
  lintDecisions(pack, at('process.bpmn'));
  lintWork(pack, at('process.bpmn'));
  lintNames(pack, at('process.bpmn'));
  lintForms(pack, at);
  lintTemplates(pack, at);
  lintReasons(pack, at('pack.json'));
  lintShares(pack, at('shares.json'));
  lintIndicators(pack, at('indicators.json'));
  lintPeople(pack, at);
  lintDoor(pack, at('pack.json'));
  lintConsents(pack, at('pack.json'));
  lintEffects(pack, at('pack.json'));
  lintLanguages(pack, at);
  return findings;
}

export const tasksOf = (process: Process): readonly UserTask[] => [...process.elements.values()].filter((element) => element.kind === 'user-task');

/** Each step has a role of the pack, a time, and a form that is there; a signature is asked of a role of the pack. */
function lintTasks(pack: Linted, on: Notes): void {
  const roles = [...pack.roles.keys()].join(', ');
  for (const task of tasksOf(pack.process)) {
    const groups = typeof task.roles?.fixed === 'string' ? task.roles.fixed.split(',').map((one) => one.trim()) : [];
    if (task.roles === undefined || groups.length === 0)
      note(on, task.id, 'role-missing', { message: `Nobody is named to do "${task.name}".`, repair: `Set the candidate groups to one of: ${roles}.` });
    for (const role of groups)
      if (!pack.roles.has(role))
        note(on, task.id, 'role-unknown', { message: `The role "${role}" is not declared in pack.json.`, repair: `Use one of: ${roles}.` });
    const signer = extensionOf(task, 'sign').role;
    if (signer !== undefined && !pack.roles.has(signer))
      note(on, task.id, 'role-unknown', { message: `The signing role "${signer}" is not declared in pack.json.`, repair: `Use one of: ${roles}.` });
    if (task.form !== undefined && !pack.taskForms.has(task.form))
      note(on, task.id, 'task-form-missing', {
        message: `The form "${task.form}" is not in the pack.`,
        repair: `Add tasks/${task.form}.schema.json and tasks/${task.form}.ui.json.`,
      });
    if (task.name.trim() === '')
      note(on, task.id, 'task-without-name', { message: 'The task has no name: officers would see nothing.', repair: 'Give it a name in Vietnamese.' });
  }
  if (tasksOf(pack.process).length === 0)
    note(on, pack.process.id, 'no-task', { message: 'Nobody has anything to do in this process.', repair: 'Add at least one user task.' });
  const isUsed = (role: string) =>
    role === 'receptionist' || tasksOf(pack.process).some((task) => task.roles?.source.split(',').some((one) => one.trim() === role));
  for (const role of pack.roles.keys())
    if (!isUsed(role))
      note({ ...on, file: 'pack.json' }, `roles.${role}`, 'role-unused', {
        message: `No step is done by "${role}".`,
        repair: 'Remove the role, or give it a step.',
      });
}

function lintDecisions(pack: Linted, on: Notes): void {
  for (const element of pack.process.elements.values())
    if (element.kind === 'decision-task' && typeof element.decision.fixed === 'string' && !pack.decisions.decisions.has(element.decision.fixed))
      note(on, element.id, 'decision-missing', {
        message: `The decision "${element.decision.fixed}" is not in the rules.`,
        repair: 'Name a decision of the rules folder.',
      });
}

/** The first names a formula may use: answers, task results, what the diagram makes, and what the platform gives. */
export const namesKnown = (pack: Linted): ReadonlySet<string> =>
  new Set([...given, ...namesMade(pack.process), ...[pack.form, ...pack.taskForms.values()].flatMap(topNames)]);

export const topNames = (form: Form): readonly string[] => [...new Set([...form.fields.keys()].map((path) => path.split('.')[0] ?? ''))];

function lintNames(pack: Linted, on: Notes): void {
  const known = namesKnown(pack);
  for (const { element, name } of namesRead(pack.process))
    if (!known.has(name.split('.')[0] ?? ''))
      note(on, element, 'name-unknown', {
        message: `"${name}" is read here, which no form, no rule and no step gives.`,
        repair: `Use one of: ${[...known].join(', ')}.`,
      });
}

/** No two forms give the same name, no form is without a task, and no answer is asked for nothing. */
function lintForms(pack: Linted, at: (file: string) => Notes): void {
  const owners = new Map<string, string>(topNames(pack.form).map((name) => [name, 'form.schema.json']));
  const used = new Set(tasksOf(pack.process).map((task) => task.form));
  for (const [key, form] of pack.taskForms) {
    const file = `tasks/${key}.schema.json`;
    if (!used.has(key))
      note(at(file), '', 'task-form-unused', { message: 'No task uses this form.', repair: 'Name it as the form key of a task, or remove it.' });
    for (const name of topNames(form)) {
      const owner = owners.get(name);
      if (owner !== undefined && owner !== file)
        note(at(file), name, 'name-twice', { message: `"${name}" is also given by ${owner}: one would hide the other.`, repair: 'Choose another name.' });
      owners.set(name, file);
    }
  }
  const texts = [...pack.templates.values()].join('\n');
  const applicant = Object.entries(pack.applicant);
  const readElsewhere = [
    ...applicant.map(([, path]) => path),
    ...pack.shares.flatMap((share) => share.fields),
    ...rulesRead(pack),
    ...namesRead(pack.process).map(({ name }) => name),
    ...doorPaths(pack.door),
    ...pack.consents.flatMap(consentPaths),
    ...pack.effects.flatMap(effectPaths),
  ];
  const findUnused = (form: Form, file: string) => {
    for (const [path, field] of form.fields) {
      const isRead =
        readElsewhere.some((read) => covers(read, path)) ||
        isPrinted(texts, path) ||
        conditionsRead(form).some((read) => covers(read, path)) ||
        field.computed !== undefined;
      if (!isRead)
        note(at(file), path, 'field-unused', {
          level: 'warning',
          message: 'No rule, condition, paper or share reads this answer.',
          repair: 'Use it, or do not ask for it.',
        });
    }
  };
  findUnused(pack.form, 'form.ui.json');
  for (const [name, path] of applicant)
    if (!pack.form.fields.has(path))
      note(at('pack.json'), `applicant.${name}`, 'applicant-field-unknown', {
        message: `The form has no field "${path}".`,
        repair: 'Name the field that asks it.',
      });
}

/** 'papers' covers 'papers.*.kind'; 'child.birthDate' covers itself. */
const covers = (read: string, path: string): boolean => path === read || path.startsWith(`${read}.`) || path.replace('.*', '') === read;

const isPrinted = (texts: string, path: string): boolean => new RegExp(`\\b${path.split('.').at(-1) ?? ''}\\b`).test(texts);

const rulesRead = (pack: Linted): readonly string[] => [...pack.decisions.decisions.values()].flatMap((decision) => decision.reads);

function conditionsRead(form: Form): readonly string[] {
  const whens = [
    ...form.pages.flatMap((page) => [
      page.when,
      ...page.groups.flatMap((group) => [
        group.when,
        ...group.fields.flatMap((field) => [field.when, typeof field.required === 'boolean' ? undefined : field.required]),
      ]),
    ]),
    ...form.papers.flatMap((paper) => [paper.when, typeof paper.required === 'boolean' ? undefined : paper.required]),
    ...form.checks.map((check) => check.when),
  ];
  return [...form.fields.keys()].filter((path) => whens.some((when) => when?.feel.includes(path) === true));
}

const printedPath = /"(answers|shown|work|workShown)\.([A-Za-z0-9_.]+)"/g;

/** The four papers are there, every template is used, and what they print is asked somewhere. */
function lintTemplates(pack: Linted, at: (file: string) => Notes): void {
  for (const name of pack.audience === 'internal' ? [] : papersNeeded)
    if (!pack.templates.has(name))
      note(at(`templates/${name}`), '', 'template-missing', { message: 'The paper is missing.', repair: `Add templates/${name}.` });
  const printed = new Set([...pack.process.elements.values()].flatMap((element) => (element.kind === 'job-task' ? (element.headers.template ?? []) : [])));
  const texts = [...pack.templates.values()].join('\n');
  const work = [...pack.taskForms.values()].flatMap((form) => [...form.fields.keys()]);
  for (const [name, source] of pack.templates) {
    const on = at(`templates/${name}`);
    if (!papersNeeded.some((one) => one === name) && !printed.has(name) && !texts.includes(`/${name}"`) && !texts.includes(`"${name}"`))
      note(on, '', 'template-unused', { message: 'Nothing prints this template.', repair: 'Name it in a job, import it, or remove it.' });
    for (const [, root = '', path = ''] of source.matchAll(printedPath)) {
      const fields = root.startsWith('work') ? work : [...pack.form.fields.keys()];
      if (!path.endsWith('.') && !fields.some((field) => covers(path, field)))
        note(on, `${root}.${path}`, 'printed-field-unknown', {
          message: `The paper prints "${root}.${path}", which no form asks.`,
          repair: 'Correct the path.',
        });
    }
  }
}

function lintReasons(pack: Linted, on: Notes): void {
  const known = [...pack.form.fields.keys(), ...pack.form.papers.map((paper) => paper.id)];
  for (const [kind, reasons] of Object.entries(pack.reasons))
    for (const reason of reasons)
      if (reason.about !== undefined && !known.some((one) => covers(reason.about ?? '', one)))
        note(on, `reasons.${kind}.${reason.code}`, 'about-unknown', {
          message: `"${reason.about}" is neither a field nor a paper of the form.`,
          repair: 'Name a field, a group of fields or a paper.',
        });
}

function lintShares(pack: Linted, on: Notes): void {
  for (const share of pack.shares)
    for (const path of share.fields)
      if (!pack.form.fields.has(path))
        note(on, `${share.to}.${path}`, 'field-unknown', { message: `The form has no field "${path}".`, repair: 'Share only what the form asks.' });
}

/** Formulas are FEEL over what is known of the case behind an entry. */
function lintIndicators(pack: Linted, on: Notes): void {
  for (const { code, formula } of pack.indicators)
    for (const source of [formula.among, formula.counts, formula.value]) {
      if (source === undefined) continue;
      const expression = parseFeel(source);
      if (isRefusal(expression))
        note(on, code, 'formula-unreadable', {
          message: `"${source}" is not FEEL: ${String(expression.about?.problem ?? expression.refused)}.`,
          repair: 'Correct the expression.',
        });
      else
        for (const name of reads(expression))
          if (!countedFacts.some((fact) => fact === name))
            note(on, code, 'formula-name-unknown', { message: `The formula reads "${name}".`, repair: `Use one of: ${countedFacts.join(', ')}.` });
    }
}

/** People of a story are the citizen and those who hold a role of the pack. */
function lintPeople(pack: Linted, at: (file: string) => Notes): void {
  for (const story of pack.stories)
    for (const role of story.given.people.keys())
      if (role !== 'citizen' && !pack.roles.has(role) && pack.consents.every((consent) => consent.id !== role))
        note(at(`stories/${story.name}.json`), `given.people.${role}`, 'role-unknown', {
          message: `"${role}" is no role of the pack.`,
          repair: `Use "citizen" or one of: ${[...pack.roles.keys()].join(', ')}.`,
        });
}
