/** Parts that the pages of people's voice share: boxes, faces of a scale, a person's mistakes. */
import type { Lang } from '../../base/text.ts';
import type { Html, Part } from '../parts/html.ts';
import { fieldId, html } from '../parts/html.ts';
import type { Choice, FieldProblem } from '../parts/shape.ts';
import { inWords, scoreText } from './words.ts';

export type Box = {
  readonly name: string;
  readonly label: Part;
  readonly value: string;
  readonly hint?: string;
  readonly problems?: readonly FieldProblem[];
};

function framed(box: Box, inner: (attributes: Html) => Html): Html {
  const id = fieldId(box.name);
  const problem = box.problems?.find((one) => one.name === box.name)?.text;
  const described = [box.hint === undefined ? '' : `${id}-h`, problem === undefined ? '' : `${id}-e`].filter((one) => one !== '').join(' ');
  const attributes = html`id="${id}" name="${box.name}"${described === '' ? '' : html` aria-describedby="${described}"`}${problem === undefined ? '' : html` aria-invalid="true"`}`;
  return html`<div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${box.label}</label>${box.hint === undefined ? '' : html`<p class="hint" id="${id}-h">${box.hint}</p>`}${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}${inner(attributes)}</div>`;
}

export const textBox = (box: Box, more: Part = ''): Html => framed(box, (attributes) => html`<input ${attributes}${more} value="${box.value}">`);
export const longBox = (box: Box, rows = 4, more: Part = ''): Html =>
  framed(box, (attributes) => html`<textarea ${attributes}${more} rows="${rows}">${box.value}</textarea>`);
export const selectBox = (box: Box, choices: readonly Choice[], none?: string): Html =>
  framed(
    box,
    (attributes) =>
      html`<select ${attributes}>${none === undefined ? '' : html`<option value="">${none}</option>`}${choices.map((one) => html`<option value="${one.value}"${one.value === box.value ? html` selected` : ''}>${one.text}</option>`)}</select>`,
  );

export type Picking = Pick<Box, 'name' | 'label' | 'problems'> & { readonly chosen: readonly string[]; readonly kind?: 'radio' | 'checkbox' };

type Picked = { readonly value: string; readonly text: Part };

/** One or any of several, each as large as a thumb. */
export function pickBox(box: Picking, choices: readonly Picked[], shape = ''): Html {
  const id = fieldId(box.name);
  const problem = box.problems?.find((one) => one.name === box.name)?.text;
  const item = (one: Picked, index: number) =>
    html`<label><input type="${box.kind ?? 'radio'}"${index === 0 ? html` id="${id}"` : ''} name="${box.name}" value="${one.value}"${box.chosen.includes(one.value) ? html` checked` : ''}><span>${one.text}</span></label>`;
  return html`<fieldset class="field${problem === undefined ? '' : ' bad'}"${problem === undefined ? '' : html` aria-describedby="${id}-e"`}><legend>${box.label}</legend>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<div class="pick${shape}">${choices.map(item)}</div></fieldset>`;
}

/** 1 to 5 as words; the worst first, as one reads. */
export const scaleBox = (box: Picking, lang: Lang): Html =>
  pickBox(
    box,
    [1, 2, 3, 4, 5].map((score) => ({ value: String(score), text: `${score} · ${scoreText(score, lang)}` })),
    ' down',
  );

/** A trap for programs that fill in everything: people never see it. */
export const trapName = 'trang_web';
export const trap = (lang: Lang): Html =>
  html`<p hidden><label for="${trapName}">${inWords(lang, 'Để trống ô này', 'Leave this empty')}</label><input id="${trapName}" name="${trapName}" tabindex="-1" autocomplete="off"></p>`;

/** Ink that follows the theme: bars as shares of the longest, with the number beside them in the table. */
export function barChart(name: string, rows: readonly { readonly count: number | null }[]): Html {
  const most = Math.max(1, ...rows.map((row) => row.count ?? 0));
  const bars = rows.map((row, index) =>
    row.count === null
      ? html`<path d="M0 ${index * 24 + 12}h24" stroke="currentColor" stroke-dasharray="3 3" opacity=".5"/>`
      : html`<rect y="${index * 24 + 4}" width="${Math.max(1, Math.round((280 * row.count) / most))}" height="16" fill="currentColor" opacity=".75"/>`,
  );
  return html`<svg width="280" height="${rows.length * 24}" viewBox="0 0 280 ${rows.length * 24}" role="img" aria-label="${name}">${bars}</svg>`;
}
