/** `/hang-gui`: what was submitted without a line and waits in this device, and the services kept for such hours. */
import type { Lang } from '../../base/text.ts';
import { inFours } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, dueChip, empty, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html } from '../parts/html.ts';
import type { Due, Link } from '../parts/shape.ts';

export type OutboxView = {
  readonly items: readonly OutboxLine[];
  /** Services that open without a line. */
  readonly kept: readonly { readonly id: string; readonly title: string; readonly at: string }[];
  /** '09:42 thứ Ba 15/11/2022': the last time the office answered this device. */
  readonly lastExchange?: string;
  /** Items of other persons on this device: counted, never shown. */
  readonly others: number;
  /** This page was asked for in vain: `where` was not kept. */
  readonly missing?: true;
  /** Signing out would erase items that were never sent. */
  readonly leaving?: true;
  /** Somebody has signed out: the office knows, or hears of it when there is a line. */
  readonly left?: 'left' | 'later';
  /** Drafts that are now in the outbox. */
  readonly done?: string;
};

export type OutboxLine = {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  /** '09:42 thứ Ba 15/11/2022', by the clock of the device. */
  readonly at: string;
  readonly state: 'kept' | 'sign-in' | 'sending' | 'received' | 'review';
  /** Why a person has to look again. */
  readonly why?: string;
  readonly tracking?: string;
};

const chips = { kept: 'dung', 'sign-in': 'sap', sending: 'sap', received: 'xong', review: 'qua' } as const satisfies Record<OutboxLine['state'], Due['state']>;

export function outboxPage(frame: Frame, view: OutboxView): Html {
  const say = wordsOf(frame.lang);
  const waiting = view.items.filter((one) => one.state !== 'received').length;
  const body = html`<div class="col">${notes(view, say)}<h1${view.missing === undefined && view.leaving === undefined && view.left === undefined ? '' : html` class="block"`}>${say('outbox.title')}</h1><p class="lead">${say('outbox.lead')}</p>
${view.items.length === 0 ? empty(say('outbox.none'), say('outbox.noneText')) : html`<ul class="list">${view.items.map((one) => line(one, frame.lang, say))}</ul>`}
${waiting === 0 ? '' : html`<form method="post" action="/hang-gui"><p class="btns"><button class="btn go big" name="gui" value="1">${say('outbox.send')}</button><a class="btn" href="/hang-gui/tep">${say('outbox.export')}</a></p></form>`}
<p class="muted small" role="status">${view.lastExchange === undefined ? say('outbox.never') : say('outbox.last', { at: view.lastExchange })}${view.others === 0 ? '' : ` ${say('outbox.others', { n: view.others })}`}</p>
<section class="sec"><h2>${say('outbox.kept')}</h2><p>${say('outbox.keptText')}</p>${kept(view, say)}</section></div>`;
  return page(frame, {
    kind: 'citizen',
    title: say('outbox.title'),
    nav: 'mine',
    body,
    script: 'device',
    facts: {
      ...(view.done === undefined ? {} : { done: view.done }),
      ...(view.left === undefined ? {} : { left: true }),
      ...(waiting === 0 ? {} : { waiting }),
      ...(view.items.some((one) => one.state === 'sending') ? { sending: true } : {}),
    },
  });
}

function notes(view: OutboxView, say: Say): Html {
  const missing = view.missing === undefined ? '' : note({ tone: 'sap', title: say('outbox.offline'), text: say('outbox.offlineText'), role: 'status' });
  const leaving =
    view.leaving === undefined
      ? ''
      : html`${note({ tone: 'sap', title: say('outbox.leaving'), text: say('outbox.leavingText'), role: 'alert' })}<form method="post" action="/dang-xuat">${hidden('xoa', '1')}<p class="btns"><button class="btn">${say('outbox.leave')}</button></p></form>`;
  const left =
    view.left === undefined
      ? ''
      : view.left === 'left'
        ? note({ tone: 'han', title: say('outbox.left'), text: say('outbox.leftText'), role: 'status' })
        : note({ tone: 'sap', title: say('outbox.leftLater'), text: say('outbox.leftLaterText'), role: 'alert' });
  return html`${missing}${leaving}${left}`;
}

function line(one: OutboxLine, lang: Lang, say: Say): Html {
  const state = say(`outbox.state.${one.state}`);
  const act = (name: string, text: string) =>
    html`<form method="post" action="/hang-gui">${hidden('khoa', one.key)}<p class="btns"><button class="btn" name="${name}" value="1">${text}<span class="vh"> ${one.title}</span></button></p></form>`;
  const link: Link | undefined = one.tracking === undefined ? undefined : { href: `/da-nop/${one.tracking}`, text: say('outbox.receipt') };
  const drop = html`<details class="why"><summary>${say('outbox.drop')}</summary><p>${say('outbox.dropText')}</p>${act('xoa', say('outbox.dropYes'))}</details>`;
  const deeds =
    one.state === 'received'
      ? html`<p class="small muted num">${inFours(one.tracking ?? '')}</p>${link === undefined ? '' : html`<p><a href="${link.href}">${link.text}</a></p>`}${act('xoa', say('outbox.forget'))}`
      : one.state === 'sending'
        ? ''
        : html`${one.state === 'sign-in' ? html`<p><a href="/dang-nhap?next=/hang-gui">${say('outbox.signIn')}</a></p>` : ''}${act('mo', say('outbox.open'))}${drop}`;
  return html`<li><p class="head"><b class="t">${one.title}</b>${dueChip({ state: chips[one.state], text: state })}</p><p>${one.unit}</p><p class="small muted">${say('outbox.at', { at: one.at })}</p>${one.why === undefined ? '' : html`<p class="err">${asTyped(lang, one.why)}</p>`}${deeds}</li>`;
}

function kept(view: OutboxView, say: Say): Html {
  const one = (service: OutboxView['kept'][number]) =>
    html`<li><p class="head"><a class="t" href="/nop/${service.id}">${service.title}</a></p><p class="small muted">${say('outbox.keptAt', { at: service.at })}</p><form method="post" action="/hang-gui"><button class="btn bare" name="bo" value="${service.id}">${say('outbox.unkeep')}<span class="vh"> ${service.title}</span></button></form></li>`;
  return view.kept.length === 0 ? html`<p class="muted">${say('outbox.keptNone')}</p>` : html`<ul class="list">${view.kept.map(one)}</ul>`;
}

/** The same address where no worker answers: an old browser, a web view, or the very first visit. */
export function noOutboxPage(frame: Frame, view: { readonly tried?: true }): Html {
  const say = wordsOf(frame.lang);
  const text = view.tried === undefined ? say('outbox.absentText') : say('outbox.absentTried');
  const body = html`<div class="col"><h1>${say('outbox.title')}</h1><p class="lead">${say('outbox.lead')}</p>${note({ tone: 'info', title: say('outbox.absent'), text })}<p class="btns"><a class="btn" href="/thu-tuc">${say('list.all')}</a></p></div>`;
  return page(frame, { kind: 'citizen', title: say('outbox.title'), nav: 'mine', body, script: 'device', facts: { install: true } });
}
