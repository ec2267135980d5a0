/** `/ban-lam-viec`: one queue ordered by time left, tabs with counts, the state in the address bar. */

import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { dueChip, empty, note, options } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { Choice, Due } from '../parts/shape.ts';

export type QueueView = {
  /** 'Thứ Ba 15/11/2022, 09:42'. */
  readonly now: string;
  /** The line beside the title: '1 quá hạn, 4 sắp hạn, trả trước 17:30 hôm nay: 3'. */
  readonly summary: string;
  /** key is the value of `?tab=`; hot marks overdue work; hotkey is the letter after `g`. */
  readonly tabs: readonly {
    readonly key: string;
    readonly href: string;
    readonly text: string;
    readonly count: number;
    readonly current: boolean;
    readonly hot?: boolean;
    readonly hotkey?: string;
  }[];
  /** Search text and filters as they stand in the address (`q`, `thu-tuc`, `don-vi`). */
  readonly query: string;
  readonly filters: readonly { readonly name: string; readonly label: string; readonly value: string; readonly choices: readonly Choice[] }[];
  readonly dense: boolean;
  readonly cases: readonly QueueLine[];
  /** Cases behind the current tab, and where the next and former page is. */
  readonly total: number;
  readonly next?: string;
  readonly former?: string;
  readonly csv?: string;
  /** '/tiep-nhan' when this person may receive. */
  readonly reception?: string;
  /** What was just done, after a deed that led back here. */
  readonly done?: string;
};

export type QueueLine = {
  readonly id: string;
  readonly href: string;
  /** Case code, or 'chờ mã' before reception. */
  readonly code: string;
  readonly procedure: string;
  readonly person: string;
  readonly phone: string;
  /** '15/11' and '09:42'. */
  readonly day: string;
  readonly clock: string;
  readonly due: Due;
  /** Below the chip: '15/11 17:30'. */
  readonly dueAt: string;
  readonly step: string;
  readonly holder: string;
  readonly channel: string;
  readonly fee: string;
  readonly flag?: { readonly text: string; readonly tone: 'ink' | 'son' | 'gold' | 'men' | 'cham' | 'plain' };
};

export function queuePage(frame: Frame, view: QueueView): Html {
  const say = wordsOf(frame.lang);
  const current = view.tabs.find((tab) => tab.current);
  const body = html`<div class="head"><h1>${say('nav.queue')}</h1><p class="muted small num">${view.now} · ${view.summary}</p></div>${view.done === undefined ? '' : note({ tone: 'han', title: view.done, role: 'status' })}
<nav class="tabs" aria-label="${say('queue.tabs')}">${view.tabs.map(tab)}</nav>${tools(view, say)}
${view.cases.length === 0 ? nobody(view, say) : table(view, say)}
<div class="head">${keys(say)}${view.cases.length === 0 ? '' : pages(view, say)}</div>`;
  return page(frame, {
    kind: 'desk',
    title: `${say('nav.queue')}: ${current?.text ?? ''} ${view.total}`,
    nav: 'queue',
    body,
    script: 'desk',
    facts: { keysTitle: say('keys.title'), close: say('desk.close') },
  });
}

const tab = (one: QueueView['tabs'][number]): Html =>
  html`<a href="${safeUrl(one.href)}"${one.hot === true && one.count > 0 ? html` class="hot"` : ''}${one.current ? html` aria-current="page"` : ''}${one.hotkey === undefined ? '' : html` data-g="${one.hotkey}"`}>${one.text} <b>${one.count}</b></a>`;

function tools(view: QueueView, say: Say): Html {
  const filter = (one: QueueView['filters'][number]) =>
    html`<label class="vh" for="loc-${one.name}">${one.label}</label><select class="btn" id="loc-${one.name}" name="${one.name}">${options(one.choices, one.value)}</select>`;
  const current = view.tabs.find((one) => one.current)?.key ?? '';
  const rows = (dense: string, text: string, isOn: boolean) =>
    html`<button class="btn" name="dong" value="${dense}" aria-pressed="${isOn ? 'true' : 'false'}">${text}</button>`;
  return html`<form class="tools" role="search"><input type="hidden" name="tab" value="${current}"><label class="vh" for="q">${say('queue.search')}</label><input id="q" name="q" type="search" value="${view.query}" placeholder="${say('queue.search')}" autocomplete="off">${view.filters.map(filter)}<button class="btn" name="dong" value="${view.dense ? 'day' : 'vua'}">${say('queue.filter')}</button><span class="sp"></span><span class="muted small">${say('queue.order')}</span><span class="seg" role="group" aria-label="${say('queue.rows')}">${rows('vua', say('queue.roomy'), !view.dense)}${rows('day', say('queue.dense'), view.dense)}</span>${view.csv === undefined ? '' : html`<a class="btn" href="${safeUrl(view.csv)}">${say('queue.csv')}</a>`}${view.reception === undefined ? '' : html`<a class="btn go" href="${safeUrl(view.reception)}" data-key="i">${say('nav.reception')} <kbd>i</kbd></a>`}</form>`;
}

function table(view: QueueView, say: Say): Html {
  const head = (text: string, extra: Html | '' = '') => html`<th scope="col"${extra}>${text}</th>`;
  return html`<div class="qbox"><table class="grid cards${view.dense ? ' dense' : ''}"><caption class="vh">${say('queue.caption')}</caption><thead><tr>${head(say('queue.code'))}${head(say('queue.procedure'))}${head(say('queue.person'))}${head(say('queue.received'))}${head(say('queue.due'), html` aria-sort="ascending"`)}${head(say('queue.step'))}${head(say('queue.channel'))}${head(say('queue.fee'), html` class="end"`)}${head(say('queue.flag'))}</tr></thead><tbody>${view.cases.map(row)}</tbody></table></div>`;
}

const row = (one: QueueLine): Html =>
  html`<tr><td class="c1"><a class="id" href="${safeUrl(one.href)}">${one.code}</a></td><td class="c2">${one.procedure}</td><td class="c3">${one.person}<small class="nw">${one.phone}</small></td><td class="nw">${one.day}<small>${one.clock}</small></td><td class="c5">${dueChip(one.due)}<small>${one.dueAt}</small></td><td>${one.step}<small>${one.holder}</small></td><td class="nw">${one.channel}</td><td class="end nw">${one.fee}</td><td>${one.flag === undefined ? '' : html`<span class="tag ${one.flag.tone}">${one.flag.text}</span>`}</td></tr>`;

function nobody(view: QueueView, say: Say): Html {
  if (view.query !== '')
    return empty(say('queue.noMatch', { query: view.query }), say('queue.noMatchText'), html`<a class="btn" href="/ban-lam-viec">${say('queue.all')}</a>`);
  const other = view.tabs.find((one) => !one.current && one.count > 0);
  return empty(
    say('queue.empty'),
    say('queue.emptyText'),
    other === undefined ? '' : html`<a class="btn" href="${safeUrl(other.href)}">${say('queue.open', { name: other.text })} <b>${other.count}</b></a>`,
  );
}

/** Shown by the script that makes them work. */
const keys = (say: Say): Html =>
  html`<p class="keys" hidden><span><kbd>/</kbd> ${say('keys.search')}</span><span><kbd>j</kbd> <kbd>k</kbd> ${say('keys.move')}</span><span><kbd>Enter</kbd> ${say('keys.open')}</span><span><kbd>g</kbd> ${say('keys.tab')}</span><span><kbd>p</kbd> ${say('keys.print')}</span><span><kbd>?</kbd> <button class="btn bare" type="button" data-keys>${say('keys.off')}</button></span></p>`;

function pages(view: QueueView, say: Say): Html {
  const former = view.former === undefined ? '' : html` · <a href="${safeUrl(view.former)}" rel="prev">${say('queue.former')}</a>`;
  const next = view.next === undefined ? '' : html` · <a href="${safeUrl(view.next)}" rel="next">${say('queue.next')}</a>`;
  return html`<p class="small muted count num">${say('queue.count', { n: view.cases.length, total: view.total })}${former}${next}</p>`;
}
