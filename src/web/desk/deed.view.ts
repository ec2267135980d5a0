/** A deed of the desk: its button in the bar and its dialog, which says what will happen and to whom. Opens without script (popover). */
import type { Say } from '../../base/words.ts';
import { hidden, options } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html } from '../parts/html.ts';
import type { Choice, FieldProblem } from '../parts/shape.ts';

/** A deed with its dialog. Fields on the wire: `_key`, `reason`, `text`, `method`, `recipient`; a supplement sends `target` (several), `reason.<target>`, `text.<target>`. */
export type Deed = {
  readonly id: string;
  readonly action: string;
  readonly key: string;
  readonly label: string;
  /** Single key that opens it. */
  readonly hotkey?: string;
  /** The one red button when there is no task. */
  readonly main?: boolean;
  /** Why it cannot be done now; the button is shown disabled with this sentence. */
  readonly blocked?: string;
  /** What will happen, and to whom. */
  readonly explain: string;
  readonly reasons?: readonly Choice[];
  /** More than one reason may be ticked. */
  readonly several?: true;
  /** Fields and papers that may be asked for again. */
  readonly targets?: readonly (Choice & { readonly group?: string })[];
  readonly text?: 'optional' | 'required';
  readonly methods?: readonly Choice[];
  readonly recipient?: { readonly name: string };
  readonly problems?: readonly FieldProblem[];
  /** What was typed before the deed was refused. */
  readonly typed?: { readonly reasons: readonly string[]; readonly text: string };
};

export function deedButton(deed: Deed): Html {
  if (deed.blocked !== undefined) return html`<button class="btn" disabled>${deed.label}<span class="vh">: ${deed.blocked}</span></button>`;
  const key = deed.hotkey === undefined ? '' : html` <kbd>${deed.hotkey}</kbd>`;
  return html`<button class="btn${deed.main === true ? ' go' : ''}" type="button" popovertarget="viec-${deed.id}"${deed.hotkey === undefined ? '' : html` data-key="${deed.hotkey}"`}>${deed.label}${key}</button>`;
}

export function deedDialog(say: Say, deed: Deed): Html {
  if (deed.blocked !== undefined) return html``;
  const name = (field: string) => `${deed.id}.${field}`;
  const problem = (field: string) => deed.problems?.find((one) => one.name === field)?.text;
  const mistake = (field: string) => {
    const text = problem(field);
    return text === undefined ? '' : html`<p class="err" id="${fieldId(name(field))}-e">${text}</p>`;
  };
  const bad = (field: string) => (problem(field) === undefined ? '' : html` aria-invalid="true" aria-describedby="${fieldId(name(field))}-e"`);
  const reasons =
    deed.reasons === undefined || deed.targets !== undefined
      ? ''
      : html`<fieldset class="field"><legend>${say('deed.reason')}</legend>${mistake('reason')}<div class="pick down">${deed.reasons.map((one, index) => html`<label><input type="${deed.several === true ? 'checkbox' : 'radio'}" name="reason" value="${one.value}"${index === 0 ? html` id="${fieldId(name('reason'))}"` : ''}${deed.typed?.reasons.includes(one.value) === true ? html` checked` : ''}><span>${one.text}</span></label>`)}</div></fieldset>`;
  const text =
    deed.text === undefined
      ? ''
      : html`<div class="field"><label for="${fieldId(name('text'))}">${say(deed.text === 'required' ? 'deed.text' : 'deed.textMore')}</label>${mistake('text')}<textarea id="${fieldId(name('text'))}" name="text" rows="3"${bad('text')}>${deed.typed?.text ?? ''}</textarea></div>`;
  const methods =
    deed.methods === undefined
      ? ''
      : html`<fieldset class="field"><legend>${say('deed.method')}</legend><div class="pick">${deed.methods.map((one, index) => html`<label><input type="radio" name="method" value="${one.value}"${index === 0 ? html` checked` : ''}><span>${one.text}</span></label>`)}</div></fieldset>`;
  const recipient =
    deed.recipient === undefined
      ? ''
      : html`<div class="field"><label for="${fieldId(name('recipient'))}">${say('deed.recipient')}</label>${mistake('recipient')}<input id="${fieldId(name('recipient'))}" name="recipient" value="${deed.recipient.name}" autocomplete="off"${bad('recipient')}></div>`;
  const id = `viec-${deed.id}`;
  return html`<dialog id="${id}" popover aria-labelledby="${id}-t"${(deed.problems ?? []).length > 0 ? html` data-open` : ''}><form method="post" action="${deed.action}" novalidate>${hidden('_key', deed.key)}<h2 id="${id}-t">${deed.label}</h2><p>${deed.explain}</p>${targets(say, deed, mistake)}${reasons}${methods}${recipient}${text}<div class="btns"><button class="btn go">${deed.label}</button><button class="btn" type="button" popovertarget="${id}" popovertargetaction="hide">${say('deed.later')}</button></div></form></dialog>`;
}

/** Every fault in one list: the paper or question, its reason, and what a right one looks like. */
function targets(say: Say, deed: Deed, mistake: (field: string) => Html | ''): Html | '' {
  if (deed.targets === undefined) return '';
  const one = (target: NonNullable<Deed['targets']>[number], index: number) => {
    const id = fieldId(`${deed.id}.${target.value}`);
    return html`<div class="ask"><label class="tick"><input type="checkbox" name="target" value="${target.value}"${index === 0 ? html` id="${fieldId(`${deed.id}.target`)}"` : ''}><span>${target.text}</span></label><div class="more"><label class="vh" for="${id}-r">${say('deed.reasonOf', { name: target.text })}</label><select id="${id}-r" name="reason.${target.value}">${options(deed.reasons ?? [], '')}</select><label class="vh" for="${id}-t">${say('deed.textOf', { name: target.text })}</label><input id="${id}-t" name="text.${target.value}" placeholder="${say('deed.example')}" autocomplete="off"></div></div>`;
  };
  return html`<fieldset class="field"><legend>${say('deed.targets')}</legend>${mistake('target')}${deed.targets.map(one)}</fieldset>`;
}
