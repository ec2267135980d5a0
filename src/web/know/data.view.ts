/** `/du-lieu-mo`: the catalogue of open data, with the licence and the visits counted. */
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { why } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html } from '../parts/html.ts';
import type { Reuse } from '../parts/reuse.ts';
import { licenceName, licencePage, reuseLine } from '../parts/reuse.ts';
import { inWords } from './words.ts';

export type SetView = {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly rows: string;
  readonly changed: string;
  readonly columns: readonly { readonly name: string; readonly about: string }[];
};
export type VisitsView = readonly { readonly name: string; readonly today: string; readonly week: string; readonly month: string }[];
export type DataView = { readonly sets: readonly SetView[]; readonly publisher: string; readonly visits: VisitsView; readonly reuse: Reuse };

export function visitTable(frame: Pick<Frame, 'lang'>, visits: VisitsView): Html {
  const { lang } = frame;
  if (visits.length === 0) return html`<p class="muted">${inWords(lang, 'Chưa đếm được lượt nào.', 'Nothing has been counted yet.')}</p>`;
  return html`<table class="ledger"><thead><tr><th scope="col">${inWords(lang, 'Nhóm trang', 'Pages')}</th><th scope="col" class="end">${inWords(lang, 'Hôm nay', 'Today')}</th><th scope="col" class="end">${inWords(lang, '7 ngày', '7 days')}</th><th scope="col" class="end">${inWords(lang, '30 ngày', '30 days')}</th></tr></thead><tbody>${visits.map((one) => html`<tr><th scope="row">${one.name}</th><td class="end">${one.today}</td><td class="end">${one.week}</td><td class="end">${one.month}</td></tr>`)}</tbody></table>`;
}

export function dataPage(frame: Frame, view: DataView): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Dữ liệu mở', 'Open data');
  const set = (one: SetView) => {
    const columns = html`${one.columns.map((column, index) => html`${index === 0 ? '' : html`<br>`}<b>${column.name}</b>: ${column.about}`)}`;
    return html`<section class="sec" id="${one.id}"><h2>${one.title}</h2><p>${one.about}</p><p class="small muted">${one.rows} · ${inWords(lang, 'thay đổi lần cuối', 'last changed')} ${one.changed} · <a href="${licencePage}">${licenceName}</a> · ${view.publisher}</p><p class="btns"><a class="btn" href="/du-lieu-mo/${one.id}.csv" aria-label="${one.title}, CSV">CSV</a><a class="btn" href="/du-lieu-mo/${one.id}.json" aria-label="${one.title}, JSON">JSON</a></p>${why(inWords(lang, 'Các cột', 'Columns'), columns)}</section>`;
  };
  const lead = inWords(
    lang,
    'Ai cũng được lấy, dùng lại, chia sẻ, kể cả để kinh doanh, miễn là ghi nguồn. Không có dữ liệu cá nhân.',
    'Anybody may take, reuse and share it, commercially too, as long as the source is named. No personal data.',
  );
  const visits = html`<section class="sec"><h2>${inWords(lang, 'Lượt xem trang', 'Visits')}</h2>${visitTable(frame, view.visits)}<p class="small muted">${inWords(lang, 'Đếm trên máy chủ thành tổng theo ngày; không dùng cookie, không lưu địa chỉ mạng hay dấu hiệu của ai.', 'Counted on the server as daily sums; no cookie is used and no address or mark of anybody kept.')}</p></section>`;
  const machines = html`<section class="sec"><h2>${inWords(lang, 'Cho máy', 'For machines')}</h2><ul class="links"><li><a href="/du-lieu-mo/dcat.jsonld">${inWords(lang, 'Danh mục DCAT (JSON-LD)', 'Catalogue, DCAT (JSON-LD)')}</a></li><li><a href="/tin-tuc/atom.xml">${inWords(lang, 'Tin tức (Atom)', 'News (Atom)')}</a></li></ul></section>`;
  const body = html`<div class="two"><div><h1>${title}</h1><p class="lead">${lead}</p>${view.sets.map(set)}${reuseLine(lang, view.reuse)}</div><aside>${visits}${machines}</aside></div>`;
  return page(frame, { kind: 'citizen', title, body });
}

export function licenceView(frame: Frame, reuse: Reuse): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Dùng lại thông tin của trang này', 'Using the information of this site again');
  const say = (vi: string, en: string): Html => html`<li>${inWords(lang, vi, en)}</li>`;
  const body = html`<article class="col"><a class="back" href="/du-lieu-mo">${inWords(lang, 'Dữ liệu mở', 'Open data')}</a><h1>${title}</h1><div class="flow prose"><p>${inWords(lang, 'Tin, cẩm nang, thông tin thủ tục và dữ liệu mở ở đây được công bố theo giấy phép Creative Commons Ghi công 4.0 Quốc tế', 'News, handbook, procedures and open data here are published under Creative Commons Attribution 4.0 International')} (${licenceName}).</p><h2>${inWords(lang, 'Ông/bà được', 'You may')}</h2><ul>${say('chép, chia sẻ bằng mọi phương tiện;', 'copy and share it in any medium;')}${say('sửa đổi, ghép với dữ liệu khác, dùng để kinh doanh.', 'change it, combine it, use it commercially.')}</ul><h2>${inWords(lang, 'Với điều kiện', 'Provided that you')}</h2><ul>${say('ghi nguồn: đơn vị chịu trách nhiệm, địa chỉ trang, ngày lấy;', 'name the source: responsible unit, address, day;')}${say('nói rõ nếu đã sửa;', 'say so if you changed it;')}${say('không làm người khác hiểu rằng cơ quan nhà nước ủng hộ mình.', 'do not suggest that the authority endorses you.')}</ul><h2>${inWords(lang, 'Không gồm', 'Not included')}</h2><ul>${say('dữ liệu cá nhân, ảnh chụp người;', 'personal data and pictures of people;')}${say('quốc huy, con dấu, chữ ký, tên và dấu hiệu của cơ quan.', 'the emblem, seals, signatures, names and signs of authorities.')}</ul><p>${inWords(lang, 'Dữ liệu được đưa ra đúng như đang có, không kèm bảo đảm. Văn bản có giá trị pháp lý là văn bản gốc của cơ quan.', 'The data are given as they are, without warranty. The legally binding text is the original of the authority.')}</p><p><a href="https://creativecommons.org/licenses/by/4.0/">creativecommons.org/licenses/by/4.0</a></p></div>${reuseLine(lang, reuse)}</article>`;
  return page(frame, { kind: 'citizen', title, body });
}
