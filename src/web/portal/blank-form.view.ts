/** `/thu-tuc/<pack>/to-khai`: the empty form on paper, made from the pack's own form, with the address of the procedure as a QR code. */
import type { Label, Lang } from '../../base/text.ts';
import { wordsOf } from '../../base/words.ts';
import type { Field, Form, FormGroup, FormPage } from '../../engine/form/form.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl, trusted } from '../parts/html.ts';

export type BlankFormView = {
  readonly title: string;
  /** National code of the procedure, and the version of the pack: the desk sees which form it was. */
  readonly code: string;
  readonly version: string;
  readonly form: Form;
  /** Address of the procedure, also inside the code. */
  readonly address: string;
  readonly qr: string;
  /** Where to hand it in. */
  readonly where: string;
  readonly back: string;
};

/** Rows for one repeated group: more go on a second sheet. */
const mostItems = 3;

export function blankFormPage(frame: Frame, view: BlankFormView): Html {
  const { lang } = frame;
  const say = wordsOf(lang);
  const pages = view.form.pages.map((one) => pageHtml(one, lang, say)).filter((one) => one !== '');
  const papers = view.form.papers.map((paper) => {
    const note = isAskedOfAll(paper) ? '' : paper.required === false && paper.when === undefined ? say('form.optional') : depends[lang];
    return html`<li><span class="box"></span> ${paper.title[lang]}${note === '' ? '' : html` <small>(${note})</small>`}</li>`;
  });
  const body = html`<p class="noprint"><a class="back" href="${safeUrl(view.back)}">${view.title}</a></p><p class="noprint hint">${say('blank.hint')}</p>
<article class="blank"><header><div><p class="small">${say('list.code', { code: view.code })} · ${view.version}</p><h1>${view.title}</h1><p>${say('blank.to')} ..............................................................</p></div><div class="qr">${trusted(view.qr)}</div></header>
${pages}${papers.length === 0 ? '' : html`<section><h2>${say('form.papers')}</h2><ul class="ticks">${papers}</ul></section>`}
<section class="sign"><p>${say('blank.declare')}</p><p>${say('blank.place')}</p><p><b>${say('blank.sign')}</b></p></section><footer class="small"><p>${view.where}</p><p class="num">${view.address}</p></footer></article>`;
  return page(frame, { kind: 'citizen', title: `${say('blank.title')} - ${view.title}`, nav: 'services', body });
}

/** What everybody brings; any other paper is said to be for some, or people run after papers that nobody asks of them. */
export const isAskedOfAll = (paper: Form['papers'][number]): boolean => paper.required === true && paper.when === undefined;

const depends = { vi: 'tùy trường hợp', en: 'depending on the case' } as const;

type Words = ReturnType<typeof wordsOf>;

function pageHtml(one: FormPage, lang: Lang, say: Words): Html | '' {
  const groups = one.groups.filter((group) => group.fields.some(isWritten));
  return groups.length === 0 ? '' : html`<section><h2>${one.title[lang]}</h2>${groups.map((group) => groupHtml(group, lang, say))}</section>`;
}

/** What the server works out and what is a file is not written by hand. */
const isWritten = (field: Field): boolean => field.computed === undefined && field.control !== 'file';

function groupHtml(group: FormGroup, lang: Lang, say: Words): Html {
  const title = (label: Label | undefined) => (label === undefined ? '' : html`<h3>${label[lang]}</h3>`);
  const lines = group.fields.filter(isWritten).map((field) => fieldHtml(field, lang, say));
  if (group.repeat === undefined) return html`${title(group.title)}${lines}`;
  const { item, max } = group.repeat;
  const count = Math.min(max, mostItems);
  return html`${title(group.title)}${Array.from({ length: count }, (_, at) => html`<h3>${item[lang]} ${at + 1}</h3>${lines}`)}`;
}

function fieldHtml(field: Field, lang: Lang, say: Words): Html {
  const optional = field.required === false ? html` <small>(${say('form.optional')})</small>` : '';
  const label = html`<b>${field.label[lang]}</b>${optional}`;
  switch (field.control) {
    case 'radio':
    case 'select':
    case 'ticks':
      return html`<div class="f"><p>${label}</p><p class="ticks">${(field.choices ?? []).map((choice) => html`<span><span class="box"></span> ${choice.label[lang]}</span> `)}</p></div>`;
    case 'tick':
      return html`<div class="f"><p><span class="box"></span> ${label}</p></div>`;
    case 'date3':
      return html`<div class="f"><p>${label}</p><p>${boxes(2)} / ${boxes(2)} / ${boxes(4)}</p></div>`;
    case 'id-number':
      return html`<div class="f"><p>${label}</p><p>${boxes(12)}</p></div>`;
    case 'phone':
      return html`<div class="f"><p>${label}</p><p>${boxes(10)}</p></div>`;
    case 'address':
    case 'textarea':
      return html`<div class="f"><p>${label}</p><p class="rule"></p><p class="rule"></p></div>`;
    case 'text':
    case 'number':
    case 'money':
    case 'email':
    case 'file':
      return html`<div class="f"><p>${label}</p><p class="rule"></p></div>`;
  }
}

const boxes = (count: number): Html => html`<span class="cells">${Array.from({ length: count }, () => html`<i></i>`)}</span>`;
