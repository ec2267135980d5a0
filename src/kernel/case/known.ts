/** What the province already holds of a person: nobody types it again, and whoever corrects it says why. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject, readPath } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { showDate } from '../../base/time.ts';
import type { Field, Form, Problem, RawAnswers } from '../../engine/form/form.ts';
import { boxesOf } from '../../engine/form/form.ts';
import { partsOf } from '../../engine/place/place.ts';
import type { Person } from '../person/person.ts';

/** firm: a fact of record, corrected only with a reason. Otherwise the words of an earlier case, which may well be others this time. */
export type Fact = { readonly value: Json; readonly from: Label; readonly firm: boolean };
/** By meaning, as layouts name it: 'person.fullName', 'case.mother.name'. */
export type Known = ReadonlyMap<string, Fact>;

/** A known value that the person changed, for the officer to look at. */
export type Correction = { readonly path: string; readonly was: Json; readonly from: Label; readonly reason: string };
/** How a case was filled in: answers the person had to type, answers that were known. The numbers are about nobody. */
export type Intake = { readonly typed: number; readonly known: number; readonly corrections: readonly Correction[] };

const fromRecord: Label = { vi: 'theo dữ liệu công dân của ông/bà', en: 'from your citizen record' };

export function factsOfPerson(person: Person): Known {
  const facts: readonly (readonly [string, Json | undefined])[] = [
    ['person.fullName', person.name],
    ['person.id', person.idNumber],
    ['person.phone', person.phone],
    ['person.address', person.address],
    ['person.birthYear', person.birthYear],
  ];
  return new Map(facts.flatMap(([meaning, value]) => (value === undefined ? [] : [[meaning, { value, from: fromRecord, firm: true }] as const])));
}

/** An earlier case of the same person, with the form it answered. */
export type FormerCase = { readonly form: Form; readonly answers: JsonObject; readonly code: string; readonly submitted: PlainDate };

/** What earlier cases said, by meaning; of several the first in the list is believed. */
export function factsOfCases(cases: readonly FormerCase[]): Known {
  const facts = new Map<string, Fact>();
  for (const { form, answers, code, submitted } of cases) {
    const day = showDate(submitted);
    const from = { vi: `theo hồ sơ ${code} nộp ngày ${day}`, en: `from case ${code} of ${day}` };
    for (const field of form.fields.values()) {
      const value = field.prefill === undefined || field.path.includes('*') ? undefined : readPath(answers, field.path);
      if (field.prefill !== undefined && isGiven(value) && !facts.has(field.prefill)) facts.set(field.prefill, { value, from, firm: false });
    }
  }
  return facts;
}

/** Records before cases. */
export const together = (first: Known, then: Known): Known => new Map([...then, ...first]);

const isGiven = (value: Json | undefined): value is Json => value !== undefined && value !== null && value !== '';

/** Fields of a form whose value is known, by path. */
export function knownFields(form: Form, known: Known): ReadonlyMap<string, Fact> {
  const found = [...form.fields.values()].flatMap((field): readonly (readonly [string, Fact])[] => {
    const fact = field.prefill === undefined || field.path.includes('*') || field.computed !== undefined ? undefined : known.get(field.prefill);
    if (fact === undefined) return [];
    const value = field.kind === 'text' ? lineOf(fact.value) : fact.value;
    return fits(field, value) ? [[field.path, { ...fact, value }]] : [];
  });
  return new Map(found);
}

/** An address as one line, for a service that asks for a line. */
const lineOf = (value: Json): Json => (isObject(value) && typeof value.text === 'string' ? value.text : value);

/** Another service may ask the same thing in another shape: what does not fit is not known here. */
function fits(field: Field, value: Json): boolean {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return field.choices?.some((choice) => choice.value === value) ?? false;
    case 'choices':
    case 'file':
      return false;
    case 'address':
      return typeof lineOf(value) === 'string';
    case 'text':
    case 'date':
    case 'year-or-date':
      return typeof value === 'string';
  }
}

/** The known values as answers, to be shown in their boxes. */
export function answersKnown(form: Form, known: Known): JsonObject {
  const tree: Record<string, Json> = {};
  for (const [path, { value }] of knownFields(form, known)) put(tree, path.split('.'), value);
  return tree;
}

function put(tree: Record<string, Json>, [head = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const below = tree[head];
  const next: Record<string, Json> = isObject(below) ? { ...below } : {};
  put(next, rest, value);
  tree[head] = next;
}

/** Wire name of the reason for changing a known answer. */
export const reasonName = (path: string): string => `_why.${path}`;
const shortestReason = 5;
const longestReason = 500;

/** Counts what was typed and what was known, and asks for the reason of every changed fact of record. `raw`: the post with its reasons. */
export function intakeOf(form: Form, known: Known, answers: JsonObject, raw: RawAnswers): { readonly intake: Intake; readonly problems: readonly Problem[] } {
  const facts = knownFields(form, known);
  const corrections: Correction[] = [];
  const problems: Problem[] = [];
  let same = 0;
  for (const [path, fact] of facts) {
    const given = readPath(answers, path);
    if (given === fact.value || isSameAddress(form, path, fact.value, raw)) same += 1;
    else if (fact.firm && isGiven(given)) {
      const reason = [
        ...(raw.get(reasonName(path))?.at(-1) ?? '')
          .normalize('NFC')
          .replace(/[\p{C}\s]+/gu, ' ')
          .trim(),
      ]
        .slice(0, longestReason)
        .join('');
      if ([...reason].length < shortestReason) problems.push(reasonMissing(form, path));
      else corrections.push({ path, was: fact.value, from: fact.from, reason });
    }
  }
  return { intake: { typed: countGiven(form, answers) - same, known: same, corrections }, problems };
}

/** The boxes of an address stand as they were shown. */
function isSameAddress(form: Form, path: string, known: Json, raw: RawAnswers): boolean {
  const field = form.fields.get(path);
  const shown = field?.kind === 'address' ? partsOf(known) : undefined;
  if (field === undefined || shown === undefined) return false;
  const [commune, village, province] = boxesOf(field).map((box) => raw.get(box)?.at(-1)?.normalize('NFC').trim() ?? '');
  return commune === shown.commune && village === shown.village && province === shown.province;
}

function reasonMissing(form: Form, path: string): Problem {
  const label = form.fields.get(path)?.label ?? { vi: path, en: path };
  const text = {
    vi: `${label.vi}: khác với dữ liệu đã có sẵn. Ghi lý do sửa, ví dụ “đổi số điện thoại”.`,
    en: `${label.en}: differs from what is on record. Give the reason, for example “new telephone number”.`,
  };
  return { field: reasonName(path), path, code: 'missing', text };
}

/** Answers of fields people fill in; each item of a list counts by itself. An unticked box is no answer. */
function countGiven(form: Form, answers: JsonObject): number {
  return [...form.fields.values()].filter((field) => field.computed === undefined).reduce((sum, field) => sum + countAt(answers, field.path.split('.')), 0);
}

function countAt(value: Json | undefined, [head, ...rest]: readonly string[]): number {
  if (head === undefined) return isGiven(value) && value !== false ? 1 : 0;
  if (head === '*') return Array.isArray(value) ? value.reduce<number>((sum, item) => sum + countAt(item, rest), 0) : 0;
  return isObject(value) && Object.hasOwn(value, head) ? countAt(value[head], rest) : 0;
}

/** What the record of a person may hold. */
export const recordMeanings: ReadonlySet<string> = new Set(['person.fullName', 'person.id', 'person.phone', 'person.address', 'person.birthYear']);

/** The most a person of whom this much is known has to type: every question but the known ones. Items of lists count once. */
export function questionsLeft(form: Form, meanings: ReadonlySet<string>): { readonly asked: number; readonly known: number } {
  const asked = [...form.fields.values()].filter((field) => field.computed === undefined);
  return {
    asked: asked.length,
    known: asked.filter((field) => field.prefill !== undefined && !field.path.includes('*') && meanings.has(field.prefill)).length,
  };
}
