/** The line at the end of every public page: who answers for it, where it comes from, and that anybody may use it again. */
import type { Lang } from '../../base/text.ts';
import type { Frame } from '../frame.ts';
import { asTyped } from './bits.ts';
import type { Html, Part } from './html.ts';
import { html } from './html.ts';

/** `responsible`: an office in the words of the page, or a name somebody typed, marked as such. */
export type Reuse = { readonly responsible: Part; readonly source?: string; readonly updated?: string };

export const licenceName = 'CC BY 4.0';
export const licencePage = '/du-lieu-mo/giay-phep';

export function reuseLine(lang: Lang, { responsible, source, updated }: Reuse): Html {
  const vi = lang === 'vi';
  const part = (name: string, value: Part) => (value === undefined || value === '' ? '' : html`${name} ${value}. `);
  return html`<p class="small muted block">${part(vi ? 'Chịu trách nhiệm:' : 'Responsible:', responsible)}${part(vi ? 'Nguồn:' : 'Source:', source === undefined ? source : asTyped(lang, source))}${part(vi ? 'Cập nhật:' : 'Updated:', updated)}${vi ? 'Được dùng lại theo' : 'May be used again under'} <a href="${licencePage}">${licenceName}</a>.</p>`;
}

/** 'UBND tỉnh Quảng Nam': the province answers for what no unit below it does. */
export const committeeOf = ({ lang, place }: Pick<Frame, 'lang' | 'place'>): string =>
  lang === 'vi' ? `UBND ${place.name.charAt(0).toLowerCase()}${place.name.slice(1)}` : `People's Committee of ${place.name}`;
