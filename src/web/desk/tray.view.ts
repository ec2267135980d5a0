/** `/khay-ky`: read, sign one or many, return with a sentence. The list is shown again before anything is signed. */

import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { dueChip, empty, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, safeUrl } from '../parts/html.ts';
import type { Due } from '../parts/shape.ts';

export type TrayView = {
  /** '5 văn bản, 1 phải ký trước 10:30'. */
  readonly summary: string;
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly count: number; readonly current: boolean }[];
  readonly papers: readonly TrayPaper[];
  /** The ticked papers (posted as `task`, several) go here first: the confirming page. */
  readonly confirm: string;
  readonly done?: string;
};

export type TrayPaper = {
  /** Task id, sent as `task`. */
  readonly task: string;
  readonly title: string;
  readonly due: Due;
  /** '1 trang', '14 bản'. */
  readonly size: string;
  readonly about: string;
  /** What was checked before it came here. */
  readonly text: string;
  readonly readHref: string;
  /** Already signed: nothing to tick. */
  readonly signed?: true;
  readonly giveBack?: { readonly action: string; readonly key: string };
};

export type TrayConfirmView = {
  readonly action: string;
  readonly key: string;
  readonly papers: readonly { readonly task: string; readonly title: string; readonly about: string }[];
  readonly back: string;
  /** Signing asks a PIN (field `pin`) where the signer's device has one. */
  readonly pin: boolean;
  readonly problem?: string;
};

export function trayPage(frame: Frame, view: TrayView): Html {
  const say = wordsOf(frame.lang);
  const tab = (one: TrayView['tabs'][number]) =>
    html`<a href="${safeUrl(one.href)}"${one.current ? html` aria-current="page"` : ''}>${one.text} <b>${one.count}</b></a>`;
  const list =
    view.papers.length === 0
      ? empty(say('tray.empty'), say('tray.emptyText'))
      : html`<form method="post" action="${view.confirm}" id="khay"></form><ul class="tray">${view.papers.map((one) => paper(one, say))}</ul>${view.papers.map((one) => giveBack(one, say))}`;
  const body = html`<div class="wrap col page"><div class="head"><h1>${say('nav.tray')}</h1><p class="muted small">${view.summary}</p></div>${view.done === undefined ? '' : note({ tone: 'han', title: view.done, role: 'status' })}<nav class="tabs" aria-label="${say('tray.tabs')}">${view.tabs.map(tab)}</nav>${list}</div>`;
  const canSign = view.papers.some((one) => one.signed !== true);
  const acts = canSign
    ? {
        acts: html`<div class="acts mid" role="region" aria-label="${say('tray.deeds')}"><button class="btn go" form="khay">${say('tray.sign')}</button><button class="btn" type="reset" form="khay">${say('tray.none')}</button><span class="small muted">${say('tray.then')}</span></div>`,
      }
    : {};
  return page(frame, { kind: 'desk', title: say('nav.tray'), nav: 'tray', main: '', body, script: 'desk', ...acts });
}

function paper(one: TrayPaper, say: Say): Html {
  const tick =
    one.signed === true
      ? html`<span></span>`
      : html`<label><input type="checkbox" form="khay" name="task" value="${one.task}" aria-label="${say('tray.choose', { name: one.title })}"></label>`;
  const back =
    one.giveBack === undefined
      ? ''
      : html`<button class="btn bare" type="button" popovertarget="tra-${one.task}">${say('tray.giveBack')}<span class="vh">: ${one.title}</span></button>`;
  return html`<li>${tick}<div><div class="head">${dueChip(one.due)}<span class="small muted">${one.size}</span></div><h2>${one.title}</h2><p class="muted">${one.about}</p><p>${one.text}</p><p class="btns"><a href="${safeUrl(one.readHref)}">${say('tray.read')}<span class="vh">: ${one.title}</span></a>${back}</p></div></li>`;
}

function giveBack(one: TrayPaper, say: Say): Html | '' {
  if (one.giveBack === undefined) return '';
  const id = `tra-${one.task}`;
  return html`<dialog id="${id}" popover aria-labelledby="${id}-t"><form method="post" action="${one.giveBack.action}">${hidden('_key', one.giveBack.key)}<h2 id="${id}-t">${say('tray.giveBack')}</h2><p>${one.title}. ${say('tray.giveBackText')}</p><div class="field"><label for="${id}-c">${say('tray.sentence')}</label><textarea id="${id}-c" name="text" rows="3" required></textarea></div><div class="btns"><button class="btn go">${say('tray.giveBackGo')}</button><button class="btn" type="button" popovertarget="${id}" popovertargetaction="hide">${say('deed.later')}</button></div></form></dialog>`;
}

export function trayConfirmPage(frame: Frame, view: TrayConfirmView): Html {
  const say = wordsOf(frame.lang);
  const n = view.papers.length;
  const pin = view.pin
    ? html`<div class="field"><label for="${fieldId('pin')}">${say('tray.pin')}</label><input class="short" id="${fieldId('pin')}" name="pin" type="password" inputmode="numeric" autocomplete="off"></div>`
    : '';
  const body = html`<div class="wrap col page"><a class="back" href="${safeUrl(view.back)}">${say('nav.tray')}</a><h1>${say('tray.signN', { n })}</h1>${view.problem === undefined ? '' : note({ tone: 'qua', title: view.problem, role: 'alert' })}<p class="lead">${say('tray.effect', { n })}</p><form method="post" action="${view.action}">${hidden('_key', view.key)}<ol class="list">${view.papers.map((one) => html`<li>${hidden('task', one.task)}<b>${one.title}</b><p class="muted">${one.about}</p></li>`)}</ol>${pin}<p class="btns"><button class="btn go big">${say('tray.signN', { n })}</button><a class="btn" href="${safeUrl(view.back)}">${say('deed.later')}</a></p></form></div>`;
  return page(frame, { kind: 'desk', title: say('tray.signN', { n }), nav: 'tray', main: '', failed: view.problem !== undefined, body });
}
