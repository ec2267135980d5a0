/** `/`: one search box, what people came for, events of life, and numbers that come from cases. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { ajarDoor } from '../parts/door.ts';
import type { Html, Part } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { IconName } from '../parts/icon.ts';
import { icon } from '../parts/icon.ts';
import type { Figure, Link } from '../parts/shape.ts';
import type { Switch } from './catalogue.view.ts';
import { suggestBox, switches } from './catalogue.view.ts';

export type HomeView = {
  /** Up to three procedures people ask for most, under the search box. */
  readonly tries: readonly Link[];
  /** Events of life behind which at least one live procedure stands. text: names of the procedures, 'khai sinh, thẻ bảo hiểm'. */
  readonly lives: readonly { readonly href: string; readonly icon: IconName; readonly title: string; readonly text: string }[];
  /** For whom one searches: each leads to the list. */
  readonly audiences: readonly Switch[];
  /** Number of procedures live in the province. */
  readonly procedures: number;
  /** Computed from cases; the section is left out when empty. value: '97,8 %'. */
  readonly figures: readonly Figure[];
  /** The latest three; the section is left out without any. when: 'UBND phường An Xuân, 14/11/2022'. */
  readonly news: readonly { readonly href: string; readonly title: Part; readonly when: string }[];
};

export function homePage(frame: Frame, view: HomeView): Html {
  const say = wordsOf(frame.lang);
  const deed = (href: string, name: IconName, title: string, text: string) => html`<a href="${href}">${icon(name)}<b>${title}</b><span>${text}</span></a>`;
  const life = (href: string, name: IconName, title: string, text: string) =>
    html`<li><a href="${safeUrl(href)}">${icon(name)}<span>${title}<small>${text}</small></span></a></li>`;
  const figures =
    view.figures.length === 0
      ? ''
      : html`<section class="sec"><h2>${say('home.figures')}</h2><div class="open">${view.figures.map((one) => html`<div><b>${one.value}</b><span>${one.text}</span></div>`)}</div></section>`;
  const news =
    view.news.length === 0
      ? ''
      : html`<section class="sec"><h2>${say('foot.news')}</h2><ul class="list">${view.news.map((one) => html`<li><a class="t" href="${safeUrl(one.href)}">${one.title}</a><p class="small muted num">${one.when}</p></li>`)}</ul><p class="btns"><a class="hit" href="/tin-tuc">${say('home.allNews')}</a></p></section>`;
  const body = html`<section class="hero"><div class="wrap">${ajarDoor}<form action="/thu-tuc" role="search"><h1><label for="q">${say('home.ask')}</label></h1><div class="seek"><input id="q" name="q" type="search" autocomplete="off" aria-describedby="qh"><button class="btn go">${icon('search')}${say('home.search')}</button></div>${suggestBox}<p class="hint" id="qh">${say('home.hint')}</p>${view.tries.length === 0 ? '' : html`<p class="try">${view.tries.map((one) => html`<a href="${safeUrl(one.href)}">${one.text}</a>`)}</p>`}</form></div></section>
<div class="wrap page"><nav class="deeds" aria-label="${say('home.deeds')}">${deed('/tra-cuu', 'clock', say('home.track'), say('home.trackText'))}${deed('/ho-so-cua-toi', 'folder', say('nav.mine'), say('home.mineText'))}${deed('/phan-anh', 'speak', say('home.report'), say('home.reportText'))}</nav>
<section class="sec"><h2>${say('home.life')}</h2><ul class="life">${view.lives.map((one) => life(one.href, one.icon, one.title, one.text))}${life('/thu-tuc', 'paper', say('home.all'), say('home.allText', { n: view.procedures }))}</ul>${switches(say('find.for'), view.audiences.slice(1))}</section>
<div class="two block">${news === '' ? figures : html`<div>${news}</div>`}<div>${news === '' ? '' : figures}<section class="sec"><h2>${say('home.nophone')}</h2><p>${say('home.nophoneText')}</p></section></div></div></div>`;
  return page(frame, { kind: 'citizen', title: say('home.title', { place: frame.place.name }), main: '', body, open: true, script: 'suggest' });
}
