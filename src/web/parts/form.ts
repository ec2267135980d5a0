/** A form as HTML: every control with label, hint, mistake and box, in this order; conditions and kinds stand beside it for the page's script. */
import type { Label, Lang } from '../../base/text.ts';
import { say as inLang } from '../../base/text.ts';
import { wordsOf } from '../../base/words.ts';
import type { Field, Form, FormGroup, FormPage, Paper, Problem, RawAnswers, Repeat, When } from '../../engine/form/form.ts';
import { lackOf, lackOfPaper } from '../../engine/form/form.ts';
import { partsOf } from '../../engine/place/place.ts';
import { toldApart } from './alike.ts';
import type { KnownAnswer, Pen } from './control.ts';
import { control } from './control.ts';
import type { Html, Part } from './html.ts';
import { html, nothing } from './html.ts';
import type { GivenFile, OwnStore } from './paper-field.ts';
import { paperField } from './paper-field.ts';
import type { FieldProblem } from './shape.ts';
import type { Tongue } from './tongue.ts';

export type FormView = {
  readonly form: Form;
  /** What was typed, as sent (`Reading.typed`), or made from known answers by `typedFrom`. */
  readonly typed: RawAnswers;
  readonly problems: readonly Problem[];
  /** What could not be kept of the files just sent, at the paper they were sent for. */
  readonly told?: readonly FieldProblem[];
  /** Shown as advice; they never stop anybody. */
  readonly warnings?: readonly Problem[];
  /** By wire name, answers the province already holds: the sentence that says from where, and the name of the box for the reason of a change. */
  readonly known?: Readonly<Record<string, KnownAnswer>>;
  /** Files already received, by paper id; each is carried as a hidden field `_file.<paper>`. */
  readonly files?: Readonly<Record<string, readonly GivenFile[]>>;
  /** Papers may be taken from the person's own store; with a paper, its list is open. */
  readonly store?: OwnStore | 'closed';
  /** How many items of a repeated group to show, by its path; at least as many as were typed are shown. */
  readonly items?: Readonly<Record<string, number>>;
  /** A further language, and recordings of the questions. */
  readonly tongue?: Tongue;
  /** Wire name of the question the form is opened at: 'child.birthDate'. */
  readonly focus?: string;
  /** Filled in by an officer while the person stands there. */
  readonly isAtCounter?: true;
};
export type { GivenFile, OwnStore } from './paper-field.ts';

/** One screen of the form: a page of the layout, or the papers. */
export type FormStep = { readonly id: string; readonly title: string; readonly html: Html; readonly when?: When };

export const problemsOf = (view: FormView, lang: Lang): readonly FieldProblem[] => toldApart(view.form, view.problems, lang);

export function penOf(view: FormView, lang: Lang): Pen {
  const at = (list: readonly Problem[]) => new Map(list.map((one) => [one.field, inLang(one.text, lang)]));
  return {
    lang,
    say: wordsOf(lang),
    typed: (name) => view.typed.get(name) ?? [],
    problem: (name) => at(view.problems).get(name) ?? toldAt(view, name),
    warning: (name) => at(view.warnings ?? []).get(name),
    offers: (name) => view.problems.find((one) => one.field === name)?.offers,
    known: (name) => (view.known === undefined || !Object.hasOwn(view.known, name) ? undefined : view.known[name]),
    hasStore: view.store !== undefined,
    keepsPages: view.files !== undefined,
    ...(view.tongue === undefined ? {} : { tongue: view.tongue }),
    ...(view.focus === undefined ? {} : { focus: view.focus }),
    onPaper: wordsOf(lang)(view.isAtCounter === true ? 'form.shownHere' : 'form.atCounter'),
  };
}

function toldAt({ told }: FormView, name: string): string | undefined {
  const here = (told ?? []).filter((one) => one.name === name && name.startsWith('_paper.'));
  return here.length === 0 ? undefined : here.map((one) => one.text).join(' ');
}

/** The pages as steps, the papers as the last one. Fields the server works out are left out. `asked`: a script sees to it that no step is left with questions open. */
export function formSteps(view: FormView, lang: Lang, asked?: 'step by step'): readonly FormStep[] {
  const pen: Pen = { ...penOf(view, lang), ...(asked === undefined ? {} : { tellsLacks: true }) };
  const pages = view.form.pages.filter((page) => page.groups.some((group) => group.fields.some(isAsked))).map((page) => pageStep(view, page, pen));
  if (view.form.papers.length === 0) return pages;
  const list = view.form.papers.map((paper) =>
    paperField(
      pen,
      paper,
      view.files?.[paper.id] ?? [],
      html`${showWhen(paper.when)}${lacks(pen, lackOfPaper(paper), true)}`,
      view.store === 'closed' ? undefined : view.store,
    ),
  );
  return [...pages, { id: '_papers', title: pen.say('form.papers'), html: html`<p class="hint">${pen.say('form.papersHint')}</p>${list}` }];
}

/** The whole form without steps, for desks. */
export function formBody(view: FormView, lang: Lang): Html {
  return html`${formSteps(view, lang).map((step) => html`<fieldset${showWhen(step.when)}>${view.form.pages.length + view.form.papers.length > 1 ? html`<legend class="part">${step.title}</legend>` : ''}${step.html}</fieldset>`)}`;
}

const isAsked = (field: Field): boolean => field.computed === undefined;
const introOf = (label: Label | undefined, pen: Pen): Part => (label === undefined ? '' : html`<p class="hint">${inLang(label, pen.lang)}</p>`);

function pageStep(view: FormView, page: FormPage, pen: Pen): FormStep {
  const body = html`${introOf(page.intro, pen)}${page.groups.map((group) => groupHtml(view, group, sureOf(sureOf(pen, page.when), group.when)))}`;
  const step = { id: page.id, title: inLang(page.title, pen.lang), html: body };
  return page.when === undefined ? step : { ...step, when: page.when };
}

function groupHtml(view: FormView, group: FormGroup, pen: Pen): Html {
  const fields = group.fields.filter(isAsked);
  if (fields.length === 0) return nothing;
  if (group.repeat !== undefined) return repeatHtml(view, group, group.repeat, pen);
  const body = fields.map((field) => control(pen, field, field.path, attributes(pen, field)));
  if (group.title === undefined) return html`<div${showWhen(group.when)}>${introOf(group.hint, pen)}${body}</div>`;
  return html`<section class="sec"${showWhen(group.when)}><h2>${inLang(group.title, pen.lang)}</h2>${introOf(group.hint, pen)}${body}</section>`;
}

function repeatHtml(view: FormView, group: FormGroup, repeat: Repeat, pen: Pen): Html {
  const item = inLang(repeat.item, pen.lang);
  const one = (index: number) => {
    const body = group.fields.filter(isAsked).map((field) => control(pen, field, field.path.replace('*', String(index)), attributes(pen, field)));
    const drop =
      index < repeat.min
        ? ''
        : html`<button class="btn bare" name="_remove" value="${repeat.path}.${index}">${pen.say('form.remove')}<span class="vh"> ${item} ${index + 1}</span></button>`;
    return html`<fieldset class="row" data-item="${index}"><legend class="lb">${item} <span>${index + 1}</span></legend>${body}${drop}</fieldset>`;
  };
  const count = itemCount(view, repeat);
  const add =
    count >= repeat.max ? '' : html`<p class="btns"><button class="btn" name="_add" value="${repeat.path}">${inLang(repeat.add, pen.lang)}</button></p>`;
  const title = group.title === undefined ? '' : html`<h2>${inLang(group.title, pen.lang)}</h2>`;
  return html`<div data-list="${repeat.path}" data-max="${repeat.max}" data-min="${repeat.min}"${showWhen(group.when)}>${title}${introOf(group.hint, pen)}${Array.from({ length: count }, (_, index) => one(index))}${add}</div>`;
}

/** Items to show: what was typed, what was asked for, the least the pack wants, and never none. */
export function itemCount(view: FormView, repeat: Repeat): number {
  const start = `${repeat.path}.`;
  const typed = [...view.typed.keys()].filter((name) => name.startsWith(start)).map((name) => Number.parseInt(name.slice(start.length), 10) + 1);
  const wanted = view.items?.[repeat.path] ?? 0;
  return Math.min(repeat.max, Math.max(1, repeat.min, wanted, ...typed.filter(Number.isSafeInteger)));
}

/** Only small conditions are for the page; with another kind everything shows and the server ignores what does not count. */
const showWhen = (when: When | undefined): Part => (when?.small === undefined ? '' : html` data-when="${JSON.stringify(when.small)}"`);

/** Where only the server knows whether something is asked, the page demands nothing. */
const sureOf = (pen: Pen, when: When | undefined): Pen => (when === undefined || when.small !== undefined ? pen : { ...pen, tellsLacks: false });
/** A question that must be answered is marked for the script, which knows the usual sentence for an empty one; others bring theirs along. */
function lacks(pen: Pen, text: Label | undefined, isUsual: boolean): Part {
  if (text === undefined || pen.tellsLacks !== true) return '';
  return isUsual && pen.tongue === undefined ? html` data-r` : html` data-r="${inLang(text, pen.lang)}"`;
}

const attributes = (pen: Pen, field: Field): Part =>
  html`${showWhen(field.when)}${lacks(pen, lackOf(field), field.fix === undefined && field.control !== 'tick')}`;

/** Stored answers as the boxes show them: { child: { sex: 'nu' } } -> 'child.sex' -> ['nu']; dates become three boxes, +84 phones local ones. */
export function typedFrom(form: Form, answers: unknown): RawAnswers {
  const typed = new Map<string, readonly string[]>();
  for (const field of form.fields.values()) for (const [name, value] of valuesAt(answers, field.path.split('.'), '')) put(typed, field, name, value);
  return typed;
}

function valuesAt(value: unknown, parts: readonly string[], name: string): readonly (readonly [string, unknown])[] {
  const [part, ...rest] = parts;
  if (part === undefined) return [[name, value]];
  const join = (next: string) => (name === '' ? next : `${name}.${next}`);
  if (part === '*') return Array.isArray(value) ? value.flatMap((item, index) => valuesAt(item, rest, join(String(index)))) : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return [];
  return valuesAt(Object.entries(value).find(([key]) => key === part)?.[1], rest, join(part));
}

function put(typed: Map<string, readonly string[]>, field: Field, name: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (field.control === 'date3') {
    const [year = '', month = '', day = ''] = String(value).split('-');
    typed.set(`${name}.day`, [day]).set(`${name}.month`, [month]).set(`${name}.year`, [year]);
    return;
  }
  if (field.control === 'address') {
    const { village, commune, province } = partsOf(value) ?? { village: '', commune: '', province: '' };
    typed.set(`${name}.commune`, [commune]).set(`${name}.village`, [village]).set(`${name}.province`, [province]);
    return;
  }
  if (Array.isArray(value)) typed.set(name, value.map(String));
  else if (field.control === 'tick') typed.set(name, value === true ? ['true'] : []);
  else typed.set(name, [field.format === 'vn-phone' ? String(value).replace(/^\+84/, '0') : String(value)]);
}

export { paperName } from './paper-field.ts';
export type { Paper };
