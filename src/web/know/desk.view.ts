/** The desk's pages of news: the list, the form of a piece or of its correction, and the page on which the second person decides. */

import { wordsOf } from '../../base/words.ts';
import type { Article } from '../../kernel/register/register.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { answers, asTyped, dueChip, empty, errorSummary, hidden, note } from '../parts/bits.ts';
import { dayBox } from '../parts/date-box.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, nothing, safeUrl } from '../parts/html.ts';
import type { AnswerRow, Choice, Due, FieldProblem } from '../parts/shape.ts';
import { longBox, selectBox, textBox } from '../voice/parts.ts';
import { articleHtml } from './article.view.ts';
import { inWords } from './words.ts';

export type DeskNewsLine = { readonly href: string; readonly title: string; readonly note: string; readonly chip: Due };

export function deskNewsListPage(frame: Frame, lines: readonly DeskNewsLine[]): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Tin tức, thông báo', 'News and notices');
  const line = (one: DeskNewsLine) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${asTyped(lang, one.title)}</a>${dueChip(one.chip)}</p><p class="small muted num">${one.note}</p></li>`;
  const list =
    lines.length === 0
      ? empty(
          inWords(lang, 'Chưa có tin nào', 'No news yet'),
          inWords(lang, 'Tin viết ở đây chỉ công khai sau khi người thứ hai duyệt.', 'What is written here is public once a second person has approved it.'),
        )
      : html`<ul class="list">${lines.map(line)}</ul>`;
  const body = html`<h1>${title}</h1><p class="btns"><a class="btn go" href="/ban-lam-viec/tin-tuc/moi">${inWords(lang, 'Viết tin mới', 'Write a piece')}</a><a class="btn" href="/tin-tuc">${inWords(lang, 'Xem trang công khai', 'Public page')}</a></p>${list}`;
  return page(frame, { kind: 'desk', title, nav: 'queue', body });
}

/** Everything as it was typed. */
export type NewsForm = {
  readonly action: string;
  readonly back: string;
  readonly key: string;
  /** Absent in a correction: the unit and the kind stay. */
  readonly place?: { readonly unit: string; readonly units: readonly Choice[]; readonly kind: string };
  readonly title: string;
  readonly text: string;
  readonly titleEn: string;
  readonly textEn: string;
  readonly source: string;
  readonly responsible: string;
  readonly starts: string;
  readonly ends: string;
  readonly alt: string;
  readonly altEn: string;
  /** A correction: what it says now, and whether there is a picture to keep. */
  readonly correction?: { readonly why: string; readonly hasPicture: boolean };
  readonly problems: readonly FieldProblem[];
};

export function newsFormPage(frame: Frame, form: NewsForm): Html {
  const { lang } = frame;
  const say = (vi: string, en: string): string => inWords(lang, vi, en);
  const title = form.correction === undefined ? say('Viết tin mới', 'Write a piece') : say('Đính chính', 'Correct');
  const { problems } = form;
  const box = (name: string, label: string, value: string, hint?: string) => ({ name, label, value, problems, ...(hint === undefined ? {} : { hint }) });
  const place =
    form.place === undefined
      ? ''
      : html`${selectBox(box('don_vi', say('Đơn vị', 'Unit'), form.place.unit), form.place.units)}${selectBox(
          box('loai', say('Loại', 'Kind'), form.place.kind),
          [
            { value: 'notice', text: say('Thông báo', 'Notice') },
            { value: 'news', text: say('Tin', 'News') },
          ],
        )}`;
  const why =
    form.correction === undefined ? '' : longBox(box('vi_sao', say('Đính chính điều gì (công khai)', 'What is corrected (public)'), form.correction.why), 2);
  const id = fieldId('anh');
  const problem = problems.find((one) => one.name === 'anh')?.text;
  const keep =
    form.correction?.hasPicture === true
      ? html`<label class="tick"><input type="checkbox" name="bo_anh" value="1"><span>${say('Bỏ ảnh đang có', 'Take the picture away')}</span></label>`
      : '';
  const picture = html`<div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${say('Ảnh (không bắt buộc)', 'Picture (optional)')}</label><p class="hint" id="${id}-h">${say('Một ảnh JPG, PNG hoặc HEIC. Vị trí chụp và dữ liệu máy ảnh bị xóa.', 'One JPG, PNG or HEIC. What the camera wrote is removed.')}</p>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<input type="file" id="${id}" name="anh" accept="image/*" aria-describedby="${id}-h${problem === undefined ? '' : ` ${id}-e`}"${problem === undefined ? '' : html` aria-invalid="true"`}></div>${keep}`;
  const shape = say(
    'Dòng bắt đầu bằng ## là đề mục, - là gạch đầu dòng, 1. là mục đánh số. Liên kết: [chữ](địa chỉ).',
    'A line with ## is a heading, - a point, 1. a numbered one. A link: [words](address).',
  );
  const body = html`<div class="col">${errorSummary(wordsOf(lang), problems)}<a class="back" href="${safeUrl(form.back)}">${say('Tin tức, thông báo', 'News and notices')}</a><h1>${title}</h1><form method="post" action="${form.action}" enctype="multipart/form-data" novalidate>${hidden('_key', form.key)}${why}${place}${textBox(box('ten', say('Tiêu đề', 'Title'), form.title))}${longBox(box('noi_dung', say('Nội dung', 'Text'), form.text, shape), 12)}
<section class="sec"><h2>${say('Tiếng Anh (không bắt buộc)', 'English (optional)')}</h2>${textBox(box('ten_en', say('Tiêu đề tiếng Anh', 'English title'), form.titleEn))}${longBox(box('noi_dung_en', say('Nội dung tiếng Anh', 'English text'), form.textEn), 6)}</section>
<section class="sec"><h2>${say('Trách nhiệm và hiệu lực', 'Responsibility and dates')}</h2>${textBox(box('nguon', say('Nguồn', 'Source'), form.source, say('Ví dụ: Thông báo số 12/TB-UBND ngày 14/11/2022', 'For example: Notice 12/TB-UBND of 14/11/2022')))}${textBox(box('chiu', say('Người chịu trách nhiệm', 'Responsible person'), form.responsible, say('Họ tên, chức vụ', 'Name and post')))}${dayBox(box('tu', say('Có hiệu lực từ ngày', 'In force from'), form.starts), lang)}${dayBox(box('den', say('Đến hết ngày (để trống: không thời hạn)', 'Until the end of (empty: no end)'), form.ends), lang)}</section>
<section class="sec"><h2>${say('Ảnh', 'Picture')}</h2>${picture}${textBox(box('mo_ta', say('Ảnh cho thấy gì (đọc cho người không nhìn được)', 'What the picture shows (read aloud to those who cannot see it)'), form.alt))}${textBox(box('mo_ta_en', say('Mô tả ảnh bằng tiếng Anh', 'The same in English'), form.altEn))}</section>
<p class="btns"><button class="btn go">${say('Gửi duyệt', 'Send for approval')}</button></p></form></div>`;
  return page(frame, { kind: 'desk', title, nav: 'queue', failed: problems.length > 0, body });
}

export type DeskNewsView = {
  readonly code: string;
  readonly title: string;
  readonly chip: Due;
  readonly facts: readonly AnswerRow[];
  readonly article: Article;
  readonly english?: { readonly title: string; readonly article: Article };
  readonly picture?: { readonly src: string; readonly alt: string };
  /** Why it was returned. */
  readonly returned?: string;
  readonly isDone: boolean;
  readonly key: string;
  readonly may: { readonly decide: boolean; readonly correct: boolean; readonly withdraw: boolean; readonly look: boolean };
  /** The one who wrote it looks at it. */
  readonly isOwn: boolean;
  readonly problems: readonly FieldProblem[];
  readonly reason: string;
};

export function deskNewsPage(frame: Frame, view: DeskNewsView): Html {
  const { lang } = frame;
  const say = (vi: string, en: string): string => inWords(lang, vi, en);
  const at = `/ban-lam-viec/tin-tuc/${view.code}`;
  const decide = view.may.decide
    ? html`<section class="sec"><h2>${say('Duyệt', 'Decide')}</h2><form method="post" action="${at}/duyet" novalidate>${hidden('_key', view.key)}${longBox({ name: 'vi_sao', label: say('Lý do (bắt buộc khi trả lại)', 'Reason (needed to return it)'), value: view.reason, problems: view.problems }, 2)}<p class="btns"><button class="btn go" name="quyet_dinh" value="approved">${say('Duyệt và công khai', 'Approve and publish')}</button><button class="btn" name="quyet_dinh" value="returned">${say('Trả lại người viết', 'Return to the writer')}</button></p></form></section>`
    : view.isOwn
      ? note({
          tone: 'info',
          title: say('Chờ người thứ hai duyệt', 'Waits for a second person'),
          text: say('Người viết không tự duyệt tin của mình.', 'Writers do not approve their own piece.'),
        })
      : nothing;
  const withdraw = view.may.withdraw
    ? html`<section class="sec"><h2>${say('Thu hồi', 'Take back')}</h2><form method="post" action="${at}/thu-hoi" novalidate>${hidden('_key', view.key)}${longBox({ name: 'ly_do', label: say('Lý do (công khai)', 'Reason (public)'), value: view.may.decide ? '' : view.reason, problems: view.problems }, 2)}<p class="btns"><button class="btn">${say('Thu hồi tin này', 'Take this back')}</button></p></form></section>`
    : nothing;
  const links = html`<p class="btns">${view.may.correct ? html`<a class="btn" href="${at}/sua">${say('Đính chính', 'Correct')}</a>` : ''}${view.may.look ? html`<a class="btn" href="/tin-tuc/${view.code}">${say('Xem trang công khai', 'Public page')}</a>` : ''}</p>`;
  const english =
    view.english === undefined ? '' : html`<section class="sec" lang="en"><h2>${view.english.title}</h2>${articleHtml(view.english.article)}</section>`;
  const body = html`${errorSummary(wordsOf(lang), view.problems)}<a class="back" href="/ban-lam-viec/tin-tuc">${say('Tin tức, thông báo', 'News and notices')}</a>${view.isDone ? note({ tone: 'han', role: 'status', title: say('Đã ghi', 'Done') }) : ''}<h1>${asTyped(lang, view.title)}</h1><p>${dueChip(view.chip)} <span class="muted num">${view.code}</span></p>${view.returned === undefined ? '' : note({ tone: 'sap', title: say('Được trả lại', 'Returned'), text: asTyped(lang, view.returned) })}<div class="two"><div><div lang="vi">${articleHtml(view.article)}</div>${view.picture === undefined ? '' : html`<p><img src="${safeUrl(view.picture.src)}" alt="${view.picture.alt}" width="320"></p>`}${english}</div><aside>${answers(lang, view.facts)}${links}${decide}${withdraw}</aside></div>`;
  return page(frame, { kind: 'desk', title: view.title, nav: 'queue', failed: view.problems.length > 0, body });
}
