/** The three decisions of a pack give answers the platform can use, shown with the submissions of its own stories. */
import type { Finding } from '../base/finding.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import { isRefusal, sentenceOf } from '../base/refusal.ts';
import type { Instant } from '../base/time.ts';
import { dateOf } from '../base/time.ts';
import type { Rule } from '../engine/clock/clock.ts';
import { decide } from '../engine/dmn/dmn.ts';
import { namesKnown } from './lint.ts';
import { note } from './notes.ts';
import type { Linted } from './pack.ts';
import { translated } from './pack.ts';

export type RulesShown = { readonly findings: readonly Finding[] /** Legal limits the stories came under. */; readonly limits: readonly Rule[] };

export function lintRules(pack: Linted): RulesShown {
  const findings: Finding[] = [];
  const on = { file: 'pack.json', findings };
  const limits: Rule[] = [];
  let isComplete = true;
  for (const [kind, name] of Object.entries(pack.rules)) {
    if (pack.decisions.decisions.has(name)) continue;
    isComplete = false;
    note(on, `rules.${kind}`, 'decision-missing', { message: `The decision "${name}" is not in the rules.`, repair: 'Name a decision of the rules folder.' });
  }
  lintInputs(pack, findings);
  if (!isComplete) return { findings, limits };
  for (const story of pack.stories) {
    for (const move of story.when) {
      if (move.do !== 'submit') continue;
      const limit = lintAnswers(pack, findings, {
        story: story.name,
        answers: move.answers,
        at: move.at,
        channel: move.by === 'citizen' ? 'online' : 'counter',
      });
      if (limit !== undefined) limits.push(limit);
    }
  }
  lintWords(pack, findings);
  return { findings, limits };
}

/** A rule reads only what a form asks, a step records or the platform gives. */
function lintInputs(pack: Linted, findings: Finding[]): void {
  const known = namesKnown(pack);
  const needed = new Set<string>();
  const visit = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const other of pack.decisions.decisions.get(name)?.needs ?? []) visit(other);
  };
  const called = [...pack.process.elements.values()].flatMap((element) =>
    element.kind === 'decision-task' && typeof element.decision.fixed === 'string' ? [element.decision.fixed] : [],
  );
  for (const name of [...Object.values(pack.rules), ...called]) visit(name);
  for (const input of pack.decisions.inputs.keys())
    if (!known.has(input))
      note({ file: 'rules', findings }, input, 'input-unknown', {
        message: `The rules ask for "${input}", which no form and no step gives.`,
        repair: `Use one of: ${[...known].join(', ')}.`,
      });
  for (const [name, decision] of pack.decisions.decisions) {
    const on = { file: decision.file, findings };
    if (!needed.has(name)) note(on, name, 'decision-unused', { message: `Nothing asks for the decision "${name}".`, repair: 'Use it, or remove it.' });
  }
}

type Shown = { readonly story: string; readonly answers: JsonObject; readonly at: Instant; readonly channel: 'online' | 'counter' };

function lintAnswers(pack: Linted, findings: Finding[], shown: Shown): Rule | undefined {
  const on = { file: `stories/${shown.story}.json`, findings };
  // An input nobody answered is null; a name the rules never announced stays unknown.
  const unanswered = Object.fromEntries([...pack.decisions.inputs.keys()].map((name) => [name, null]));
  const inputs: JsonObject = { ...unanswered, ...shown.answers, received: shown.at, today: dateOf(shown.at), channel: shown.channel };
  const ask = (name: string): Json | undefined => {
    const found = decide(pack.decisions, name, inputs);
    if (!isRefusal(found)) {
      for (const warning of found.warnings)
        if ((warning.code === 'unknown-name' || warning.code === 'unknown-function') && isNew(findings, name, warning.message))
          note(on, name, 'name-unknown', {
            message: `The decision cannot know what it reads: ${warning.message}`,
            repair: 'Add the input to the rules, or correct the name.',
          });
      return found.json;
    }
    return note(on, name, 'decision-refused', {
      message: `The decision cannot be made: ${sentenceOf(found, 'en')} ${JSON.stringify(found.about ?? {})}`,
      repair: 'Correct the rule or the answers of the story.',
    });
  };
  const eligible = ask(pack.rules.eligibility);
  const fee = ask(pack.rules.fee);
  const rule = readLimit(ask(pack.rules.deadline));
  if (!isEligibility(eligible))
    note(on, pack.rules.eligibility, 'answer-wrong', {
      message: `Eligibility answers ${JSON.stringify(eligible)}.`,
      repair: 'Answer true, or { eligible: false, reason: "..." }.',
    });
  if (!isFee(fee))
    note(on, pack.rules.fee, 'answer-wrong', {
      message: `The fee answers ${JSON.stringify(fee)}.`,
      repair: 'Answer { total, lines: [{ label, quantity, unitPrice, amount }], exempt } in whole đồng; the lines make the total.',
    });
  if (rule === undefined)
    note(on, pack.rules.deadline, 'answer-wrong', {
      message: 'The deadline gives no rule.',
      repair: 'Answer { kind: "same-day", cutOff: "15:00" }, { kind: "hours", hours: 4 }, or working-days, calendar-days with days, months with months.',
    });
  for (const text of [...textsOf(eligible, ['reason']), ...textsOf(fee, ['exempt', 'label'])])
    if (translated(pack, text, 'en') === text)
      note({ ...on, file: 'texts/en.json' }, text, 'text-untranslated', {
        message: `A rule says "${text}", which has no English.`,
        repair: 'Add it; write # for a number.',
      });
  return rule;
}

const isNew = (findings: readonly Finding[], element: string, message: string): boolean =>
  !findings.some((finding) => finding.element === element && finding.message.endsWith(message));

const isEligibility = (value: Json | undefined): boolean =>
  typeof value === 'boolean' || (isObject(value) && (value.eligible === true || (value.eligible === false && typeof value.reason === 'string')));

function isFee(value: Json | undefined): boolean {
  if (!isObject(value) || !isAmount(value.total) || !Array.isArray(value.lines)) return false;
  const lines: readonly Json[] = value.lines;
  const amounts = lines.map((line) =>
    isObject(line) && typeof line.label === 'string' && isAmount(line.quantity) && isAmount(line.unitPrice) && line.amount === line.quantity * line.unitPrice
      ? line.amount
      : Number.NaN,
  );
  return amounts.reduce((sum, one) => sum + one, 0) === value.total;
}

const isAmount = (value: Json | undefined): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function readLimit(value: Json | undefined): Rule | undefined {
  if (!isObject(value)) return undefined;
  const { kind, hours, days, months, cutOff } = value;
  if (kind === 'same-day' && typeof cutOff === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(cutOff)) return { kind, cutOff };
  if (kind === 'hours' && isPositive(hours)) return { kind, hours };
  if ((kind === 'working-days' || kind === 'calendar-days') && isPositive(days)) return { kind, days };
  return kind === 'months' && isPositive(months) ? { kind, months } : undefined;
}

const isPositive = (value: Json | undefined): value is number => typeof value === 'number' && value > 0;

/** Texts under these keys, at any depth. */
function textsOf(value: Json | undefined, keys: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsOf(one, keys));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => (typeof one === 'string' ? (keys.includes(key) && one !== '' ? [one] : []) : textsOf(one, keys)));
}

/** Every name people see in the diagram has its English. */
function lintWords(pack: Linted, findings: Finding[]): void {
  const on = { file: 'texts/en.json', findings };
  const seen = [...pack.process.elements.values()].flatMap((element) =>
    ['user-task', 'job-task', 'decision-task', 'end', 'start'].includes(element.kind) ? [element.name] : [],
  );
  for (const text of new Set(seen))
    if (text !== '' && !pack.words.has(text))
      note(on, text, 'text-untranslated', { message: `The diagram says "${text}", which has no English.`, repair: 'Add it.' });
}
