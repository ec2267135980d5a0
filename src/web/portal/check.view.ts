/** Check answers before submitting: every answer with "Sửa", papers, fee, the hour promised now, the declaration. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { answerGroups, answers, errorSummary, feeTable, hidden, papers, promise } from '../parts/bits.ts';
import type { ConsentLine } from '../parts/consents.ts';
import { consentSection } from '../parts/consents.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html } from '../parts/html.ts';
import type { AnswerGroup, AnswerRow, Fee, FieldProblem, Paper, Promised } from '../parts/shape.ts';

export type CheckView = {
  readonly title: string;
  /** Where the declaration posts to, and its idempotency key. */
  readonly action: string;
  readonly key: string;
  /** Pairs carried along as hidden fields, so that a page without session still submits everything. */
  readonly carried: readonly { readonly name: string; readonly value: string }[];
  /** Posting the carried pairs here with `_edit` = wire name (or '' for "back") shows the form again, at that question, with everything typed. */
  readonly edit: string;
  /** The represented person it is filed for. */
  readonly whom?: string;
  /** Steps of the form with this page as the last. */
  readonly steps: number;
  readonly groups: readonly AnswerGroup[];
  readonly papers: readonly Paper[];
  /** People who will be asked to agree. */
  readonly consents?: { readonly title: string; readonly lines: readonly ConsentLine[] };
  readonly fee?: Fee;
  readonly promised?: Promised;
  /** Instead of both, where a device shows this page by itself: what the procedure says in words. */
  readonly words?: { readonly fee: string; readonly time: string };
  /** The declaration a person ticks (field `_declare`), in the pack's words when it has one. */
  readonly declaration?: string;
  /** Unit that will handle the case. */
  readonly unit: string;
  readonly problems?: readonly FieldProblem[];
};

/** What was typed, as it was sent: a script that still has it need not be given it again. */
const isAnswer = (name: string): boolean => !name.startsWith('_') || /^_(?:counter|why)\./.test(name);

export function checkPage(frame: Frame, view: CheckView): Html {
  const say = wordsOf(frame.lang);
  const problems = view.problems ?? [];
  const declareId = fieldId('_declare');
  const missing = problems.some((one) => one.name === '_declare');
  const carried = view.carried.filter((one) => frame.keeps !== true || !isAnswer(one.name)).map((one) => hidden(one.name, one.value));
  const elsewhere = view.edit === view.action ? '' : html` formaction="${view.edit}"`;
  const all = view.groups.flatMap((group) => group.rows.map((row) => ({ row, group: group.title })));
  const isAlike = ({ label }: AnswerRow): boolean => all.filter((one) => one.row.label === label).length > 1;
  /** Heard without the heading above, the name of the mother and of the father would be one button twice. */
  const called = (row: AnswerRow): string => (isAlike(row) ? `${row.label}, ${all.find((one) => one.row === row)?.group ?? ''}` : row.label);
  const change = (row: AnswerRow) =>
    row.name === undefined
      ? ''
      : html`<button class="btn bare" form="nop" name="_edit" value="${row.name}"${elsewhere} aria-label="${say('check.change')} ${called(row)}">${say('check.change')}</button>`;
  const body = html`<button class="btn bare back" form="nop" name="_edit" value=""${elsewhere}>${say('check.back')}</button>
<div class="steps col"><p>${say('form.step', { n: view.steps, m: view.steps })} <span>· ${view.title}</span></p><ol aria-hidden="true">${Array.from({ length: view.steps }, (_, index) => (index + 1 === view.steps ? html`<li aria-current="step"></li>` : html`<li class="done"></li>`))}</ol></div>
${errorSummary(say, problems)}<h1>${say('check.title')}</h1>${view.whom === undefined ? '' : html`<p><span class="tag men">${say('whom.for', { name: view.whom })}</span></p>`}<div class="two block"><div>${answerGroups(frame.lang, view.groups, change)}
${view.papers.length === 0 ? '' : html`<section class="sec"><h2>${say('check.papers')}</h2>${papers(view.papers)}</section>`}${view.consents === undefined ? '' : consentSection(frame.lang, view.consents.title, view.consents.lines)}
${view.fee === undefined ? '' : html`<section class="sec"><h2>${say('fee.title')}</h2>${feeTable(say, view.fee)}</section>`}</div>
<aside>${view.promised === undefined ? '' : promise(say, view.promised, say('check.promise'))}${
    view.words === undefined
      ? ''
      : html`${answers(frame.lang, [
          { label: say('check.deviceFee'), value: view.words.fee },
          { label: say('check.deviceTime'), value: view.words.time },
        ])}<p class="small muted">${say('check.device')}</p>`
  }<p class="small muted">${say('check.unit', { unit: view.unit })}</p>
<form method="post" action="${view.action}" id="nop" novalidate data-swap>${hidden('_key', view.key)}${carried}<div class="field${missing ? ' bad' : ''}">${missing ? html`<p class="err" id="${declareId}-e">${say('check.declareMissing')}</p>` : ''}<label class="tick"><input type="checkbox" id="${declareId}" name="_declare" value="true" required${missing ? html` aria-invalid="true" aria-describedby="${declareId}-e"` : ''}><span>${view.declaration ?? say('check.declaration')}</span></label></div><p class="btns"><button class="btn go big full">${say('check.submit')}</button></p><p class="muted small">${say(view.fee?.isFree ? 'check.free' : 'check.payLater')}</p></form></aside></div>`;
  return page(frame, {
    kind: 'citizen',
    title: `${say('check.title')} - ${view.title}`,
    nav: 'services',
    bar: 'short',
    foot: 'short',
    paper: 'never',
    failed: problems.length > 0,
    body,
  });
}
