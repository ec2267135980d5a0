/** `/toi/ai-da-xem`, `/toi/ban-sao`, `/toi/loi-ich`: who looked at one's data, a copy of it, and what one's cases saved. */
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, empty, hidden, why } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { Link } from '../parts/shape.ts';
import type { MeWord } from './me.words.ts';
import { meWords } from './me.words.ts';

export type LookedView = {
  readonly looks: readonly {
    /** 'Võ Thị Hà, Một cửa phường An Xuân' */
    readonly who: string;
    readonly at: string;
    /** 'mở hồ sơ H47...: lý do ...' */
    readonly text: string;
    readonly href?: string;
  }[];
  /** Whose data these are, when it is somebody the reader acts for. */
  readonly of?: string;
  /** The same page of persons the reader acts for. */
  readonly others: readonly Link[];
};

export function lookedPage(frame: Frame, view: LookedView): Html {
  const say = meWords(frame.lang);
  const look = (one: LookedView['looks'][number]) =>
    html`<li><p><b>${one.who}</b></p><p>${one.href === undefined ? one.text : html`<a href="${safeUrl(one.href)}">${one.text}</a>`}</p><p class="small muted num">${one.at}</p></li>`;
  const list = view.looks.length === 0 ? empty(say('lookedNone'), say('lookedLead')) : html`<ul class="list">${view.looks.map(look)}</ul>`;
  const others =
    view.others.length === 0
      ? ''
      : html`<section class="sec"><h2>${say('iActFor')}</h2><ul class="list">${view.others.map((one) => html`<li><a class="t" href="${safeUrl(one.href)}">${asTyped(frame.lang, one.text)}</a></li>`)}</ul></section>`;
  const lead = view.looks.length === 0 ? '' : html`<p class="lead">${say('lookedLead')}</p>`;
  const body = html`<div class="col"><a class="back" href="/toi">${say('account')}</a>${view.of === undefined ? '' : html`<p class="muted">${asTyped(frame.lang, view.of)}</p>`}<h1>${say('looked')}</h1>${lead}${list}${others}<p class="small">${say('ask', { phone: frame.place.phone })}</p></div>`;
  return page(frame, { kind: 'citizen', title: say('looked'), nav: 'mine', body });
}

export type CopiesView = {
  readonly key: string;
  readonly copies: readonly {
    readonly at: string;
    readonly state: 'waiting' | 'ready' | 'taken';
    /** 'Đang gom: 3 trên 12' */
    readonly text: string;
    readonly action?: string;
  }[];
};

export function copiesPage(frame: Frame, view: CopiesView): Html {
  const say = meWords(frame.lang);
  const isWaiting = view.copies.some((one) => one.state === 'waiting');
  // One primary deed a page: what is ready is fetched first.
  const isReady = view.copies.some((one) => one.action !== undefined);
  // A post, since fetching changes something: the copy is forgotten.
  const line = (one: CopiesView['copies'][number]) =>
    html`<li class="head"><div><b>${one.text}</b><p class="small muted num">${one.at}</p></div>${one.action === undefined ? '' : html`<form method="post" action="${one.action}">${hidden('_key', view.key)}<button class="btn go">${say('copyGet')}</button></form>`}</li>`;
  const list = view.copies.length === 0 ? html`<p class="muted">${say('copyNone')}</p>` : html`<ul class="list">${view.copies.map(line)}</ul>`;
  const next = isWaiting
    ? html`<p class="btns"><a class="btn" href="/toi/ban-sao">${say('copyReload')}</a></p>`
    : html`<form method="post" action="/toi/ban-sao">${hidden('_key', view.key)}<p class="btns"><button class="btn${isReady ? '' : ' go big'}">${say('copyAsk')}</button></p></form>`;
  const body = html`<div class="col"><a class="back" href="/toi">${say('account')}</a><h1>${say('copy')}</h1><p class="lead">${say('copyLead')}</p><p>${say('copyWhat')}</p>${list}${next}</div>`;
  return page(frame, { kind: 'citizen', title: say('copy'), nav: 'mine', body });
}

export type BenefitView = {
  /** Sums, as shown. */
  readonly trips: string;
  readonly hours: string;
  readonly dong: string;
  readonly km: string;
  readonly cases: readonly {
    readonly title: string;
    readonly href: string;
    /** '12/11/2022 · 8 km đi về' */
    readonly note: string;
    readonly trips: string;
    readonly hours: string;
    readonly dong: string;
  }[];
  readonly formula: string;
  readonly source: string;
};

export function benefitPage(frame: Frame, view: BenefitView): Html {
  const say = meWords(frame.lang);
  const figure = (value: string, word: MeWord, unit?: MeWord) =>
    html`<div><dt>${say(word)}</dt><dd class="num">${value}${unit === undefined ? '' : html`\u00a0${say(unit)}`}</dd></div>`;
  const row = (one: BenefitView['cases'][number]) =>
    html`<tr><td><a class="hit" href="${safeUrl(one.href)}">${one.title}</a><br><span class="small muted num">${one.note}</span></td><td class="end num">${one.trips}</td><td class="end num">${one.hours}</td><td class="end num">${one.dong}</td></tr>`;
  const table =
    view.cases.length === 0
      ? empty(say('benefitNone'), say('formulaShort'), html`<a class="btn go" href="/thu-tuc">${say('findService')}</a>`)
      : html`<dl class="facts block">${figure(view.trips, 'trips', 'tripsUnit')}${figure(view.hours, 'hours', 'hoursUnit')}${figure(view.dong, 'dong', 'dongUnit')}${figure(view.km, 'km', 'kmUnit')}</dl><section class="sec"><h2>${say('byCase')}</h2><table class="ledger"><thead><tr><th scope="col">${say('caseCol')}</th><th scope="col" class="end">${say('tripsCol')}</th><th scope="col" class="end">${say('hoursCol')}</th><th scope="col" class="end">${say('dongCol')}</th></tr></thead><tbody>${view.cases.map(row)}</tbody><tfoot><tr><th scope="row">${say('total')}</th><td class="end num">${view.trips}</td><td class="end num">${view.hours}</td><td class="end num">${view.dong}</td></tr></tfoot></table></section>`;
  const body = html`<div class="col"><a class="back" href="/toi">${say('account')}</a><h1>${say('benefit')}</h1><p class="lead">${say('benefitLead')}</p>${table}${why(say('formula'), html`${view.formula} ${view.source}`, 'open')}</div>`;
  return page(frame, { kind: 'citizen', title: say('benefit'), nav: 'mine', body });
}
