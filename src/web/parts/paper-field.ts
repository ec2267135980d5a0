/** One paper of the dossier: what was given so far, page by page, then photograph, file, one's own store, or "sẽ nộp bản giấy". */
import { say as inLang } from '../../base/text.ts';
import type { FileKind, Paper } from '../../engine/form/form.ts';
import { asTyped } from './bits.ts';
import type { Pen } from './control.ts';
import type { Html, Part } from './html.ts';
import { fieldId, html, safeUrl } from './html.ts';
import { hear, told } from './tongue.ts';

/** A file that was received. note: '2 trang · 142 KB'; thumb: address of the small picture of its first page; href: the file itself. */
export type GivenFile = {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly thumb?: string;
  readonly href?: string;
  readonly pages?: number;
};

/** Papers that lie in the person's own store, offered for one paper of the form. */
export type OwnStore = { readonly paper: string; readonly papers: readonly { readonly id: string; readonly name: string; readonly note: string }[] };

/** Wire name of a paper's file box; the tick "handed in on paper" is `_counter.<id>`. */
export const paperName = (id: string): string => `_paper.${id}`;

/** Where JPEG is taken, the photographs of newer telephones are taken too. */
const types: Readonly<Record<FileKind, string>> = { jpeg: 'image/jpeg,.heic,.heif', png: 'image/png', webp: 'image/webp', pdf: 'application/pdf' };

/** The question names the box: this is for the eye. Only where a script lists what was chosen. */
export const ownWords = (text: string): Html => html`<span class="btn pick-over" aria-hidden="true">${text}</span>`;

export function paperField(pen: Pen, paper: Paper, given: readonly GivenFile[], when: Part, store?: OwnStore): Html {
  const name = paperName(paper.id);
  const id = fieldId(name);
  const problem = pen.problem(name);
  const hint = paper.hint === undefined ? pen.say('form.paperHint') : told(pen, paper.hint);
  const optional = paper.required === false ? html` <span class="muted">(${pen.say('form.optional')})</span>` : '';
  const onPaper = paper.atCounter
    ? html`<p><label class="tick"><input type="checkbox" name="_counter.${paper.id}" value="true"${pen.typed(`_counter.${paper.id}`).length > 0 ? html` checked` : ''}><span>${pen.onPaper}</span></label></p>`
    : '';
  const more = given.length === 0 ? '' : html`<p class="small muted">${pen.say(given.length < paper.maxFiles ? 'form.addPages' : 'form.fullPages')}</p>`;
  return html`<div class="field${problem === undefined ? '' : ' bad'}"${when}><label for="${id}">${told(pen, paper.title)}${optional}</label>${hear(pen, paper.title)}<p class="hint" id="${id}-h">${hint}</p>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}${pagesGiven(pen, paper, given)}${more}${pen.keepsPages === true ? ownWords(pen.say(paper.accept.some((kind) => kind !== 'pdf') ? 'form.takeOrChoose' : 'form.chooseFile')) : ''}<input type="file" id="${id}" name="${name}" accept="${paper.accept.map((kind) => types[kind]).join(',')}"${paper.maxFiles > 1 ? html` multiple` : ''} aria-describedby="${id}-h${problem === undefined ? '' : ` ${id}-e`}"${problem === undefined ? '' : html` aria-invalid="true"`}>${buttons(pen, paper, given, store)}${fromStore(pen, paper, store)}${onPaper}</div>`;
}

/** What can be done beside choosing files, in one line. */
function buttons(pen: Pen, paper: Paper, given: readonly GivenFile[], store: OwnStore | undefined): Html | '' {
  const keep = keepButton(pen, paper, given);
  const open =
    pen.hasStore !== true || store?.paper === paper.id
      ? ''
      : html`<button class="btn bare" name="_vault" value="${paper.id}" formaction="#${fieldId(paperName(paper.id))}">${pen.say('form.fromStore')}<span class="vh">: ${inLang(paper.title, pen.lang)}</span></button>`;
  return keep === '' && open === '' ? '' : html`<p>${keep} ${open}</p>`;
}

/** Sends what was chosen so far and comes back for the next page. */
function keepButton(pen: Pen, paper: Paper, given: readonly GivenFile[]): Html | '' {
  if (pen.keepsPages !== true || paper.maxFiles < 2 || given.length >= paper.maxFiles) return '';
  return html`<button class="btn bare" name="_keep" value="${paper.id}" formaction="#${fieldId(paperName(paper.id))}">${pen.say('form.keepPages')}<span class="vh">: ${inLang(paper.title, pen.lang)}</span></button>`;
}

/** Every file with its small picture; the order here is the order of the pages. The buttons send the form and come back to this place. */
function pagesGiven(pen: Pen, paper: Paper, given: readonly GivenFile[]): Html | '' {
  if (given.length === 0) return '';
  const place = `#${fieldId(paperName(paper.id))}`;
  const press = (name: string, file: GivenFile, sign: string, text: string) =>
    html`<button class="btn bare" name="${name}" value="${file.id}" formaction="${place}" aria-label="${text} ${file.name}" title="${text}">${sign}</button>`;
  const item = (file: GivenFile, index: number) => {
    const picture = file.thumb === undefined ? '' : html`<img src="${safeUrl(file.thumb)}" alt="" width="64" height="80" loading="lazy">`;
    const shown =
      file.href === undefined
        ? picture
        : html`<a href="${safeUrl(file.href)}" target="_blank" rel="noopener" aria-label="${pen.say('form.openFile')} ${file.name}">${picture}</a>`;
    const up = index === 0 ? '' : press('_up', file, '↑', pen.say('form.pageUp'));
    const down = index === given.length - 1 ? '' : press('_down', file, '↓', pen.say('form.pageDown'));
    return html`<li><input type="hidden" name="_file.${paper.id}" value="${file.id}">${shown}<p><b>${asTyped(pen.lang, file.name)}</b><small>${file.note}</small></p><p>${up}${down}${press('_out', file, '×', pen.say('form.pageDrop'))}</p></li>`;
  };
  return html`<ol class="pages">${given.map(item)}</ol>`;
}

/** A press opens the list of the person's own papers; another one takes a paper from it. */
function fromStore(pen: Pen, paper: Paper, store: OwnStore | undefined): Html | '' {
  if (pen.hasStore !== true) return '';
  const place = `#${fieldId(paperName(paper.id))}`;
  if (store?.paper !== paper.id) return '';
  if (store.papers.length === 0) return html`<p class="small muted">${pen.say('form.storeEmpty')}</p>`;
  const line = (one: OwnStore['papers'][number]) =>
    html`<li><p><b>${asTyped(pen.lang, one.name)}</b><small>${one.note}</small></p><p><button class="btn" name="_vault" value="${paper.id} ${one.id}" formaction="${place}">${pen.say('form.take')}<span class="vh"> ${one.name}</span></button></p></li>`;
  return html`<div class="row"><p><b>${pen.say('form.store')}</b></p><ul class="pages">${store.papers.map(line)}</ul></div>`;
}
