/** Reads what a person sent: typed answers of the fields that are asked, problems beside fields, warnings that stop nobody. */
import type { Json } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import { addressOfJson, addressOfPost } from './address.ts';
import { agreementOf } from './agreement.ts';
import { missing } from './empty.ts';
import type { Facts, Field, Form, FormGroup, JsonReading, Problem, RawAnswers, Reading, Repeat } from './model.ts';
import { boxesOf, nameOf } from './model.ts';
import { problemOf, tooFewItems, tooManyItems, wrongType } from './sentences.ts';
import type { Value } from './values.ts';
import { isWrong, valueOfJson, valueOfPost } from './values.ts';
import type { Situation } from './when.ts';
import { computedValue, isTrue } from './when.ts';

/** A form post. Unknown names and fields that are not asked are ignored; nothing typed is lost. */
export function readAnswers(form: Form, raw: RawAnswers, facts: Facts): Reading {
  return { ...readAll(form, postSource(raw, facts), facts), typed: raw };
}

/** The same form as JSON, for the API and for synchronisation: { child: { fullName, birthDate: '2022-11-05' }, papers: [...] }. */
export function readJsonAnswers(form: Form, json: Json, facts: Facts): JsonReading {
  return { ...readAll(form, jsonSource(json, facts), facts), typed: json };
}

/** Where values come from. An item is named by its number on the wire. */
type Source = {
  readonly value: (field: Field, index: number) => Value;
  readonly items: (repeat: Repeat) => readonly number[] | 'not-a-list';
};

function postSource(raw: RawAnswers, facts: Facts): Source {
  return {
    value: (field, index) => {
      if (field.control === 'date3') return dateOfPost(field, raw, index);
      if (field.control === 'address') return addressOfPost(field, raw, index, facts);
      return valueOfPost(field, [raw.get(field.boxes[0] ?? nameOf(field, index))]);
    },
    items: (repeat) => indexesOf(raw, `${repeat.path}.`),
  };
}

/** Three boxes; a program may send the whole date under the field's own name instead. */
function dateOfPost(field: Field, raw: RawAnswers, index: number): Value {
  const boxes = boxesOf(field, index).map((box) => raw.get(box));
  const whole = boxes.every((box) => box === undefined) ? raw.get(nameOf(field, index))?.at(-1) : undefined;
  return whole === undefined ? valueOfPost(field, boxes) : valueOfJson(field, whole);
}

function indexesOf(raw: RawAnswers, prefix: string): readonly number[] {
  const found = new Set<number>();
  for (const name of raw.keys()) {
    if (!name.startsWith(prefix)) continue;
    const number = /^(?:0|[1-9]\d{0,3})(?=\.)/.exec(name.slice(prefix.length, prefix.length + 6));
    if (number !== null) found.add(Number(number[0]));
  }
  return [...found].sort((a, b) => a - b);
}

function jsonSource(json: Json, facts: Facts): Source {
  const at = (path: readonly string[], from: Json | undefined): Json | undefined =>
    path.reduce((here: Json | undefined, part) => (isObject(here) && Object.hasOwn(here, part) ? here[part] : undefined), from);
  const listOf = (path: string): Json | undefined => at(path.split('.'), json);
  return {
    value: (field, index) => {
      const star = field.path.indexOf('.*.');
      const list = star < 0 ? undefined : listOf(field.path.slice(0, star));
      const given = at(field.parts, star < 0 ? json : Array.isArray(list) ? list[index] : undefined);
      return field.kind === 'address' ? addressOfJson(field, given, facts, index) : valueOfJson(field, given);
    },
    items: ({ path }) => {
      const list = listOf(path);
      if (list === undefined || list === null) return [];
      return Array.isArray(list) && list.every(isObject) ? list.map((_, index) => index) : 'not-a-list';
    },
  };
}

type Draft = { [key: string]: Json };
type Empty = { readonly field: Field; readonly index: number; readonly item: Draft | undefined };
type Walk = {
  readonly source: Source;
  /** Answers as they grow, beside the facts conditions know. */
  readonly scope: Draft;
  readonly problems: Problem[];
  readonly hidden: Set<string>;
  readonly empty: Empty[];
  readonly computed: Empty[];
  /** Items by list, with their numbers on the wire. */
  readonly items: Map<string, readonly { readonly index: number; readonly item: Draft }[]>;
};

function readAll(form: Form, source: Source, facts: Facts): Omit<Reading, 'typed'> {
  const walk: Walk = { source, scope: { today: facts.today }, problems: [], hidden: new Set(), empty: [], computed: [], items: new Map() };
  for (const page of form.pages) {
    const isAsked = page.when === undefined || isTrue(page.when, walk);
    for (const group of page.groups) {
      if (isAsked && (group.when === undefined || isTrue(group.when, walk))) readGroup(walk, group);
      else hide(walk, group);
    }
  }
  for (const one of walk.computed) compute(walk, one);
  for (const one of walk.empty) if (isNeeded(walk, one)) walk.problems.push(problemOf(one.field, one.index, missing(one.field)));
  const warnings = runChecks(form, walk);
  return { answers: withoutFacts(walk.scope), problems: inOrder(form, walk.problems), warnings, hidden: walk.hidden };
}

function withoutFacts(scope: Draft): Draft {
  const answers: Draft = {};
  for (const name of Object.keys(scope)) if (name !== 'today') answers[name] = scope[name] ?? null;
  return answers;
}

function hide(walk: Walk, group: FormGroup): void {
  for (const field of group.fields) walk.hidden.add(field.path);
}

function readGroup(walk: Walk, group: FormGroup): void {
  if (group.repeat !== undefined) readItems(walk, group, group.repeat);
  else for (const field of group.fields) readOne(walk, field, 0, undefined);
}

function readOne(walk: Walk, field: Field, index: number, item: Draft | undefined): void {
  if (field.when !== undefined && !isTrue(field.when, situation(walk, field, item))) {
    walk.hidden.add(nameOf(field, index));
    return;
  }
  if (field.computed !== undefined) {
    walk.computed.push({ field, index, item });
    return;
  }
  const read = walk.source.value(field, index);
  if (read === undefined) {
    if (field.control === 'tick') put(item ?? walk.scope, field.parts, false);
    else if (field.required !== false || field.requiredWithin !== undefined) walk.empty.push({ field, index, item });
  } else if (isWrong(read)) walk.problems.push(problemOf(field, index, read));
  else put(item ?? walk.scope, field.parts, read.value);
}

const situation = (walk: Walk, field: Field, item: Draft | undefined): Situation =>
  item === undefined ? walk : { scope: walk.scope, item, list: field.path.slice(0, field.path.indexOf('.*.')) };

/** Names come from the schema, which refuses everything but plain field names. */
function put(into: Draft, parts: readonly string[], value: Json): void {
  let here = into;
  for (let at = 0; at < parts.length - 1; at += 1) {
    const part = parts[at] ?? '';
    const next = here[part];
    if (isDraft(next)) here = next;
    else {
      const made: Draft = {};
      here[part] = made;
      here = made;
    }
  }
  here[parts.at(-1) ?? ''] = value;
}

const isDraft = (value: Json | undefined): value is Draft => isObject(value);

/** Empty items are dropped: a page shows more boxes than a person may need. */
function readItems(walk: Walk, group: FormGroup, repeat: Repeat): void {
  const first = group.fields[0];
  if (first === undefined) return;
  const indexes = walk.source.items(repeat);
  if (indexes === 'not-a-list') {
    walk.problems.push(problemOf(first, 0, wrongType({ ...first, label: repeat.item }, { vi: 'danh sách', en: 'a list of objects' })));
    return;
  }
  const kept: { readonly index: number; readonly item: Draft }[] = [];
  for (const index of indexes.slice(0, repeat.max + 50)) {
    const trial: Walk = { ...walk, problems: [], empty: [], computed: [], hidden: new Set() };
    const item: Draft = {};
    for (const field of group.fields) readOne(trial, field, index, item);
    if (!isGiven(item) && trial.problems.length === 0) continue;
    kept.push({ index, item });
    walk.problems.push(...trial.problems);
    walk.empty.push(...trial.empty);
    walk.computed.push(...trial.computed);
    for (const path of trial.hidden) walk.hidden.add(path);
  }
  if (kept.length > 0)
    put(
      walk.scope,
      repeat.path.split('.'),
      kept.map(({ item }) => item),
    );
  walk.items.set(repeat.path, kept);
  if (kept.length > repeat.max) walk.problems.push(problemOf(first, kept[repeat.max]?.index ?? 0, tooManyItems(repeat)));
  if (kept.length < repeat.min) walk.problems.push(problemOf(first, firstFree(kept), tooFewItems(repeat)));
}

const firstFree = (kept: readonly { readonly index: number }[]): number => kept.reduce((free, { index }) => Math.max(free, index + 1), 0);

/** An unticked box alone is nothing given. */
const isGiven = (value: Json | undefined): boolean =>
  isObject(value) ? Object.values(value).some(isGiven) : value !== undefined && value !== null && value !== false;

function isNeeded(walk: Walk, { field, item }: Empty): boolean {
  if (field.required === true) return true;
  if (field.required !== false) return isTrue(field.required, situation(walk, field, item));
  if (field.requiredWithin === undefined) return false;
  const star = field.path.indexOf('.*.');
  const path = star < 0 ? field.requiredWithin : field.requiredWithin.slice(star + 3);
  let here: Json | undefined = item ?? walk.scope;
  for (const part of path.split('.')) here = isObject(here) ? here[part] : undefined;
  return isGiven(here);
}

function compute(walk: Walk, { field, item }: Empty): void {
  if (field.computed === undefined) return;
  const value = computedValue(field.computed, situation(walk, field, item));
  const read = valueOfJson(field, value);
  if (read !== undefined && !isWrong(read)) put(item ?? walk.scope, field.parts, read.value);
}

/** Rules between answers, and identity numbers that disagree with them. A field that already has a problem is left alone. */
function runChecks(form: Form, walk: Walk): readonly Problem[] {
  const warnings: Problem[] = [];
  const wrong = new Set(walk.problems.map((problem) => problem.field));
  for (const check of form.checks) {
    const field = form.fields.get(check.field);
    if (field === undefined) continue;
    for (const { index, item } of placesOf(walk, field)) {
      const box = boxesOf(field, index)[0] ?? field.path;
      if (wrong.has(box) || walk.hidden.has(nameOf(field, index)) || !isTrue(check.when, situation(walk, field, item))) continue;
      (check.level === 'problem' ? walk.problems : warnings).push({ field: box, path: field.path, code: 'check', text: check.text });
    }
  }
  for (const field of form.fields.values()) {
    if (field.agrees === undefined) continue;
    for (const { index, item } of placesOf(walk, field)) {
      const text = agreementOf(field, item ?? walk.scope, walk.scope);
      if (text !== undefined) warnings.push({ field: boxesOf(field, index)[0] ?? field.path, path: field.path, code: 'id-differs', text });
    }
  }
  return warnings;
}

function placesOf(walk: Walk, field: Field): readonly { readonly index: number; readonly item: Draft | undefined }[] {
  const star = field.path.indexOf('.*.');
  return star < 0 ? [{ index: 0, item: undefined }] : (walk.items.get(field.path.slice(0, star)) ?? []);
}

/** The order in which the person meets the boxes. */
function inOrder(form: Form, problems: readonly Problem[]): readonly Problem[] {
  if (problems.length < 2) return problems;
  const order = new Map([...form.fields.keys()].map((path, at) => [path, at]));
  const numberOf = (problem: Problem): number => Number(/\.(\d+)\./.exec(problem.field)?.[1] ?? 0);
  const listOf = (path: string): string => path.slice(0, Math.max(path.indexOf('.*.'), 0));
  return problems.toSorted((a, b) => {
    const isSameList = listOf(a.path) !== '' && listOf(a.path) === listOf(b.path);
    return (isSameList ? numberOf(a) - numberOf(b) : 0) || (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0);
  });
}
