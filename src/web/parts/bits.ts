/** Parts that many screens share, each a plain function: shape + word + number, never colour alone. */
import { showDong } from '../../base/money.ts';
import type { Lang } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import type { Html, Part } from './html.ts';
import { fieldId, html, nothing, safeUrl } from './html.ts';
import type { IconName } from './icon.ts';
import { icon } from './icon.ts';
import type { AnswerGroup, AnswerRow, Due, Fee, FieldProblem, Happening, Paper, PayLine, Promised } from './shape.ts';

export const dueChip = (due: Due): Html => html`<span class="due${due.state === 'han' ? '' : ` ${due.state}`}">${due.text}</span>`;

/** Quiet label without a clock; tone 'men' means already there or verified. */
export const tag = (text: string, tone = ''): Html => html`<span class="tag${tone === '' ? '' : ` ${tone}`}">${text}</span>`;

export const why = (question: string, answer: Part, isOpen: 'open' | 'closed' = 'closed'): Html =>
  html`<details class="why"${isOpen === 'open' ? html` open` : ''}><summary>${question}</summary><p>${answer}</p></details>`;

/** The promised hour: the largest thing after the title, always with weekday, date and the reason. */
export function promise(say: Say, promised: Promised, heading: Part, after: Part = ''): Html {
  const head = promised.due === undefined ? heading : html`${dueChip(promised.due)} ${promised.state ?? heading}`;
  const reason = promised.because === undefined ? '' : why(say('promise.why'), promised.because);
  return html`<div class="promise"><p>${head}</p><p class="hour"><b>${promised.clock}</b><span>${promised.day}</span></p>${reason}${after}</div>`;
}

export function timeline(happenings: readonly Happening[]): Html {
  const items = happenings.map(
    (one) =>
      html`<li${one.kind === 'done' ? '' : html` class="${one.kind}"`}${one.kind === 'now' ? html` aria-current="step"` : ''}>${one.at === undefined ? '' : html`<span class="at">${one.at}</span>`}<b>${one.title}</b>${one.text === undefined ? '' : html`<p>${one.text}</p>`}${one.link === undefined ? '' : html`<p><a href="${safeUrl(one.link.href)}">${one.link.text}</a></p>`}</li>`,
  );
  return html`<ol class="line">${items}</ol>`;
}

const vietnameseLetters = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;

/** What a person typed stays in Vietnamese on an English page, and says so to whoever has it read aloud. */
export const asTyped = (lang: Lang, text: string): Part => (lang === 'vi' || !vietnameseLetters.test(text) ? text : html`<span lang="vi">${text}</span>`);

type End = (row: AnswerRow) => Part;

/** end: what stands at the end of a row, for example the button that corrects it. */
export function answers(lang: Lang, rows: readonly AnswerRow[], end: End = () => ''): Html {
  const row = (one: AnswerRow) => {
    const last = end(one);
    return html`<div><dt>${one.label}</dt><dd>${asTyped(lang, one.value)}${one.note === undefined ? '' : html`<small>${one.note}</small>`}</dd>${last === '' ? '' : html`<dd>${last}</dd>`}</div>`;
  };
  return html`<dl class="answers">${rows.map(row)}</dl>`;
}

export const answerGroups = (lang: Lang, groups: readonly AnswerGroup[], end: End = () => ''): Html =>
  html`${groups.map((group) => html`<section class="sec"><h2>${group.title}</h2>${answers(lang, group.rows, end)}</section>`)}`;

const sheetPicture = html`<span class="th"><svg viewBox="0 0 30 40" aria-hidden="true"><path d="M3 4h24M7 10h16M3 18h24M3 23h20M3 28h22"/><path class="st" d="M18 33h6v5h-6z"/></svg></span>`;

export function papers(list: readonly Paper[]): Html {
  const end = (paper: Paper) => {
    if (paper.href !== undefined)
      return html`<a href="${safeUrl(paper.href)}" aria-label="${paper.hrefText ?? ''} ${paper.name}">${paper.hrefText ?? paper.name}</a>`;
    if (paper.due !== undefined) return dueChip(paper.due);
    return paper.tag === undefined ? nothing : tag(paper.tag, 'men');
  };
  const line = (paper: Paper) =>
    html`<li>${paper.thumb === undefined ? sheetPicture : html`<img class="th" src="${safeUrl(paper.thumb)}" alt="" width="48" height="60" loading="lazy">`}<p><b>${paper.name}</b>${paper.note === undefined ? '' : html`<small>${paper.note}</small>`}</p>${end(paper)}</li>`;
  return html`<ul class="files">${list.map(line)}</ul>`;
}

/** `isMain`: paying is what the page is for now; a page has one main deed. */
export function feeTable(say: Say, fee: Fee, isMain = true): Html {
  const line = (one: Fee['lines'][number]) => html`<tr><td>${one.text}</td><td class="end muted">${one.how ?? ''}</td><td class="end">${one.amount}</td></tr>`;
  const reason = fee.because === undefined ? '' : why(fee.isFree ? say('fee.whyFree') : say('fee.why', { total: fee.total }), fee.because);
  return html`<table class="ledger"><thead><tr><th scope="col">${say('fee.item')}</th><th scope="col" class="end">${say('fee.how')}</th><th scope="col" class="end">${say('fee.amount')}</th></tr></thead><tbody>${fee.lines.map(line)}</tbody><tfoot><tr><th scope="row" colspan="2">${say('fee.total')}</th><td class="end">${fee.isFree ? showDong(0, 'vi') : fee.total}</td></tr></tfoot></table>${reason}${payLines(say, fee.pay ?? [], isMain)}`;
}

/** What is to be paid, with its state and the way to the payment page. */
export function payLines(say: Say, lines: readonly PayLine[], isMain = true): Html | '' {
  if (lines.length === 0) return '';
  const line = (one: PayLine): Html =>
    html`<div class="block"><p class="head">${dueChip(one.chip)}${lines.length > 1 ? html` <b>${one.title}</b>` : ''}</p>${one.text === undefined ? '' : html`<p class="small muted">${one.text}</p>`}<p class="btns"><a class="btn${isMain && one.left !== undefined ? ' go' : ''}" href="${safeUrl(one.href)}">${one.left === undefined ? say('pay.look') : say('pay.go', { amount: one.left })}</a></p></div>`;
  return html`${lines.map(line)}`;
}

const noteIcons: Readonly<Record<Note['tone'], IconName>> = { han: 'tick', sap: 'warn', qua: 'warn', dung: 'pause', info: 'info' };
export type Note = { readonly tone: 'han' | 'sap' | 'qua' | 'dung' | 'info'; readonly title: Part; readonly text?: Part; readonly role?: 'status' | 'alert' };

/** What is going on with this page. */
export function note(one: Note): Html {
  const role = one.role === undefined ? '' : html` role="${one.role}"`;
  return html`<div class="note${one.tone === 'info' ? '' : ` ${one.tone}`}"${role}>${icon(noteIcons[one.tone])}<div><p><b>${one.title}</b></p>${one.text === undefined ? '' : html`<p>${one.text}</p>`}</div></div>`;
}

/** Nothing here: why that is, and where to go. */
export const empty = (title: string, text: string, next: Part = ''): Html =>
  html`<div class="empty"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="a" d="M1 15V1h14v9h-2V3H3v12z"/><path class="b" d="m4 4 6 2v7l-6 2z"/><path class="c" d="M12 12h3v3h-3z"/></svg><h2>${title}</h2><p>${text}</p>${next === '' ? '' : html`<p class="btns">${next}</p>`}</div>`;

/** Above the form, takes the focus, links to the fields; the same sentence stands at each field. What is about no field ('') leads nowhere. */
export function errorSummary(say: Say, problems: readonly FieldProblem[]): Html {
  if (problems.length === 0) return nothing;
  const items = problems.map((one) => html`<li>${one.name === '' ? one.text : html`<a href="#${fieldId(one.name)}">${one.text}</a>`}</li>`);
  return html`<div class="errors" role="alert" tabindex="-1" autofocus><h2>${say('form.problems', { n: problems.length })}</h2><ul>${items}</ul></div>`;
}

/** Share with its target as a tick; the figure stands beside it. percent and target 0-100. */
export function gauge(name: string, percent: number, target: number | undefined, state: Due['state'] = 'han'): Html {
  const width = Math.max(0, Math.min(100, percent));
  const mark = target === undefined ? '' : html`<rect class="g2" x="${Math.min(99.4, target)}" y="0" width=".6" height="16"/>`;
  return html`<svg class="gauge${state === 'han' ? '' : ` ${state}`}" viewBox="0 0 100 16" preserveAspectRatio="none" role="img" aria-label="${name}"><rect class="g0" y="4" width="100" height="8"/><rect class="g1" y="4" width="${width}" height="8"/>${mark}</svg>`;
}

/** A code as it is read aloud: groups of four. */
export const codeInFours = (code: string): Html => {
  const groups = code.match(/.{1,4}/g) ?? [];
  return html`<p class="code">${groups.map((group) => html`<span>${group}</span>`)}</p>`;
};

export const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`;

export const options = (choices: readonly { readonly value: string; readonly text: string }[], chosen: string): Html =>
  html`${choices.map((choice) => html`<option value="${choice.value}"${choice.value === chosen ? html` selected` : ''}>${choice.text}</option>`)}`;
