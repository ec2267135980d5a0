/** The line at the end of every public page: who answers for it, where it comes from, and that anybody may use it again. */
import type { Lang } from '../../base/text.ts';
import type { Frame } from '../frame.ts';
import { asTyped } from './bits.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

export type Reuse = { readonly responsible: string; readonly source?: string; readonly updated?: string };

export const licenceName = 'CC BY 4.0';
export const licencePage = '/du-lieu-mo/giay-phep';

export function reuseLine(lang: Lang, { responsible, source, updated }: Reuse): Html {
  const vi = lang === 'vi';
  const part = (name: string, value: string | undefined) => (value === undefined || value === '' ? '' : html`${name} ${asTyped(lang, value)}. `);
  return html`<p class="small muted">${part(vi ? 'Chịu trách nhiệm:' : 'Responsible:', responsible)}${part(vi ? 'Nguồn:' : 'Source:', source)}${part(vi ? 'Cập nhật:' : 'Updated:', updated)}${vi ? 'Được dùng lại theo' : 'May be used again under'} <a href="${licencePage}">${licenceName}</a>.</p>`;
}

/** 'UBND tỉnh Quảng Nam': the province answers for what no unit below it does. */
export const committeeOf = ({ lang, place }: Pick<Frame, 'lang' | 'place'>): string =>
  lang === 'vi' ? `UBND ${place.name.charAt(0).toLowerCase()}${place.name.slice(1)}` : `People's Committee of ${place.name}`;
