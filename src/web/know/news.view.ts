/** `/tin-tuc`: what units tell everybody, and one piece with its history. */
import type { Article } from '../../kernel/register/register.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, dueChip, empty, note, why } from '../parts/bits.ts';
import type { Html, Part } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { Reuse } from '../parts/reuse.ts';
import { reuseLine } from '../parts/reuse.ts';
import type { Due, Link } from '../parts/shape.ts';
import { articleHtml } from './article.view.ts';
import { inWords } from './words.ts';

export type NewsLineView = { readonly href: string; readonly title: Part; readonly text: Part; readonly note: string };
export type NewsListView = {
  readonly lines: readonly NewsLineView[];
  /** Units that have news, each with its count; the chosen one is marked. */
  readonly units: readonly { readonly href: string; readonly text: string; readonly count: number; readonly current: boolean }[];
  /** The unit whose news these are; everybody's without it. */
  readonly unit?: string;
  readonly isOver: boolean;
  readonly over: Link;
  readonly next?: string;
  readonly feed: string;
  readonly reuse: Reuse;
};

export function newsListPage(frame: Frame, view: NewsListView): Html {
  const { lang } = frame;
  const name = inWords(lang, 'Tin tức, thông báo', 'News and notices');
  const title = view.unit === undefined ? name : `${name}: ${view.unit}`;
  const line = (one: NewsLineView) =>
    html`<li><p><a class="t" href="${safeUrl(one.href)}">${one.title}</a></p><p>${one.text}</p><p class="small muted">${one.note}</p></li>`;
  const list =
    view.lines.length === 0
      ? empty(
          view.isOver ? inWords(lang, 'Chưa có tin nào hết hiệu lực', 'Nothing has ended yet') : inWords(lang, 'Chưa có tin nào', 'No news yet'),
          inWords(lang, 'Khi đơn vị đăng tin, tin hiện ở đây.', 'What units publish appears here.'),
        )
      : html`<ul class="list block">${view.lines.map(line)}</ul>`;
  const units =
    view.units.length === 0
      ? ''
      : html`<section class="sec"><h2>${inWords(lang, 'Theo đơn vị', 'By unit')}</h2><ul class="links">${view.units.map((one) => html`<li><a href="${safeUrl(one.href)}"${one.current ? html` aria-current="true"` : ''}>${one.text} <span class="num muted">${one.count}</span></a></li>`)}</ul></section>`;
  const body = html`<div class="two"><div><h1>${title}</h1>${list}${view.next === undefined ? '' : html`<p class="btns"><a class="btn" href="${safeUrl(view.next)}">${inWords(lang, 'Tin cũ hơn', 'Older news')}</a></p>`}${reuseLine(lang, view.reuse)}</div><aside>${units}<section class="sec"><h2>${inWords(lang, 'Xem thêm', 'More')}</h2><ul class="links"><li><a href="${safeUrl(view.over.href)}">${view.over.text}</a></li><li><a href="${safeUrl(view.feed)}">${inWords(lang, 'Nhận tin tự động (Atom)', 'Follow by feed (Atom)')}</a></li></ul></section></aside></div>`;
  return page(frame, { kind: 'citizen', title, body });
}

export type NewsView = {
  readonly title: string;
  readonly titlePart: Part;
  readonly kind: string;
  readonly unit: Link;
  readonly when: string;
  readonly period: string;
  readonly chip: Due;
  readonly article: Article;
  /** Somebody asked for English and only Vietnamese was written. */
  readonly isVietnameseOnly: boolean;
  readonly picture?: { readonly src: string; readonly alt: string; readonly width: number; readonly height: number };
  readonly withdrawn?: string;
  /** Newest first: what was corrected, when. */
  readonly history: readonly { readonly when: string; readonly text: string }[];
  readonly reuse: Reuse;
};

export function newsPage(frame: Frame, view: NewsView): Html {
  const { lang } = frame;
  const picture =
    view.picture === undefined
      ? ''
      : html`<p class="block"><img class="wide" src="${safeUrl(view.picture.src)}" alt="${view.picture.alt}" width="${view.picture.width}" height="${view.picture.height}" loading="lazy"></p>`;
  const text =
    view.withdrawn === undefined
      ? html`${view.isVietnameseOnly ? html`<p class="small muted">${inWords(lang, '', 'Written in Vietnamese only.')}</p><div lang="vi">${articleHtml(view.article)}</div>` : articleHtml(view.article)}${picture}`
      : note({ tone: 'dung', title: inWords(lang, 'Tin này đã được thu hồi', 'This was taken back'), text: asTyped(lang, view.withdrawn) });
  const history =
    view.history.length === 0
      ? ''
      : why(
          inWords(lang, `Đã đính chính ${view.history.length} lần`, view.history.length === 1 ? 'Corrected once' : `Corrected ${view.history.length} times`),
          html`${view.history.map((one, index) => html`${index === 0 ? '' : html`<br>`}${one.when}: ${asTyped(lang, one.text)}`)}`,
        );
  const body = html`<article class="col"><a class="back" href="/tin-tuc">${inWords(lang, 'Tin tức, thông báo', 'News and notices')}</a><p class="muted small">${view.kind} · <a href="${safeUrl(view.unit.href)}">${view.unit.text}</a> · ${view.when}</p><h1>${view.titlePart}</h1><p>${dueChip(view.chip)} <span class="small muted">${view.period}</span></p>${text}${history}${reuseLine(lang, view.reuse)}</article>`;
  return page(frame, { kind: 'citizen', title: view.title, body });
}
