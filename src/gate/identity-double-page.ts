/** The pages of the identity double: choose whom to be, type the one-time code. Plain, without script, and marked as a simulation on every page. Pure. */
import type { DoublePerson } from './identity-double.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Its own look, so that nobody takes it for the platform or for the real thing. */
export const doubleStyle = `:root{color-scheme:light}*{box-sizing:border-box}body{margin:0;font:17px/1.6 system-ui,sans-serif;color:#16202c;background:#eef2f6}
aside{background:#4a2b00;color:#fff;padding:10px 16px;text-align:center;font-weight:700}main{max-width:34rem;margin:0 auto;padding:16px}
h1{font-size:1.5rem;line-height:1.25;margin:16px 0 8px}form,.box{background:#fff;border:1px solid #c3ccd6;padding:16px;margin:16px 0}
fieldset{border:0;margin:0;padding:0}legend{font-weight:700;padding:0}label.who{display:flex;gap:12px;align-items:flex-start;padding:10px 0;border-top:1px solid #dde3ea;min-height:44px}
input[type=radio]{width:22px;height:22px;margin:3px 0 0;flex:none}small{color:#46525f;display:block}input[type=text]{font:inherit;font-size:1.4rem;letter-spacing:.2em;width:100%;min-height:48px;padding:6px 10px;border:1px solid #5b6875}
button,a.no{font:inherit;min-height:48px;padding:8px 20px;border:1px solid #1c4f86;background:#1c4f86;color:#fff;font-weight:700;text-decoration:none;display:inline-flex;align-items:center}a.no{background:#fff;color:#1c4f86}
p.go{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0 0}.err{color:#a01010;font-weight:700}.code{font-size:1.8rem;letter-spacing:.15em;font-weight:700}:focus-visible{outline:3px solid #b35c00;outline-offset:2px}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} - Mô phỏng định danh điện tử</title><style>${doubleStyle}</style></head><body><aside aria-label="Mô phỏng">MÔ PHỎNG · DỮ LIỆU MẪU<br>Đây không phải hệ thống định danh quốc gia; mọi người ở đây là người không có thật.</aside><main>${body}</main></body></html>`;

const masked = (idNumber: string): string => `${idNumber.slice(0, 4)}******${idNumber.slice(-2)}`;

export function choosePage(uid: string, people: readonly DoublePerson[], problem?: string): string {
  const one = (person: DoublePerson, index: number): string =>
    `<label class="who"><input type="radio" name="person" value="${index}"${index === 0 ? ' checked' : ''}><span><b>${escaped(person.name)}</b><small>Số định danh ${masked(person.idNumber)} · mức ${person.level}</small><small>${escaped(person.about)}</small></span></label>`;
  return page(
    'Chọn người',
    `<h1>Đăng nhập bằng định danh điện tử</h1><p>Ở hệ thống thật, ông/bà mở ứng dụng định danh trên điện thoại. Ở đây, chọn một người mẫu.</p>${problemText(problem)}<form method="post" action="/chon/${uid}"><fieldset><legend>Đăng nhập là</legend>${people.map(one).join('')}</fieldset><p class="go"><button>Nhận mã một lần</button><a class="no" href="/chon/${uid}/huy">Hủy</a></p></form>`,
  );
}

export function codePage(uid: string, person: DoublePerson, code: string, problem?: string): string {
  const shown = `${code.slice(0, 3)} ${code.slice(3)}`;
  return page(
    'Nhập mã một lần',
    `<h1>Nhập mã một lần</h1><p>Mã được gửi tới điện thoại của <b>${escaped(person.name)}</b>. Vì là mô phỏng, mã hiện ngay đây:</p><div class="box"><p class="code" id="ma-mau">${shown}</p></div>${problemText(problem)}<form method="post" action="/chon/${uid}/ma"><label for="code"><b>Mã 6 số</b></label><input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required><p class="go"><button>Xác nhận</button><a class="no" href="/chon/${uid}/huy">Hủy</a></p></form>`,
  );
}

export const lostPage = (): string => page('Phiên đã cũ', '<h1>Phiên đăng nhập này đã cũ</h1><p>Quay lại cổng dịch vụ công và bấm đăng nhập lại từ đầu.</p>');

const problemText = (problem: string | undefined): string => (problem === undefined ? '' : `<p class="err" role="alert">${escaped(problem)}</p>`);
