/** The desk's pages of people's voice: reports to mask, release and merge; drafts with their comments; surveys with links, paper sheets and words. */
import type { Lang } from '../../base/text.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, dueChip, empty, errorSummary, hidden, note } from '../parts/bits.ts';
import { dayBox } from '../parts/date-box.ts';
import type { Html } from '../parts/html.ts';
import { html, nothing, safeUrl } from '../parts/html.ts';
import type { Choice, Due, FieldProblem } from '../parts/shape.ts';
import { longBox, selectBox, textBox } from './parts.ts';
import type { SheetView } from './survey.view.ts';
import { sheet } from './survey.view.ts';
import { inWords } from './words.ts';

const places = (lang: Lang, here: string): Html => {
  const one = (href: string, text: string) => html`<a href="${href}"${href === here ? html` aria-current="page"` : ''}>${text}</a>`;
  return html`<nav class="tabs" aria-label="${inWords(lang, 'Tiếng nói người dân', "People's voice")}">${one('/ban-lam-viec/phan-anh', inWords(lang, 'Phản ánh', 'Reports'))}${one('/ban-lam-viec/gop-y', inWords(lang, 'Dự thảo', 'Drafts'))}${one('/ban-lam-viec/lay-y-kien', inWords(lang, 'Khảo sát', 'Surveys'))}</nav>`;
};

export type DeskLine = { readonly href: string; readonly title: string; readonly text: string; readonly note: string; readonly chip: Due };

function lines(lang: Lang, list: readonly DeskLine[], none: string): Html {
  if (list.length === 0) return empty(none, inWords(lang, 'Chưa có việc ở đây.', 'Nothing to do here.'));
  return html`<ul class="list">${list.map((one) => html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${asTyped(lang, one.title)}</a>${dueChip(one.chip)}</p><p>${asTyped(lang, one.text)}</p><p class="small muted num">${one.note}</p></li>`)}</ul>`;
}

export function deskReportsPage(frame: Frame, list: readonly DeskLine[]): Html {
  const title = inWords(frame.lang, 'Phản ánh của người dân', "People's reports");
  const body = html`<h1>${title}</h1>${places(frame.lang, '/ban-lam-viec/phan-anh')}${lines(frame.lang, list, inWords(frame.lang, 'Chưa có phản ánh nào', 'No reports yet'))}`;
  return page(frame, { kind: 'desk', title, nav: 'queue', body });
}

export type DeskReportView = {
  readonly code: string;
  readonly title: string;
  readonly chip: Due;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly case: string;
  readonly original: string;
  readonly form: {
    readonly key: string;
    readonly text: string;
    readonly place: string;
    readonly hidden: boolean;
    readonly photos: readonly { readonly id: string; readonly href: string; readonly released: boolean; readonly name: string }[];
  };
  readonly twins: readonly { readonly code: string; readonly text: string; readonly why: string }[];
  readonly mergeKey: string;
  readonly problems: readonly FieldProblem[];
};

export function deskReportPage(frame: Frame, view: DeskReportView): Html {
  const { lang } = frame;
  const photo = (one: DeskReportView['form']['photos'][number]) =>
    html`<p><a href="${safeUrl(one.href)}">${one.name}</a></p><p><label class="tick"><input type="checkbox" name="anh" value="${one.id}"${one.released ? html` checked` : ''}><span>${inWords(lang, `Công khai ảnh ${one.name} (không thấy mặt người, biển số)`, `Release ${one.name} (no faces, no plates)`)}</span></label></p>`;
  const twin = (one: DeskReportView['twins'][number]) =>
    html`<li><p class="head"><a class="t" href="/ban-lam-viec/phan-anh/${one.code}">${one.code}</a><span class="small muted">${one.why}</span></p><p>${asTyped(lang, one.text)}</p><form method="post" action="/ban-lam-viec/phan-anh/${view.code}/gop">${hidden('_key', view.mergeKey)}${hidden('vao', one.code)}<p class="btns"><button class="btn">${inWords(lang, `Gộp vào ${one.code}`, `Merge into ${one.code}`)}</button></p></form></li>`;
  const body = html`${errorSummary(wordsOf(lang), view.problems)}<a class="back" href="/ban-lam-viec/phan-anh">${inWords(lang, 'Phản ánh', 'Reports')}</a><h1>${view.title}</h1><p>${dueChip(view.chip)}</p><div class="two"><div><dl class="answers">${view.facts.map((one) => html`<div><dt>${one.label}</dt><dd>${asTyped(lang, one.value)}</dd></div>`)}</dl><section class="sec"><h2>${inWords(lang, 'Lời gốc', 'Original words')}</h2><p>${asTyped(lang, view.original)}</p><p class="btns"><a class="btn" href="${safeUrl(view.case)}">${inWords(lang, 'Mở hồ sơ xử lý', 'Open the case')}</a></p></section>
<section class="sec"><h2>${inWords(lang, 'Công khai những gì', 'What is public')}</h2><form method="post" action="/ban-lam-viec/phan-anh/${view.code}" novalidate>${hidden('_key', view.form.key)}${longBox({ name: 'loi', label: inWords(lang, 'Lời công khai (đã che tự động; che thêm nếu cần)', 'Public words (masked by machine; mask more where needed)'), value: view.form.text, problems: view.problems }, 5)}${textBox({ name: 'cho', label: inWords(lang, 'Chỗ công khai', 'Public place'), value: view.form.place })}${view.form.photos.map(photo)}<p><label class="tick"><input type="checkbox" name="an" value="1"${view.form.hidden ? html` checked` : ''}><span>${inWords(lang, 'Không công khai (rác, xúc phạm, bí mật đời tư)', 'Not public (spam, insult, private life)')}</span></label></p><p class="btns"><button class="btn go">${inWords(lang, 'Lưu', 'Save')}</button></p></form></section></div>
<aside><section class="sec"><h2>${inWords(lang, 'Có thể cùng một việc', 'Maybe the same matter')}</h2>${view.twins.length === 0 ? html`<p class="muted">${inWords(lang, 'Không thấy phản ánh giống.', 'None alike was found.')}</p>` : html`<ul class="list">${view.twins.map(twin)}</ul>`}</section></aside></div>`;
  return page(frame, { kind: 'desk', title: `${view.title} ${view.code}`, nav: 'queue', failed: view.problems.length > 0, body });
}

export type DraftForm = {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly ends: string;
  readonly unit: string;
  readonly units: readonly Choice[];
  readonly problems: readonly FieldProblem[];
};

export function deskDraftsPage(frame: Frame, view: { readonly lines: readonly DeskLine[]; readonly form: DraftForm }): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Dự thảo lấy ý kiến', 'Drafts open for comment');
  const { form } = view;
  const body = html`${errorSummary(wordsOf(lang), form.problems)}<h1>${title}</h1>${places(lang, '/ban-lam-viec/gop-y')}${lines(lang, view.lines, inWords(lang, 'Chưa có dự thảo nào', 'No drafts yet'))}<section class="sec col"><h2>${inWords(lang, 'Đăng dự thảo', 'Publish a draft')}</h2><form method="post" action="/ban-lam-viec/gop-y" novalidate>${hidden('_key', form.key)}${selectBox({ name: 'don_vi', label: inWords(lang, 'Đơn vị', 'Unit'), value: form.unit, problems: form.problems }, form.units)}${textBox({ name: 'ten', label: inWords(lang, 'Tên dự thảo', 'Title'), value: form.title, problems: form.problems })}${longBox({ name: 'noi_dung', label: inWords(lang, 'Nội dung', 'Text'), value: form.text, problems: form.problems }, 8)}${dayBox({ name: 'het', label: inWords(lang, 'Ngày cuối nhận ý kiến', 'Last day'), value: form.ends, problems: form.problems }, lang)}<p class="btns"><button class="btn go">${inWords(lang, 'Đăng', 'Publish')}</button></p></form></section>`;
  return page(frame, { kind: 'desk', title, nav: 'queue', failed: form.problems.length > 0, body });
}

export type DeskDraftView = {
  readonly id: string;
  readonly title: string;
  readonly chip: Due;
  readonly reportKey: string;
  readonly report: string;
  readonly comments: readonly {
    readonly id: string;
    readonly key: string;
    readonly about: string;
    readonly text: string;
    readonly name: string;
    readonly when: string;
    readonly answer: string;
    readonly hidden: boolean;
  }[];
  readonly problems: readonly FieldProblem[];
};

export function deskDraftPage(frame: Frame, view: DeskDraftView): Html {
  const { lang } = frame;
  const comment = (one: DeskDraftView['comments'][number]) =>
    html`<li><p class="head"><b>${one.name === '' ? inWords(lang, 'Không nêu tên', 'Without a name') : one.name}</b><span class="small muted">${one.when}</span></p>${one.about === '' ? '' : html`<p class="small muted">${asTyped(lang, one.about)}</p>`}<p>${asTyped(lang, one.text)}</p><form method="post" action="/ban-lam-viec/gop-y/${view.id}/y-kien/${one.id}" novalidate>${hidden('_key', one.key)}<div class="field"><label for="tl-${one.id}">${inWords(lang, 'Trả lời (công khai)', 'Answer (public)')}</label><textarea id="tl-${one.id}" name="tra_loi" rows="3">${one.answer}</textarea></div><label class="tick"><input type="checkbox" name="an" value="1"${one.hidden ? html` checked` : ''}><span>${inWords(lang, 'Ẩn ý kiến này (xúc phạm, rác)', 'Hide this comment (insult, spam)')}</span></label><p class="btns"><button class="btn">${inWords(lang, 'Lưu', 'Save')}</button></p></form></li>`;
  const body = html`${errorSummary(wordsOf(lang), view.problems)}<a class="back" href="/ban-lam-viec/gop-y">${inWords(lang, 'Dự thảo', 'Drafts')}</a><h1>${asTyped(lang, view.title)}</h1><p>${dueChip(view.chip)} <a href="/gop-y/${view.id}">${inWords(lang, 'Xem trang công khai', 'Public page')}</a></p><div class="col"><ul class="list">${view.comments.map(comment)}</ul><section class="sec"><h2>${inWords(lang, 'Báo cáo tiếp thu, giải trình', 'Closing report')}</h2><form method="post" action="/ban-lam-viec/gop-y/${view.id}/ket-thuc" novalidate>${hidden('_key', view.reportKey)}${longBox({ name: 'bao_cao', label: inWords(lang, 'Báo cáo (công khai); lưu thì thôi nhận ý kiến', 'Report (public); saving it closes the comments'), value: view.report, problems: view.problems }, 6)}<p class="btns"><button class="btn go">${inWords(lang, 'Công bố báo cáo', 'Publish the report')}</button></p></form></section></div>`;
  return page(frame, { kind: 'desk', title: view.title, nav: 'queue', isTyped: true, failed: view.problems.length > 0, body });
}

export type DeskSurveysView = {
  readonly lines: readonly DeskLine[];
  readonly form: {
    readonly key: string;
    readonly surveys: readonly Choice[];
    readonly units: readonly Choice[];
    readonly unit: string;
    readonly survey: string;
    readonly ends: string;
    readonly communeQuota: string;
    readonly ageQuota: string;
    readonly problems: readonly FieldProblem[];
  };
};

export function deskSurveysPage(frame: Frame, view: DeskSurveysView): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Khảo sát ý kiến', 'Surveys');
  const { form } = view;
  const numeric = html` inputmode="numeric" class="short"`;
  const open =
    form.surveys.length === 0
      ? nothing
      : html`<section class="sec col"><h2>${inWords(lang, 'Mở khảo sát của một thủ tục', 'Open a survey of a procedure')}</h2><form method="post" action="/ban-lam-viec/lay-y-kien" novalidate>${hidden('_key', form.key)}${selectBox({ name: 'khao_sat', label: inWords(lang, 'Khảo sát', 'Survey'), value: form.survey, problems: form.problems }, form.surveys)}${selectBox({ name: 'don_vi', label: inWords(lang, 'Đơn vị', 'Unit'), value: form.unit, problems: form.problems }, form.units)}${dayBox({ name: 'het', label: inWords(lang, 'Ngày kết thúc', 'Last day'), value: form.ends, problems: form.problems }, lang)}${textBox({ name: 'moi_xa', label: inWords(lang, 'Số phiếu cần của mỗi xã, phường (không bắt buộc)', 'Sheets wanted of each commune (optional)'), value: form.communeQuota, problems: form.problems }, numeric)}${textBox({ name: 'moi_tuoi', label: inWords(lang, 'Số phiếu cần của mỗi nhóm tuổi (không bắt buộc)', 'Sheets wanted of each age group (optional)'), value: form.ageQuota, problems: form.problems }, numeric)}<p class="btns"><button class="btn go">${inWords(lang, 'Mở khảo sát', 'Open')}</button></p></form></section>`;
  const body = html`${errorSummary(wordsOf(lang), form.problems)}<h1>${title}</h1>${places(lang, '/ban-lam-viec/lay-y-kien')}<p>${inWords(lang, 'Khảo sát riêng của đơn vị: nộp hồ sơ khảo sát tại Tiếp nhận, thủ trưởng duyệt thì mở.', 'A survey of your own is filed at Reception and opens when the head has approved it.')}</p>${lines(lang, view.lines, inWords(lang, 'Chưa có khảo sát nào', 'No surveys yet'))}${open}`;
  return page(frame, { kind: 'desk', title, nav: 'queue', failed: form.problems.length > 0, body });
}

export type DeskSurveyView = {
  readonly id: string;
  readonly title: string;
  readonly chip: Due;
  readonly count: number;
  readonly key: string;
  readonly isOpen: boolean;
  readonly links?: readonly string[];
  readonly words: readonly { readonly question: string; readonly texts: readonly string[] }[];
  readonly problems: readonly FieldProblem[];
};

export function deskSurveyPage(frame: Frame, view: DeskSurveyView): Html {
  const { lang } = frame;
  const links =
    view.links === undefined
      ? nothing
      : html`${note({ tone: 'sap', title: inWords(lang, 'Các đường dẫn chỉ hiện một lần', 'The links are shown only once'), text: inWords(lang, 'Chép lại ngay; mỗi đường dẫn trả lời được một lần.', 'Copy them now; each answers once.') })}${longBox({ name: 'duong_dan', label: inWords(lang, 'Đường dẫn', 'Links'), value: view.links.join('\n') }, 8, html` readonly`)}`;
  const make = view.isOpen
    ? html`<section class="sec"><h2>${inWords(lang, 'Đường dẫn riêng', 'Links of their own')}</h2><form method="post" action="/ban-lam-viec/lay-y-kien/${view.id}/duong-dan" novalidate>${hidden('_key', view.key)}${textBox({ name: 'so', label: inWords(lang, 'Số đường dẫn, tối đa 500', 'How many, at most 500'), value: '10', problems: view.problems }, html` inputmode="numeric" class="short"`)}<p class="btns"><button class="btn">${inWords(lang, 'Tạo', 'Make')}</button></p></form><p class="btns"><a class="btn" href="/nhap-phieu/${view.id}">${inWords(lang, 'Nhập phiếu giấy', 'Type in paper sheets')}</a><a class="btn" href="/lay-y-kien/${view.id}">${inWords(lang, 'Trang công khai', 'Public page')}</a></p></section>`
    : html`<p class="btns"><a class="btn" href="/lay-y-kien/${view.id}">${inWords(lang, 'Trang công khai', 'Public page')}</a></p>`;
  const words = view.words.map(
    (one) =>
      html`<section class="sec"><h2>${asTyped(lang, one.question)}</h2><ul class="because">${one.texts.map((text) => html`<li>${asTyped(lang, text)}</li>`)}</ul></section>`,
  );
  const body = html`${errorSummary(wordsOf(lang), view.problems)}<a class="back" href="/ban-lam-viec/lay-y-kien">${inWords(lang, 'Khảo sát', 'Surveys')}</a><h1>${asTyped(lang, view.title)}</h1><p>${dueChip(view.chip)} ${inWords(lang, `${view.count} phiếu`, `${view.count} sheets`)}</p><div class="col">${links}${make}${words}</div>`;
  return page(frame, { kind: 'desk', title: view.title, nav: 'queue', isTyped: true, failed: view.problems.length > 0, body });
}

/** Whoever goes from house to house types in what was written on paper. */
export function paperEntryPage(frame: Frame, view: { readonly title: string; readonly said?: string; readonly sheet: SheetView }): Html {
  const title = inWords(frame.lang, 'Nhập phiếu giấy', 'Type in a paper sheet');
  const body = html`<div class="col">${errorSummary(wordsOf(frame.lang), view.sheet.problems)}<h1>${title}</h1><p class="lead">${asTyped(frame.lang, view.title)}</p>${view.said === undefined ? '' : note({ tone: 'han', role: 'status', title: view.said })}${sheet(view.sheet, frame.lang)}</div>`;
  return page(frame, { kind: 'citizen', title, failed: view.sheet.problems.length > 0, body });
}
