/** Every no and every breakdown: what is true, what to do next, and a number to quote. Used by citizens' pages and desks alike. */

import type { WordKey } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { shutDoor } from '../parts/door.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { Link } from '../parts/shape.ts';

export type ErrorView = {
  readonly kind: 'citizen' | 'desk';
  /** HTTP status: 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503. */
  readonly status: number;
  /** The refusal's sentence (base/refusal.ts: sentenceOf); absent for a fault. */
  readonly sentence?: string;
  /** Number of the fault, to be quoted on the telephone: 'K7 204 118'. */
  readonly number?: string;
  /** '09:41:52 thứ Ba 15/11/2022' */
  readonly at: string;
  readonly next?: Link;
};

const titles: Readonly<Record<number, WordKey>> = {
  401: 'error.401',
  403: 'error.403',
  404: 'error.404',
  409: 'error.409',
  413: 'error.413',
  422: 'error.422',
  429: 'error.429',
  503: 'error.503',
};

export function errorPage(frame: Frame, view: ErrorView): Html {
  const say = wordsOf(frame.lang);
  const isFault = view.status >= 500;
  const title = say(titles[view.status] ?? (isFault ? 'error.500' : 'error.400'));
  const next = view.next ?? (view.kind === 'desk' ? { href: '/ban-lam-viec', text: say('nav.queue') } : { href: '/', text: say('error.home') });
  const row = (key: WordKey, value: string) => html`<div><dt>${say(key)}</dt><dd class="num">${value}</dd></div>`;
  const body = html`<div class="two"><div>${shutDoor}<h1>${title}</h1><p class="lead">${view.sentence ?? say(isFault ? 'error.fault' : 'error.unreadable')}</p><p class="btns"><a class="btn go big" href="${safeUrl(next.href)}">${next.text}</a></p>
<section class="sec"><h2>${say('error.what')}</h2><dl class="facts bare">${row('error.at', view.at)}${row('error.status', String(view.status))}${view.number === undefined ? '' : row('error.number', view.number)}</dl></section></div>
<aside><section class="sec"><h2>${say('error.still')}</h2><p>${view.number === undefined ? say(view.kind === 'desk' ? 'error.askDesk' : 'error.ask', { phone: frame.place.phone }) : say('error.call', { phone: frame.place.phone, number: view.number })}</p>${view.kind === 'desk' ? '' : html`<p>${say('error.go')}</p>`}</section></aside></div>`;
  return page(frame, { kind: view.kind, title, main: 'wrap page', failed: true, body });
}
