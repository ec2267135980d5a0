/** `/phan-anh`: what people reported and what was answered, and one report with its answer, rating and reopening. */
import type { Lang } from '../../base/text.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, dueChip, empty, errorSummary, hidden, note } from '../parts/bits.ts';
import type { Html, Part } from '../parts/html.ts';
import { html, nothing, safeUrl } from '../parts/html.ts';
import type { Choice, Due, FieldProblem, Link } from '../parts/shape.ts';
import { longBox, scaleBox, selectBox } from './parts.ts';
import { mapSide, wideMap } from './sketch.ts';
import { inWords } from './words.ts';

export type ReportLine = {
  readonly href: string;
  readonly code: string;
  readonly category: string;
  readonly text: string;
  /** In the sender's words. */
  readonly where: string;
  readonly unit: string;
  readonly when: string;
  readonly chip: Due;
  readonly answer?: string;
  readonly merged?: string;
};
export type ListView = {
  readonly doors: readonly { readonly href: string; readonly title: string; readonly text: string }[];
  readonly figures: readonly { readonly value: string; readonly text: string }[];
  readonly filters: readonly { readonly name: string; readonly label: string; readonly value: string; readonly choices: readonly Choice[] }[];
  readonly map: string;
  readonly lines: readonly ReportLine[];
  readonly next?: string;
  readonly links: readonly Link[];
};

const spot = (lang: Frame['lang'], one: { readonly where: string; readonly unit: string }): Part =>
  one.where === '' ? one.unit : html`${asTyped(lang, one.where)}, ${one.unit}`;

export function reportsPage(frame: Frame, view: ListView): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Phản ánh, góp ý', 'Reports and comments');
  const line = (one: ReportLine) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${one.category}</a>${dueChip(one.chip)}</p><p>${asTyped(lang, one.text)}</p>${one.answer === undefined ? '' : html`<p class="small"><b>${inWords(lang, 'Trả lời:', 'Answer:')}</b> ${asTyped(lang, one.answer)}</p>`}<p class="small muted num">${one.code} · ${spot(lang, one)} · ${one.when}${one.merged === undefined ? '' : html` · ${one.merged}`}</p></li>`;
  const list =
    view.lines.length === 0
      ? empty(
          inWords(lang, 'Chưa có phản ánh nào', 'No reports yet'),
          inWords(lang, 'Bỏ bớt điều kiện lọc, hoặc gửi phản ánh đầu tiên.', 'Remove a filter, or send the first one.'),
        )
      : html`<ul class="list block">${view.lines.map(line)}</ul>`;
  const body = html`<div class="two"><div><h1>${title}</h1><p class="lead">${inWords(lang, 'Nói một việc cần làm ở nơi ông/bà sống, xem đơn vị nào giữ và đã trả lời gì.', 'Tell what needs doing where you live; see which unit has it and what it answered.')}</p><p class="btns">${view.doors.map((door, index) => html`<a class="btn${index === 0 ? ' go big' : ''}" href="${safeUrl(door.href)}">${door.title}</a>`)}</p>
${view.figures.length === 0 ? '' : html`<dl class="facts block">${view.figures.map((one) => html`<div><dt>${one.text}</dt><dd>${one.value}</dd></div>`)}</dl>`}
<section class="sec"><h2>${inWords(lang, 'Trên sơ đồ', 'On the sketch')}</h2><p>${sketch(view, lang)}</p></section>
<section class="sec"><h2>${inWords(lang, 'Đã gửi công khai', 'Public reports')}</h2><form class="head ask" action="/phan-anh">${view.filters.map((one) => selectBox(one, one.choices, inWords(lang, 'Tất cả', 'All')))}<button class="btn">${inWords(lang, 'Lọc', 'Filter')}</button></form>${list}${view.next === undefined ? '' : html`<p class="btns"><a class="btn" href="${safeUrl(view.next)}">${inWords(lang, 'Xem tiếp', 'More')}</a></p>`}</section></div>
<aside><section class="sec"><h2>${inWords(lang, 'Cùng lên tiếng', 'Other ways to speak')}</h2>${view.links.map((one) => html`<p class="btns"><a href="${safeUrl(one.href)}">${one.text}</a></p>`)}</section></aside></div>`;
  return page(frame, { kind: 'citizen', title, body, open: true });
}

/** Every report of the list below as a sign; a wide screen shows a larger country, a telephone the square it has room for. */
function sketch({ map }: ListView, lang: Lang): Html {
  const wide = `${map}${map.includes('?') ? '&' : '?'}rong=1`;
  return html`<picture><source media="(min-width: 60rem)" srcset="${wide}" width="${wideMap.width}" height="${wideMap.height}"><img src="${map}" width="${mapSide}" height="${mapSide}" loading="lazy" alt="${inWords(lang, 'Sơ đồ các phản ánh ở danh sách dưới: chấm tròn đang xử lý, ô vuông đã trả lời', 'Sketch of the reports listed below: circles under way, squares answered')}"></picture>`;
}

export type OneView = {
  readonly title: string;
  readonly code: string;
  readonly category: string;
  readonly text: string;
  readonly where: string;
  readonly when: string;
  readonly unit: string;
  readonly chip: Due;
  readonly promise?: string;
  readonly answer?: { readonly title: string; readonly text: string; readonly when: string };
  readonly photos: readonly string[];
  readonly map?: string;
  /** What it was merged into; without an address where that is not public. */
  readonly merged?: { readonly title: string; readonly text?: string; readonly href?: string };
  readonly reopened?: Link;
  readonly reopens?: Link;
  readonly rating?: string;
  readonly isHidden: boolean;
  /** What only the sender sees. */
  readonly own?: {
    readonly secret: string;
    readonly key: string;
    readonly isNew: boolean;
    readonly link: string;
    readonly canRate: boolean;
    readonly reopenBy?: string;
    readonly problems: readonly FieldProblem[];
    readonly reason: string;
  };
};

export function reportPage(frame: Frame, view: OneView): Html {
  const { lang } = frame;
  const say = wordsOf(lang);
  const link = (one: Link | undefined, words: string) =>
    one === undefined ? nothing : note({ tone: 'info', title: words, text: html`<a href="${safeUrl(one.href)}">${one.text}</a>` });
  const merged =
    view.merged === undefined
      ? nothing
      : view.merged.href === undefined
        ? note({ tone: 'info', ...view.merged })
        : link({ href: view.merged.href, text: view.merged.text ?? view.merged.href }, view.merged.title);
  const photos = view.photos.map(
    (src, index) => html`<p><img src="${src}" width="320" alt="${inWords(lang, `Ảnh hiện trường ${index + 1}`, `Picture ${index + 1}`)}" loading="lazy"></p>`,
  );
  const answer =
    view.answer === undefined
      ? view.promise === undefined
        ? nothing
        : html`<p><b>${view.promise}</b></p>`
      : html`<section class="sec"><h2>${view.answer.title}</h2><p>${asTyped(lang, view.answer.text)}</p><p class="small muted">${view.answer.when}</p>${view.rating === undefined ? '' : html`<p class="small">${view.rating}</p>`}</section>`;
  const body = html`<div class="two"><article><a class="back" href="/phan-anh">${inWords(lang, 'Phản ánh, góp ý', 'Reports and comments')}</a>${errorSummary(say, view.own?.problems ?? [])}${view.own?.isNew === true ? note({ tone: 'han', role: 'status', title: inWords(lang, 'Đã nhận phản ánh của ông/bà', 'Your report was received'), text: inWords(lang, 'Giữ đường dẫn của trang này để xem trả lời, đánh giá và mở lại.', 'Keep the address of this page to read the answer, to rate it and to open it again.') }) : ''}<p class="muted small num">${view.code} · ${view.when}</p><h1>${view.category}</h1><p>${dueChip(view.chip)}</p>${view.isHidden ? note({ tone: 'dung', title: inWords(lang, 'Chỉ ông/bà và đơn vị xử lý xem được trang này', 'Only you and the unit can read this page') }) : ''}
${merged}${link(view.reopens, inWords(lang, 'Mở lại từ', 'Opened again from'))}${link(view.reopened, inWords(lang, 'Đã mở lại thành', 'Opened again as'))}
<p class="lead">${asTyped(lang, view.text)}</p>${photos}${answer}${own(view, lang)}</article>
<aside><section class="sec"><h2>${inWords(lang, 'Ở đâu', 'Where')}</h2><p>${spot(lang, view)}</p>${view.map === undefined ? '' : html`<p><img src="${view.map}" width="${mapSide}" height="${mapSide}" alt="${inWords(lang, 'Sơ đồ chỗ xảy ra', 'Sketch of the place')}"></p>`}</section><section class="sec"><h2>${inWords(lang, 'Đơn vị xử lý', 'Unit')}</h2><p>${view.unit}</p></section></aside></div>`;
  return page(frame, { kind: 'citizen', title: view.title, failed: (view.own?.problems.length ?? 0) > 0, body, open: true });
}

function own(view: OneView, lang: Lang): Html {
  const mine = view.own;
  if (mine === undefined) return nothing;
  const rate = mine.canRate
    ? html`<section class="sec"><h2>${inWords(lang, 'Ông/bà đánh giá câu trả lời', 'Rate the answer')}</h2><form method="post" action="/phan-anh/${view.code}/danh-gia" novalidate>${hidden('_key', mine.key)}${hidden('khoa', mine.secret)}${scaleBox({ name: 'diem', label: inWords(lang, 'Mức hài lòng', 'Satisfaction'), chosen: [], problems: mine.problems }, lang)}${longBox({ name: 'vi_sao', label: inWords(lang, 'Vì sao (không bắt buộc)', 'Why (optional)'), value: '' }, 2)}<p class="btns"><button class="btn go">${inWords(lang, 'Gửi đánh giá', 'Send')}</button></p></form></section>`
    : nothing;
  const reopen =
    mine.reopenBy === undefined
      ? nothing
      : html`<section class="sec"><h2>${inWords(lang, 'Việc chưa xong?', 'Not solved?')}</h2><p>${inWords(lang, `Mở lại được một lần, đến ${mine.reopenBy}.`, `It can be opened again once, until ${mine.reopenBy}.`)}</p><form method="post" action="/phan-anh/${view.code}/mo-lai" novalidate>${hidden('_key', mine.key)}${hidden('khoa', mine.secret)}${longBox({ name: 'ly_do', label: inWords(lang, 'Còn việc gì chưa xong', 'What is still wrong'), value: mine.reason, problems: mine.problems }, 3)}<p class="btns"><button class="btn">${inWords(lang, 'Mở lại', 'Open again')}</button></p></form></section>`;
  return html`${rate}${reopen}`;
}
