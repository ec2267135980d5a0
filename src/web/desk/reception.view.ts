/** `/tiep-nhan`: person, procedure, papers and fee on one screen, in the order of the counter; no mouse needed. */

import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { dueChip, empty, errorSummary, feeTable, hidden, note, options, promise } from '../parts/bits.ts';
import type { FormView } from '../parts/form.ts';
import { formBody, problemsOf } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, safeUrl } from '../parts/html.ts';
import type { Choice, Due, Fee, FieldProblem, Promised } from '../parts/shape.ts';
import { meWords } from '../portal/me.words.ts';

export type ReceptionView = {
  /** 'Một cửa phường An Xuân'. */
  readonly counter: string;
  readonly now: string;
  /** Online cases waiting to be received, nearest promise first. */
  readonly waiting: readonly {
    readonly href: string;
    readonly title: string;
    readonly person: string;
    readonly at: string;
    readonly code: string;
    readonly due: Due;
  }[];
  /** Step 1: `?thu-tuc=` chooses the procedure. */
  readonly procedures: readonly Choice[];
  readonly chosen?: ReceptionForm;
  /** After receiving: the slip. */
  readonly done?: { readonly code: string; readonly text: string; readonly slipHref?: string; readonly caseHref: string };
};

export type ReceptionForm = {
  /** Multipart post; `_key`, `_unit` when units are given, and the form's fields and papers. */
  readonly action: string;
  readonly key: string;
  readonly pack: string;
  readonly title: string;
  readonly form: FormView;
  /** Worked out from what is typed, once it can be. */
  readonly fee?: Fee;
  readonly promised?: Promised;
  readonly units?: readonly Choice[];
  readonly unit?: string;
  /** Somebody was looked up by identity number or telephone (`_who`, button `_look`); known: found. */
  readonly looked?: { readonly asked: string; readonly known?: { readonly name: string; readonly text: string } };
  readonly problems: readonly FieldProblem[];
};

export function receptionPage(frame: Frame, view: ReceptionView): Html {
  const say = wordsOf(frame.lang);
  const problems = view.chosen === undefined ? [] : [...view.chosen.problems, ...problemsOf(view.chosen.form, frame.lang)];
  const body = html`<div class="head"><h1>${say('desk.receive')}</h1><p class="muted small num">${view.counter} · ${view.now}</p></div>${errorSummary(say, problems)}${done(view, say)}
<div class="counter"><div>${block('1', html`<h2><label for="thu-tuc">${say('desk.procedure')}</label></h2>${chooser(view, say)}`, view.chosen === undefined)}${view.chosen === undefined ? '' : form(frame, view.chosen, say)}</div>
<aside>${view.chosen?.promised === undefined ? '' : promise(say, view.chosen.promised, say('desk.promise'))}${waiting(frame, view, say)}</aside></div>`;
  const acts =
    view.chosen === undefined
      ? undefined
      : html`<div class="acts" role="region" aria-label="${say('case.deeds')}"><button class="btn go" form="nhan" data-key="F9">${say('desk.take')} <kbd>F9</kbd></button><a class="btn" href="/tiep-nhan">${say('desk.anew')}</a><span class="sp"></span><span class="small muted">${say('desk.takeText')}</span></div>`;
  return page(frame, {
    kind: 'desk',
    title: say('desk.receive'),
    nav: 'reception',
    failed: problems.length > 0,
    body,
    script: 'desk',
    ...(acts === undefined ? {} : { acts }),
  });
}

const block = (number: string, body: Html, isOn: boolean): Html =>
  html`<section class="blk${isOn ? ' on' : ''}"><p class="k" aria-hidden="true">${number}</p><div>${body}</div></section>`;

function chooser(view: ReceptionView, say: Say): Html {
  return html`<form class="choose"><select id="thu-tuc" name="thu-tuc">${view.chosen === undefined ? html`<option value="">${say('form.choose')}</option>` : ''}${options(view.procedures, view.chosen?.pack ?? '')}</select><button class="btn">${say('desk.choose')}</button></form>`;
}

function form(frame: Frame, chosen: ReceptionForm, say: Say): Html {
  const unit =
    chosen.units === undefined
      ? ''
      : html`<div class="field"><label for="${fieldId('_unit')}">${say('form.unit')}</label><select id="${fieldId('_unit')}" name="_unit">${options(chosen.units, chosen.unit ?? '')}</select></div>`;
  const fee = chosen.fee === undefined ? html`<p class="small muted">${say('desk.feeLater')}</p>` : feeTable(say, chosen.fee);
  return html`<form method="post" action="${chosen.action}" enctype="multipart/form-data" id="nhan" novalidate autocomplete="off">${hidden('_key', chosen.key)}${hidden('thu-tuc', chosen.pack)}<button class="vh" tabindex="-1" aria-hidden="true">${say('desk.take')}</button>${block('2', html`<h2>${chosen.title}</h2>${who(chosen, say)}${unit}${formBody({ ...chosen.form, isAtCounter: true }, frame.lang)}`, true)}${block('3', html`<h2>${say('fee.title')}</h2>${fee}`, false)}</form>`;
}

/** Who stands there: found by one number instead of being asked everything. */
function who({ looked }: ReceptionForm, say: Say): Html {
  const found =
    looked?.known === undefined
      ? looked === undefined
        ? ''
        : html`<p class="small" role="status">${say('desk.unknown')}</p>`
      : html`<p class="known" role="status">${looked.known.name}</p><p class="muted num">${looked.known.text}</p>`;
  const id = fieldId('_who');
  return html`<div class="field"><label for="${id}">${say('desk.who')}</label><p class="hint" id="${id}-h">${say('desk.whoHint')}</p><div class="choose"><input id="${id}" name="_who" inputmode="numeric" autocomplete="off" value="${looked?.asked ?? ''}" aria-describedby="${id}-h"><button class="btn" name="_look" value="1">${say('desk.look')}</button></div>${found}</div>`;
}

function waiting({ lang }: Frame, view: ReceptionView, say: Say): Html {
  const line = (one: ReceptionView['waiting'][number]) =>
    html`<li><p class="head"><a class="id" href="${safeUrl(one.href)}">${one.title}</a>${dueChip(one.due)}</p><p class="small">${one.person}</p><p class="small muted num">${one.at} · ${one.code}</p></li>`;
  const list = view.waiting.length === 0 ? empty(say('desk.noneWaiting'), say('desk.noneWaitingText')) : html`<ul class="list">${view.waiting.map(line)}</ul>`;
  return html`<section class="sec"><h2>${say('desk.waiting')} <span class="muted num">${view.waiting.length}</span></h2>${list}<p class="small"><a href="/tiep-nhan/thong-bao">${say('notice.paperTitle')}</a></p><p class="small"><a href="/tiep-nhan/lam-thay">${meWords(lang)('counterTitle')}</a></p></section>`;
}

function done(view: ReceptionView, say: Say): Html | '' {
  if (view.done === undefined) return '';
  const slip =
    view.done.slipHref === undefined
      ? ''
      : html`<a class="btn go" href="${safeUrl(view.done.slipHref)}" target="_blank" rel="noopener" data-key="p">${say('desk.slip')} <kbd>p</kbd></a>`;
  return note({
    tone: 'han',
    role: 'status',
    title: html`${say('desk.taken')} <span class="nw num">${view.done.code}</span>`,
    text: html`${view.done.text}<span class="btns">${slip}<a class="btn" href="${safeUrl(view.done.caseHref)}">${say('desk.openCase')}</a></span>`,
  });
}
