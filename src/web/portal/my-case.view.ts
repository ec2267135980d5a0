/** `/ho-so-cua-toi/<id>`: everything about one's own case: what is asked, hour, result, history, answers, papers, who looked. */
import { inFours } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { answerGroups, errorSummary, feeTable, hidden, note, papers, timeline, why } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, safeUrl } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import type { AnswerGroup, Fee, FieldProblem, Happening, Paper, Promised } from '../parts/shape.ts';
import type { Outcome } from './track.view.ts';
import { state } from './track.view.ts';

export type MyCaseView = {
  readonly title: string;
  /** Case code, or '' before reception. */
  readonly code: string;
  readonly trackingCode: string;
  readonly unit: string;
  readonly promised?: Promised;
  readonly outcome?: Outcome;
  readonly happenings: readonly Happening[];
  readonly groups: readonly AnswerGroup[];
  readonly papers: readonly Paper[];
  readonly fee?: Fee;
  /** Signed results to download; verifyHref opens the public check. */
  readonly results: readonly { readonly name: string; readonly note: string; readonly href: string; readonly verifyHref?: string }[];
  /** Faults to repair; the clock stands meanwhile. */
  readonly supplement?: SupplementAsk;
  /** Deed of withdrawing, while the law allows it. */
  readonly withdraw?: { readonly action: string; readonly key: string };
  /** Officers who opened the case: 'Nguyễn Thị Thu Hà, Một cửa An Xuân', when, why. */
  readonly reads: readonly { readonly who: string; readonly at: string; readonly why?: string }[];
  /** What was just done: 'Đã gửi bổ sung'. */
  readonly done?: string;
};

export type SupplementAsk = {
  /** Multipart post; each fault is sent under its wire name. */
  readonly action: string;
  readonly key: string;
  /** 'thứ Ba 22/11/2022' when the ask runs out. */
  readonly until?: string;
  /** Free words of the officer. */
  readonly note?: string;
  readonly faults: readonly SupplementFault[];
  readonly problems?: readonly FieldProblem[];
};

/** name is the wire name of the field or paper that may now be changed. */
export type SupplementFault = {
  readonly name: string;
  readonly label: string;
  readonly reason: string;
  readonly control: 'text' | 'textarea' | 'file';
  /** What was given at first; for a file its name. */
  readonly given?: string;
};

export function myCasePage(frame: Frame, view: MyCaseView): Html {
  const say = wordsOf(frame.lang);
  const problems = view.supplement?.problems ?? [];
  const done = view.done === undefined ? '' : note({ tone: 'han', title: view.done, role: 'status' });
  const body = html`<a class="back" href="/ho-so-cua-toi">${say('nav.mine')}</a><div class="two"><div><p class="muted small num">${view.code === '' ? '' : html`${say('track.caseCode', { code: view.code })} · `}<span class="nw">${say('track.trackingCode', { code: inFours(view.trackingCode) })}</span></p><h1>${view.title}</h1><p class="muted">${view.unit}</p>${done}
${errorSummary(say, problems)}${view.supplement === undefined ? '' : supplement(view.supplement, say)}${results(view, say)}<div class="block">${state(say, view)}</div>
${answerGroups(view.groups)}${view.papers.length === 0 ? '' : html`<section class="sec"><h2>${say('check.papers')}</h2>${papers(view.papers)}</section>`}</div>
<aside><section class="sec"><h2>${say('track.history')}</h2>${timeline(view.happenings)}</section>${view.fee === undefined ? '' : html`<section class="sec"><h2>${say('fee.title')}${view.fee.paid === undefined ? '' : html` <span class="tag men">${view.fee.paid}</span>`}</h2>${feeTable(say, view.fee)}</section>`}${reads(view, say)}${withdraw(view, say)}</aside></div>`;
  return page(frame, { kind: 'citizen', title: view.title, nav: 'mine', failed: problems.length > 0, body });
}

function results(view: MyCaseView, say: Say): Html | '' {
  if (view.results.length === 0) return '';
  const line = (one: MyCaseView['results'][number]) =>
    html`<li><p class="head"><b>${one.name}</b></p><p class="small muted">${one.note}</p><p class="btns"><a class="btn go" href="${safeUrl(one.href)}" download>${icon('save')}${say('mine.download')}<span class="vh"> ${one.name}</span></a>${one.verifyHref === undefined ? '' : html`<a class="btn" href="${safeUrl(one.verifyHref)}">${say('mine.verify')}</a>`}</p></li>`;
  return html`<section class="sec"><h2>${say('mine.results')}</h2><ul class="list">${view.results.map(line)}</ul></section>`;
}

/** All faults in one list, each with its reason; only these may be changed. */
function supplement(ask: SupplementAsk, say: Say): Html {
  const fault = (one: SupplementFault) => {
    const id = fieldId(one.name);
    const problem = ask.problems?.find((found) => found.name === one.name)?.text;
    const common = html`id="${id}" name="${one.name}" aria-describedby="${id}-h${problem === undefined ? '' : ` ${id}-e`}"${problem === undefined ? '' : html` aria-invalid="true"`}`;
    const box =
      one.control === 'file'
        ? html`<input type="file" ${common} accept="image/jpeg,image/png,image/webp,application/pdf">`
        : one.control === 'textarea'
          ? html`<textarea ${common} rows="3">${one.given ?? ''}</textarea>`
          : html`<input ${common} value="${one.given ?? ''}">`;
    const given = one.control === 'file' && one.given !== undefined ? html` ${say('mine.given', { name: one.given })}` : '';
    return html`<div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${one.label}</label><p class="hint" id="${id}-h">${one.reason}${given}</p>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}${box}</div>`;
  };
  return html`<section class="sec" id="bo-sung"><h2>${say('mine.ask', { n: ask.faults.length })}</h2>${note({ tone: 'dung', title: say('mine.paused'), text: ask.until === undefined ? say('mine.pausedText') : say('mine.pausedUntil', { until: ask.until }) })}${ask.note === undefined ? '' : html`<p>${ask.note}</p>`}
<form method="post" action="${ask.action}" enctype="multipart/form-data" novalidate>${hidden('_key', ask.key)}${ask.faults.map(fault)}<p class="btns"><button class="btn go big">${say('mine.send')}</button></p></form></section>`;
}

function reads(view: MyCaseView, say: Say): Html {
  const line = (one: MyCaseView['reads'][number]) =>
    html`<li>${one.who}<br><span class="muted small num">${one.at}${one.why === undefined ? '' : html` · ${one.why}`}</span></li>`;
  const list = view.reads.length === 0 ? html`<p class="small">${say('mine.unread')}</p>` : html`<ul class="list">${view.reads.map(line)}</ul>`;
  return html`<section class="sec"><h2>${say('mine.reads')}</h2>${list}</section>`;
}

function withdraw(view: MyCaseView, say: Say): Html | '' {
  if (view.withdraw === undefined) return '';
  const form = html`<form method="post" action="${view.withdraw.action}">${hidden('_key', view.withdraw.key)}<button class="btn">${say('mine.withdraw')}</button></form>`;
  return html`<section class="sec">${why(say('mine.withdrawAsk'), say('mine.withdrawText'))}${form}</section>`;
}
