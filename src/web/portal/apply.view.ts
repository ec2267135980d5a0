/** `/nop/<pack>`: the whole form as one document with one submit; the enhancer shows it step by step and keeps a draft. */
import type { Lang } from '../../base/text.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, errorSummary, hidden, note, options, why } from '../parts/bits.ts';
import type { FormView } from '../parts/form.ts';
import { formSteps, problemsOf } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html } from '../parts/html.ts';
import type { Choice, FieldProblem } from '../parts/shape.ts';
import { tongueChoice } from '../parts/tongue.ts';
import type { KeptView } from './kept.view.ts';
import { keptNote } from './kept.view.ts';

export type ApplyView = FormView & {
  readonly title: string;
  /** Address the form posts to (multipart, because of the papers); the answer is the check page, or this page with problems and status 422. */
  readonly action: string;
  /** Idempotency key, sent as `_key`. */
  readonly key: string;
  readonly back: string;
  /** Units that take the case, sent as `_unit`; absent when the pack or the address decides. */
  readonly units?: readonly { readonly name: string; readonly units: readonly Choice[] }[];
  readonly unit?: string;
  /** Address of this form with all units, when only the near ones are offered. */
  readonly allUnits?: string;
  /** Name under which a draft is kept on this device. */
  readonly draft: string;
  /** Drafts are kept beside this device, for the owner of this mark. seen: moment of the kept one in milliseconds, -1 for none; absent where the script sends nothing. */
  readonly keep?: { readonly seen?: number; readonly owner: string };
  /** The represented person it is filed for; `others`: address of the first question. */
  readonly whom?: { readonly id: string; readonly name: string; readonly others: string };
  /** The draft was saved by this very press. */
  readonly savedAt?: string;
  /** The form goes on with a kept draft. */
  readonly kept?: KeptView;
  /** Way to what was sent to this form after the session had lapsed. */
  readonly held?: string;
  /** Problems that belong to no field of the form: `_unit`, a lost file, a refusal (name ''). */
  readonly general?: readonly FieldProblem[];
  /** The form is sent without a page of checking: a supplement. `note` is what the office asked; `anyway`: the button that sends it with faults left as they are. */
  readonly direct?: { readonly button: string; readonly note: string; readonly faults?: Html; readonly anyway?: string };
  /** What the data are for: from `form.purposes`, in the language of the page. */
  readonly purposes?: readonly { readonly text: string; readonly legal: string }[];
};

export function applyPage(frame: Frame, view: ApplyView): Html {
  const say = wordsOf(frame.lang);
  const steps = formSteps(
    view.general === undefined ? view : { ...view, told: view.general },
    frame.lang,
    view.direct === undefined ? 'step by step' : undefined,
  );
  const problems = [...(view.general ?? []), ...problemsOf(view, frame.lang)];
  const section = (step: (typeof steps)[number], index: number) =>
    html`<fieldset class="step" id="buoc-${step.id}"${step.when?.small === undefined ? '' : html` data-when="${JSON.stringify(step.when.small)}"`}><legend tabindex="-1">${step.title}</legend>${index === 0 ? unitBox(view, say) : ''}${step.html}</fieldset>`;
  const body = html`<div class="col"><a class="back" href="${view.back}">${say(view.direct === undefined ? 'form.back' : 'mine.back')}</a>${stepBar(view, steps.length, say)}
<h1 id="ten">${view.title}</h1>${view.whom === undefined ? '' : html`<p><span class="tag men">${say('whom.for', { name: view.whom.name })}</span> <a class="small" href="${view.whom.others}">${say('whom.other')}</a></p>`}${errorSummary(say, problems)}${view.held === undefined ? '' : html`<p><a href="${view.held}">${say('form.held')}</a></p>`}${tongueChoice(view.tongue, say)}${view.direct === undefined || view.direct.note === '' ? '' : html`<p class="lead">${asTyped(frame.lang, view.direct.note)}</p>`}${view.direct?.faults ?? ''}${view.kept === undefined ? '' : keptNote(frame, view.kept, say)}${view.savedAt === undefined ? '' : note({ tone: 'han', title: say('draft.savedNow', { at: view.savedAt }), role: 'status' })}
<form method="post" action="${view.action}" enctype="multipart/form-data" novalidate autocomplete="off" id="to-khai" data-swap>${hidden('_key', view.key)}${view.keep === undefined ? '' : hidden('_owner', view.keep.owner)}${view.whom === undefined ? '' : hidden('_for', view.whom.id)}<button class="vh" tabindex="-1" aria-hidden="true">${view.direct?.button ?? say('form.toCheck')}</button>
${steps.map(section)}
${purposes(view, say, frame.lang)}<p class="btns"><button class="btn go big" id="go">${view.direct?.button ?? say('form.toCheck')}</button>${view.keep === undefined ? '' : html`<button class="btn" id="luu" name="_save" value="1">${say('draft.save')}</button>`}${view.direct?.anyway === undefined ? '' : html`<button class="btn" name="_anyway" value="1">${view.direct.anyway}</button>`}</p><p class="muted small" id="saved" role="status">${view.direct === undefined ? say('form.wholeForm') : say('mine.sendsNow', { button: view.direct.button })}</p></form></div>`;
  return page(frame, {
    kind: 'citizen',
    title: view.title,
    nav: 'services',
    foot: 'short',
    failed: problems.length > 0,
    body,
    script: scriptFor(view),
    facts: formFacts(say, view),
  });
}

/** The smallest script that can do what the form needs. */
function scriptFor({ form }: ApplyView): 'enhance' | 'enhanceList' | 'enhancePlace' {
  if ([...form.fields.values()].some((field) => field.control === 'address')) return 'enhancePlace';
  return form.pages.some((one) => one.groups.some((group) => group.repeat !== undefined)) ? 'enhanceList' : 'enhance';
}

/** Where the journey stands before the script has come; without script it is not shown. */
function stepBar(view: ApplyView, steps: number, say: ReturnType<typeof wordsOf>): Html {
  const total = steps + (view.direct === undefined ? 1 : 0);
  const squares = Array.from({ length: total }, (_, index) => (index === 0 ? html`<li aria-current="step"></li>` : html`<li></li>`));
  return html`<div class="steps" id="steps"><p><b>${say('form.step', { n: 1, m: total })}</b><span> · ${view.title}</span></p><ol aria-hidden="true">${squares}</ol></div>`;
}

/** Words the enhancer needs, in the language of the page. */
const formFacts = (say: ReturnType<typeof wordsOf>, view: ApplyView): Readonly<Record<string, string | number>> => ({
  draft: view.draft,
  after: view.direct === undefined ? 1 : 0,
  step: say('form.step'),
  next: say('form.next'),
  check: view.direct?.button ?? say('form.toCheck'),
  back: say('form.backTo'),
  saved: say('form.saved'),
  restored: say('form.restored'),
  forget: say('form.forget'),
  lost: say('form.lost'),
  hear: say('page.readAloud'),
  ...(view.keep?.seen === undefined ? {} : { seen: view.keep.seen }),
});

function unitBox(view: ApplyView, say: ReturnType<typeof wordsOf>): Html | '' {
  if (view.units === undefined) return '';
  const problem = view.general?.find((one) => one.name === '_unit')?.text;
  const id = fieldId('_unit');
  return html`<div class="field${problem === undefined ? '' : ' bad'}" data-r="${say('form.unitMissing')}"><label for="${id}">${say('form.unit')}</label><p class="hint" id="${id}-h">${say('form.unitHint')}</p>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<select id="${id}" name="_unit" aria-describedby="${id}-h"${problem === undefined ? '' : html` aria-invalid="true"`}><option value="">${say('form.choose')}</option>${view.units.map((group) => html`<optgroup label="${group.name}">${options(group.units, view.unit ?? '')}</optgroup>`)}</select>${view.allUnits === undefined ? '' : html`<p class="small"><a href="${view.allUnits}">${say('form.allUnits')}</a></p>`}</div>`;
}

function purposes(view: ApplyView, say: ReturnType<typeof wordsOf>, lang: Lang): Html | '' {
  if (view.purposes === undefined || view.purposes.length === 0) return '';
  return html`<div class="row">${why(say('form.purposes'), html`${view.purposes.map((one) => html`${one.text} (${asTyped(lang, one.legal)}). `)}`)}</div>`;
}

/** Nobody takes this procedure yet: said before anything is typed. */
export function notLivePage(frame: Frame, view: { readonly title: string; readonly back: string }): Html {
  const say = wordsOf(frame.lang);
  const body = html`<a class="back" href="${view.back}">${view.title}</a><h1>${view.title}</h1>${note({ tone: 'sap', title: say('form.notLive'), text: say('form.notLiveText', { phone: frame.place.phone }) })}`;
  return page(frame, { kind: 'citizen', title: view.title, nav: 'services', body });
}
