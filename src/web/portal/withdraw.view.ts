/** `/ho-so-cua-toi/<id>/rut`: taking a case back is asked once, with what happens then said beforehand. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { errorSummary, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html } from '../parts/html.ts';
import type { FieldProblem } from '../parts/shape.ts';

export type WithdrawView = {
  readonly title: string;
  /** Official code, or the tracking code in fours. */
  readonly code: string;
  readonly action: string;
  readonly back: string;
  readonly key: string;
  /** What happens: the work ends, the fee, what to do to begin anew. */
  readonly effects: readonly string[];
  readonly reason: string;
  readonly problems: readonly FieldProblem[];
};

/** Longest reason, in characters. */
export const longestReason = 500;

export function withdrawPage(frame: Frame, view: WithdrawView): Html {
  const say = wordsOf(frame.lang);
  const vi = frame.lang === 'vi';
  const id = fieldId('ly_do');
  const problem = view.problems.find((one) => one.name === 'ly_do')?.text;
  const body = html`<div class="col"><a class="back" href="${view.back}">${view.title}</a>${errorSummary(say, view.problems)}<h1>${vi ? 'Rút hồ sơ này?' : 'Take this case back?'}</h1><p class="lead">${view.title}</p><p class="muted small num">${view.code}</p>
${note({ tone: 'sap', title: vi ? 'Rút rồi thì không khôi phục được' : 'This cannot be undone' })}<ul class="because">${view.effects.map((one) => html`<li>${one}</li>`)}</ul>
<form method="post" action="${view.action}" novalidate>${hidden('_key', view.key)}<div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${vi ? 'Lý do (không bắt buộc)' : 'Reason (optional)'}</label>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<textarea id="${id}" name="ly_do" rows="3" maxlength="${longestReason}"${problem === undefined ? '' : html` aria-invalid="true" aria-describedby="${id}-e"`}>${view.reason}</textarea></div><p class="btns"><button class="btn go">${vi ? 'Rút hồ sơ' : 'Take the case back'}</button><a class="btn" href="${view.back}">${vi ? 'Không, giữ hồ sơ' : 'No, keep the case'}</a></p></form></div>`;
  return page(frame, { kind: 'citizen', title: vi ? 'Rút hồ sơ' : 'Take the case back', nav: 'mine', failed: view.problems.length > 0, body });
}
