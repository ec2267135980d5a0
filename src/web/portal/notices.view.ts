/** `/thong-bao`: what happened to one's cases, newest first; everything that was sent elsewhere stands here as well. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { empty, hidden, tag } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';

export type NoticesView = {
  readonly unread: number;
  readonly days: readonly { readonly day: string; readonly notices: readonly NoticeLine[] }[];
  /** Address of the same page with older ones below. */
  readonly more?: string;
  /** Key of the deed that marks all as read. */
  readonly key: string;
};
export type NoticeLine = { readonly href: string; readonly title: string; readonly text: string /** '15:38' */; readonly at: string; readonly isNew: boolean };

export function noticesPage(frame: Frame, view: NoticesView): Html {
  const say = wordsOf(frame.lang);
  const line = (one: NoticeLine) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${one.title}</a>${one.isNew ? tag(say('notice.new'), 'son') : ''}</p><p>${one.text}</p><p class="small muted num">${one.at}</p></li>`;
  const readAll =
    view.unread === 0
      ? ''
      : html`<form method="post" action="/thong-bao/da-doc">${hidden('_key', view.key)}<button class="btn">${say('notice.readAll')}</button></form>`;
  const list =
    view.days.length === 0
      ? empty(say('notice.none'), say('notice.noneText'), html`<a class="btn" href="/ho-so-cua-toi">${say('nav.mine')}</a>`)
      : html`${view.days.map(({ day, notices }) => html`<section class="sec"><h2>${day}</h2><ul class="list">${notices.map(line)}</ul></section>`)}${view.more === undefined ? '' : html`<p class="btns"><a class="btn" href="${safeUrl(view.more)}">${say('notice.older')}</a></p>`}`;
  const lead = view.unread === 0 ? say('notice.noneUnread') : say('notice.unread', { n: view.unread });
  const body = html`<h1>${say('notice.title')}</h1><p class="lead">${lead}</p><div class="btns">${readAll}<a class="btn bare" href="/thong-bao/cach-nhan">${say('notice.wishes')}</a></div>${list}`;
  return page(frame, { kind: 'citizen', title: say('notice.title'), body });
}
