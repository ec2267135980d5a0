/** `/thu-tuc`: search results and the list of procedures. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { empty } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';

export type CatalogueView = {
  /** What was typed; '' for the whole list. */
  readonly query: string;
  /** Fields or events of life that hold at least one procedure. */
  readonly categories: readonly { readonly href: string; readonly text: string; readonly count: number; readonly current: boolean }[];
  readonly results: readonly ProcedureLine[];
};

export type ProcedureLine = {
  readonly href: string;
  /** National code '1.001193'. */
  readonly code: string;
  readonly title: string;
  /** One sentence on what one gets. */
  readonly text: string;
  /** 'trong ngày', 'miễn phí': shown at the line's end. */
  readonly time: string;
  readonly fee: string;
};

export function cataloguePage(frame: Frame, view: CatalogueView): Html {
  const say = wordsOf(frame.lang);
  const heading = view.query === '' ? say('list.title') : say('list.found', { n: view.results.length, query: view.query });
  const category = (one: CatalogueView['categories'][number]) =>
    html`<li><a href="${safeUrl(one.href)}"${one.current ? html` aria-current="true"` : ''}>${one.text} <b>${one.count}</b></a></li>`;
  const line = (one: ProcedureLine) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${one.title}</a></p><p class="small muted">${one.time} · ${one.fee}</p><p>${one.text}</p><p class="small muted num">${say('list.code', { code: one.code })}</p></li>`;
  const list =
    view.results.length > 0
      ? html`<ul class="list block">${view.results.map(line)}</ul>`
      : empty(
          say('list.none', { query: view.query }),
          say('list.noneText', { phone: frame.place.phone }),
          html`<a class="btn" href="/thu-tuc">${say('list.all')}</a>`,
        );
  const body = html`<div class="col"><form action="/thu-tuc" role="search"><h1><label for="q">${heading}</label></h1><div class="seek block"><input id="q" name="q" type="search" autocomplete="off" value="${view.query}"><button class="btn go">${icon('search')}${say('home.search')}</button></div></form>
${view.categories.length === 0 ? '' : html`<nav aria-label="${say('list.categories')}"><ul class="chips">${view.categories.map(category)}</ul></nav>`}${list}</div>`;
  return page(frame, { kind: 'citizen', title: heading, nav: 'services', body });
}
