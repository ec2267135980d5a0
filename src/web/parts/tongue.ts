/** Questions in a further language, and questions that can be heard: an ordinary link to the recording, which the page's script plays in place. */
import type { Label, Lang } from '../../base/text.ts';
import { say as inLang } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import type { Html, Part } from './html.ts';
import { html, safeUrl } from './html.ts';
import { icon } from './icon.ts';

export type TongueChoice = { readonly href: string; readonly code: string; readonly text: string; readonly isChosen: boolean; readonly note: string };

export type Tongue = {
  /** Language of what `text` answers. */
  readonly code: string;
  /** Undefined where nobody has translated it. */
  readonly text: (label: Label) => string | undefined;
  /** Address of the recording. */
  readonly recording: (label: Label) => string | undefined;
  /** Languages to choose from; empty when there is no choice. */
  readonly choices: readonly TongueChoice[];
};

type Pen = { readonly lang: Lang; readonly say: Say; readonly tongue?: Tongue };

/** A text of the pack in the chosen language, else in that of the page. */
export function told(pen: Pick<Pen, 'lang' | 'tongue'>, label: Label): Part {
  const text = pen.tongue?.text(label);
  return text === undefined ? inLang(label, pen.lang) : html`<span lang="${pen.tongue?.code ?? pen.lang}">${text}</span>`;
}

/** Beside the question, when there is a recording of it. */
export function hear(pen: Pen, label: Label): Html | '' {
  const address = pen.tongue?.recording(label);
  return address === undefined
    ? ''
    : html`<a class="nghe" data-nghe href="${safeUrl(address)}">${icon('sound')}${pen.say('form.hear')}<span class="vh">: ${told(pen, label)}</span></a>`;
}

/** The choice above the form, each language in its own name. */
export function tongueChoice(tongue: Tongue | undefined, say: Say): Html | '' {
  if (tongue === undefined || tongue.choices.length === 0) return '';
  const one = (choice: TongueChoice): Html =>
    html`<a class="btn" href="${choice.href}"${choice.isChosen ? html` aria-current="true"` : ''}><span lang="${choice.code}">${choice.text}</span>${choice.note === '' ? '' : html` <small>(${choice.note})</small>`}</a>`;
  return html`<nav class="btns" aria-label="${say('form.tongue')}">${tongue.choices.map(one)}</nav>`;
}

/** "Nghe": reads the page aloud with the device's own voice. It shows itself only where there is a voice for the language of the page. */
export const readAloud = (say: Say): Html =>
  html`<button class="btn" id="nghe" type="button" data-nghe hidden>${icon('sound')}${say('page.readAloud')}</button>`;
