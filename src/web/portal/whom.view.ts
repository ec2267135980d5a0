/** The first question of whoever may act for others: for whom is it? */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';

export type WhomView = {
  readonly title: string;
  readonly back: string;
  readonly self: { readonly name: string; readonly href: string };
  /** note: 'con, đến hết ngày 01/09/2030'. */
  readonly others: readonly { readonly name: string; readonly note: string; readonly href: string }[];
};

export function whomPage(frame: Frame, view: WhomView): Html {
  const say = wordsOf(frame.lang);
  const line = (name: string, note: string, href: string) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(href)}">${name}</a></p><p class="small muted">${note}</p></li>`;
  const body = html`<div class="col"><a class="back" href="${safeUrl(view.back)}">${say('form.back')}</a><p class="muted">${view.title}</p><h1>${say('whom.title')}</h1><p>${say('whom.text')}</p><ul class="list">${line(say('whom.self', { name: view.self.name }), say('whom.selfNote'), view.self.href)}${view.others.map((one) => line(one.name, one.note, one.href))}</ul></div>`;
  return page(frame, { kind: 'citizen', title: `${say('whom.title')} - ${view.title}`, nav: 'services', body });
}
