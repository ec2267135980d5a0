/** `/quan-tri/khoi-phuc`: officers whose device is lost, for the second person who has to confirm a new key. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { empty, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html } from '../parts/html.ts';

export type RecoveryView = {
  readonly waiting: readonly {
    readonly name: string;
    /** Who asked, and when: 'Hồ Minh Quân, 08:40 thứ Ba 15/11/2022'. */
    readonly asked: string;
    readonly action: string;
    readonly key: string;
  }[];
  readonly done?: string;
};

export function recoveryPage(frame: Frame, view: RecoveryView): Html {
  const say = wordsOf(frame.lang);
  const line = (one: RecoveryView['waiting'][number]) =>
    html`<li><form class="head" method="post" action="${one.action}">${hidden('_key', one.key)}<div><p><b>${one.name}</b></p><p class="small muted">${one.asked}</p></div><button class="btn">${say('admin.confirm')}<span class="vh"> ${one.name}</span></button></form></li>`;
  const list = view.waiting.length === 0 ? empty(say('recovery.none'), say('recovery.noneText')) : html`<ul class="list">${view.waiting.map(line)}</ul>`;
  const body = html`<div class="wrap col page"><h1>${say('nav.recovery')}</h1><p class="lead">${say('recovery.lead')}</p>${view.done === undefined ? '' : note({ tone: 'han', title: view.done, role: 'status' })}${list}</div>`;
  return page(frame, { kind: 'desk', title: say('nav.recovery'), main: '', body, script: 'desk' });
}
