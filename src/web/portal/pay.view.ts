/** `/thanh-toan/<mã>`: how much, by QR, by account, through the gateway or at the counter; and the receipts once it is paid. */
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, dueChip, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl, trusted } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import type { Due } from '../parts/shape.ts';

export type PayView = {
  readonly title: string;
  readonly unit: string;
  readonly reference: string;
  readonly chip: Due;
  /** What is left, or the whole once nothing is: '24.000 đ', and its Vietnamese words for the Vietnamese page. */
  readonly amount: string;
  readonly words: string;
  /** 'Tổng 24.000 đ, đã nộp 10.000 đ', the day it is due. */
  readonly text?: string;
  readonly note?: { readonly tone: 'han' | 'dung' | 'info'; readonly title: string; readonly text: string };
  /** Present while something is left and an account is known. */
  readonly transfer?: {
    /** SVG of the code. */
    readonly qr: string;
    readonly savePng: string;
    readonly bank: string;
    readonly account: string;
    readonly holder: string;
    /** Digits only, as a banking app takes it. */
    readonly digits: string;
  };
  readonly gateway?: string;
  readonly isOpen: boolean;
  readonly receipts: readonly { readonly href: string; readonly text: string; readonly amount: string; readonly at: string }[];
  readonly back?: { readonly href: string; readonly text: string };
};

export function payPage(frame: Frame, view: PayView): Html {
  const say = wordsOf(frame.lang);
  const left = html`<p class="muted">${asTyped(frame.lang, view.title)}, ${view.unit}</p><h1>${say('pay.title')}</h1>
<div class="block"><div class="promise"><p>${dueChip(view.chip)}${view.isOpen ? html` ${say('pay.left')}` : ''}</p><p class="hour"><b>${view.amount}</b>${frame.lang === 'vi' ? html`<span>${view.words}</span>` : ''}</p>${view.text === undefined ? '' : html`<p class="small muted">${view.text}</p>`}</div></div>
${view.note === undefined ? '' : note({ ...view.note, role: 'status' })}${view.transfer === undefined ? '' : transfer(frame, view, view.transfer, say)}${receipts(view, say)}`;
  const right = view.isOpen
    ? html`<aside>${view.gateway === undefined ? '' : html`<section class="sec"><h2>${say('pay.gateway')}</h2><p>${say('pay.gatewayText')}</p><p class="btns"><a class="btn go" rel="nofollow" href="${safeUrl(view.gateway)}">${say('pay.gateway')}</a></p></section>`}<section class="sec"><h2>${say('pay.counter')}</h2><p>${say('pay.counterText', { unit: view.unit, reference: view.reference })}</p></section></aside>`
    : html`<aside><section class="sec"><h2>${say('pay.reference')}</h2><p class="num">${view.reference}</p></section></aside>`;
  const body = html`${view.back === undefined ? '' : html`<a class="back" href="${safeUrl(view.back.href)}">${view.back.text}</a>`}<div class="two"><div>${left}</div>${right}</div>`;
  return page(frame, { kind: 'citizen', title: say('pay.title'), body, ...(view.transfer === undefined ? {} : { script: 'copy' as const }) });
}

function transfer(frame: Frame, view: PayView, to: NonNullable<PayView['transfer']>, say: Say): Html {
  const copy = (label: string, text: string): Html =>
    html`<dd><button class="btn bare" type="button" data-copy="${text}" data-done="${say('pay.copied')}" hidden="">${say('pay.copy')}<span class="vh"> ${label}</span></button></dd>`;
  const row = (label: string, value: string, copied?: string, hint?: string): Html =>
    html`<div><dt>${label}</dt><dd><span class="num">${asTyped(frame.lang, value)}</span>${hint === undefined ? '' : html`<small>${hint}</small>`}</dd>${copied === undefined ? '' : copy(label, copied)}</div>`;
  return html`<section class="sec"><h2>${say('pay.qrTitle')}</h2><p>${say('pay.qrText')}</p>
<div class="qr pay" role="img" aria-label="${say('pay.qrName', { amount: view.amount, reference: view.reference })}">${trusted(to.qr)}</div>
<p class="btns"><a class="btn" href="${safeUrl(to.savePng)}" download="${`${view.reference}.png`}">${icon('save')}${say('pay.save')}</a></p>
<dl class="answers">${row(say('pay.bank'), to.bank)}${row(say('pay.account'), to.account, to.account)}${row(say('pay.holder'), to.holder)}${row(say('pay.amount'), view.amount, to.digits)}${row(say('pay.content'), view.reference, view.reference, say('pay.contentHint'))}</dl><p class="vh" id="chep" role="status"></p>
<p class="small muted">${say('pay.proof')}</p><p class="btns"><a class="btn" href="${`/thanh-toan/${view.reference}`}">${say('pay.again')}</a></p></section>`;
}

function receipts(view: PayView, say: Say): Html | '' {
  if (view.receipts.length === 0) return '';
  const line = (one: PayView['receipts'][number]): Html =>
    html`<li><p class="head"><b class="num">${one.text}</b><span class="num">${one.amount}</span></p><p class="small muted">${one.at}</p><p class="btns"><a class="btn" href="${safeUrl(one.href)}">${icon('print')}${say('pay.print')}<span class="vh">: ${one.text}</span></a></p></li>`;
  return html`<section class="sec"><h2>${say('pay.receipts')}</h2><ul class="list">${view.receipts.map(line)}</ul></section>`;
}

export type ReceiptView = {
  readonly reference: string;
  readonly unit: string;
  readonly book: string;
  readonly number: string;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly isVietnamese?: true }[];
  readonly amount: string;
  readonly words: string;
  /** The sealed paper, for whoever may see the case. */
  readonly pdf?: string;
};

/** The receipt for screen and paper. */
export function receiptSheet(frame: Frame, view: ReceiptView): Html {
  const say = wordsOf(frame.lang);
  const row = (one: ReceiptView['rows'][number]): Html =>
    html`<div><dt>${one.label}</dt><dd${one.isVietnamese === true && frame.lang !== 'vi' ? html` lang="vi"` : ''}>${one.value}</dd></div>`;
  const body = html`<a class="back" href="${`/thanh-toan/${view.reference}`}">${say('pay.title')}</a><div class="col"><p class="muted">${view.unit}</p><h1>${say('pay.receipt')}</h1><p class="num">${say('pay.receiptLine', { book: view.book, number: view.number })}</p>
<dl class="answers">${view.rows.map(row)}</dl><div class="block"><div class="promise"><p>${say('pay.amount')}</p><p class="hour"><b>${view.amount}</b><span lang="vi">${view.words}</span></p></div></div>${view.pdf === undefined ? '' : html`<p class="btns"><a class="btn go" href="${safeUrl(view.pdf)}" download>${icon('save')}${say('pay.pdf')}</a></p>`}</div>`;
  return page(frame, { kind: 'citizen', title: `${say('pay.receipt')} ${view.book}-${view.number}`, body });
}
