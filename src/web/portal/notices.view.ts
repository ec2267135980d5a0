/** `/thong-bao`: what happened to one's cases, newest first; everything that was sent elsewhere stands here as well. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { empty, hidden, tag } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';

export type NoticesView = {
  readonly unread: number;
  readonly notices: readonly NoticeLine[];
  /** Key of the deed that marks all as read. */
  readonly key: string;
};
export type NoticeLine = { readonly href: string; readonly title: string; readonly text: string; readonly at: string; readonly isNew: boolean };

export function noticesPage(frame: Frame, view: NoticesView): Html {
  const say = wordsOf(frame.lang);
  const line = (one: NoticeLine) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${one.title}</a>${one.isNew ? tag(say('notice.new'), 'son') : ''}</p><p>${one.text}</p><p class="small muted num">${one.at}</p></li>`;
  const readAll =
    view.unread === 0
      ? ''
      : html`<form method="post" action="/thong-bao/da-doc">${hidden('_key', view.key)}<button class="btn">${say('notice.readAll')}</button></form>`;
  const list =
    view.notices.length === 0
      ? empty(say('notice.none'), say('notice.noneText'), html`<a class="btn" href="/ho-so-cua-toi">${say('nav.mine')}</a>`)
      : html`<ul class="list">${view.notices.map(line)}</ul>`;
  const lead = view.unread === 0 ? say('notice.noneUnread') : say('notice.unread', { n: view.unread });
  const body = html`<h1>${say('notice.title')}</h1><p class="lead">${lead}</p><div class="btns">${readAll}<a class="btn bare" href="/thong-bao/cach-nhan">${say('notice.wishes')}</a></div><div class="block">${list}</div>`;
  return page(frame, { kind: 'citizen', title: say('notice.title'), body });
}
