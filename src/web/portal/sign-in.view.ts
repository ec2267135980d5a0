/** `/dang-nhap`: citizens by the national identity (or the demo's accounts), officers by passkey. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import type { Link } from '../parts/shape.ts';

export type SignInView = {
  /** Where to go afterwards: an address of this site. */
  readonly next: string;
  /** Identity provider of citizens, when one is set up. */
  readonly identity?: Link;
  /** Passkey of officers: addresses that answer the options and take the assertion (JSON). */
  readonly passkey?: Passkey;
  /** '/demo' while the demo is on. */
  readonly demo?: string;
  /** On a device in a hall: signing in with one's own telephone. */
  readonly telephone?: string;
  readonly problem?: string;
};
/** POST options -> WebAuthn options as JSON (base64url); POST finish with the credential as JSON -> { next } or { problem }. */
export type Passkey = { readonly options: string; readonly finish: string };

/** First passkey of an invited officer, or one more on another device. */
export type EnrolView = {
  readonly name: string;
  readonly post: string;
  readonly options: string;
  readonly finish: string;
  readonly next: string;
  readonly problem?: string;
};

export function signInPage(frame: Frame, view: SignInView): Html {
  const say = wordsOf(frame.lang);
  const citizen =
    view.identity === undefined
      ? html`<p>${say('enter.noIdentity')}</p>`
      : html`<p>${say('enter.citizenText')}</p><p class="btns"><a class="btn go big" href="${safeUrl(view.identity.href)}">${view.identity.text}</a></p>`;
  const officer =
    view.passkey === undefined
      ? ''
      : html`<section class="sec"><h2>${say('enter.officer')}</h2><p>${say('enter.officerText')}</p><p class="btns"><button class="btn" id="passkey" data-do="get">${icon('key')}${say('enter.passkey')}</button></p><p class="err" id="passkey-error" role="alert" hidden></p><noscript><p class="hint">${say('enter.noScript')}</p></noscript></section>`;
  const demo =
    view.demo === undefined
      ? ''
      : html`<section class="sec"><h2>${say('enter.demo')}</h2><p>${say('enter.demoText')}</p><p class="btns"><a class="btn" href="${safeUrl(view.demo)}">${say('enter.demoGo')}</a></p></section>`;
  const body = html`<div class="col"><h1>${say('nav.signIn')}</h1>${view.problem === undefined ? '' : note({ tone: 'qua', title: view.problem, role: 'alert' })}<section class="sec"><h2>${say('enter.citizen')}</h2>${view.telephone === undefined ? citizen : html`<p class="btns"><a class="btn go big" href="${safeUrl(view.telephone)}">${icon('phone')}${say('kiosk.signIn')}</a></p>`}</section>${demo}${officer}</div>`;
  const facts = view.passkey === undefined ? {} : { script: 'passkey' as const, facts: { ...view.passkey, next: view.next, failed: say('enter.failed') } };
  return page(frame, { kind: 'citizen', title: say('nav.signIn'), failed: view.problem !== undefined, body, ...facts });
}

export function enrolPage(frame: Frame, view: EnrolView): Html {
  const say = wordsOf(frame.lang);
  const body = html`<div class="col"><h1>${say('enter.enrol')}</h1>${view.problem === undefined ? '' : note({ tone: 'qua', title: view.problem, role: 'alert' })}<p class="lead">${view.name}, ${view.post}</p><p>${say('enter.enrolText')}</p><form id="enrol">${hidden('next', view.next)}<p class="btns"><button class="btn go big" type="button" id="passkey" data-do="create">${icon('key')}${say('enter.enrolGo')}</button></p><p class="err" id="passkey-error" role="alert" hidden></p></form><noscript><p class="hint">${say('enter.noScript')}</p></noscript></div>`;
  return page(frame, {
    kind: 'citizen',
    title: say('enter.enrol'),
    failed: view.problem !== undefined,
    body,
    script: 'passkey',
    facts: { options: view.options, finish: view.finish, next: view.next, failed: say('enter.failed') },
  });
}
