/** `/xac-minh`: checks a signed document by its code (QR) or by upload, and says valid, changed or unknown, and why. */

import type { Lang } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { answers, errorSummary } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import type { FieldProblem } from '../parts/shape.ts';

export type VerifyView = {
  /** Code from the QR address (`?ma=`), shown again. */
  readonly code: string;
  /** Names `tep` (the file), `ma` (the code). */
  readonly problems: readonly FieldProblem[];
  readonly verdict?: Verdict;
};

export type Verdict = {
  /** `valid` whole and ours, `changed` bytes differ from what was signed, `unknown` not made here or not signed. */
  readonly state: VerdictState;
  /** Why, one sentence each. */
  readonly because: readonly string[];
  /** 'Giấy khai sinh', number, issued by, issued at; only what is open to everyone. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly signatures: readonly { readonly signer: string; readonly at: string; readonly state: VerdictState; readonly text: string }[];
  /** Name of the uploaded file, or the code that was looked up. */
  readonly subject: string;
};
export type VerdictState = 'valid' | 'changed' | 'unknown';

const tones = { valid: 'han', changed: 'qua', unknown: 'sap' } as const;
const icons = { valid: 'tick', changed: 'warn', unknown: 'info' } as const;
const chips = { valid: 'xong', changed: 'qua', unknown: 'dung' } as const;

export function verifyPage(frame: Frame, view: VerifyView): Html {
  const say = wordsOf(frame.lang);
  const body = html`<div class="two"><div>${errorSummary(say, view.problems)}<h1>${say('verify.title')}</h1><p class="lead">${say('verify.lead')}</p>${view.verdict === undefined ? '' : verdict(view.verdict, say, frame.lang)}
<section class="sec"><h2>${say(view.verdict === undefined ? 'verify.byFile' : 'verify.another')}</h2>${upload(view, say)}</section></div>
<aside><section class="sec"><h2>${say('verify.byCode')}</h2>${byCode(view, say)}</section><section class="sec"><h2>${say('verify.how')}</h2><p class="small">${say('verify.howText')}</p></section></aside></div>`;
  return page(frame, { kind: 'citizen', title: say('verify.title'), nav: 'verify', failed: view.problems.length > 0, body, open: true });
}

function verdict(one: Verdict, say: Say, lang: Lang): Html {
  const signature = (sign: Verdict['signatures'][number]) =>
    html`<li><p class="head"><b>${sign.signer}</b><span class="due ${chips[sign.state]}">${say(`verify.sign.${sign.state}`)}</span></p><p class="small muted num">${sign.at}</p><p class="small">${sign.text}</p></li>`;
  return html`<div class="note ${tones[one.state]}" role="status">${icon(icons[one.state])}<div><h2>${say(`verify.${one.state}`)}</h2><p>${one.subject}</p></div></div>
<ul class="because">${one.because.map((reason) => html`<li>${reason}</li>`)}</ul>${one.facts.length === 0 ? '' : answers(lang, one.facts)}
${one.signatures.length === 0 ? '' : html`<section class="sec"><h2>${say('verify.signatures')}</h2><ul class="list">${one.signatures.map(signature)}</ul></section>`}`;
}

function upload(view: VerifyView, say: Say): Html {
  const id = fieldId('tep');
  const problem = view.problems.find((one) => one.name === 'tep')?.text;
  return html`<form method="post" action="/xac-minh" enctype="multipart/form-data" novalidate><div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${say('verify.file')}</label><p class="hint" id="${id}-h">${say('verify.fileHint')}</p>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<input type="file" id="${id}" name="tep" accept="application/pdf" aria-describedby="${id}-h${problem === undefined ? '' : ` ${id}-e`}"${problem === undefined ? '' : html` aria-invalid="true"`}></div><p class="btns"><button class="btn go big">${say('verify.check')}</button></p></form>`;
}

function byCode(view: VerifyView, say: Say): Html {
  const id = fieldId('ma');
  const problem = view.problems.find((one) => one.name === 'ma')?.text;
  return html`<form action="/xac-minh"><div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${say('verify.code')}</label><p class="hint" id="${id}-h">${say('verify.codeHint')}</p>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<input id="${id}" name="ma" value="${view.code}" autocomplete="off" aria-describedby="${id}-h"${problem === undefined ? '' : html` aria-invalid="true"`}></div><p class="btns"><button class="btn">${say('verify.look')}</button></p></form>`;
}
