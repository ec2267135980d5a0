/** One question: label, hint, mistake, box. The id of a box follows its wire name, so that every mistake can link to it. */

import type { Lang } from '../../base/text.ts';
import { say as inLang } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import type { Field } from '../../engine/form/form.ts';
import type { Offers } from './address-field.ts';
import { addressBoxes, wrongBox } from './address-field.ts';
import { threeBoxes } from './date-box.ts';
import type { Html, Part } from './html.ts';
import { fieldId, html } from './html.ts';
import type { Tongue } from './tongue.ts';
import { hear, told } from './tongue.ts';

/** `text` says from where it is known. `reason`: name of the box that takes the reason when the answer is changed; without it anybody may change it freely. */
export type KnownAnswer = { readonly text: string; readonly reason?: string };

/** What a control asks about itself while it is drawn. */
export type Pen = {
  readonly lang: Lang;
  readonly say: Say;
  readonly typed: (name: string) => readonly string[];
  readonly problem: (name: string) => string | undefined;
  readonly warning: (name: string) => string | undefined;
  /** Places to choose from, where a name was not clear. */
  readonly offers: (name: string) => Offers | undefined;
  readonly known: (name: string) => KnownAnswer | undefined;
  /** What the tick beside a paper says: at the counter the paper is there already. */
  readonly onPaper: string;
  /** Papers may be taken from the person's own store. */
  readonly hasStore?: boolean;
  /** A further language, and recordings of the questions. */
  readonly tongue?: Tongue;
  /** The form takes files page by page and comes back. */
  readonly keepsPages?: boolean;
  /** Wire name of the question the form is opened at. */
  readonly focus?: string;
  /** Questions that must be answered bring the sentence for an empty answer along. */
  readonly tellsLacks?: boolean;
};

/** name: wire name ('papers.0.kind'); when: attribute with the condition under which it shows, or ''. */
export function control(pen: Pen, field: Field, name: string, when: Part): Html {
  const one: Question = {
    pen,
    field,
    name,
    when,
    id: fieldId(name),
    problem: pen.problem(name) ?? pen.problem(`${name}.day`) ?? pen.problem(wrongBox({ pen, name }) ?? name),
  };
  switch (field.control) {
    case 'date3':
      return dateBoxes(one);
    case 'address': {
      const { texts, state } = around(one);
      return addressBoxes(one, { legend: html`${label(one)}${knownTag(one)}`, texts, state, after: reasonBox(one) });
    }
    case 'radio':
    case 'ticks':
      return pickList(one);
    case 'tick':
      return tickBox(one);
    case 'select':
      return framed(one, selectBox(one));
    case 'textarea':
      return framed(one, html`<textarea ${common(one)} rows="3">${first(one)}</textarea>`);
    case 'file':
      return framed(one, html`<input type="file" ${common(one)}>`);
    case 'text':
    case 'number':
    case 'money':
    case 'phone':
    case 'id-number':
    case 'email':
      return framed(one, textBox(one));
  }
}

type Question = {
  readonly pen: Pen;
  readonly field: Field;
  readonly name: string;
  readonly when: Part;
  readonly id: string;
  readonly problem: string | undefined;
};

const first = (one: Question): string => one.pen.typed(one.name)[0] ?? '';
/** Most questions have to be answered, so the others say so, unless the pack's own words already end in brackets: '(nếu có)'. */
function label(one: Question): Part {
  const text = inLang(one.field.label, one.pen.lang);
  const shown = told(one.pen, one.field.label);
  const isMarked = one.field.required !== false || one.field.control === 'tick' || text.endsWith(')');
  return isMarked ? shown : html`${shown} <span class="muted">(${one.pen.say('form.optional')})</span>`;
}

function around(one: Question): { readonly texts: Html; readonly described: Part; readonly state: string } {
  const known = one.pen.known(one.name);
  const hint = known?.text ?? (one.field.hint === undefined ? undefined : told(one.pen, one.field.hint));
  const warning = one.pen.warning(one.name);
  const ids = [hint === undefined ? '' : `${one.id}-h`, one.problem === undefined ? '' : `${one.id}-e`].filter((id) => id !== '');
  return {
    texts: html`${hear(one.pen, one.field.label)}${hint === undefined ? '' : html`<p class="hint" id="${one.id}-h">${hint}</p>`}${warning === undefined ? '' : html`<p class="hint">${one.pen.say('form.warning', { text: warning })}</p>`}${one.problem === undefined ? '' : html`<p class="err" id="${one.id}-e">${one.problem}</p>`}`,
    described: ids.length === 0 ? '' : html` aria-describedby="${ids.join(' ')}"`,
    state: `field${one.problem === undefined ? '' : ' bad'}${known === undefined ? '' : ' got'}`,
  };
}

/** "Sửa và nêu lý do": open as soon as there is a reason, or one is lacking. */
function reasonBox(one: Question): Html | '' {
  const name = one.pen.known(one.name)?.reason;
  if (name === undefined) return '';
  const given = one.pen.typed(name)[0] ?? '';
  const problem = one.pen.problem(name);
  const id = fieldId(name);
  return html`<details class="fix why"${given === '' && problem === undefined ? '' : html` open`}><summary>${one.pen.say('form.fix')}</summary><div><label for="${id}">${one.pen.say('form.fixWhy')}</label>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<input id="${id}" name="${name}" value="${given}"${problem === undefined ? '' : html` aria-invalid="true" aria-describedby="${id}-e"`}></div></details>`;
}

const invalid = (one: Question): Part => (one.problem === undefined ? '' : html` aria-invalid="true"`);
const sought = (one: Question, isFirst = true): Part => (isFirst && one.pen.focus === one.name ? html` autofocus` : '');
const common = (one: Question): Html => html`id="${one.id}" name="${one.name}"${around(one).described}${invalid(one)}${sought(one)}`;

const knownTag = (one: Question): Html | '' => (one.pen.known(one.name) === undefined ? '' : html` <span class="tag men">${one.pen.say('form.known')}</span>`);

function framed(one: Question, box: Html): Html {
  const { texts, state } = around(one);
  return html`<div class="${state}"${one.when}><label for="${one.id}">${label(one)}</label>${knownTag(one)}${texts}${box}${reasonBox(one)}</div>`;
}

const widths: Readonly<Partial<Record<Field['control'], string>>> = { number: 'short', phone: 'mid', 'id-number': 'mid' };
const modes: Readonly<Partial<Record<Field['control'], string>>> = {
  number: 'numeric',
  money: 'numeric',
  phone: 'tel',
  'id-number': 'numeric',
  email: 'email',
};

function textBox(one: Question): Html {
  const { field } = one;
  const mode = field.inputMode ?? (field.kind === 'decimal' ? 'decimal' : modes[field.control]);
  const attributes = html`${mode === undefined || mode === 'text' ? '' : html` inputmode="${mode}"`}${widths[field.control] === undefined ? '' : html` class="${widths[field.control]}"`}${field.autocomplete === undefined ? '' : html` autocomplete="${field.autocomplete}"`}${field.kind === 'integer' || field.kind === 'decimal' || field.kind === 'money' ? html` data-k="n"` : ''}`;
  const box = html`<input ${common(one)}${attributes} value="${first(one)}">`;
  return field.control === 'money' ? html`<div class="unit">${box}<span>đ</span></div>` : box;
}

function selectBox(one: Question): Html {
  const chosen = first(one);
  const option = (choice: NonNullable<Field['choices']>[number]) =>
    html`<option value="${choice.value}"${choice.value === chosen ? html` selected` : ''}>${inLang(choice.label, one.pen.lang)}</option>`;
  return html`<select ${common(one)}><option value="">${one.pen.say('form.choose')}</option>${(one.field.choices ?? []).map(option)}</select>`;
}

function pickList(one: Question): Html {
  const { texts, described, state } = around(one);
  const chosen = one.pen.typed(one.name);
  const type = one.field.control === 'ticks' ? 'checkbox' : 'radio';
  const choices = one.field.choices ?? [];
  const isTall = choices.length > 4 || choices.some((choice) => choice.hint !== undefined);
  const item = (choice: (typeof choices)[number], index: number) =>
    html`<label><input type="${type}"${index === 0 ? html` id="${one.id}"${sought(one)}` : ''} name="${one.name}" value="${choice.value}"${chosen.includes(choice.value) ? html` checked` : ''}><span>${told(one.pen, choice.label)}${choice.hint === undefined ? '' : html`<small class="muted"> ${told(one.pen, choice.hint)}</small>`}</span></label>`;
  return html`<fieldset class="${state}"${one.when}${described}><legend>${label(one)}</legend>${texts}<div class="pick${isTall ? ' down' : ''}"${type === 'checkbox' ? html` data-k="l"` : ''}>${choices.map(item)}</div>${reasonBox(one)}</fieldset>`;
}

function tickBox(one: Question): Html {
  const { texts, state } = around(one);
  const isOn = one.pen.typed(one.name).some((value) => value !== '' && value !== 'false');
  return html`<div class="${state}"${one.when}>${texts}<label class="tick"><input type="checkbox" ${common(one)} value="true" data-k="b"${isOn ? html` checked` : ''}><span>${label(one)}</span></label></div>`;
}

function dateBoxes(one: Question): Html {
  const { texts, described, state } = around(one);
  const wrong = one.problem === undefined ? '' : html` aria-invalid="true" aria-describedby="${one.id}-e"`;
  const boxes = threeBoxes(one.pen.say, one.name, (part) => ({
    typed: one.pen.typed(`${one.name}.${part}`)[0] ?? '',
    attributes: [sought(one, part === 'day'), wrong],
  }));
  return html`<fieldset class="${state}"${one.when}${described} data-k="d" data-n="${one.name}"><legend>${label(one)}</legend>${texts}${one.field.kind === 'year-or-date' ? html`<p class="hint">${one.pen.say('date.yearOnly')}</p>` : ''}${boxes}${reasonBox(one)}</fieldset>`;
}
