/** The pages of the identity double: choose whom to be, type the one-time code. Plain, without script, and marked as a simulation on every page. Pure. */
import type { Lang } from '../base/text.ts';
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

const words = {
  vi: {
    simulation: 'Mô phỏng',
    simulated: 'Mô phỏng định danh điện tử',
    sample: 'MÔ PHỎNG · DỮ LIỆU MẪU',
    notReal: 'Đây không phải hệ thống định danh quốc gia; mọi người ở đây là người không có thật.',
    choose: 'Chọn người',
    signIn: 'Đăng nhập bằng định danh điện tử',
    lead: 'Ở hệ thống thật, ông/bà mở ứng dụng định danh trên điện thoại. Ở đây, chọn một người mẫu.',
    as: 'Đăng nhập là',
    number: 'Số định danh',
    level: 'mức',
    getCode: 'Nhận mã một lần',
    cancel: 'Hủy',
    code: 'Nhập mã một lần',
    sentTo: 'Mã được gửi tới điện thoại của',
    shown: 'Vì là mô phỏng, mã hiện ngay đây:',
    six: 'Mã 6 số',
    confirm: 'Xác nhận',
    old: 'Phiên đã cũ',
    oldTitle: 'Phiên đăng nhập này đã cũ',
    oldText: 'Quay lại cổng dịch vụ công và bấm đăng nhập lại từ đầu.',
    chooseOne: 'Chọn một người trong danh sách.',
    expired: 'Mã đã hết hạn. Chọn lại để nhận mã mới.',
    wrong: 'Mã không đúng. Nhập lại 6 số hiện ở trên.',
  },
  en: {
    simulation: 'Simulation',
    simulated: 'Simulated electronic identity',
    sample: 'SIMULATION · SAMPLE DATA',
    notReal: 'This is not the national identity system; nobody here is a real person.',
    choose: 'Choose a person',
    signIn: 'Sign in with the electronic identity',
    lead: 'At the real system you would open the identity app on your phone. Here, choose a sample person.',
    as: 'Sign in as',
    number: 'Identity number',
    level: 'level',
    getCode: 'Get a one-time code',
    cancel: 'Cancel',
    code: 'Enter the one-time code',
    sentTo: 'The code was sent to the phone of',
    shown: 'As this is a simulation, the code is shown right here:',
    six: 'Code of 6 digits',
    confirm: 'Confirm',
    old: 'An old sign-in',
    oldTitle: 'This sign-in is too old',
    oldText: 'Go back to the public service portal and sign in from the beginning.',
    chooseOne: 'Choose a person from the list.',
    expired: 'The code has expired. Choose again to get a new one.',
    wrong: 'The code is not right. Enter the 6 digits shown above again.',
  },
} as const satisfies Record<Lang, Readonly<Record<string, string>>>;

/** What can go wrong on the way, said in the language of the page. */
export type DoubleProblem = 'chooseOne' | 'expired' | 'wrong';

/** The first language of ours that was asked for: 'en-GB vi' is English. Vietnamese when none was. */
export const langAsked = (asked: unknown): Lang => (/\b(vi|en)\b/.exec(String(asked ?? ''))?.[1] === 'en' ? 'en' : 'vi');

function page(lang: Lang, title: string, body: string): string {
  const say = words[lang];
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} - ${say.simulated}</title><style>${doubleStyle}</style></head><body><aside aria-label="${say.simulation}">${say.sample}<br>${say.notReal}</aside><main>${body}</main></body></html>`;
}

const masked = (idNumber: string): string => `${idNumber.slice(0, 4)}******${idNumber.slice(-2)}`;
const named = (person: DoublePerson): string => `<b lang="vi">${escaped(person.name)}</b>`;

export function choosePage(lang: Lang, uid: string, people: readonly DoublePerson[], problem?: DoubleProblem): string {
  const say = words[lang];
  const one = (person: DoublePerson, index: number): string =>
    `<label class="who"><input type="radio" name="person" value="${index}"${index === 0 ? ' checked' : ''}><span>${named(person)}<small>${say.number} ${masked(person.idNumber)} · ${say.level} ${person.level}</small><small>${escaped(person.about[lang])}</small></span></label>`;
  return page(
    lang,
    say.choose,
    `<h1>${say.signIn}</h1><p>${say.lead}</p>${problemText(lang, problem)}<form method="post" action="/chon/${uid}"><fieldset><legend>${say.as}</legend>${people.map(one).join('')}</fieldset><p class="go"><button>${say.getCode}</button><a class="no" href="/chon/${uid}/huy">${say.cancel}</a></p></form>`,
  );
}

/** `asked`: whose code it is, and the code. */
export function codePage(lang: Lang, uid: string, { person, code }: { readonly person: DoublePerson; readonly code: string }, problem?: DoubleProblem): string {
  const say = words[lang];
  const shown = `${code.slice(0, 3)} ${code.slice(3)}`;
  return page(
    lang,
    say.code,
    `<h1>${say.code}</h1><p>${say.sentTo} ${named(person)}. ${say.shown}</p><div class="box"><p class="code" id="ma-mau">${shown}</p></div>${problemText(lang, problem)}<form method="post" action="/chon/${uid}/ma"><label for="code"><b>${say.six}</b></label><input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required><p class="go"><button>${say.confirm}</button><a class="no" href="/chon/${uid}/huy">${say.cancel}</a></p></form>`,
  );
}

export const lostPage = (lang: Lang): string => page(lang, words[lang].old, `<h1>${words[lang].oldTitle}</h1><p>${words[lang].oldText}</p>`);

const problemText = (lang: Lang, problem: DoubleProblem | undefined): string =>
  problem === undefined ? '' : `<p class="err" role="alert">${words[lang][problem]}</p>`;
