/** `/dieu-hanh`: numbers from the work itself, worst first, each opening to its cases; live by server-sent events. */

import type { Say, WordKey } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { dueChip, empty, why } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { Due, DueState, Link } from '../parts/shape.ts';

export type LeaderView = {
  /** '09:42 thứ Ba 15/11/2022'. */
  readonly asOf: string;
  /** Address of the event stream; each message is JSON `LeaderNews`. */
  readonly live: string;
  /** id names the number on the wire ('open', 'overdue'). */
  readonly tiles: readonly LeaderTile[];
  /** Ranked, worst first. */
  readonly units: readonly LeaderUnit[];
  readonly back?: Link;
  /** Name of the branch shown: 'Tỉnh Quảng Nam', 'TP Tam Kỳ'. */
  readonly branch: string;
  /** What people say of the results and what they were spared; the stream leaves it out. */
  readonly gains?: LeaderGains;
};

export type LeaderGains = {
  readonly periods: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  /** The units below, then the whole branch. */
  readonly rows: readonly GainRow[];
  readonly all: GainRow;
  readonly formula: string;
};
export type GainRow = {
  readonly name: string;
  readonly href?: string;
  /** Absent while fewer than five people rated. */
  readonly rating?: { readonly mean: string; readonly good: string; readonly count: LeaderNumber };
  /** Opens to the cases. */
  readonly trips: LeaderNumber;
  readonly hours: string;
  readonly dong: string;
};

export type LeaderTile = {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly value: string;
  readonly unit?: string;
  readonly due: Due;
  readonly lines: readonly string[];
};

export type LeaderUnit = {
  readonly id: string;
  readonly name: string;
  /** Opens the branch below it. */
  readonly href?: string;
  readonly open: LeaderNumber;
  readonly onTime: LeaderNumber;
  readonly overdue: LeaderNumber;
  readonly received: LeaderNumber;
  /** Share on time 0-100; absent without finished cases. */
  readonly percent?: number;
  /** The same as it is read: '96 %'. */
  readonly share?: string;
  /** Of the share, not of what is overdue now. */
  readonly state: DueState;
};
export type LeaderNumber = { readonly value: string; readonly href: string };

/** What the stream sends: numbers by id ('tile.open', 'unit.20347.overdue') as they are to be shown. */
export type LeaderNews = { readonly asOf: string; readonly numbers: Readonly<Record<string, string>> };

/** `/dieu-hanh/ho-so?...`: the cases behind one number. */
export type NumberView = {
  readonly title: string;
  /** How the number is counted, in one sentence. */
  readonly formula: string;
  readonly value: string;
  readonly back: string;
  readonly total: number;
  readonly next?: string;
  readonly cases: readonly {
    readonly href?: string;
    readonly code: string;
    readonly procedure: string;
    readonly unit: string;
    readonly received: string;
    readonly due: Due;
    readonly step: string;
    readonly holder: string;
  }[];
};

export function leaderPage(frame: Frame, view: LeaderView): Html {
  const say = wordsOf(frame.lang);
  const back = view.back === undefined ? '' : html`<a class="back" href="${safeUrl(view.back.href)}">${view.back.text}</a>`;
  const units = view.units.length === 0 ? empty(say('leader.none'), say('leader.noneText')) : unitTable(view, say);
  const body = html`<div class="wrap wide">${back}<div class="head"><h1>${view.branch}</h1><p class="muted small num">${say('leader.asOf')} <span data-n="asOf">${view.asOf}</span> · <span id="live" role="status">${say('leader.opens')}</span></p></div>
<div class="tiles n${view.tiles.length}">${view.tiles.map(tile)}</div><section class="sec"><div class="head"><h2>${say('leader.units')}</h2><p class="small muted">${say('leader.worst')}</p></div>${units}</section>${view.gains === undefined ? '' : gainsPart(view.gains, say)}</div>`;
  return page(frame, {
    kind: 'desk',
    title: `${say('nav.leader')}: ${view.branch}`,
    nav: 'leader',
    main: '',
    body,
    script: 'leader',
    facts: { live: view.live, on: say('leader.live'), off: say('leader.stale') },
  });
}

const tile = (one: LeaderTile): Html =>
  html`<div class="tile"><h2><a href="${safeUrl(one.href)}">${one.title}</a></h2><span class="v"><span data-n="tile.${one.id}">${one.value}</span>${one.unit === undefined ? '' : html`<small> ${one.unit}</small>`}</span><p>${dueChip(one.due)}</p><p class="d">${one.lines.map((line, index) => html`${index === 0 ? '' : html`<br>`}${line}`)}</p></div>`;

const fills: Readonly<Record<DueState, string>> = { han: '', sap: ' sap', qua: ' qua', dung: ' dung', xong: '' };

function unitTable(view: LeaderView, say: Say): Html {
  const number = (unit: LeaderUnit, id: 'open' | 'onTime' | 'overdue' | 'received', extra: string) =>
    html`<td class="end ${extra}"><a href="${safeUrl(unit[id].href)}" data-n="unit.${unit.id}.${id}" aria-label="${unit.name}, ${say(`leader.${id}`)}: ${unit[id].value}">${unit[id].value}</a></td>`;
  const bar = (unit: LeaderUnit) =>
    unit.percent === undefined
      ? html`<span class="small muted">${say('leader.noData')}</span>`
      : html`<span><svg class="gauge${fills[unit.state]}" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true"><rect class="g0" y="4" width="100" height="8"/><rect class="g1" y="4" width="${Math.max(0, Math.min(100, unit.percent))}" height="8"/></svg><span class="num">${unit.share ?? ''}</span></span>`;
  const row = (unit: LeaderUnit, index: number) =>
    html`<tr><td class="end muted opt">${index + 1}</td><th scope="row">${unit.href === undefined ? unit.name : html`<a href="${safeUrl(unit.href)}">${unit.name}</a>`}</th><td class="opt bar1">${bar(unit)}</td>${number(unit, 'onTime', '')}${number(unit, 'open', '')}${number(unit, 'overdue', unit.overdue.value === '0' ? '' : 'hot')}${number(unit, 'received', '')}</tr>`;
  const head = (text: string, extra: string) => html`<th scope="col"${extra === '' ? '' : html` class="${extra}"`}>${text}</th>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say('leader.units')}"><table class="grid fit"><thead><tr>${head('#', 'end opt')}${head(say('leader.unit'), '')}${head(say('leader.share'), 'opt')}${head(say('leader.onTime'), 'end')}${head(say('leader.open'), 'end')}${head(say('leader.overdue'), 'end')}${head(say('leader.received'), 'end')}</tr></thead><tbody>${view.units.map(row)}</tbody></table></div>`;
}

function gainsPart(gains: LeaderGains, say: Say): Html {
  const opens = (number: LeaderNumber, text: string, name: string) =>
    html`<a href="${safeUrl(number.href)}" aria-label="${name}, ${text}: ${number.value}">${number.value}</a>`;
  const cells = (one: GainRow) =>
    html`<td class="end num">${one.rating?.mean ?? '–'}</td><td class="end num opt">${one.rating?.good ?? '–'}</td><td class="end num">${one.rating === undefined ? '–' : opens(one.rating.count, say('leader.ratings'), one.name)}</td><td class="end num">${one.trips.value === '0' ? '0' : opens(one.trips, say('leader.trips'), one.name)}</td><td class="end num opt">${one.hours}</td><td class="end num">${one.dong}</td>`;
  const name = (one: GainRow) => html`<th scope="row">${one.href === undefined ? one.name : html`<a href="${safeUrl(one.href)}">${one.name}</a>`}</th>`;
  const head = (key: WordKey, extra = 'end') => html`<th scope="col" class="${extra}">${say(key)}</th>`;
  const period = (one: LeaderGains['periods'][number]) => html`<a href="${safeUrl(one.href)}"${one.current ? html` aria-current="page"` : ''}>${one.text}</a>`;
  return html`<section class="sec" id="loi-ich"><div class="head"><h2>${say('leader.gains')}</h2><p class="small muted">${say('leader.gainsLead')}</p></div><nav class="tabs" aria-label="${say('leader.period')}">${gains.periods.map(period)}</nav><div class="scroll" tabindex="0" role="region" aria-label="${say('leader.gains')}"><table class="grid fit"><thead><tr><th scope="col">${say('leader.unit')}</th>${head('leader.mean')}${head('leader.good', 'end opt')}${head('leader.ratings')}${head('leader.trips')}${head('leader.hours', 'end opt')}${head('leader.dong')}</tr></thead><tbody>${gains.rows.map((one) => html`<tr>${name(one)}${cells(one)}</tr>`)}</tbody><tfoot><tr>${name(gains.all)}${cells(gains.all)}</tr></tfoot></table></div>${why(say('leader.how'), gains.formula)}</section>`;
}

/** The cases behind one number: a number that cannot be opened is not shown. */
export function numberPage(frame: Frame, view: NumberView): Html {
  const say = wordsOf(frame.lang);
  const row = (one: NumberView['cases'][number]) =>
    html`<tr><td class="c1">${one.href === undefined ? html`<span class="id">${one.code}</span>` : html`<a class="id" href="${safeUrl(one.href)}">${one.code}</a>`}</td><td class="c2">${one.procedure}</td><td class="c3">${one.unit}</td><td class="nw">${one.received}</td><td class="c5">${dueChip(one.due)}</td><td>${one.step}<small>${one.holder}</small></td></tr>`;
  const list =
    view.cases.length === 0
      ? empty(say('leader.noCases'), view.formula)
      : html`<div class="qbox"><table class="grid cards"><caption class="vh">${view.title}</caption><thead><tr><th scope="col">${say('queue.code')}</th><th scope="col">${say('queue.procedure')}</th><th scope="col">${say('leader.unit')}</th><th scope="col">${say('queue.received')}</th><th scope="col">${say('queue.due')}</th><th scope="col">${say('queue.step')}</th></tr></thead><tbody>${view.cases.map(row)}</tbody></table></div><p class="small muted num">${say('queue.count', { n: view.cases.length, total: view.total })}${view.next === undefined ? '' : html` · <a href="${safeUrl(view.next)}">${say('queue.next')}</a>`}</p>`;
  const body = html`<div class="wrap wide"><a class="back" href="${safeUrl(view.back)}">${say('nav.leader')}</a><div class="head"><h1>${view.title}</h1><p class="strong num">${view.value}</p></div><p class="muted">${view.formula}</p>${list}</div>`;
  return page(frame, { kind: 'desk', title: view.title, nav: 'leader', main: '', body, script: 'desk' });
}
