/** `/toi/dong-y`: cases that name the reader; `/toi/dong-y/<id>`: exactly what one is asked about, and the answer. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { answerGroups, asTyped, dueChip, empty, errorSummary, hidden, note, timeline } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, safeUrl } from '../parts/html.ts';
import type { AnswerGroup, ClockNote, Due, FieldProblem, Happening, Promised } from '../parts/shape.ts';
import type { ConsentWord } from './consent.words.ts';
import { consentWords } from './consent.words.ts';
import type { Outcome } from './track.view.ts';
import { state } from './track.view.ts';

export type NamedLine = {
  readonly href: string;
  readonly title: string;
  readonly from: string;
  readonly who: string;
  readonly chip: Due;
  readonly waits: boolean;
  /** 'Nộp lúc 08:40 thứ Ba 15/11/2022'. */
  readonly text: string;
};
export type NamedListView = { readonly cases: readonly NamedLine[] };

export function namedListPage(frame: Frame, view: NamedListView): Html {
  const say = consentWords(frame.lang);
  const line = (one: NamedLine) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${one.title}</a>${dueChip(one.chip)}</p><p>${asTyped(frame.lang, one.from)} · ${one.who}</p><p class="small muted">${one.text}</p>${one.waits ? html`<p class="btns"><a class="btn go" href="${safeUrl(one.href)}">${say('read')}<span class="vh"> ${one.title}</span></a></p>` : ''}</li>`;
  const group = (word: ConsentWord, waits: boolean) => {
    const cases = view.cases.filter((one) => one.waits === waits);
    return cases.length === 0
      ? ''
      : html`<section class="sec"><h2>${say(word)} <span class="muted num">${cases.length}</span></h2><ul class="list">${cases.map(line)}</ul></section>`;
  };
  const lists = view.cases.length === 0 ? empty(say('none'), say('noneText')) : html`${group('waiting', true)}${group('answered', false)}`;
  const body = html`<div class="col"><a class="back" href="/toi">${frame.lang === 'vi' ? 'Tài khoản của tôi' : 'My account'}</a><h1>${say('title')}</h1><p class="lead">${say('lead')}</p>${lists}</div>`;
  return page(frame, { kind: 'citizen', title: say('title'), nav: 'mine', body });
}

/** One consent that is asked of the reader. */
export type AskedConsent = {
  readonly party: string;
  readonly of: string;
  readonly key: string;
  readonly who: string;
  readonly sentence: string;
  readonly groups: readonly AnswerGroup[];
  readonly chip: Due;
  readonly said?: Html | string;
  /** What may be answered now. */
  readonly open: 'answer' | 'take-back' | 'change' | 'none';
};

export type NamedCaseView = {
  readonly title: string;
  readonly from: string;
  readonly unit: string;
  readonly action: string;
  readonly asked: readonly AskedConsent[];
  /** How the case goes on: for joint applicants with its steps, for the others in a word. */
  readonly chip: Due;
  readonly promised?: Promised;
  readonly outcome?: Outcome;
  readonly notes?: readonly ClockNote[];
  readonly happenings: readonly Happening[];
  readonly problems: readonly FieldProblem[];
  readonly done?: ConsentWord;
};

export function namedCasePage(frame: Frame, view: NamedCaseView): Html {
  const say = consentWords(frame.lang);
  const done = view.done === undefined ? '' : note({ tone: 'han', title: say(view.done), role: 'status' });
  const follow =
    view.happenings.length === 0
      ? html`<section class="sec"><h2>${say('state')}</h2><p>${dueChip(view.chip)}</p></section>`
      : html`<section class="sec"><h2>${say('state')}</h2>${state(wordsOf(frame.lang), view)}${timeline(view.happenings)}</section>`;
  const body = html`<a class="back" href="/toi/dong-y">${say('title')}</a><div class="two"><div>${errorSummary(wordsOf(frame.lang), view.problems)}<h1>${view.title}</h1><p class="muted">${asTyped(frame.lang, view.from)} · ${view.unit}</p>${done}${view.asked.map((one) => asked(frame, view, one))}</div><aside>${follow}</aside></div>`;
  return page(frame, { kind: 'citizen', title: `${say('title')}: ${view.title}`, nav: 'mine', failed: view.problems.length > 0, body });
}

function asked(frame: Frame, view: NamedCaseView, one: AskedConsent): Html {
  const say = consentWords(frame.lang);
  const said = one.said === undefined ? '' : html`<p class="small">${one.said}</p>`;
  return html`<div class="head block"><p>${say('as')}: <b>${one.who}</b></p>${dueChip(one.chip)}</div>${said}${answerGroups(frame.lang, one.groups)}<section class="sec"><h2>${say('sentence')}</h2>${note({ tone: 'info', title: one.sentence })}<p class="small muted">${say('seal')}</p>${answer(frame, view, one)}</section>`;
}

function answer(frame: Frame, view: NamedCaseView, one: AskedConsent): Html {
  const say = consentWords(frame.lang);
  if (one.open === 'none') return html`<p class="small muted">${say('settled')}</p>`;
  const form = (inner: Html) =>
    html`<form method="post" action="${view.action}" novalidate>${hidden('_key', one.key)}${hidden('party', one.party)}${hidden('of', one.of)}${inner}</form>`;
  const back = html`<p class="btns"><button class="btn" name="says" value="withdrawn">${say('takeBack')}</button></p><p class="small muted">${say('takeBackText')}</p>`;
  if (one.open === 'take-back') return form(back);
  const name = `read.${one.party}`;
  const problem = view.problems.find((found) => found.name === name)?.text;
  const id = fieldId(name);
  const error = problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`;
  const tick = html`<div class="field${problem === undefined ? '' : ' bad'}">${error}<label class="tick"><input type="checkbox" id="${id}" name="${name}" value="true"${problem === undefined ? '' : html` aria-invalid="true" aria-describedby="${id}-e"`}><span>${say('tick')}</span></label></div>`;
  const decline = one.open === 'change' ? '' : html`<button class="btn" name="says" value="declined">${say('decline')}</button>`;
  return form(html`${tick}<p class="btns"><button class="btn go" name="says" value="agreed">${say('agree')}</button>${decline}</p>`);
}
