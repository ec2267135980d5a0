/** `/toi`: what is kept about oneself and what one can do about it; `/toi/thiet-bi`: where one is signed in, and with which keys. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, hidden, note, why } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import type { AnswerRow } from '../parts/shape.ts';
import type { MeWord } from './me.words.ts';
import { meWords } from './me.words.ts';

export type MeView = {
  /** Name, masked number, telephone, level, home: as shown. */
  readonly rows: readonly AnswerRow[];
  /** Of this sign-in: below 2 the page says how to raise it. */
  readonly level: 0 | 1 | 2;
  /** What decisions changed of it, the newest first: 'Điện thoại: 0905 … thành 0912 …', and when, by which case, by whom. */
  readonly changes?: readonly { readonly text: string; readonly note: string }[];
  /** Requests that wait for an answer of this person. */
  readonly waiting: number;
  /** Cases of others that wait for this person's consent. */
  readonly consents: number;
};

const doors: readonly (readonly [string, MeWord, MeWord])[] = [
  ['/kho-giay-to', 'vault', 'vaultText'],
  ['/toi/lam-thay', 'mandates', 'mandatesText'],
  ['/toi/dong-y', 'consents', 'consentsText'],
  ['/toi/ai-da-xem', 'looked', 'lookedText'],
  ['/toi/loi-ich', 'benefit', 'benefitText'],
  ['/toi/ban-sao', 'copy', 'copyText'],
  ['/toi/thiet-bi', 'devices', 'devicesText'],
];

export function mePage(frame: Frame, view: MeView): Html {
  const say = meWords(frame.lang);
  const waits = (href: string): number => (href === '/toi/lam-thay' ? view.waiting : href === '/toi/dong-y' ? view.consents : 0);
  const door = ([href, title, text]: (typeof doors)[number]) =>
    html`<li><a class="t" href="${href}">${say(title)}</a>${waits(href) > 0 ? html` <span class="due sap">${say('waitsMe')}: ${waits(href)}</span>` : ''}<p class="small muted">${say(text)}</p></li>`;
  // One under the other: the column is narrow.
  const fact = (row: AnswerRow) => html`<li><p class="small muted">${row.label}</p><p>${asTyped(frame.lang, row.value)}</p></li>`;
  const raise = view.level === 2 ? '' : why(say('raise'), say('raiseText'));
  const body = html`<div class="two"><div><h1>${say('account')}</h1><p class="lead">${say('accountLead')}</p><section class="sec"><h2>${say('rights')}</h2><ul class="list">${doors.map(door)}</ul></section></div>
<aside><section class="sec"><h2>${say('facts')}</h2><ul class="list">${view.rows.map(fact)}</ul><p class="small muted">${say('levelNow', { level: say(`level${view.level}`) })} ${say('source')}</p>${raise}</section>${changed(frame, view)}<section class="sec"><h2>${say('wrong')}</h2><p class="small">${say('wrongText')}</p><p class="btns"><a class="btn" href="/thu-tuc?q=dinh+chinh+du+lieu">${say('correct')}</a></p></section></aside></div>`;
  return page(frame, { kind: 'citizen', title: say('account'), nav: 'mine', body });
}

function changed({ lang }: Frame, { changes = [] }: MeView): Html | '' {
  if (changes.length === 0) return '';
  const line = (one: { readonly text: string; readonly note: string }) =>
    html`<li><p>${asTyped(lang, one.text)}</p><p class="small muted num">${asTyped(lang, one.note)}</p></li>`;
  return html`<section class="sec"><h2>${meWords(lang)('changed')}</h2><ul class="list">${changes.map(line)}</ul></section>`;
}

export type DevicesView = {
  readonly sessions: readonly {
    readonly device: string;
    readonly text: string;
    /** Absent for this very session, which the foot of the page ends. */
    readonly end?: { readonly action: string; readonly key: string };
  }[];
  /** Offered while somebody else's browser may still be signed in. */
  readonly endOthers?: { readonly action: string; readonly key: string };
  readonly keys: readonly { readonly label: string; readonly text: string; readonly revoke: { readonly action: string; readonly key: string } }[];
  /** Present when a key may be set now: addresses of the options and of the finished key. */
  readonly add?: { readonly options: string; readonly finish: string };
  readonly done?: MeWord;
};

export function devicesPage(frame: Frame, view: DevicesView): Html {
  const say = meWords(frame.lang);
  const button = (deed: { readonly action: string; readonly key: string }, text: string, about: string) =>
    html`<form method="post" action="${deed.action}">${hidden('_key', deed.key)}<button class="btn">${text}<span class="vh"> ${about}</span></button></form>`;
  const session = (one: DevicesView['sessions'][number]) =>
    html`<li class="head"><div><b>${one.device}</b>${one.end === undefined ? html` <span class="tag men">${say('thisOne')}</span>` : ''}<p class="small muted num">${one.text}</p></div>${one.end === undefined ? '' : button(one.end, say('end'), one.device)}</li>`;
  const key = (one: DevicesView['keys'][number]) =>
    html`<li class="head"><div><b>${one.label}</b><p class="small muted num">${one.text}</p></div>${button(one.revoke, say('revoke'), one.label)}</li>`;
  const add =
    view.add === undefined
      ? html`<p class="small muted">${say('keyNeeds')}</p>`
      : html`<p class="btns"><button class="btn go" type="button" id="passkey" data-do="create">${icon('key')}${say('keyAdd')}</button></p><p class="err" id="passkey-error" role="alert" hidden></p><noscript><p class="hint">${wordsOf(frame.lang)('enter.noScript')}</p></noscript>`;
  const others = view.endOthers === undefined ? '' : html`<div class="btns">${button(view.endOthers, say('endOthers'), '')}</div>`;
  const body = html`<div class="col"><a class="back" href="/toi">${say('account')}</a><h1>${say('devices')}</h1>${done(frame, view.done)}<section class="sec"><h2>${say('sessions')}</h2><ul class="list">${view.sessions.map(session)}</ul>${others}</section>
<section class="sec"><h2>${say('keys')}</h2><p>${say('keysText')}</p>${view.keys.length === 0 ? html`<p class="muted">${say('noKeys')}</p>` : html`<ul class="list">${view.keys.map(key)}</ul>`}${add}</section></div>`;
  const script =
    view.add === undefined ? {} : { script: 'passkey' as const, facts: { ...view.add, next: '/toi/thiet-bi?xong=khoa', failed: say('keyFailed') } };
  return page(frame, { kind: 'citizen', title: say('devices'), nav: 'mine', body, ...script });
}

/** What was just done. */
export const done = (frame: Frame, word: MeWord | undefined): Html | '' =>
  word === undefined ? '' : note({ tone: 'han', title: meWords(frame.lang)(word), role: 'status' });
