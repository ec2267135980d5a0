/** `/ho-so-cua-toi`: what waits for the citizen first, then results, then what is under way. */
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, dueChip, empty } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import type { Due } from '../parts/shape.ts';
import { consentWords } from './consent.words.ts';

export type MyCasesView = {
  readonly name: string;
  /** In this order on screen; empty groups are left out. */
  /** Forms that were begun and not submitted. */
  readonly drafts?: readonly MyDraft[];
  /** Cases of other people that name the reader: they wait for an answer, or are followed as a joint applicant. */
  readonly named?: readonly MyCaseLine[];
  readonly groups: readonly { readonly kind: 'supplement' | 'result' | 'open' | 'closed'; readonly cases: readonly MyCaseLine[] }[];
};

/** `line`: 'Lưu lúc 09:42 ..., giữ đến hết ngày 15/12/2022'. `isHeld`: sent after the session had lapsed, to be taken back before anything else. */
export type MyDraft = { readonly id: string; readonly href: string; readonly title: string; readonly line: string; readonly isHeld?: true };

export type MyCaseLine = {
  readonly href: string;
  readonly title: string;
  /** Case code or, before reception, tracking code. */
  readonly code: string;
  readonly about?: string;
  readonly due: Due;
  /** 'Hẹn trả 17:30 thứ Ba 15/11/2022' or what is asked. */
  readonly text: string;
};

export function myCasesPage(frame: Frame, view: MyCasesView): Html {
  const say = wordsOf(frame.lang);
  const line = (one: MyCaseLine) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${one.title}</a>${dueChip(one.due)}</p>${one.about === undefined ? '' : html`<p>${asTyped(frame.lang, one.about)}</p>`}<p>${one.text}</p><p class="small muted num">${one.code}</p></li>`;
  const groups = view.groups.filter((group) => group.cases.length > 0);
  const mine = drafts(view.drafts ?? [], say);
  const others = view.named ?? [];
  const named =
    others.length === 0
      ? ''
      : html`<section class="sec"><h2>${consentWords(frame.lang)('named')} <span class="muted num">${others.length}</span></h2><ul class="list">${others.map(line)}</ul></section>`;
  const list =
    groups.length === 0 && mine === '' && others.length === 0
      ? empty(say('mine.none'), say('mine.noneText'), html`<a class="btn go" href="/thu-tuc">${say('list.all')}</a>`)
      : groups.map(
          (group) =>
            html`<section class="sec"><h2>${say(`mine.${group.kind}`)} <span class="muted num">${group.cases.length}</span></h2><ul class="list">${group.cases.map(line)}</ul></section>`,
        );
  const body = html`<div class="col"><p class="muted">${view.name}</p><h1>${say('nav.mine')}</h1>${named}${mine}${list}</div>`;
  return page(frame, { kind: 'citizen', title: say('nav.mine'), nav: 'mine', body });
}

function drafts(list: readonly MyDraft[], say: Say): Html | '' {
  if (list.length === 0) return '';
  const line = (one: MyDraft) =>
    html`<li><p class="head"><a class="t" href="${safeUrl(one.href)}">${one.title}</a></p><p class="small muted">${one.line}</p><form method="post" action="/nhap/${one.id}/xoa"><p class="btns"><a class="btn" href="${safeUrl(one.href)}">${say('draft.continue')}<span class="vh"> ${one.title}</span></a>${one.isHeld === true ? '' : html`<button class="btn bare">${say('draft.delete')}<span class="vh"> ${one.title}</span></button>`}</p></form></li>`;
  return html`<section class="sec" id="nhap"><h2>${say('draft.title')} <span class="muted num">${list.length}</span></h2><ul class="list">${list.map(line)}</ul></section>`;
}
