/** `/thong-bao/cach-nhan`: by which ways one wants to be told, an e-mail address, devices. Works without script; a device is added by it. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { errorSummary, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html } from '../parts/html.ts';
import type { Choice, FieldProblem } from '../parts/shape.ts';

export type WishesView = {
  readonly key: string;
  /** A box per way, named 'case.sms'. */
  readonly groups: readonly {
    readonly name: string;
    readonly title: string;
    readonly ways: readonly (Choice & { readonly isChosen: boolean })[];
  }[];
  readonly phone?: string;
  readonly email: string;
  /** Beside the address: waits for its link, or takes messages. Absent without an address. */
  readonly emailState?: 'confirmed' | 'waiting';
  readonly lang: 'vi' | 'en';
  readonly devices: readonly { readonly id: string; readonly label: string; readonly since: string }[];
  /** Public key a browser subscribes with; absent where push is not set up. */
  readonly pushKey?: string;
  readonly problems: readonly FieldProblem[];
  readonly done?: { readonly title: string; readonly text?: string; readonly tone: 'han' | 'sap' };
};

export function wishesPage(frame: Frame, view: WishesView): Html {
  const say = wordsOf(frame.lang);
  const group = (one: WishesView['groups'][number]) =>
    html`<fieldset class="field"><legend>${one.title}</legend><div class="pick">${one.ways.map((way) => html`<label><input type="checkbox" name="${way.value}" value="1"${way.isChosen ? html` checked` : ''}><span>${way.text}</span></label>`)}</div></fieldset>`;
  const problem = view.problems.find((one) => one.name === 'email')?.text;
  const id = fieldId('email');
  const hint = view.emailState === undefined ? say('notice.emailHint') : say(view.emailState === 'confirmed' ? 'notice.emailOn' : 'notice.emailWaits');
  const email = html`<div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${say('notice.email')}</label><p class="hint" id="${id}-h">${hint}</p>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<input id="${id}" name="email" type="email" autocomplete="email" maxlength="254" value="${view.email}" aria-describedby="${id}-h${problem === undefined ? '' : ` ${id}-e`}"${problem === undefined ? '' : html` aria-invalid="true"`}></div>`;
  const lang = (value: 'vi' | 'en', text: string) =>
    html`<label><input type="radio" name="lang" value="${value}"${view.lang === value ? html` checked` : ''}><span lang="${value}">${text}</span></label>`;
  const done = view.done === undefined ? '' : note({ tone: view.done.tone, title: view.done.title, text: view.done.text, role: 'status' });
  const body = html`<p><a class="back" href="/thong-bao">${say('notice.title')}</a></p><h1>${say('notice.wishes')}</h1>${errorSummary(say, view.problems)}${done}<p class="lead">${say('notice.wishesLead')}</p>
<form class="col" method="post" action="/thong-bao/cach-nhan" novalidate>${hidden('_key', view.key)}${view.groups.map(group)}<p class="small muted">${view.phone === undefined ? say('notice.noPhone') : say('notice.phone', { phone: view.phone })} ${say('notice.quiet')}</p>${email}<fieldset class="field"><legend>${say('notice.lang')}</legend><div class="pick">${lang('vi', 'Tiếng Việt')}${lang('en', 'English')}</div></fieldset><p class="btns"><button class="btn go big">${say('notice.save')}</button></p></form>
${view.pushKey === undefined ? '' : devices(view, frame)}`;
  const facts = { pushKey: view.pushKey ?? '', failed: say('notice.deviceFailed'), denied: say('notice.deviceDenied') };
  return page(frame, { kind: 'citizen', title: say('notice.wishes'), failed: view.problems.length > 0, body, script: 'push', facts });
}

/** What the link in the mail opens: a button, since programs that look through mail follow links. */
export function confirmEmailPage(frame: Frame, view: { readonly action: string; readonly key: string }): Html {
  const say = wordsOf(frame.lang);
  const body = html`<h1>${say('notice.confirmTitle')}</h1><p class="lead">${say('notice.confirmText')}</p><form method="post" action="${view.action}">${hidden('_key', view.key)}<p class="btns"><button class="btn go big">${say('notice.confirmGo')}</button></p></form>`;
  return page(frame, { kind: 'citizen', title: say('notice.confirmTitle'), body });
}

function devices(view: WishesView, frame: Frame): Html {
  const say = wordsOf(frame.lang);
  const line = (one: WishesView['devices'][number]) =>
    html`<li class="head"><div><b>${one.label}</b><p class="small muted num">${one.since}</p></div><form method="post" action="/thong-bao/thiet-bi/${one.id}/bo">${hidden('_key', view.key)}<button class="btn">${say('notice.deviceRemove')}<span class="vh"> ${one.label}</span></button></form></li>`;
  const list = view.devices.length === 0 ? html`<p class="muted">${say('notice.noDevices')}</p>` : html`<ul class="list">${view.devices.map(line)}</ul>`;
  // The button comes to life with the script; without one the sentence beside it says why it is not there.
  return html`<section class="sec col"><h2>${say('notice.devices')}</h2>${list}<p class="btns"><button class="btn" id="push" type="button" hidden="">${say('notice.deviceAdd')}</button></p><p class="small muted" id="push-text" role="status">${say('notice.deviceText')}</p></section>`;
}
