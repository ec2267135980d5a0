/** `/noi-nop/<code>`: an office that takes cases. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { Link } from '../parts/shape.ts';

export type PlaceView = {
  readonly title: string;
  /** 'Bộ phận Tiếp nhận và Trả kết quả UBND phường An Xuân'. */
  readonly desk: string;
  /** The place as an address writes it. */
  readonly place: string;
  readonly code: string;
  /** Names of the units whose work it took over. */
  readonly former: readonly string[];
  /** Procedures that can be filed here today. */
  readonly takes: readonly Link[];
};

export function placePage(frame: Frame, view: PlaceView): Html {
  const say = wordsOf(frame.lang);
  const fact = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const takes =
    view.takes.length === 0
      ? html`<p class="muted">${say('place.takesNone', { phone: frame.place.phone })}</p>`
      : html`<ul class="list">${view.takes.map((one) => html`<li><a class="t" href="${safeUrl(one.href)}">${one.text}</a></li>`)}</ul>`;
  const body = html`<a class="back" href="/thu-tuc">${say('nav.services')}</a><div class="col"><h1>${view.title}</h1>
<dl class="facts block">${fact(say('place.desk'), view.desk)}${fact(say('place.where'), view.place)}${view.former.length === 0 ? '' : fact(say('place.former'), view.former.join(', '))}${fact(say('place.code'), view.code)}<div><dt>${say('place.help')}</dt><dd><a href="tel:${frame.place.phone}">${frame.place.phone}</a></dd></div></dl>
<section class="sec"><h2>${say('place.takes')}</h2>${takes}</section></div>`;
  return page(frame, { kind: 'citizen', title: view.title, nav: 'services', body, open: true });
}
