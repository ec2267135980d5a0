/** `/thu-tuc`: what a search found, whatever it stands for, and the list of procedures. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { empty, hidden, tag } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, nothing, safeUrl } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';

/** One of several ways to look at the same list. */
export type Switch = { readonly href: string; readonly text: string; readonly current: boolean };

export type CatalogueView = {
  /** What was typed; '' for the list of procedures. */
  readonly query: string;
  /** For whom: kept when the box is sent again. */
  readonly audience?: string;
  readonly audiences: readonly Switch[];
  /** Events of life, or with something typed the kinds of what was found. */
  readonly categories: readonly (Switch & { readonly count: number })[];
  readonly total: number;
  /** Found only after allowing for slips of the finger or for missing words. */
  readonly isGuess: boolean;
  readonly results: readonly ResultLine[];
  /** Address of the next page, when there is one. */
  readonly next?: string;
};

export type ResultLine = {
  readonly href: string;
  readonly title: string;
  /** One sentence on what one gets or reads. */
  readonly text: string;
  /** Of a procedure: 'trong ngày · miễn phí', and its national code '1.001193'. */
  readonly facts?: string;
  readonly code?: string;
  /** What is different for the audience that was chosen. */
  readonly hint?: string;
  /** What it is, when it is no procedure: 'Nơi nhận hồ sơ'. */
  readonly label?: string;
};

export function cataloguePage(frame: Frame, view: CatalogueView): Html {
  const say = wordsOf(frame.lang);
  const heading = view.query === '' ? say('list.title') : say('list.found', { n: view.total, query: view.query });
  const list =
    view.results.length > 0
      ? html`<ul class="list block">${view.results.map((one) => resultLine(one, say))}</ul>`
      : empty(
          view.query === '' ? say('list.empty') : say('list.none', { query: view.query }),
          say('list.noneText', { phone: frame.place.phone }),
          html`<a class="btn" href="/thu-tuc">${say('list.all')}</a>`,
        );
  const body = html`<div class="col"><form action="/thu-tuc" role="search"><h1><label for="q">${heading}</label></h1><div class="seek block"><input id="q" name="q" type="search" autocomplete="off" value="${view.query}"><button class="btn go">${icon('search')}${say('home.search')}</button></div>${view.audience === undefined ? '' : hidden('doi-tuong', view.audience)}${suggestBox}</form>
${switches(say('find.for'), view.audiences)}${view.categories.length === 0 ? '' : switches(say('list.categories'), view.categories)}${view.isGuess && view.results.length > 0 ? html`<p class="muted" role="status">${say('find.guess')}</p>` : ''}${list}${view.next === undefined ? '' : html`<p class="btns"><a class="btn" href="${safeUrl(view.next)}">${say('find.more')}</a></p>`}</div>`;
  return page(frame, { kind: 'citizen', title: heading, nav: 'services', body, open: true, script: 'suggest' });
}

function resultLine(one: ResultLine, say: ReturnType<typeof wordsOf>): Html {
  const label = one.label === undefined ? '' : html` ${tag(one.label)}`;
  return html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${one.title}</a>${label}</p>${one.facts === undefined ? '' : html`<p class="small muted">${one.facts}</p>`}<p>${one.text}</p>${one.hint === undefined ? '' : html`<p>${one.hint}</p>`}${one.code === undefined || one.code === '' ? '' : html`<p class="small muted num">${say('list.code', { code: one.code })}</p>`}</li>`;
}

/** Links beside each other, the chosen one marked. */
export function switches(name: string, list: readonly (Switch & { readonly count?: number })[]): Html {
  const item = (one: (typeof list)[number]) =>
    html`<li><a href="${safeUrl(one.href)}"${one.current ? html` aria-current="true"` : ''}>${one.text}${one.count === undefined ? '' : html` <b>${one.count}</b>`}</a></li>`;
  return html`<nav aria-label="${name}"><ul class="chips">${list.map(item)}</ul></nav>`;
}

/** Where the script puts what it suggests; without script it stays empty and takes no room. */
export const suggestBox: Html = html`<div class="sug" id="goi-y" aria-live="polite"></div>`;

export const suggestions = (lines: readonly { readonly href: string; readonly title: string; readonly label: string }[]): Html =>
  lines.length === 0
    ? nothing
    : html`<ul>${lines.map((one) => html`<li><a href="${safeUrl(one.href)}">${one.title} <small>${one.label}</small></a></li>`)}</ul>`;
