/** `/toi/lam-thay`: persons I act for, persons who act for me; and the counter's page on which an officer records one. */

import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { errorSummary, hidden } from '../parts/bits.ts';
import { dayBox } from '../parts/date-box.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, safeUrl } from '../parts/html.ts';
import type { Choice, Due, FieldProblem } from '../parts/shape.ts';
import { done } from './me.view.ts';
import type { MeWord } from './me.words.ts';
import { meWords } from './me.words.ts';

export type MandateLine = {
  /** Name, or the masked number while the other has not agreed. */
  readonly who: string;
  readonly kind: string;
  /** Procedures and term. */
  readonly text: string;
  /** How it was agreed to. */
  readonly consent?: string;
  readonly due: Due;
  /** Cases of a represented person. */
  readonly href?: string;
  readonly agree?: { readonly action: string; readonly key: string };
  /** word: 'decline' while it waits, 'withdraw' once it holds. */
  readonly end?: { readonly action: string; readonly key: string; readonly word: 'decline' | 'withdraw' };
};

export type MandatesView = {
  readonly mine: readonly MandateLine[];
  readonly others: readonly MandateLine[];
  readonly form: {
    readonly key: string;
    readonly as: 'agent' | 'principal';
    readonly number: string;
    readonly packs: readonly (Choice & { readonly isChosen: boolean })[];
    readonly until: string;
  };
  readonly problems: readonly FieldProblem[];
  readonly done?: MeWord;
};

export function mandatesPage(frame: Frame, view: MandatesView): Html {
  const say = meWords(frame.lang);
  // One primary deed a page: whoever waits for an answer comes before what one might ask oneself.
  const first = [...view.mine, ...view.others].find((one) => one.agree !== undefined);
  const list = (lines: readonly MandateLine[]) =>
    lines.length === 0 ? html`<p class="muted">${say('none')}</p>` : html`<ul class="list">${lines.map((one) => line(frame, one, one === first))}</ul>`;
  const body = html`<a class="back" href="/toi">${say('account')}</a><div class="two"><div>${errorSummary(wordsOf(frame.lang), view.problems)}<h1>${say('mandates')}</h1><p class="lead">${say('mandatesLead')}</p>${done(frame, view.done)}<section class="sec"><h2>${say('iActFor')}</h2>${list(view.mine)}</section><section class="sec"><h2>${say('actForMe')}</h2>${list(view.others)}</section><section class="sec"><h2>${say('newMandate')}</h2>${newForm(frame, view, first === undefined)}</section></div>
<aside><section class="sec"><h2>${say('child')}</h2><p>${say('childText')}</p></section></aside></div>`;
  return page(frame, { kind: 'citizen', title: say('mandates'), nav: 'mine', failed: view.problems.length > 0, body });
}

function line(frame: Frame, one: MandateLine, isFirst: boolean): Html {
  const say = meWords(frame.lang);
  const button = (deed: { readonly action: string; readonly key: string }, text: string, style: string) =>
    html`<form method="post" action="${deed.action}">${hidden('_key', deed.key)}<button class="btn${style}">${text}<span class="vh"> ${one.who}</span></button></form>`;
  const deeds = [
    ...(one.href === undefined ? [] : [html`<a class="btn" href="${safeUrl(one.href)}">${say('toCases')}<span class="vh"> ${one.who}</span></a>`]),
    ...(one.agree === undefined ? [] : [button(one.agree, say('agree'), isFirst ? ' go' : '')]),
    ...(one.end === undefined ? [] : [button(one.end, say(one.end.word), '')]),
  ];
  return html`<li><p class="head"><b>${one.who}</b><span class="due${one.due.state === 'han' ? '' : ` ${one.due.state}`}">${one.due.text}</span></p><p>${one.kind}: ${one.text}</p>${one.consent === undefined ? '' : html`<p class="small muted">${one.consent}</p>`}${deeds.length === 0 ? '' : html`<div class="btns">${deeds}</div>`}</li>`;
}

function newForm(frame: Frame, { form, problems }: MandatesView, isPrimary: boolean): Html {
  const say = meWords(frame.lang);
  const side = (value: 'agent' | 'principal') =>
    html`<label><input type="radio" name="as" value="${value}"${form.as === value ? html` checked` : ''}><span>${say(`side_${value}`)}</span></label>`;
  const pack = (one: (typeof form.packs)[number]) =>
    html`<label><input type="checkbox" name="pack" value="${one.value}"${one.isChosen ? html` checked` : ''}><span>${one.text}</span></label>`;
  const number = box(
    { name: 'number', label: say('otherNumber'), hint: say('otherHint'), problems },
    html`value="${form.number}" inputmode="numeric" maxlength="14" autocomplete="off" class="mid"`,
  );
  const until = dayBox({ name: 'until', label: say('until'), hint: say('untilHint'), value: form.until, problems }, frame.lang);
  return html`<form method="post" action="/toi/lam-thay" novalidate>${hidden('_key', form.key)}<fieldset class="field"><legend>${say('side')}</legend><div class="pick down">${side('agent')}${side('principal')}</div></fieldset>${number}<fieldset class="field"><legend>${say('packs')}</legend><p class="hint">${say('packsHint')}</p><div class="pick down">${form.packs.map(pack)}</div></fieldset>${until}<p class="btns"><button class="btn${isPrimary ? ' go big' : ''}">${say('save')}</button></p></form>`;
}

type Box = { readonly name: string; readonly label: string; readonly hint?: string; readonly problems: readonly FieldProblem[] };

/** One text box with its hint and mistake. */
export function box(one: Box, attributes: Html): Html {
  const id = fieldId(one.name);
  const problem = one.problems.find((other) => other.name === one.name)?.text;
  const told = [...(one.hint === undefined ? [] : [`${id}-h`]), ...(problem === undefined ? [] : [`${id}-e`])].join(' ');
  return html`<div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${one.label}</label>${one.hint === undefined ? '' : html`<p class="hint" id="${id}-h">${one.hint}</p>`}${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<input id="${id}" name="${one.name}" ${attributes}${told === '' ? '' : html` aria-describedby="${told}"`}${problem === undefined ? '' : html` aria-invalid="true"`}></div>`;
}

export type CounterMandateView = {
  readonly key: string;
  /** As typed, by wire name. */
  readonly typed: Readonly<Record<string, string>>;
  /** 'YYYY-MM-DD', or as much of it as was typed. */
  readonly days: { readonly birth: string; readonly until: string };
  readonly problems: readonly FieldProblem[];
  readonly done?: MeWord;
};

export function counterMandatePage(frame: Frame, view: CounterMandateView): Html {
  const say = meWords(frame.lang);
  const { problems, typed } = view;
  const text = (name: string, label: string, attributes: Html, hint?: string) =>
    box({ name, label, problems, ...(hint === undefined ? {} : { hint }) }, html`value="${typed[name] ?? ''}" ${attributes}`);
  const day = (name: 'birth' | 'until', label: string, hint: string) => dayBox({ name, label, hint, value: view.days[name], problems }, frame.lang);
  const digits = html`inputmode="numeric" maxlength="14" autocomplete="off" class="mid"`;
  const person = (name: 'agent' | 'principal') =>
    html`<fieldset class="field"><legend>${say(name)}</legend>${text(`${name}.number`, say('idNumber'), digits)}${text(`${name}.name`, say('name'), html`maxlength="100" autocomplete="off"`)}</fieldset>`;
  const kind = (value: 'child' | 'proxy') =>
    html`<label><input type="radio" name="kind" value="${value}"${(typed.kind ?? 'child') === value ? html` checked` : ''}><span>${say(`kind_${value}`)}</span></label>`;
  const body = html`<div class="wrap col page">${errorSummary(wordsOf(frame.lang), problems)}<h1>${say('counterTitle')}</h1><p class="lead">${say('counterLead')}</p>${done(frame, view.done)}<form method="post" action="/tiep-nhan/lam-thay" novalidate>${hidden('_key', view.key)}<fieldset class="field"><legend>${say('side')}</legend><div class="pick">${kind('child')}${kind('proxy')}</div></fieldset>${person('agent')}${person('principal')}${day('birth', say('birth'), say('birthHint'))}${day('until', say('term'), say('untilHint'))}${text('paper', say('paper'), html`maxlength="200"`, say('paperHint'))}<p class="btns"><button class="btn go big">${say('save')}</button></p></form></div>`;
  return page(frame, { kind: 'desk', title: say('counterTitle'), nav: 'reception', main: '', failed: problems.length > 0, body, script: 'desk' });
}
