/** `/tiep-nhan/thong-bao`: letters the desk prints. `/quan-tri/thong-bao`: messages that did not get through. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { dueChip, empty, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html } from '../parts/html.ts';

export type LettersView = { readonly letters: readonly Letter[] };
export type Letter = {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly at: string;
  readonly action: string;
  readonly key: string;
};

export function lettersPage(frame: Frame, view: LettersView): Html {
  const say = wordsOf(frame.lang);
  const line = (one: Letter) =>
    html`<li><p class="head"><b>${one.name}</b><span class="small muted num">${one.at}</span></p><p><b>${one.title}.</b> ${one.text}</p><p class="small num">${one.link}</p><form class="btns" method="post" action="${one.action}">${hidden('_key', one.key)}<button class="btn">${say('notice.paperDone')}<span class="vh"> ${one.name}</span></button></form></li>`;
  const list = view.letters.length === 0 ? empty(say('notice.paperNone'), say('notice.paperNoneText')) : html`<ul class="list">${view.letters.map(line)}</ul>`;
  const body = html`<div class="wrap wide"><h1>${say('notice.paperTitle')}</h1><p class="muted">${say('notice.paperLead')}</p>${list}</div>`;
  return page(frame, { kind: 'desk', title: say('notice.paperTitle'), nav: 'reception', main: '', body, script: 'desk' });
}

export type DeadView = { readonly dead: readonly DeadLine[]; readonly counts: readonly string[]; readonly isResent: boolean };
export type DeadLine = {
  readonly channel: string;
  readonly title: string;
  readonly ref: string;
  readonly why: string;
  readonly at: string;
  readonly tries: number;
  readonly position: number;
  readonly action: string;
  readonly key: string;
};

export function deadPage(frame: Frame, view: DeadView): Html {
  const say = wordsOf(frame.lang);
  const line = (one: DeadLine) =>
    html`<li><p class="head"><b>${one.channel}: ${one.title}</b>${dueChip({ state: 'qua', text: one.why })}</p><p class="num">${one.ref}</p><p class="small muted num">${one.at} · ${say('notice.deadTries', { n: one.tries })} · ${say('notice.position', { n: one.position })}</p><form class="btns" method="post" action="${one.action}">${hidden('_key', one.key)}<button class="btn">${say('notice.resend')}<span class="vh"> ${one.ref}</span></button></form></li>`;
  const list = view.dead.length === 0 ? empty(say('notice.deadNone'), say('notice.deadNoneText')) : html`<ul class="list">${view.dead.map(line)}</ul>`;
  const done = view.isResent ? note({ tone: 'han', title: say('notice.resent'), role: 'status' }) : '';
  const counts = view.counts.length === 0 ? '' : html`<p class="small muted num">${view.counts.join(' · ')}</p>`;
  const body = html`<div class="wrap wide"><p><a class="back" href="/quan-tri">${say('nav.admin')}</a></p><h1>${say('notice.deadTitle')}</h1>${done}<p class="muted">${say('notice.deadLead')}</p>${counts}${list}</div>`;
  return page(frame, { kind: 'desk', title: say('notice.deadTitle'), nav: 'admin', main: '', body, script: 'desk' });
}
