/** `/thu-tuc/<pack>/le-phi` and `/dieu-kien`: the few questions a rule reads, and what it answers with which rule. */
import { wordsOf } from '../../base/words.ts';
import type { Form, Problem, RawAnswers } from '../../engine/form/form.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, errorSummary, feeTable, note } from '../parts/bits.ts';
import { formSteps, problemsOf } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { html, nothing, safeUrl } from '../parts/html.ts';
import type { Fee } from '../parts/shape.ts';
import type { Reason } from './reason.ts';

export type Asked = {
  readonly rule: 'fee' | 'eligibility';
  readonly title: string;
  readonly action: string;
  readonly back: string;
  readonly apply: string;
  /** The questions; without pages there is nothing to ask. */
  readonly form: Form;
  readonly typed: RawAnswers;
  readonly problems: readonly Problem[];
  /** The rule could not answer. */
  readonly general?: string;
};
export type Quoted = Asked & { readonly found?: FeeFound | EligibilityFound };
export type FeeFound = { readonly fee: Fee; readonly reasons: readonly Reason[] };
/** why: what is wrong and what to do, in the pack's words. */
export type EligibilityFound = { readonly eligible: boolean; readonly why?: string; readonly reasons: readonly Reason[] };

export function quotePage(frame: Frame, view: Quoted): Html {
  const say = wordsOf(frame.lang);
  const problems = [...(view.general === undefined ? [] : [{ name: '', text: view.general }]), ...problemsOf(view, frame.lang)];
  const heading = say(view.rule === 'fee' ? 'quote.fee' : 'quote.eligibility');
  const form =
    view.form.pages.length === 0
      ? ''
      : html`<form method="post" action="${safeUrl(view.action)}#ket-qua" novalidate autocomplete="off"><button class="vh" tabindex="-1" aria-hidden="true">${say('quote.ask')}</button>${formSteps(view, frame.lang).map((step) => html`<section class="sec"><h2>${step.title}</h2>${step.html}</section>`)}<p class="btns"><button class="btn${view.found === undefined ? ' go' : ''}">${say(view.rule === 'fee' ? 'quote.count' : 'quote.check')}</button></p></form>`;
  const body = html`<div class="col"><a class="back" href="${safeUrl(view.back)}">${view.title}</a><h1>${heading}</h1>${errorSummary(say, problems)}${found(frame, view, say)}${form}<p class="hint block">${say('quote.hint')}</p></div>`;
  return page(frame, { kind: 'citizen', title: `${heading} - ${view.title}`, nav: 'services', failed: problems.length > 0, body, open: true });
}

function found(frame: Frame, view: Quoted, say: ReturnType<typeof wordsOf>): Html {
  if (view.found === undefined) return nothing;
  const reasons = reasonList(frame, view.found.reasons, say);
  const start = html`<p class="btns"><a class="btn go" href="${safeUrl(view.apply)}">${say('service.start')}</a></p>`;
  if ('fee' in view.found)
    return html`<section class="sec" id="ket-qua" tabindex="-1"><h2>${say('fee.title')}</h2><p class="strong">${view.found.fee.total}</p>${view.found.fee.lines.length === 0 ? '' : feeTable(say, view.found.fee)}${reasons}<p class="small muted">${say('quote.feeLater')}</p>${start}</section>`;
  const { eligible, why } = view.found;
  const verdict = note({
    tone: eligible ? 'han' : 'qua',
    title: say(eligible ? 'quote.may' : 'quote.mayNot'),
    role: 'status',
    ...(why === undefined ? {} : { text: asTyped(frame.lang, why) }),
  });
  return html`<section class="sec" id="ket-qua" tabindex="-1">${verdict}${reasons}${eligible ? start : html`<p class="small muted">${say('quote.help', { phone: frame.place.phone })}</p>`}</section>`;
}

/** Which rule said so, and what it looked at. */
function reasonList(frame: Frame, reasons: readonly Reason[], say: ReturnType<typeof wordsOf>): Html {
  if (reasons.length === 0) return nothing;
  const one = ({ rule, notes, looked }: Reason) =>
    html`<li><b>${say('quote.rule', { n: rule })}</b>${notes.map((text) => html` ${asTyped(frame.lang, text)}`)}${looked.map(({ name, value }) => html`<br>${asTyped(frame.lang, name)}: ${asTyped(frame.lang, value)}`)}</li>`;
  return html`<details class="why" open><summary>${say('quote.why')}</summary><ul class="because">${reasons.map(one)}</ul></details>`;
}
