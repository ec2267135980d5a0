/** Pages of a device in a hall: switching it on, signing in by telephone, and what the telephone shows. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, trusted } from '../parts/html.ts';

export function kioskPage(frame: Frame): Html {
  const say = wordsOf(frame.lang);
  const isOn = frame.kiosk === true;
  const button = isOn
    ? html`<form method="post" action="/kiosk/tat"><p class="btns"><button class="btn">${say('kiosk.off')}</button></p></form>`
    : html`<form method="post" action="/kiosk"><p class="btns"><button class="btn go big">${say('kiosk.on')}</button></p></form>`;
  const body = html`<div class="col"><h1>${say('kiosk.title')}</h1>${isOn ? note({ tone: 'han', role: 'status', title: say('kiosk.isOn'), text: say('kiosk.offBy') }) : ''}<p class="lead">${say('kiosk.lead')}</p><div class="flow block"><p>${say('kiosk.larger')}</p><p>${say('kiosk.wiped')}</p><p>${say('kiosk.inside')}</p></div>${button}</div>`;
  return page(frame, { kind: 'citizen', title: say('kiosk.title'), body });
}

/** `qr`: SVG text. The page's script asks every four seconds whether the telephone has agreed. */
export function kioskSignInPage(frame: Frame, view: { readonly qr: string; readonly address: string; readonly check: string }): Html {
  const say = wordsOf(frame.lang);
  const body = html`<div class="col kiosk-dau"><h1>${say('kiosk.signIn')}</h1><p class="lead">${say('kiosk.scan')}</p><div class="qr" role="img" aria-label="${say('kiosk.qr')}">${trusted(view.qr)}</div><p class="small muted">${say('kiosk.noCamera')} <b id="kiosk-dia-chi">${view.address}</b></p><p>${say('kiosk.check')}</p><p class="code"><span>${view.check}</span></p><p class="small muted">${say('kiosk.waits')}</p><p class="btns"><a class="btn" href="/kiosk/dang-nhap">${say('kiosk.again')}</a><a class="btn" href="/">${say('kiosk.cancel')}</a></p></div>`;
  return page(frame, { kind: 'citizen', title: say('kiosk.signIn'), body });
}

export type KioskConfirm = { readonly is: 'asked'; readonly check: string; readonly action: string; readonly key: string } | { readonly is: 'done' };

/** On the telephone of the person. */
export function kioskConfirmPage(frame: Frame, view: KioskConfirm): Html {
  const say = wordsOf(frame.lang);
  const body =
    view.is === 'done'
      ? html`<div class="col"><h1>${say('kiosk.confirmTitle')}</h1>${note({ tone: 'han', role: 'status', title: say('kiosk.confirmed'), text: say('kiosk.confirmedText') })}</div>`
      : html`<div class="col"><h1>${say('kiosk.confirmTitle')}</h1><p class="lead">${say('kiosk.confirmText', { name: frame.who?.name ?? '' })}</p><p>${say('kiosk.confirmCheck')}</p><p class="code"><span>${view.check}</span></p>${note({ tone: 'sap', title: say('kiosk.confirmWarn') })}<form method="post" action="${view.action}">${hidden('_key', view.key)}<p class="btns"><button class="btn go big">${say('kiosk.confirmGo')}</button><a class="btn" href="/">${say('kiosk.cancel')}</a></p></form></div>`;
  return page(frame, { kind: 'citizen', title: say('kiosk.confirmTitle'), body });
}
