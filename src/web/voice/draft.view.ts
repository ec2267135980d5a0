/** `/gop-y`: drafts of decisions, the comments on them with the unit's answers, and the closing report. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, dueChip, empty, errorSummary, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, nothing, safeUrl } from '../parts/html.ts';
import type { Due, FieldProblem } from '../parts/shape.ts';
import { longBox, textBox, trap } from './parts.ts';
import { inWords } from './words.ts';

export type DraftLine = { readonly href: string; readonly title: string; readonly unit: string; readonly when: string; readonly chip: Due };

/** Surveys are listed the same way. */
export function linesPage(
  frame: Frame,
  view: { readonly title: string; readonly lead: string; readonly none: string; readonly lines: readonly DraftLine[] },
): Html {
  const line = (one: DraftLine) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${asTyped(frame.lang, one.title)}</a>${dueChip(one.chip)}</p><p class="small muted">${one.unit} · ${one.when}</p></li>`;
  const list =
    view.lines.length === 0
      ? empty(view.none, inWords(frame.lang, 'Khi có, trang này sẽ đăng.', 'They will be listed here.'))
      : html`<ul class="list block">${view.lines.map(line)}</ul>`;
  const body = html`<div class="col"><a class="back" href="/phan-anh">${inWords(frame.lang, 'Phản ánh, góp ý', 'Reports and comments')}</a><h1>${view.title}</h1><p class="lead">${view.lead}</p>${list}</div>`;
  return page(frame, { kind: 'citizen', title: view.title, body, open: true });
}

export type CommentView = { readonly about: string; readonly text: string; readonly name: string; readonly when: string; readonly answer?: string };
export type DraftView = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly when: string;
  readonly ends: string;
  readonly chip: Due;
  readonly paragraphs: readonly string[];
  readonly report?: string;
  readonly comments: readonly CommentView[];
  readonly form?: { readonly key: string; readonly about: string; readonly text: string; readonly name: string; readonly problems: readonly FieldProblem[] };
  readonly isSent: boolean;
};

export function draftPage(frame: Frame, view: DraftView): Html {
  const { lang } = frame;
  const comment = (one: CommentView) =>
    html`<li><p class="head"><b>${one.name === '' ? inWords(lang, 'Không nêu tên', 'Without a name') : one.name}</b><span class="small muted">${one.when}</span></p>${one.about === '' ? '' : html`<p class="small muted">${asTyped(lang, one.about)}</p>`}<p>${asTyped(lang, one.text)}</p>${one.answer === undefined ? '' : html`<p class="small"><b>${inWords(lang, 'Trả lời:', 'Answer:')}</b> ${asTyped(lang, one.answer)}</p>`}</li>`;
  const problems = view.form?.problems ?? [];
  const form =
    view.form === undefined
      ? nothing
      : html`<section class="sec"><h2>${inWords(lang, 'Ý kiến của ông/bà', 'Your comment')}</h2><form method="post" action="/gop-y/${view.id}" novalidate>${hidden('_key', view.form.key)}${trap(lang)}${textBox({ name: 've', label: inWords(lang, 'Về điều, khoản nào (không bắt buộc)', 'About which article (optional)'), value: view.form.about })}${longBox({ name: 'y_kien', label: inWords(lang, 'Ý kiến', 'Comment'), value: view.form.text, problems }, 5)}${textBox({ name: 'ten', label: inWords(lang, 'Tên sẽ hiện cùng ý kiến (không bắt buộc)', 'Name shown beside it (optional)'), value: view.form.name })}<p class="btns"><button class="btn go big">${inWords(lang, 'Gửi ý kiến', 'Send')}</button></p></form></section>`;
  const body = html`<div class="two"><article><a class="back" href="/gop-y">${inWords(lang, 'Dự thảo lấy ý kiến', 'Drafts')}</a>${errorSummary(wordsOf(lang), problems)}${view.isSent ? note({ tone: 'han', role: 'status', title: inWords(lang, 'Đã nhận ý kiến của ông/bà', 'Your comment was received') }) : ''}<h1>${asTyped(lang, view.title)}</h1><p>${dueChip(view.chip)}</p><div class="flow">${view.paragraphs.map((one) => html`<p>${asTyped(lang, one)}</p>`)}</div>${view.report === undefined ? '' : html`<section class="sec"><h2>${inWords(lang, 'Báo cáo tiếp thu, giải trình', 'How the comments were taken in')}</h2><p>${asTyped(lang, view.report)}</p></section>`}${form}<section class="sec"><h2>${inWords(lang, 'Ý kiến đã gửi', 'Comments')} <span class="muted num">${view.comments.length}</span></h2><ul class="list">${view.comments.map(comment)}</ul></section></article>
<aside><section class="sec"><h2>${inWords(lang, 'Cơ quan soạn thảo', 'Drafting unit')}</h2><p>${view.unit}</p><p class="small muted">${view.when}</p></section><section class="sec"><h2>${inWords(lang, 'Hạn góp ý', 'Comments until')}</h2><p>${view.ends}</p></section></aside></div>`;
  return page(frame, { kind: 'citizen', title: view.title, isTyped: true, failed: problems.length > 0, body, open: true });
}
