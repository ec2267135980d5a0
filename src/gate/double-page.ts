/** What would have arrived: one telephone or mailbox a section, newest first. A page of its own, without script. */
import { html } from 'hono/html';

export type Arrived = {
  readonly key: string;
  readonly by: 'sms' | 'zalo' | 'email';
  readonly to: string;
  readonly text: string;
  readonly link?: string;
  /** Machine time, ISO. */
  readonly at: string;
};

const names = { sms: 'Tin nhắn', zalo: 'Zalo', email: 'Thư điện tử' } as const;

const style =
  'body{margin:0 auto;max-width:42rem;padding:16px;font:17px/1.6 system-ui,sans-serif;background:#fbfaf6;color:#1d1a16}h1{font-size:24px;line-height:1.35}h2{font-size:20px;border-top:2px solid #1d1a16;padding-top:8px;margin:32px 0 8px}ul{list-style:none;margin:0;padding:0}li{border-bottom:1px solid #e3ded3;padding:12px 0}p{margin:0;overflow-wrap:anywhere}small{color:#6a6256}a{color:#1f4c93}.mau{background:#f5f0e5;padding:8px;font-size:14px}';

export function phonesPage(arrived: readonly Arrived[]): string {
  const newest = arrived.toReversed();
  const receivers = [...new Set(newest.map((one) => one.to))];
  const line = (one: Arrived) => {
    const [link] = one.link === undefined ? (/https?:\/\/\S+/.exec(one.text) ?? []) : [one.link];
    const text = one.link === undefined && link !== undefined ? one.text.replace(link, '').trim() : one.text;
    return html`<li><p>${text}</p>${link !== undefined && /^https?:/.test(link) ? html`<p><a href="${link}">${link}</a></p>` : ''}<small>${names[one.by]} · ${one.at.slice(11, 19)} (giờ máy, UTC)</small></li>`;
  };
  const list = receivers.map((to) => html`<section><h2>${to}</h2><ul>${newest.filter((one) => one.to === to).map(line)}</ul></section>`);
  const body = receivers.length === 0 ? html`<p>Chưa có thông báo nào. Khi một hồ sơ mẫu có việc cần báo, tin sẽ hiện ở đây.</p>` : list;
  return html`<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Điện thoại mẫu - Cửa Số</title><style>${style}</style></head><body><p class="mau"><b>DỮ LIỆU MẪU</b> · không tin nào rời khỏi máy này</p><main><h1>Điện thoại và hộp thư của tỉnh mẫu</h1><p>Những gì đã gửi ra ngoài qua tin nhắn, Zalo và thư điện tử. Mới nhất ở trên; tải lại trang để xem tin mới.</p>${body}</main></body></html>`.toString();
}
