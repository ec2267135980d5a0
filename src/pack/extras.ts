/** Reads the smaller files of a pack: indicators, data shares, surveys and the English words of its diagram and rules. */
import type { Json } from '../base/json.ts';
import type { Notes, Read } from './notes.ts';
import { label, listOf, note, number, oneOf, shape, text, whole } from './notes.ts';
import type { Indicator, Share, Survey, SurveyQuestion } from './pack.ts';

const code = text(60, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, '"birth-on-time"');
const path = text(100, /^[a-z][A-Za-z0-9]*(?:\.(?:\*|[a-z][A-Za-z0-9]*))*$/, '"child.fullName"');

/** Entries an indicator may count over. */
export const countedEntries = ['case-submitted', 'case-received', 'supplement-requested', 'result-ready', 'fee-taken', 'case-closed', 'case-refused'] as const;
/** What a condition of a formula knows of the case behind the entry. */
export const countedFacts = ['channel', 'outcome', 'onTime', 'hours', 'supplements', 'fee', 'isPaid'] as const;

const formula = shape(
  { kind: oneOf(['share', 'count', 'sum', 'mean']), over: oneOf(countedEntries) },
  { among: text(500), counts: text(500), value: text(500) },
);
const indicator = shape(
  { code, name: label, pillar: oneOf(['government', 'economy', 'society']), formula, direction: oneOf(['up', 'down']) },
  { target: number },
);

export function readIndicators(on: Notes, json: Json): readonly Indicator[] {
  const read = listOf(indicator, 0, 50)(on, '', json) ?? [];
  for (const { code: one, formula: made } of read) {
    if (made.kind === 'share' && made.counts === undefined)
      incomplete(on, one, 'A share says in "counts" which entries it counts.', 'Add "counts": a condition in FEEL.');
    if ((made.kind === 'sum' || made.kind === 'mean') && made.value === undefined)
      incomplete(on, one, 'A sum or a mean says in "value" what it adds.', 'Add "value": an expression in FEEL.');
  }
  once(
    on,
    read.map((one) => one.code),
  );
  return read;
}

const incomplete = (on: Notes, element: string, message: string, repair: string) => note(on, element, 'formula-incomplete', { message, repair });

const share: Read<Share> = shape({ to: code, fields: listOf(path, 1, 200), purpose: label, legal: text(300), keepDays: whole(0, 36_500) }, {});

export function readShares(on: Notes, json: Json): readonly Share[] {
  const read = listOf(share, 0, 50)(on, '', json) ?? [];
  once(
    on,
    read.map((one) => one.to),
  );
  return read;
}

const bareQuestion = shape(
  { id: text(40, /^[a-z][a-z0-9-]*$/, '"satisfied"'), text: label, kind: oneOf(['scale', 'text', 'single', 'multi', 'nps']) },
  { choices: listOf(label, 2, 20) },
);
const question: Read<SurveyQuestion> = (on, element, value) => {
  const read = bareQuestion(on, element, value);
  const needs = read?.kind === 'single' || read?.kind === 'multi';
  if (read !== undefined && needs !== (read.choices !== undefined))
    note(on, element, 'choices-not-fitting', {
      message: needs ? 'This question needs "choices".' : 'Only "single" and "multi" have "choices".',
      repair: needs ? 'Add "choices": 2 to 20 labels.' : 'Remove "choices", or change the kind.',
    });
  return read;
};
const survey: Read<Survey> = shape({ id: code, stage: oneOf(['before', 'during', 'after']), questions: listOf(question, 1, 20) }, {});

export function readSurveys(on: Notes, json: Json): readonly Survey[] {
  const read = listOf(survey, 0, 20)(on, '', json) ?? [];
  once(
    on,
    read.map((one) => one.id),
  );
  return read;
}

/** Vietnamese text as it stands in the diagram and the rules -> English. */
export function readWords(on: Notes, json: Json): ReadonlyMap<string, string> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    note(on, '', 'not-an-object', { message: 'An object is expected here.', repair: 'Write { "Trả kết quả": "Hand over the result" }.' });
    return new Map();
  }
  return new Map(
    Object.entries(json).flatMap(([vi, value]): readonly [string, string][] => {
      const en = text(500)(on, vi, value);
      return en === undefined ? [] : [[vi.normalize('NFC'), en]];
    }),
  );
}

function once(on: Notes, names: readonly string[]): void {
  for (const twice of names.filter((one, index) => names.indexOf(one) !== index))
    note(on, twice, 'name-twice', { message: `"${twice}" stands twice.`, repair: 'Give every entry a name of its own.' });
}
