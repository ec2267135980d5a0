/** A day in three boxes, as everybody writes it: the calendar of a browser speaks the browser's language and orders the parts by it. */
import type { Lang } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Html, Part } from './html.ts';
import { fieldId, html } from './html.ts';
import type { FieldProblem } from './shape.ts';

const parts = [
  ['day', 2],
  ['month', 2],
  ['year', 4],
] as const;
type DatePart = (typeof parts)[number][0];

/** The boxes alone: `<name>.day`, `<name>.month`, `<name>.year`. */
export function threeBoxes(
  say: Say,
  name: string,
  box: (part: DatePart) => { readonly id?: string; readonly typed: string; readonly attributes: readonly Part[] },
): Html {
  const one = ([part, size]: (typeof parts)[number]) => {
    const { id = fieldId(`${name}.${part}`), typed, attributes } = box(part);
    return html`<div><label for="${id}">${say(`date.${part}`)}</label><input id="${id}" name="${name}.${part}" inputmode="numeric" maxlength="${size}" value="${typed}"${attributes}></div>`;
  };
  return html`<div class="date3">${parts.map(one)}</div>`;
}

export type DayQuestion = {
  readonly name: string;
  readonly label: string;
  /** 'YYYY-MM-DD', or as much of it as was typed. */
  readonly value: string;
  readonly hint?: string;
  readonly problems?: readonly FieldProblem[];
};

/** The whole question; a mistake named after it leads to its first box. */
export function dayBox({ name, label, value, hint, problems = [] }: DayQuestion, lang: Lang): Html {
  const id = fieldId(name);
  const [year = '', month = '', day = ''] = value.split('-');
  const typed = { day, month, year };
  const problem = problems.find((one) => one.name === name)?.text;
  const described = [hint === undefined ? '' : `${id}-h`, problem === undefined ? '' : `${id}-e`].filter((one) => one !== '').join(' ');
  const wrong = problem === undefined ? '' : html` aria-invalid="true" aria-describedby="${id}-e"`;
  const boxes = threeBoxes(wordsOf(lang), name, (part) => ({ ...(part === 'day' ? { id } : {}), typed: typed[part], attributes: [wrong] }));
  return html`<fieldset class="field${problem === undefined ? '' : ' bad'}"${described === '' ? '' : html` aria-describedby="${described}"`}><legend>${label}</legend>${hint === undefined ? '' : html`<p class="hint" id="${id}-h">${hint}</p>`}${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}${boxes}</fieldset>`;
}
