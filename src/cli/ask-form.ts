/** A form asked in the terminal, question after question; a wrong answer is said at once and asked again. */
import type { JsonObject } from '../base/json.ts';
import type { Facts, Field, Form, FormGroup } from '../engine/form/form.ts';
import { boxesOf, readAnswers } from '../engine/form/form.ts';
import type { Ask, Terminal } from './terminal.ts';

export type Talk = { readonly ask: Ask; readonly terminal: Terminal };

/** Undefined when the person ended the input. */
export async function askForm(talk: Talk, form: Form, facts: Facts): Promise<JsonObject | undefined> {
  const raw = new Map<string, readonly string[]>();
  for (const page of form.pages) {
    talk.terminal.say(talk.terminal.paint('strong', page.title[talk.terminal.lang]));
    for (const group of page.groups) if (!(await askGroup({ talk, form, facts, raw }, group))) return undefined;
  }
  const { answers, problems } = readAnswers(form, raw, facts);
  for (const problem of problems) talk.terminal.say(talk.terminal.paint('bad', problem.text[talk.terminal.lang]));
  return answers;
}

type Asking = { readonly talk: Talk; readonly form: Form; readonly facts: Facts; readonly raw: Map<string, readonly string[]> };

async function askGroup(asking: Asking, group: FormGroup): Promise<boolean> {
  const { repeat } = group;
  if (repeat === undefined) return askFields(asking, group.fields, 0);
  for (let index = 0; index < repeat.max; index += 1) {
    if (index >= repeat.min) {
      const more = await asking.talk.ask(`${repeat.add[asking.talk.terminal.lang]}? ${asking.talk.terminal.lang === 'vi' ? '(c/k)' : '(y/n)'} `);
      if (more === undefined) return false;
      if (!isYes(more)) return true;
    }
    asking.talk.terminal.say(`${repeat.item[asking.talk.terminal.lang]} ${index + 1}`);
    if (!(await askFields(asking, group.fields, index))) return false;
  }
  return true;
}

async function askFields(asking: Asking, fields: readonly Field[], index: number): Promise<boolean> {
  for (const field of fields) if (!(await askField(asking, field, index))) return false;
  return true;
}

async function askField({ talk, form, facts, raw }: Asking, field: Field, index: number): Promise<boolean> {
  if (field.computed !== undefined || readAnswers(form, raw, facts).hidden.has(field.path)) return true;
  const { lang } = talk.terminal;
  const boxes = boxesOf(field, index);
  for (const [number, choice] of (field.choices ?? []).entries()) talk.terminal.say(`  ${number + 1}. ${choice.label[lang]}`);
  for (;;) {
    const hint = field.hint === undefined ? '' : talk.terminal.paint('dim', ` (${field.hint[lang]})`);
    const typed = await talk.ask(`${field.label[lang]}${hint}: `);
    if (typed === undefined) return false;
    for (const box of boxes) raw.delete(box);
    for (const [box, values] of valuesOf(field, boxes, typed.trim())) raw.set(box, values);
    const wrong = readAnswers(form, raw, facts).problems.find((problem) => boxes.includes(problem.field));
    if (wrong === undefined) return true;
    talk.terminal.say(talk.terminal.paint('bad', wrong.text[lang]));
  }
}

/** What is typed, as the boxes of the page would send it: numbers stand for choices, 31/12/2020 for three boxes, 'c' for a tick. */
function valuesOf(field: Field, boxes: readonly string[], typed: string): readonly (readonly [string, readonly string[]])[] {
  const [box = ''] = boxes;
  if (typed === '') return [];
  const chosen = (text: string): string => field.choices?.[Number(text) - 1]?.value ?? text;
  if (field.control === 'date3') {
    const pieces = typed.split(/[/.-]/);
    const inOrder = pieces.length === 3 && pieces[0]?.length === 4 ? pieces.toReversed() : pieces.length === 1 ? ['', '', ...pieces] : pieces;
    return boxes.map((one, at) => [one, [inOrder[at] ?? '']]);
  }
  if (field.kind === 'choices') return [[box, typed.split(',').map((one) => chosen(one.trim()))]];
  if (field.kind === 'choice') return [[box, [chosen(typed)]]];
  if (field.kind === 'boolean') return isYes(typed) ? [[box, ['true']]] : [];
  return [[box, [typed]]];
}

/** 'c', 'có', 'y', 'yes', 'x', '1'. */
export const isYes = (typed: string): boolean => /^(?:c|có|co|y|yes|x|1)$/i.test(typed.trim());
