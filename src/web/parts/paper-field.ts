/** One paper of the dossier: photograph, file, or "sẽ nộp bản giấy". */
import { say as inLang } from '../../base/text.ts';
import type { FileKind, Paper } from '../../engine/form/form.ts';
import type { Pen } from './control.ts';
import type { Html, Part } from './html.ts';
import { fieldId, html } from './html.ts';

/** Wire name of a paper's file box; the tick "handed in on paper" is `_counter.<id>`. */
export const paperName = (id: string): string => `_paper.${id}`;

const types: Readonly<Record<FileKind, string>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', pdf: 'application/pdf' };

export function paperField(pen: Pen, paper: Paper, given: readonly { readonly id: string; readonly name: string; readonly note: string }[], when: Part): Html {
  const name = paperName(paper.id);
  const id = fieldId(name);
  const problem = pen.problem(name);
  const hint = paper.hint === undefined ? pen.say('form.paperHint') : inLang(paper.hint, pen.lang);
  const optional = paper.required === false ? html` <span class="muted">(${pen.say('form.optional')})</span>` : '';
  const kept = given.map(
    (file) =>
      html`<p class="small"><input type="hidden" name="_file.${paper.id}" value="${file.id}"><b>${file.name}</b> <span class="muted">${file.note}</span></p>`,
  );
  const onPaper = paper.atCounter
    ? html`<p><label class="tick"><input type="checkbox" name="_counter.${paper.id}" value="true"${pen.typed(`_counter.${paper.id}`).length > 0 ? html` checked` : ''}><span>${pen.onPaper}</span></label></p>`
    : '';
  return html`<div class="field${problem === undefined ? '' : ' bad'}"${when}><label for="${id}">${inLang(paper.title, pen.lang)}${optional}</label><p class="hint" id="${id}-h">${hint}</p>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}${kept}<input type="file" id="${id}" name="${name}" accept="${paper.accept.map((kind) => types[kind]).join(',')}"${paper.maxFiles > 1 ? html` multiple` : ''} aria-describedby="${id}-h${problem === undefined ? '' : ` ${id}-e`}"${problem === undefined ? '' : html` aria-invalid="true"`}>${onPaper}</div>`;
}
