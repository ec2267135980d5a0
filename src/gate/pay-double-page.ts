/** What the sample bank shows the payer: plain pages, without script, in two languages. */
import { showDong } from '../base/money.ts';
import type { Lang } from '../base/text.ts';
import { showInstant } from '../base/time.ts';
import type { DoubleBook, DoubleCredit, DoubleOrder } from './pay-double.ts';

export const ways = ['dung', 'thieu', 'thua', 'hai-lan'] as const;
export type Way = (typeof ways)[number];

const names: Readonly<Record<Way, { readonly vi: string; readonly en: string }>> = {
  dung: { vi: 'Trả tiền', en: 'Pay' },
  thieu: { vi: 'Trả thiếu một nửa', en: 'Pay half of it' },
  thua: { vi: 'Trả thừa 10.000 đ', en: 'Pay 10,000 đ too much' },
  'hai-lan': { vi: 'Trả hai lần', en: 'Pay twice' },
};

export function orderPage(order: DoubleOrder, paid: readonly DoubleCredit[], lang: Lang): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en);
  const done = paid.length === 0 ? '' : `<p class="done">${t('Đã trả', 'Paid')} ${paid.map((one) => showDong(one.amount, lang)).join(' + ')}</p>`;
  const buttons = ways.map(
    (way, index) =>
      `<button name="cach" value="${way}"${index === 0 ? ' class="go"' : ''}>${names[way][lang]}${way === 'dung' ? ` ${showDong(order.amount, lang)}` : ''}</button>`,
  );
  const body = `<h1>${t('Thanh toán', 'Payment')}</h1>${done}<dl><dt>${t('Nội dung', 'For')}</dt><dd lang="vi">${escaped(order.title)}</dd><dt>${t('Mã', 'Reference')}</dt><dd>${escaped(order.reference)}</dd><dt>${t('Số tiền', 'Amount')}</dt><dd><b>${showDong(order.amount, lang)}</b></dd></dl>
<form method="post" action="/tra/${order.id}?lang=${lang}">${buttons.join('')}</form><p><a href="${escaped(order.returnUrl)}">${t('Quay lại trang dịch vụ công', 'Back to the public services')}</a></p>`;
  return page(t('Thanh toán', 'Payment'), body, lang);
}

export function homePage(book: DoubleBook, holds: boolean, qr: string, lang: Lang): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en);
  const line = (one: DoubleCredit): string =>
    `<tr><td>${one.id}</td><td>${showInstant(one.at, lang)}</td><td>${showDong(one.amount, lang)}</td><td>${escaped(one.content)}</td></tr>`;
  const body = `<h1>${t('Ngân hàng mẫu', 'Sample bank')}</h1><p>${t('Tiền ở đây là tiền mẫu. Chuyển khoản như từ ứng dụng ngân hàng:', 'The money here is sample money. A transfer as from the app of a bank:')}</p>
<form method="post" action="/chuyen-khoan?lang=${lang}"><label>${t('Dãy ký tự trong mã VietQR (nếu có)', 'Text of the VietQR code, if there is one')}<textarea name="qr" rows="3">${escaped(qr)}</textarea></label><label>${t('Số tiền, đồng', 'Amount (đ)')}<input name="so_tien" inputmode="numeric"></label><label>${t('Nội dung', 'Content')}<input name="noi_dung" maxlength="200"></label><button class="go">${t('Chuyển khoản', 'Transfer')}</button></form>
<h2>${t('Báo có', 'Callbacks')}</h2><form method="post" action="/bao-co?lang=${lang}"><p>${holds ? t('Đang giữ lại, không báo cho ai.', 'Held back: nobody is told.') : t('Mỗi khoản được báo ngay.', 'Every credit is told at once.')}</p><button name="giu" value="${holds ? '0' : '1'}">${holds ? t('Báo lại như thường', 'Tell again') : t('Giữ báo có lại', 'Hold callbacks back')}</button></form>
<h2>${t('Các khoản đã nhận', 'Credits')}</h2><table><thead><tr><th>${t('Mã giao dịch', 'Transaction')}</th><th>${t('Lúc', 'At')}</th><th>${t('Số tiền', 'Amount')}</th><th>${t('Nội dung', 'Content')}</th></tr></thead><tbody>${book.credits().slice(-50).toReversed().map(line).join('')}</tbody></table>`;
  return page(t('Ngân hàng mẫu', 'Sample bank'), body, lang);
}

const style =
  'body{font:17px/1.6 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;margin:0;background:#f3f5f8;color:#1c232d}main{max-width:40rem;margin:0 auto;padding:16px}header{background:#12365f;color:#fff;padding:12px 16px}header b{margin-right:8px}button,input,textarea{font:inherit;min-height:44px;width:100%;box-sizing:border-box;margin:4px 0 12px;padding:8px 12px;border:1px solid #8894a5;border-radius:6px;background:#fff;color:inherit}button{cursor:pointer}.go{background:#12365f;border-color:#12365f;color:#fff}dt{color:#515d6d}dd{margin:0 0 8px}table{border-collapse:collapse;width:100%;font-size:15px;display:block;overflow-x:auto}td,th{text-align:left;padding:4px 8px;border-bottom:1px solid #d5dbe3}.done{padding:8px 12px;border-left:4px solid #0f6a5b;background:#fff}a{color:#12365f;display:inline-block;padding:10px 0}';

const page = (title: string, body: string, lang: Lang): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body><header><b>${lang === 'vi' ? 'Cổng thanh toán mẫu' : 'Sample payment gateway'}</b><span>${lang === 'vi' ? 'DỮ LIỆU MẪU' : 'SAMPLE DATA'}</span></header><main>${body}</main></body></html>`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
