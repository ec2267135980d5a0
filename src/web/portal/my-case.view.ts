/** `/ho-so-cua-toi/<id>`: everything about one's own case: what is asked, hour, result, history, answers, papers, who looked. */
import { inFours } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { answerGroups, asTyped, feeTable, note, papers, timeline, why } from '../parts/bits.ts';
import type { ConsentLine } from '../parts/consents.ts';
import { consentSection } from '../parts/consents.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import type { AnswerGroup, ClockNote, Fee, Happening, Link, Paper, Promised } from '../parts/shape.ts';
import { consentWords } from './consent.words.ts';
import type { Fault } from './faults.ts';
import { faultList } from './faults.ts';
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
  /** Why the clock stands still, or the hour was moved. */
  readonly notes?: readonly ClockNote[];
  readonly happenings: readonly Happening[];
  readonly groups: readonly AnswerGroup[];
  readonly papers: readonly Paper[];
  readonly fee?: Fee;
  /** Signed results to download; verifyHref opens the public check. */
  readonly results: readonly { readonly name: string; readonly note: string; readonly href: string; readonly verifyHref?: string }[];
  /** Slips and letters of the office on the way to the result. */
  readonly letters?: MyCaseView['results'];
  /** Faults to repair; the clock stands meanwhile. */
  readonly supplement?: SupplementAsk;
  /** People named in it whose consent it needs. */
  readonly consents?: readonly ConsentLine[];
  /** Where the paper is, and where the signed copy is kept. */
  readonly collect?: { readonly paper: string; readonly vault: string };
  /** The page that asks before the case is taken back, while the law allows it. */
  readonly withdrawHref?: string;
  /** Officers who opened the case: 'Nguyễn Thị Thu Hà, Một cửa An Xuân', when, why. */
  readonly reads: readonly { readonly who: string; readonly at: string; readonly why?: string }[];
  /** Ways to speak about the case: rate the result, complain. */
  readonly voice?: readonly Link[];
  /** What was just done: 'Đã gửi bổ sung'. */
  readonly done?: string;
};

export type SupplementAsk = {
  /** The form with nothing but the faults in it. */
  readonly href: string;
  /** All faults at once, each with its field or paper. */
  readonly faults: readonly Fault[];
  /** What the clock does meanwhile. */
  readonly paused: { readonly title: string; readonly text: string };
  /** Free words of the officer. */
  readonly note?: string;
};

export function myCasePage(frame: Frame, view: MyCaseView): Html {
  const say = wordsOf(frame.lang);
  const done = view.done === undefined ? '' : note({ tone: 'han', title: view.done, role: 'status' });
  const body = html`<a class="back" href="/ho-so-cua-toi">${say('nav.mine')}</a><div class="two"><div><p class="muted small num">${view.code === '' ? '' : html`${say('track.caseCode', { code: view.code })} · `}<span class="nw">${say('track.trackingCode', { code: inFours(view.trackingCode) })}</span></p><h1>${view.title}</h1><p class="muted">${view.unit}</p>${done}
${view.supplement === undefined ? '' : supplement(frame, view.supplement, say)}${results(view, say)}<div class="block">${state(say, view)}</div>${consentSection(frame.lang, consentWords(frame.lang)('people'), view.consents ?? [])}
<section class="sec"><h2>${say('track.history')}</h2>${timeline(view.happenings)}</section>${answerGroups(frame.lang, view.groups)}${view.papers.length === 0 ? '' : html`<section class="sec"><h2>${say('check.papers')}</h2>${papers(view.papers)}</section>`}${made(say('mine.letters'), view.letters ?? [], say)}</div>
<aside>${view.fee === undefined ? '' : html`<section class="sec"><h2>${say('fee.title')}${view.fee.paid === undefined ? '' : html` <span class="tag men">${view.fee.paid}</span>`}</h2>${feeTable(say, view.fee, isPayingMain(view))}</section>`}${voice(view, say)}${reads(view, say)}${withdraw(view, say)}</aside></div>`;
  return page(frame, { kind: 'citizen', title: view.title, nav: 'mine', body });
}

/** A supplement that is asked for, or a result to take, comes before the fee. */
const isPayingMain = ({ supplement, results }: MyCaseView): boolean => supplement === undefined && results.every((one) => one.verifyHref === undefined);

const results = (view: MyCaseView, say: Say): Html | '' =>
  made(
    say('mine.results'),
    view.results,
    say,
    view.collect === undefined
      ? ''
      : html`<p>${view.collect.paper}</p><p class="small">${view.collect.vault} <a href="/kho-giay-to">${say('mine.vault')}</a></p>`,
  );

/** Papers made here, each to be taken. */
function made(heading: string, papers: MyCaseView['results'], say: Say, after: Html | '' = ''): Html | '' {
  if (papers.length === 0) return '';
  const line = (one: MyCaseView['results'][number]) =>
    html`<li><p class="head"><b>${one.name}</b></p><p class="small muted">${one.note}</p><p class="btns"><a class="btn${one.verifyHref === undefined ? '' : ' go'}" href="${safeUrl(one.href)}" download>${icon('save')}${say('mine.download')}<span class="vh"> ${one.name}</span></a>${one.verifyHref === undefined ? '' : html`<a class="btn" href="${safeUrl(one.verifyHref)}">${say('mine.verify')}</a>`}</p></li>`;
  return html`<section class="sec"><h2>${heading}</h2><ul class="list">${papers.map(line)}</ul>${after}</section>`;
}

/** All faults in one list; the link opens only what may be changed. */
function supplement({ lang }: Frame, ask: SupplementAsk, say: Say): Html {
  return html`<section class="sec" id="bo-sung"><h2>${say('mine.ask', { n: ask.faults.length })}</h2>${note({ tone: 'dung', ...ask.paused })}${faultList(ask.faults, lang, ask.href)}${ask.note === undefined ? '' : html`<p>${asTyped(lang, ask.note)}</p>`}<p class="btns"><a class="btn go big" href="${safeUrl(ask.href)}">${say('mine.send')}</a></p></section>`;
}

function voice(view: MyCaseView, say: Say): Html | '' {
  if (view.voice === undefined || view.voice.length === 0) return '';
  const links = view.voice.map((one) => html`<a class="btn" href="${safeUrl(one.href)}">${one.text}</a>`);
  return html`<section class="sec noprint"><h2>${say('nav.voice')}</h2><p class="btns">${links}</p></section>`;
}

function reads(view: MyCaseView, say: Say): Html {
  const line = (one: MyCaseView['reads'][number]) =>
    html`<li>${one.who}<br><span class="muted small num">${one.at}${one.why === undefined ? '' : html` · ${one.why}`}</span></li>`;
  const list = view.reads.length === 0 ? html`<p class="small">${say('mine.unread')}</p>` : html`<ul class="list">${view.reads.map(line)}</ul>`;
  return html`<section class="sec"><h2>${say('mine.reads')}</h2>${list}</section>`;
}

function withdraw(view: MyCaseView, say: Say): Html | '' {
  if (view.withdrawHref === undefined) return '';
  const link = html`<p class="btns"><a class="btn" href="${safeUrl(view.withdrawHref)}">${say('mine.withdraw')}</a></p>`;
  return html`<section class="sec noprint">${why(say('mine.withdrawAsk'), say('mine.withdrawText'))}${link}</section>`;
}
