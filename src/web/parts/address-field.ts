/** The boxes of an address: another province, the commune, what lies in it; and the places to choose from when a name was not clear. */
import type { Say } from '../../base/words.ts';
import type { Field, Problem } from '../../engine/form/form.ts';
import type { Html, Part } from './html.ts';
import { fieldId, html } from './html.ts';

/** In the order in which they are asked; the wire knows them by these names behind the field's own. */
const boxes = ['province', 'commune', 'village'] as const;
type Box = (typeof boxes)[number];
const words = { province: 'address.province', commune: 'address.commune', village: 'address.village' } as const;
const hints = { province: 'address.provinceHint', commune: 'address.communeHint' } as const;
/** What a browser may fill in by itself, where the pack says that it is the person's own address. */
const known: Readonly<Record<Box, string>> = { province: 'address-level1', commune: 'address-level2', village: 'address-line1' };

export type Offers = NonNullable<Problem['offers']>;

/** What the boxes ask about themselves while they are drawn. */
type Pen = {
  readonly focus?: string;
  readonly say: Say;
  readonly typed: (name: string) => readonly string[];
  readonly problem: (name: string) => string | undefined;
  readonly offers: (name: string) => Offers | undefined;
};
type Asked = { readonly pen: Pen; readonly field: Field; readonly name: string; readonly id: string; readonly when: Part };

/** What stands around the boxes is drawn by `control.ts`, as for every other question. */
export type Around = { readonly legend: Part; readonly texts: Part; readonly after: Part; readonly state: string };

/** The box a mistake is about, if there is one. */
export const wrongBox = (one: { readonly pen: Pick<Pen, 'problem'>; readonly name: string }): string | undefined =>
  boxes.map((box) => `${one.name}.${box}`).find((name) => one.pen.problem(name) !== undefined);

export function addressBoxes(one: Asked, around: Around): Html {
  const { pen, name } = one;
  const code = `${name}.code`;
  const wrong = wrongBox(one);
  const offers = pen.offers(`${name}.commune`);
  const chosen = pen.typed(code)[0] ?? '';
  const box = (part: Box): Html => {
    const own = `${name}.${part}`;
    const id = fieldId(own);
    const hint = part === 'village' ? undefined : pen.say(hints[part]);
    const told = [hint === undefined ? '' : `${id}-h`, own === wrong ? `${one.id}-e` : ''].filter((text) => text !== '').join(' ');
    return html`<p><label for="${id}">${pen.say(words[part])}</label>${hint === undefined ? '' : html`<span class="hint" id="${id}-h"> (${hint})</span>`}<input id="${id}" name="${own}"${told === '' ? '' : html` aria-describedby="${told}"`}${own === wrong ? html` aria-invalid="true"` : ''}${autocomplete(one.field, part)}${part === 'commune' ? html` data-xa` : ''} value="${pen.typed(own)[0] ?? ''}"></p>`;
  };
  const choice =
    offers === undefined
      ? chosen === ''
        ? ''
        : html`<input type="hidden" name="${code}" value="${chosen}">`
      : html`<div class="pick down" role="radiogroup" aria-labelledby="${one.id}-e">${offers.map((offer, index) => html`<label><input type="radio"${index === 0 ? html` id="${fieldId(code)}"` : ''} name="${code}" value="${offer.value}"${offer.value === chosen ? html` checked` : ''}><span lang="vi">${offer.label.vi}</span></label>`)}</div>`;
  return html`<fieldset class="${around.state}" id="${one.id}" tabindex="-1"${one.pen.focus === one.name ? html` autofocus` : ''}${one.when}><legend>${around.legend}</legend><div class="flow"><div>${around.texts}</div>${choice}${boxes.map(box)}</div>${around.after}</fieldset>`;
}

const autocomplete = (field: Field, part: Box): Html | '' => (field.autocomplete === undefined ? '' : html` autocomplete="${known[part]}"`);
