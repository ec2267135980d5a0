/** `/demo`: act as somebody with one button, move the legal clock. Exists only in the demo. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';

export type DemoView = {
  /** '08:00 thứ Ba 15/11/2022' */
  readonly now: string;
  /** Ready-made jumps of the clock: `to` is an instant sent to /demo/clock as the form field `to`. */
  readonly jumps: readonly { readonly to: string; readonly text: string }[];
  /** Local time a clock form starts with: '2022-11-15T08:00', sent as `to_local`. */
  readonly nowInput: string;
  /** Posted as `account` to /demo/sign-in. */
  readonly groups: readonly { readonly unit: string; readonly accounts: readonly DemoAccount[] }[];
  /** Page with the sample telephones and mailboxes. */
  readonly phones?: string;
  /** Id of the account in use. */
  readonly current?: string;
  /** Where whoever takes a role goes on; their own first page without it. */
  readonly next?: string;
  readonly done?: string;
};

/** does: one sentence on what this person can try. */
export type DemoAccount = { readonly id: string; readonly name: string; readonly role: string; readonly does: string };

export function demoPage(frame: Frame, view: DemoView): Html {
  const say = wordsOf(frame.lang);
  const account = (one: DemoAccount) =>
    html`<li><form method="post" action="/demo/sign-in" class="head">${hidden('account', one.id)}${view.next === undefined ? '' : hidden('next', view.next)}<div><p><b>${one.name}</b>${one.id === view.current ? html` <span class="tag men">${say('demo.current')}</span>` : ''}</p><p class="small">${one.role}</p><p class="small muted">${one.does}</p></div><button class="btn nw">${say('demo.act')}<span class="vh"> ${one.name}, ${one.role}</span></button></form></li>`;
  const jump = (one: DemoView['jumps'][number]) =>
    html`<form method="post" action="/demo/clock">${hidden('to', one.to)}<button class="btn">${one.text}</button></form>`;
  const phones =
    view.phones === undefined
      ? ''
      : html`<section class="sec"><h2>${say('demo.phones')}</h2><p class="small">${say('demo.phonesText')}</p><p class="btns"><a class="btn" href="${safeUrl(view.phones)}">${say('demo.phonesOpen')}</a></p></section>`;
  const body = html`<h1>${say('demo.title')}</h1><p class="lead">${say('demo.lead')}</p>${view.done === undefined ? '' : note({ tone: 'han', title: view.done, role: 'status' })}
<div class="two block"><div>${view.groups.map((group) => html`<section class="sec"><h2>${group.unit}</h2><ul class="list">${group.accounts.map(account)}</ul></section>`)}</div>
<aside><section class="sec"><h2>${say('demo.clock')}</h2><p class="strong num">${view.now.slice(0, 5)}</p><p class="muted">${view.now.slice(5)}</p><p class="small">${say('demo.clockText')}</p><div class="btns">${view.jumps.map(jump)}</div>
<form method="post" action="/demo/clock"><div class="field"><label for="to_local">${say('demo.to')}</label><input id="to_local" name="to_local" type="datetime-local" value="${view.nowInput}" min="${view.nowInput}"></div><p class="btns"><button class="btn">${say('demo.move')}</button></p></form></section>${phones}</aside></div>`;
  return page(frame, { kind: 'citizen', title: say('demo.title'), body });
}
