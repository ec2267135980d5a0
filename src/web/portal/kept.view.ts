/** Above a form that goes on: since when the draft is kept, what the service no longer asks, and the way to begin anew. */
import type { Say } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { asTyped, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html } from '../parts/html.ts';

export type KeptView = {
  readonly id: string;
  /** '09:42 thứ Ba 15/11/2022', and the day it is forgotten: '15/12/2022'. */
  readonly saved: string;
  readonly until: string;
  /** The draft was begun under the first, the form is the second. */
  readonly versions?: readonly [string, string];
  /** Questions the newer version added. */
  readonly asked?: readonly string[];
  /** What was typed and is asked no longer. */
  readonly lost: readonly { readonly label: string; readonly text: string }[];
  /** It was saved by this very press. */
  readonly isNow?: true;
};

/** `form`: id of the form whose button drops the draft. */
export function keptNote(frame: Frame, view: KeptView, say: Say): Html {
  const drop = html`<button class="btn bare" form="to-khai" name="_drop" value="1" formaction="/nhap/${view.id}/xoa" formnovalidate>${say('draft.drop')}</button>`;
  const head = view.isNow === true ? say('draft.savedNow', { at: view.saved }) : say('draft.goesOn', { at: view.saved });
  const kept = note({
    tone: view.isNow === true ? 'han' : 'info',
    title: head,
    text: html`${say('draft.until', { day: view.until })} ${drop}`,
    ...(view.isNow === true ? { role: 'status' } : {}),
  });
  if (view.versions === undefined && view.lost.length === 0) return html`<div id="nhap">${kept}</div>`;
  const lost = view.lost.map((one) => html`<li>${one.label}: <b>${asTyped(frame.lang, one.text)}</b></li>`);
  const asked = (view.asked ?? []).map((label) => html`<li>${label}</li>`);
  const changed = html`${view.lost.length === 0 ? '' : html`${say('draft.lost')}</p><ul>${lost}</ul><p>`}${asked.length === 0 ? '' : html`${say('draft.asked')}</p><ul>${asked}</ul><p>`}${say('draft.rest')}`;
  const title = view.versions === undefined ? say('draft.notAsked') : say('draft.changed', { was: view.versions[0], now: view.versions[1] });
  return html`<div id="nhap">${kept}${note({ tone: 'sap', title, text: changed })}</div>`;
}
