/** `/thu-phi`: the accountant's work: what is owed, money of unknown origin, refunds, comparisons with the bank. */
import type { Say, WordKey } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, dueChip, empty, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { Due, Link } from '../parts/shape.ts';

export type CashTab = 'phai-thu' | 'chua-ro' | 'hoan' | 'doi-soat';

export type CashView = {
  readonly tab: CashTab;
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly count?: number; readonly current: boolean }[];
  /** 'Tháng này 12 biên lai, 124.000 đ; 9 không dùng tiền mặt (75 %)'. */
  readonly month?: string;
  readonly done?: string;
  /** What was refused, and what had been typed into which form. */
  readonly problem?: string;
  readonly typed: { readonly form: string; readonly fields: ReadonlyMap<string, readonly string[]> };
  readonly owed: readonly OwedLine[];
  readonly isAll: boolean;
  readonly loose: readonly LooseLine[];
  readonly refunds: readonly RefundLine[];
  readonly reports: readonly ReportLine[];
  /** A new key for each form. */
  readonly key: () => string;
  /** Yesterday, '14/11/2022'. */
  readonly day: string;
  /** Only whoever keeps the money proposes, allots and compares. */
  readonly isKeeper: boolean;
};

export type OwedLine = {
  readonly reference: string;
  readonly title: string;
  readonly chip: Due;
  readonly amount: string;
  readonly text: string;
  readonly case?: Link;
  readonly refund?: RefundForm;
};
/** `from`: the hidden fields that name what goes back. */
export type RefundForm = { readonly id: string; readonly from: readonly (readonly [string, string])[]; readonly amount: string; readonly suggested: string };
export type LooseLine = {
  readonly id: string;
  readonly bankRef: string;
  readonly amount: string;
  readonly content: string;
  readonly text: string;
  readonly refund: RefundForm;
};
export type RefundLine = {
  readonly id: string;
  readonly chip: Due;
  readonly amount: string;
  readonly reason: string;
  readonly text: string;
  readonly pay?: Link;
  readonly canDecide: boolean;
};
export type ReportLine = {
  readonly day: string;
  readonly text: string;
  readonly chip: Due;
  readonly lists: readonly { readonly title: string; readonly lines: readonly string[] }[];
};

export function cashPage(frame: Frame, view: CashView): Html {
  const say = wordsOf(frame.lang);
  const tab = (one: CashView['tabs'][number]): Html =>
    html`<a href="${safeUrl(one.href)}"${one.current ? html` aria-current="page"` : ''}>${one.text}${one.count === undefined ? '' : html` <b>${one.count}</b>`}</a>`;
  const told =
    view.problem !== undefined
      ? note({ tone: 'qua', title: view.problem, role: 'alert' })
      : view.done === undefined
        ? ''
        : note({ tone: 'han', title: view.done, role: 'status' });
  const body = html`<div class="wrap col page"><div class="head"><h1>${say('nav.payment')}</h1><p class="muted small">${say('cash.lead')}</p></div>${view.month === undefined ? '' : html`<p class="num">${view.month}</p>`}${told}<nav class="tabs" aria-label="${say('cash.tabs')}">${view.tabs.map(tab)}</nav>${part(frame, view, say)}</div>`;
  return page(frame, { kind: 'desk', title: say('nav.payment'), nav: 'payment', main: '', failed: view.problem !== undefined, body });
}

function part(frame: Frame, view: CashView, say: Say): Html {
  switch (view.tab) {
    case 'phai-thu':
      return owed(frame, view, say);
    case 'chua-ro':
      return view.loose.length === 0
        ? empty(say('cash.noLoose'), say('cash.noLooseText'))
        : html`<ul class="list">${view.loose.map((one) => loose(frame, view, one, say))}</ul>`;
    case 'hoan':
      return view.refunds.length === 0
        ? empty(say('cash.noRefunds'), say('cash.noRefundsText'))
        : html`<ul class="list">${view.refunds.map((one) => refund(frame, view, one, say))}</ul>`;
    case 'doi-soat':
      return compare(view, say);
  }
}

function owed(frame: Frame, view: CashView, say: Say): Html {
  const line = (one: OwedLine): Html =>
    html`<li><p class="head"><b>${asTyped(frame.lang, one.title)}</b><span class="num">${one.amount}</span></p><p>${dueChip(one.chip)}</p><p class="small muted num">${one.text}</p><p class="btns"><a class="btn" href="${`/thanh-toan/${one.reference}`}">${one.reference}</a>${one.case === undefined ? '' : html`<a class="btn bare" href="${safeUrl(one.case.href)}">${one.case.text}</a>`}</p>${one.refund === undefined || !view.isKeeper ? '' : refundForm(view, one.refund, say)}</li>`;
  const list = view.owed.length === 0 ? empty(say('cash.noOwed'), say('cash.noOwedText')) : html`<ul class="list">${view.owed.map(line)}</ul>`;
  const other = view.isAll ? html`<a href="/thu-phi">${say('cash.open')}</a>` : html`<a href="/thu-phi?tat-ca=1">${say('cash.all')}</a>`;
  return html`<p class="small">${other}</p>${list}${view.isKeeper ? setForm(view, say) : ''}`;
}

const typedIn = (view: CashView, form: string, name: string, standard = ''): string =>
  view.typed.form === form ? (view.typed.fields.get(name)?.[0] ?? standard) : standard;

function box(view: CashView, form: string, [name, label]: readonly [string, string], standard = ''): Html {
  const id = `${form}-${name}`;
  const digits = name === 'so_tien' || name === 'han' || name === 'ngay';
  return html`<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${name}" autocomplete="off" value="${typedIn(view, form, name, standard)}"${digits ? html` inputmode="numeric"` : ''}></div>`;
}

function folded(view: CashView, form: string, summary: string, inner: Html): Html {
  return html`<details class="why"${view.typed.form === form ? html` open` : ''}><summary>${summary}</summary>${inner}</details>`;
}

function refundForm(view: CashView, one: RefundForm, say: Say): Html {
  const inner = html`<form method="post" action="/thu-phi/hoan" novalidate>${hidden('_key', view.key())}${hidden('_form', one.id)}${one.from.map(([name, value]) => hidden(name, value))}<p class="small muted">${say('cash.canReturn', { amount: one.amount })}</p>${box(view, one.id, ['so_tien', say('cash.money')], one.suggested)}${box(view, one.id, ['ly_do', say('cash.reason')])}<p class="btns"><button class="btn go">${say('cash.proposeGo')}</button></p></form>`;
  return folded(view, one.id, say('cash.propose'), inner);
}

const setBoxes: readonly (readonly [string, WordKey])[] = [
  ['noi_dung', 'cash.what'],
  ['so_tien', 'cash.money'],
  ['co_quan', 'cash.setter'],
  ['so', 'cash.notice'],
  ['ho_so', 'cash.caseCode'],
  ['han', 'cash.dueDay'],
];

function setForm(view: CashView, say: Say): Html {
  const inner = html`<form method="post" action="/thu-phi/ghi-khoan" novalidate>${hidden('_key', view.key())}${hidden('_form', 'khoan')}${setBoxes.map(([name, label]) => box(view, 'khoan', [name, say(label)]))}<p class="btns"><button class="btn go">${say('cash.setGo')}</button></p></form>`;
  return html`<section class="sec">${folded(view, 'khoan', say('cash.set'), inner)}</section>`;
}

function loose(frame: Frame, view: CashView, one: LooseLine, say: Say): Html {
  const form = `ghi-${one.id}`;
  const allot = html`<form method="post" action="${`/thu-phi/ghi/${one.id}`}" novalidate>${hidden('_key', view.key())}${hidden('_form', form)}${box(view, form, ['ma', say('cash.allot')])}<p class="btns"><button class="btn go">${say('cash.allotGo')}</button></p></form>`;
  return html`<li><p class="head"><b class="num">${one.amount}</b><span class="small muted num">${one.bankRef}</span></p><p>${asTyped(frame.lang, one.content)}</p><p class="small muted">${one.text}</p>${view.isKeeper ? html`${allot}${refundForm(view, one.refund, say)}` : ''}</li>`;
}

function refund(frame: Frame, view: CashView, one: RefundLine, say: Say): Html {
  const decide = one.canDecide
    ? html`<form method="post" action="${`/thu-phi/hoan/${one.id}`}">${hidden('_key', view.key())}<p class="btns"><button class="btn go" name="quyet" value="confirm">${say('cash.confirm')}<span class="vh"> ${one.amount}</span></button><button class="btn" name="quyet" value="decline">${say('cash.decline')}<span class="vh"> ${one.amount}</span></button></p></form>`
    : '';
  const pay = one.pay === undefined ? '' : html`<a class="num" href="${safeUrl(one.pay.href)}">${one.pay.text}</a>`;
  return html`<li><p class="head"><b class="num">${one.amount}</b>${pay}</p><p>${dueChip(one.chip)}</p><p>${asTyped(frame.lang, one.reason)}</p><p class="small muted">${one.text}</p>${decide}</li>`;
}

function compare(view: CashView, say: Say): Html {
  const report = (one: ReportLine): Html =>
    html`<li><p class="head"><b class="num">${one.day}</b>${dueChip(one.chip)}</p><p class="small muted">${one.text}</p>${one.lists.map((list) => html`<p><b>${list.title}</b></p><ul class="because num">${list.lines.map((line) => html`<li>${line}</li>`)}</ul>`)}</li>`;
  const form = view.isKeeper
    ? html`<form method="post" action="/thu-phi/doi-soat" enctype="multipart/form-data" novalidate>${hidden('_key', view.key())}${hidden('_form', 'doi-soat')}${box(view, 'doi-soat', ['ngay', say('cash.day')], view.day)}<div class="field"><label for="doi-soat-tep">${say('cash.file')}</label><p class="hint" id="doi-soat-tep-h">${say('cash.fileHint')}</p><input id="doi-soat-tep" name="tep" type="file" accept=".csv,text/csv" aria-describedby="doi-soat-tep-h"></div><p class="btns"><button class="btn go">${say('cash.compareGo')}</button></p></form>`
    : '';
  const list = view.reports.length === 0 ? empty(say('cash.noCompare'), say('cash.noCompareText')) : html`<ul class="list">${view.reports.map(report)}</ul>`;
  return html`${form}<section class="sec">${list}</section>`;
}
