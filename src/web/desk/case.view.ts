/** `/ho-so/<code>`: form and history left, papers right, deeds in the bar at the bottom. */

import { inFours } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { answerGroups, asTyped, dueChip, errorSummary, feeTable, hidden, note, payLines, tag, timeline, why } from '../parts/bits.ts';
import type { ConsentLine } from '../parts/consents.ts';
import { consentSection } from '../parts/consents.ts';
import type { FormView } from '../parts/form.ts';
import { formBody, problemsOf } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, safeUrl } from '../parts/html.ts';
import type { AnswerGroup, Choice, Due, Fee, Happening, Link } from '../parts/shape.ts';
import { consentWords } from '../portal/consent.words.ts';
import type { CasePaper } from './case-paper.view.ts';
import { papersPane } from './case-paper.view.ts';
import type { Deed } from './deed.view.ts';
import { deedButton, deedDialog } from './deed.view.ts';

export type CaseView = {
  readonly title: string;
  readonly code: string;
  readonly trackingCode: string;
  /** 'Hàng việc' with its address, and '6 trên 47' when opened from a queue. */
  readonly back: Link;
  readonly place?: string;
  /** The next case of the queue (`n`). */
  readonly next?: string;
  readonly due: Due;
  /** '17:30 thứ Hai 21/11/2022'. */
  readonly dueAt: string;
  readonly dueBecause?: string;
  readonly person: {
    readonly rows: readonly { readonly label: string; readonly value: string; readonly note?: string; readonly link?: Link }[];
    readonly tag?: string;
  };
  readonly groups: readonly AnswerGroup[];
  readonly fee: Fee;
  readonly happenings: readonly Happening[];
  readonly papers: readonly CasePaper[];
  /** People named in it whose consent it needs, and where the desk may record it. */
  readonly consents: readonly (ConsentLine & { readonly record?: ConsentRecord })[];
  /** The open task of this person; absent when another one holds the case. */
  readonly task?: TaskView;
  /** Who holds it when it is not this person's work. */
  readonly heldBy?: string;
  readonly deeds: readonly Deed[];
  /** Something to know at once: quarantined, changed meanwhile, incident. */
  readonly notice?: { readonly tone: 'sap' | 'dung' | 'han' | 'info'; readonly title: string; readonly text: string };
  /** What was just done: 'Đã tiếp nhận, mã H47...' */
  readonly done?: string;
};

export type TaskView = {
  readonly action: string;
  readonly key: string;
  /** Name of the step as the process says: 'Thẩm tra, ghi sổ'. */
  readonly title: string;
  /** Text of the main button: 'Trình lãnh đạo'. */
  readonly button: string;
  /** What completing leads to. */
  readonly explain?: string;
  readonly form?: FormView;
};

/** The seal of what is recorded, and the ways this service allows. */
export type ConsentRecord = {
  readonly action: string;
  readonly key: string;
  readonly party: string;
  readonly of: string;
  readonly ways: readonly Choice[];
  readonly open: boolean;
  readonly typed: string;
};

export type { CasePaper, Deed };

export function casePage(frame: Frame, view: CaseView): Html {
  const say = wordsOf(frame.lang);
  const problems = view.task?.form === undefined ? [] : problemsOf(view.task.form, frame.lang);
  const left = html`${view.notice === undefined ? '' : note({ tone: view.notice.tone, title: view.notice.title, text: asTyped(frame.lang, view.notice.text) })}${view.done === undefined ? '' : note({ tone: 'han', title: view.done, role: 'status' })}${errorSummary(say, problems)}${task(frame, view, say)}${person(frame, view, say)}${consents(frame, view)}${answerGroups(frame.lang, view.groups)}${money(view, say)}<section class="sec"><h2>${say('track.history')}</h2>${timeline(view.happenings)}</section>`;
  const body = html`<div class="head casehead"><div><p class="small muted num"><a href="${safeUrl(view.back.href)}">${view.back.text}</a>${view.place === undefined ? '' : html` · ${view.place}`} · ${view.code === '' ? inFours(view.trackingCode) : view.code}</p><h1>${view.title}</h1></div><p class="end">${dueChip(view.due)}<br><b class="num">${view.dueAt}</b></p></div>
<div class="split"><div tabindex="0" role="region" aria-label="${say('case.left')}">${left}</div>${papersPane(view.papers, say)}</div>${view.deeds.map((deed) => deedDialog(say, deed))}`;
  return page(frame, {
    kind: 'desk',
    title: `${view.code === '' ? view.trackingCode : view.code} ${view.title}`,
    nav: 'queue',
    main: 'whole',
    failed: problems.length > 0,
    body,
    acts: acts(view, say),
    script: 'desk',
    facts: { keysTitle: say('keys.title'), close: say('desk.close') },
  });
}

function task(frame: Frame, view: CaseView, say: Say): Html {
  if (view.task === undefined)
    return view.heldBy === undefined ? html`` : note({ tone: 'info', title: say('case.heldBy', { who: view.heldBy }), text: say('case.heldText') });
  const { form, explain } = view.task;
  return html`<section class="work"><h2>${say('case.step', { step: view.task.title })}</h2>${explain === undefined ? '' : html`<p class="small muted">${explain}</p>`}<form method="post" action="${view.task.action}" enctype="multipart/form-data" id="buoc" novalidate autocomplete="off">${hidden('_key', view.task.key)}<button class="vh" tabindex="-1" aria-hidden="true">${view.task.button}</button>${form === undefined ? '' : formBody(form, frame.lang)}</form></section>`;
}

function consents({ lang }: Frame, view: CaseView): Html | '' {
  const say = consentWords(lang);
  return consentSection(lang, say('people'), view.consents, (index) => {
    const record = view.consents[index]?.record;
    if (record === undefined) return '';
    const { party } = record;
    const way = (one: Choice, place: number) =>
      html`<label><input type="radio" name="how" value="${one.value}"${place === 0 ? html` checked` : ''}><span>${one.text}</span></label>`;
    const note = fieldId(`text.${party}`);
    return html`<details class="why"${record.open ? html` open` : ''}><summary>${say('record')}<span class="vh"> ${view.consents[index]?.name ?? ''}</span></summary><form method="post" action="${record.action}" novalidate>${hidden('_key', record.key)}${hidden('party', party)}${hidden('of', record.of)}<p class="small muted">${say('recordText')}</p><fieldset class="field"><legend>${say('recordWay')}</legend><div class="pick">${record.ways.map(way)}</div></fieldset><div class="field"><label for="${note}">${say('recordNote')}</label><p class="hint" id="${note}-h">${say('recordNoteHint')}</p><input id="${note}" name="text" maxlength="200" value="${record.typed}" autocomplete="off" aria-describedby="${note}-h"></div><p class="btns"><button class="btn go" name="says" value="agreed">${say('agree')}</button><button class="btn" name="says" value="declined">${say('decline')}</button></p></form></details>`;
  });
}

function person({ lang }: Frame, view: CaseView, say: Say): Html {
  const row = (one: CaseView['person']['rows'][number]) =>
    html`<div><dt>${one.label}</dt><dd>${asTyped(lang, one.value)}${one.note === undefined && one.link === undefined ? '' : html`<small>${one.link === undefined ? '' : html`<a href="${safeUrl(one.link.href)}">${one.link.text}</a>${one.note === undefined ? '' : ', '}`}${one.note ?? ''}</small>`}</dd></div>`;
  return html`<section class="sec"><div class="head"><h2>${say('case.person')}</h2>${view.person.tag === undefined ? '' : tag(view.person.tag, 'men')}</div><dl class="answers">${view.person.rows.map(row)}</dl></section>`;
}

function money(view: CaseView, say: Say): Html {
  return html`<section class="sec"><h2>${say('fee.title')} ${view.fee.total}${view.fee.paid === undefined ? '' : html` ${tag(view.fee.paid, 'men')}`}</h2>${view.fee.lines.length > 1 ? feeTable(say, view.fee) : view.fee.because === undefined ? '' : why(say('fee.why', { total: view.fee.total }), view.fee.because)}${view.fee.lines.length > 1 ? '' : payLines(say, view.fee.pay ?? [])}${view.dueBecause === undefined ? '' : why(say('case.whyDue', { at: view.dueAt }), view.dueBecause)}</section>`;
}

function acts(view: CaseView, say: Say): Html {
  const main = view.task === undefined ? '' : html`<button class="btn go" form="buoc" data-key="t">${view.task.button} <kbd>t</kbd></button>`;
  const blocked = view.deeds.find((deed) => deed.blocked !== undefined)?.blocked;
  const next = view.next === undefined ? '' : html`<a class="btn bare" href="${safeUrl(view.next)}" data-key="n">${say('case.next')} <kbd>n</kbd></a>`;
  return html`<div class="acts" role="region" aria-label="${say('case.deeds')}">${main}${view.deeds.map(deedButton)}<span class="sp"></span>${blocked === undefined ? '' : html`<span class="small muted">${blocked}</span>`}${next}</div>`;
}
