/** `/phan-anh/gui`: photo, place, words on one page that works without script; and the page that asks the code sent to the phone. */
import type { Label, Lang } from '../../base/text.ts';
import { wordsOf } from '../../base/words.ts';
import type { Form, Problem, RawAnswers } from '../../engine/form/form.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { errorSummary, hidden, note } from '../parts/bits.ts';
import type { Pen } from '../parts/control.ts';
import { control } from '../parts/control.ts';
import { penOf } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, nothing, safeUrl } from '../parts/html.ts';
import { ownWords } from '../parts/paper-field.ts';
import type { Choice, FieldProblem } from '../parts/shape.ts';
import { selectBox, textBox, trap } from './parts.ts';
import { mapSide } from './sketch.ts';
import { inWords } from './words.ts';

export type SendView = {
  readonly title: string;
  readonly text: string;
  readonly service: string;
  readonly key: string;
  readonly visit: string;
  readonly form: Form;
  readonly typed: RawAnswers;
  /** Answers asked in words (never place, commune, reopening), in their order. */
  readonly asks: readonly string[];
  /** The answer a guest is sent a code to: it has to be given, whatever the service says. */
  readonly codeTo?: string;
  readonly problems: readonly Problem[];
  readonly general: readonly FieldProblem[];
  readonly units: readonly Choice[];
  readonly unit: string;
  readonly unitName: string;
  /** Present where the service takes a place: the map's address and the place as far as it is known. */
  readonly place?: { readonly map: string; readonly words?: string; readonly latitude: string; readonly longitude: string };
  readonly photos?: { readonly most: number; readonly held: readonly { readonly id: string; readonly name: string }[] };
};

const codeHint: Label = {
  vi: 'Mã xác nhận gồm 6 chữ số được gửi tới số này; số không công khai.',
  en: 'A code of 6 digits is sent to this number; it is not public.',
};

export function sendPage(frame: Frame, view: SendView): Html {
  const { lang } = frame;
  const say = wordsOf(lang);
  const general = view.general;
  const problems = [...general, ...view.problems.map((one) => ({ name: one.field, text: one.text[lang] }))];
  const ofForm = penOf({ form: view.form, typed: view.typed, problems: view.problems }, lang);
  const pen: Pen = { ...ofForm, problem: (name) => ofForm.problem(name) ?? general.find((one) => one.name === name)?.text };
  const fields = view.asks.flatMap((path) => {
    const field = view.form.fields.get(path);
    return field === undefined ? [] : [control(pen, path === view.codeTo ? { ...field, required: true, hint: codeHint } : field, path, '')];
  });
  const body = html`<div class="col"><a class="back" href="/phan-anh">${inWords(lang, 'Phản ánh, góp ý', 'Reports and comments')}</a>${errorSummary(say, problems)}<h1>${view.title}</h1><p class="lead">${view.text}</p>
<form method="post" action="/phan-anh/gui" enctype="multipart/form-data" novalidate>${hidden('_key', view.key)}${hidden('_visit', view.visit)}${hidden('_loai', view.service)}${trap(lang)}
<p hidden><button>${inWords(lang, 'Gửi', 'Send')}</button></p>${photoPart(view, general, lang)}${placePart(view, general, lang)}<section class="sec"><h2>${inWords(lang, 'Việc gì', 'What happened')}</h2>${fields}</section>
<p class="btns"><button class="btn go big" name="_gui" value="1">${inWords(lang, 'Gửi phản ánh', 'Send')}</button></p><p class="small muted">${inWords(lang, 'Số điện thoại và tên chỉ đơn vị xử lý biết. Số điện thoại, số định danh, biển số trong lời phản ánh được che trước khi công khai; ảnh chỉ công khai sau khi cán bộ xem.', 'Only the unit that handles it knows your telephone and name. Numbers in your words are covered before they are public; pictures are public only after an officer has looked at them.')}</p></form></div>`;
  return page(frame, { kind: 'citizen', title: view.title, failed: problems.length > 0, body, script: 'place' });
}

function photoPart(view: SendView, problems: readonly FieldProblem[], lang: Lang): Html {
  if (view.photos === undefined) return nothing;
  const problem = problems.find((one) => one.name === 'anh')?.text;
  const held = view.photos.held.map(
    (one) => html`<p class="small">${hidden('_anh', one.id)}<b>${one.name}</b> <span class="muted">${inWords(lang, 'đã nhận', 'received')}</span></p>`,
  );
  return html`<section class="sec"><h2>${inWords(lang, 'Ảnh', 'Pictures')}</h2><div class="field${problem === undefined ? '' : ' bad'}"><label for="${fieldId('anh')}">${inWords(lang, `Chụp hoặc chọn ảnh, tối đa ${view.photos.most}`, `Take or choose pictures, at most ${view.photos.most}`)}</label><p class="hint" id="${fieldId('anh')}-h">${inWords(lang, 'Không bắt buộc. Tránh chụp rõ mặt người.', 'Optional. Please avoid faces.')}</p>${problem === undefined ? '' : html`<p class="err" id="${fieldId('anh')}-e">${problem}</p>`}${held}${ownWords(inWords(lang, 'Chụp hoặc chọn ảnh', 'Take or choose pictures'))}<input type="file" id="${fieldId('anh')}" name="anh" accept="image/*" multiple aria-describedby="${fieldId('anh')}-h${problem === undefined ? '' : ` ${fieldId('anh')}-e`}"${problem === undefined ? '' : html` aria-invalid="true"`}></div></section>`;
}

function placePart(view: SendView, problems: readonly FieldProblem[], lang: Lang): Html {
  const unit = selectBox(
    { name: '_unit', label: inWords(lang, 'Xã, phường', 'Commune or ward'), value: view.unit, problems },
    view.units,
    inWords(lang, 'Chọn', 'Choose'),
  );
  const { place } = view;
  if (place === undefined) return html`<section class="sec"><h2>${inWords(lang, 'Đơn vị nào', 'Which unit')}</h2>${unit}</section>`;
  const known = place.latitude !== '';
  const where = known
    ? inWords(
        lang,
        `Đã chọn điểm ${place.latitude}, ${place.longitude}${view.unitName === '' ? '' : `, gần ${view.unitName}`}.`,
        `Chosen: ${place.latitude}, ${place.longitude}${view.unitName === '' ? '' : `, near ${view.unitName}`}.`,
      )
    : inWords(lang, 'Chưa chọn điểm. Không bắt buộc nếu đã chọn xã và tả chỗ.', 'No point yet. Not needed when the commune is chosen and the place described.');
  return html`<section class="sec"><h2>${inWords(lang, 'Ở đâu', 'Where')}</h2><p class="btns" hidden data-gps><button type="button" class="btn">${inWords(lang, 'Lấy vị trí của tôi', 'Use my position')}</button></p>
<p id="diem-h">${inWords(lang, 'Chạm vào sơ đồ để đánh dấu; sơ đồ phóng to dần.', 'Touch the sketch to mark the place; it zooms in.')}</p><p><input type="image" name="diem" src="${place.map}" width="${mapSide}" height="${mapSide}" alt="${inWords(lang, 'Sơ đồ các xã, phường: chạm để đánh dấu chỗ', 'Sketch of communes: touch to mark the place')}" aria-describedby="diem-h diem-s"></p>
<p class="small" id="diem-s" role="status" data-point="${inWords(lang, 'Đã chọn điểm {lat}, {lon}.', 'Chosen: {lat}, {lon}.')}" data-off="${inWords(lang, 'Không lấy được vị trí. Hãy chọn xã và tả chỗ.', 'No position could be found. Choose the commune and describe the place.')}">${where}</p>${hidden('_lat', place.latitude)}${hidden('_lon', place.longitude)}${unit}${place.words === undefined ? '' : textBox({ name: '_cho', label: inWords(lang, 'Tả chỗ xảy ra', 'Describe the place'), value: place.words, hint: inWords(lang, 'Ví dụ: trước số nhà 12 đường Hư Cấu', 'For example: in front of house 12, Sample Street'), problems })}</section>`;
}

export type CodeView = {
  readonly phone: string;
  readonly carried: readonly (readonly [string, string])[];
  readonly problems: readonly FieldProblem[];
  /** Sample province without an SMS gate: the code stands on the page. */
  readonly shown?: string;
  /** Sample province with a gate: the page with the sample telephones, where the message has arrived. */
  readonly phones?: string;
};

function phonesNote(lang: Lang, phones: string | undefined): Html | '' {
  if (phones === undefined) return '';
  const open = html`<a href="${safeUrl(phones)}" target="_blank" rel="noopener">${inWords(lang, 'Xem điện thoại mẫu', 'Open the sample telephones')}</a>`;
  const text = html`${inWords(lang, 'Bản dùng thử không gửi tin nhắn thật: mã nằm ở điện thoại mẫu.', 'The sample province sends no real messages: the code is at the sample telephones.')} ${open}`;
  return note({ tone: 'info', title: inWords(lang, 'Mã đã đến điện thoại mẫu', 'The code has come to a sample telephone'), text });
}

/** Everything typed is carried along. */
export function codePage(frame: Frame, view: CodeView): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Xác nhận số điện thoại', 'Confirm your telephone');
  const sample =
    view.shown === undefined
      ? phonesNote(lang, view.phones)
      : note({
          tone: 'info',
          title: inWords(lang, `Mã mẫu: ${view.shown}`, `Sample code: ${view.shown}`),
          text: inWords(lang, 'Bản dùng thử không gửi tin nhắn thật.', 'The sample province sends no real messages.'),
        });
  const body = html`<div class="col">${errorSummary(wordsOf(lang), view.problems)}<h1>${title}</h1><p>${inWords(lang, `Mã gồm 6 chữ số đã gửi tới ${view.phone}, có hiệu lực 10 phút.`, `A code of 6 digits was sent to ${view.phone}; it is good for 10 minutes.`)}</p>${sample}<form method="post" action="/phan-anh/gui" novalidate>${view.carried.map(([name, value]) => hidden(name, value))}${textBox({ name: '_ma', label: inWords(lang, 'Mã xác nhận', 'Code'), value: '', problems: view.problems }, html` inputmode="numeric" autocomplete="one-time-code" maxlength="8" class="short"`)}<p class="btns"><button class="btn go big">${inWords(lang, 'Xác nhận và gửi', 'Confirm and send')}</button><button class="btn" name="_lai" value="1">${inWords(lang, 'Gửi mã mới', 'Send a new code')}</button></p></form></div>`;
  return page(frame, { kind: 'citizen', title, failed: view.problems.length > 0, body });
}
