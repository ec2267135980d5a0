/** `/cam-nang`: the handbook as a list, one article, one procedure for each audience, and all of it on one page to print or keep. */

import { wordsOf } from '../../base/words.ts';
import type { Article } from '../../kernel/register/register.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { empty } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { Reuse } from '../parts/reuse.ts';
import { reuseLine } from '../parts/reuse.ts';
import type { Link } from '../parts/shape.ts';
import { articleHtml } from './article.view.ts';
import { inWords } from './words.ts';

export const wholeHandbook = '/cam-nang/tron-bo';

const seekForm = (frame: Frame, query: string): Html =>
  html`<form action="/cam-nang" role="search"><label for="q">${inWords(frame.lang, 'Tìm trong cẩm nang', 'Search the handbook')}</label><div class="seek"><input id="q" name="q" type="search" value="${query}" autocomplete="off"><button class="btn go">${wordsOf(frame.lang)('home.search')}</button></div></form>`;

export type HandbookLine = Link & { readonly summary: string };
export type HandbookView = {
  readonly query: string;
  readonly groups: readonly { readonly title: string; readonly lines: readonly HandbookLine[] }[];
  /** Present when something was searched. */
  readonly found?: readonly HandbookLine[];
  readonly topics: readonly Link[];
  readonly reuse: Reuse;
};

export function handbookPage(frame: Frame, view: HandbookView): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Cẩm nang', 'Handbook');
  const line = (one: HandbookLine) => html`<li><p><a class="t" href="${safeUrl(one.href)}">${one.text}</a></p><p class="small muted">${one.summary}</p></li>`;
  const topics = html`<section class="sec"><h2>${inWords(lang, 'Từng thủ tục, cho từng người', 'Each procedure, for each of us')}</h2><ul class="links">${view.topics.map((one) => html`<li><a href="${safeUrl(one.href)}">${one.text}</a></li>`)}</ul></section>`;
  const list =
    view.found === undefined
      ? html`${view.groups.map((group) => html`<section class="sec"><h2>${group.title}</h2><ul class="list">${group.lines.map(line)}</ul></section>`)}`
      : view.found.length === 0
        ? empty(
            inWords(lang, 'Không thấy bài nào', 'Nothing found'),
            inWords(lang, 'Thử một từ khác, hoặc gọi 1022.', 'Try another word, or call 1022.'),
            html`<a class="btn" href="/cam-nang">${inWords(lang, 'Mọi bài', 'All articles')}</a>`,
          )
        : html`<ul class="list block">${view.found.map(line)}</ul><p class="btns"><a class="btn" href="/cam-nang">${inWords(lang, 'Mọi bài', 'All articles')}</a></p>`;
  const body = html`<div class="two"><div><h1>${title}</h1>${seekForm(frame, view.query)}${list}${reuseLine(lang, view.reuse)}</div><aside>${topics}<section class="sec"><h2>${inWords(lang, 'In, giữ trong máy', 'Print and keep')}</h2><p class="small">${inWords(lang, 'Trọn bộ trên một trang. Mở một lần thì lúc mất mạng vẫn xem và tìm được.', 'All of it on one page. Opened once, it can be read and searched without a line.')}</p><p class="btns"><a class="btn" href="${wholeHandbook}">${inWords(lang, 'Mở trọn bộ', 'Open all of it')}</a></p></section></aside></div>`;
  return page(frame, { kind: 'citizen', title, body, script: 'device' });
}

export type HandbookArticleView = {
  readonly title: string;
  readonly summary: string;
  readonly article: Article;
  readonly more: readonly Link[];
  readonly reuse: Reuse;
};

export function handbookArticlePage(frame: Frame, view: HandbookArticleView): Html {
  const { lang } = frame;
  const more =
    view.more.length === 0
      ? ''
      : html`<section class="sec noprint"><h2>${inWords(lang, 'Đọc tiếp', 'Read on')}</h2><ul class="links">${view.more.map((one) => html`<li><a href="${safeUrl(one.href)}">${one.text}</a></li>`)}</ul></section>`;
  const body = html`<article class="col"><a class="back" href="/cam-nang">${inWords(lang, 'Cẩm nang', 'Handbook')}</a><h1>${view.title}</h1><p class="lead">${view.summary}</p>${articleHtml(view.article)}${reuseLine(lang, view.reuse)}${more}</article>`;
  return page(frame, { kind: 'citizen', title: view.title, body });
}

export type WholeView = {
  readonly query: string;
  readonly articles: readonly { readonly id: string; readonly title: string; readonly summary: string; readonly article: Article }[];
  readonly topics: readonly (Topic & { readonly id: string })[];
  readonly reuse: Reuse;
};

/** The service worker keeps this page and searches it without a line: each article and each procedure is one section with its id. */
export function wholeHandbookPage(frame: Frame, view: WholeView): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Cẩm nang trọn bộ', 'The whole handbook');
  // Headings of articles stand one step below the title here; the sections carry the order.
  const one = (article: WholeView['articles'][number]) =>
    html`<section class="sec" id="${article.id}"><h2>${article.title}</h2><p><b>${article.summary}</b></p>${articleHtml(article.article)}</section>`;
  const topic = ({ id, ...about }: WholeView['topics'][number]) =>
    html`<section class="sec" id="${id}"><h2>${about.title}</h2><p><b>${about.summary}</b></p>${factsOf(about)}${about.people.map(person)}<p><a href="${safeUrl(about.href)}">${inWords(lang, 'Mở trang thủ tục', 'Open the procedure')}</a></p></section>`;
  const body = html`<article class="col"><a class="back" href="/cam-nang">${inWords(lang, 'Cẩm nang', 'Handbook')}</a><h1>${title}</h1>${seekForm(frame, view.query)}${view.articles.map(one)}${view.topics.map(topic)}${reuseLine(lang, view.reuse)}</article>`;
  return page(frame, { kind: 'citizen', title, body, script: 'device' });
}

type Named = { readonly name: string; readonly text: string };
export type Topic = {
  readonly title: string;
  readonly summary: string;
  readonly href: string;
  readonly facts: readonly Named[];
  readonly people: readonly Named[];
};
export type TopicView = Topic & { readonly reuse: Reuse };

const factsOf = ({ facts }: Topic): Html => html`<dl class="facts block">${facts.map((one) => html`<div><dt>${one.name}</dt><dd>${one.text}</dd></div>`)}</dl>`;
const person = (one: Named): Html => html`<p><b>${one.name}.</b> ${one.text}</p>`;

/** What a procedure says, and what is different for whom. */
export function topicPage(frame: Frame, view: TopicView): Html {
  const { lang } = frame;
  const people =
    view.people.length === 0
      ? ''
      : html`<section class="sec"><h2>${inWords(lang, 'Riêng cho từng người', 'For each of us')}</h2>${view.people.map(person)}</section>`;
  const body = html`<article class="col"><a class="back" href="/cam-nang">${inWords(lang, 'Cẩm nang', 'Handbook')}</a><h1>${view.title}</h1><p class="lead">${view.summary}</p>${factsOf(view)}${people}<p class="btns"><a class="btn go" href="${safeUrl(view.href)}">${inWords(lang, 'Mở trang thủ tục', 'Open the procedure')}</a></p>${reuseLine(lang, view.reuse)}</article>`;
  return page(frame, { kind: 'citizen', title: view.title, body });
}
