/** People a case names, one line each: who, where their consent stands, how and when it was said. */
import type { Lang } from '../../base/text.ts';
import { asTyped, dueChip } from './bits.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Due } from './shape.ts';

export type ConsentLine = {
  readonly name: string;
  /** 'Chủ hộ, chủ chỗ ở hợp pháp'. */
  readonly who: string;
  readonly chip: Due;
  /** 'Bằng tài khoản của mình, 20:30 thứ Ba 15/11/2022'. */
  readonly said?: Html | string;
  /** What to do where it is not there yet. */
  readonly next?: string;
};

export const consentSection = (lang: Lang, title: string, lines: readonly ConsentLine[], end: (index: number) => Html | '' = () => ''): Html | '' =>
  lines.length === 0
    ? ''
    : html`<section class="sec"><h2>${title}</h2><ul class="list">${lines.map(
        (one, index) =>
          html`<li><p class="head"><b>${asTyped(lang, one.name)}</b>${dueChip(one.chip)}</p><p class="small muted">${one.who}</p>${one.said === undefined ? '' : html`<p class="small">${one.said}</p>`}${one.next === undefined ? '' : html`<p class="small">${one.next}</p>`}${end(index)}</li>`,
      )}</ul></section>`;
