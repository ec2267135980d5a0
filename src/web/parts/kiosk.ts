/** What a page carries on a device in a hall: the way to leave at once, the warning before it wipes itself, the keyboard, and nothing that leads elsewhere. */
import type { Say } from '../../base/words.ts';
import type { Html } from './html.ts';
import { html, trusted } from './html.ts';

/** Above the page: leaves and wipes, also without script. */
export const kioskLeave = (say: Say, state: 'idle' | 'used'): Html =>
  html`<form class="kiosk-xong" id="kiosk-xoa" data-kiosk="${state}" method="post" action="/kiosk/xoa"><button class="btn">${say('kiosk.leave')}</button></form>`;

/** Below the page: the warning and the place of the keyboard. */
export const kioskTools = (say: Say): Html =>
  html`<dialog id="kiosk-canh" aria-labelledby="kiosk-canh-ten"><h2 id="kiosk-canh-ten">${say('kiosk.stillThere')}</h2><p>${say('kiosk.wipesIn')}</p><p id="kiosk-con" role="timer">15</p><p class="btns"><button class="btn go big" type="button">${say('kiosk.stay')}</button></p></dialog><div id="kiosk-phim" role="group" aria-label="${say('kiosk.keyboard')}" data-shift="${say('kiosk.shift')}" data-back="${say('kiosk.back')}" data-space="${say('kiosk.space')}" data-done="${say('kiosk.done')}" hidden></div>`;

/** Links that call, write or leave the site become their words; buttons of that kind go. */
export const withoutWaysOut = (body: Html): Html =>
  trusted(
    body
      .toString()
      .replace(/<a\b([^>]*?)\shref="(?:[a-z][a-z0-9+.-]*:|\/\/)[^"]*"([^>]*)>([\s\S]*?)<\/a>/gi, (_, before: string, after: string, text: string) =>
        /\sclass="btn/.test(before + after) ? '' : `<span${/\sclass="[^"]*"/.exec(before + after)?.[0] ?? ''}>${text}</span>`,
      ),
  );
