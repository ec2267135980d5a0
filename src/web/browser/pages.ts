/** Citizen pages: the form step by step; answers of the server put into this page without its style and frame. Without this script everything still works. */
import { startHearing } from './hear.ts';
import type { Facts } from './page.ts';
import { all, factsOf, writeStore } from './page.ts';
import { picturesReady } from './picture.ts';
import { lineIsBack, prepareDevice } from './prepare.ts';
import type { Lists, Steps } from './steps.ts';
import { startSteps } from './steps.ts';

/** One page of the journey, kept whole so that going back finds everything as it was, chosen files included. */
type Shown = { readonly main: HTMLElement; readonly title: string; readonly facts: Facts; readonly steps: Steps | undefined };

const shown: Shown[] = [];
let here = 0;
let lists: Lists;
/** Style of check page and receipt, put in by the build; the form itself does without. */
declare const ANSWER_STYLE: string;

/** Everything a citizen page listens to, once. */
export function startPages(tools: Lists): void {
  lists = tools;
  // One rule put into the page's own sheet: the security policy need not name it.
  const sheet = document.styleSheets[0];
  sheet?.insertRule(`@media all{${ANSWER_STYLE}}`, sheet.cssRules.length);
  prepareDevice('quiet');
  lineIsBack();
  document.addEventListener('submit', (event) => {
    const { target: form, submitter: button } = event;
    const steps = shown[here]?.steps;
    if (!(form instanceof HTMLFormElement)) return;
    const isNamed = button instanceof HTMLButtonElement && button.name !== '';
    if (form === steps?.form && !isNamed && !steps.isLast()) {
      event.preventDefault();
      steps.show(steps.at() + 1);
      remember();
    } else if (form.dataset.swap === undefined) hold(form, true);
    else {
      event.preventDefault();
      void send(form, button instanceof HTMLButtonElement ? button : undefined);
    }
  });
  window.addEventListener('popstate', ({ state }) => {
    const page = shown[state?.page ?? 0];
    if (page === undefined) return;
    here = shown.indexOf(page);
    document.querySelector('main')?.replaceWith(page.main);
    document.title = page.title;
    page.steps?.show(state?.step ?? 0);
  });
  window.addEventListener('hashchange', () => shown[here]?.steps?.reveal(location.hash));
  window.addEventListener('pageshow', () => {
    for (const form of all<HTMLFormElement>('form')) hold(form, false);
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.errors a') : null;
    if (link !== null && shown[here]?.steps?.reveal(link.hash)) event.preventDefault();
  });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', meetFirst);
  else meetFirst();
}

function meetFirst(): void {
  const main = document.querySelector('main');
  const facts = factsOf(document);
  startHearing(facts.hear);
  if (main !== null) meet(main, document.title, facts);
  if (!shown[here]?.steps?.reveal(location.hash)) document.querySelector<HTMLElement>('.errors')?.focus();
}

/** Brings a page to life once; it stays alive while it is out of sight. */
function meet(main: HTMLElement, title: string, facts: Facts): void {
  if (facts.done !== undefined) writeStore(facts.done, undefined);
  const form = main.querySelector('#to-khai');
  here = shown.length;
  shown.push({ main, title, facts, steps: form instanceof HTMLFormElement ? startSteps(form, facts, { main, lists }) : undefined });
}

const remember = (url?: string): void => history.pushState({ page: here, step: shown[here]?.steps?.at() ?? 0 }, '', url);

/** A second press while the first is under way sends nothing. */
function hold(form: HTMLFormElement, isHeld: boolean): void {
  const buttons = [...all<HTMLButtonElement>('button', form), ...all<HTMLButtonElement>(`button[form="${form.id}"]`)];
  setTimeout(() => {
    for (const button of buttons) button.disabled = isHeld;
  });
}

/** Sends the form and shows the answer in place. A lost line loses nothing: the page stays, the same key makes a second try harmless. */
async function send(form: HTMLFormElement, button: HTMLButtonElement | undefined): Promise<void> {
  const target = new URL(button?.hasAttribute('formaction') ? button.formAction : form.action);
  hold(form, true);
  await picturesReady();
  const now = Date.now();
  const body = new FormData(form);
  if (button !== undefined && button.name !== '') body.append(button.name, button.value);
  try {
    const answer = await fetch(target, { method: 'POST', body, headers: { 'x-part': '1' } });
    // Not a page of this journey: the session has lapsed, or the draft was dropped.
    if (/\/(?:dang-nhap|ho-so-cua-toi)(?:\?|$)/.test(answer.url)) return location.assign(answer.url);
    if (answer.ok || answer.status === 422) shown[here]?.steps?.sent(now);
    put(await answer.text(), answer.headers.get('x-url') ?? answer.url, target.hash);
  } catch {
    const told = form.querySelector<HTMLElement>('[role=alert]') ?? form.appendChild(document.createElement('p'));
    told.className = 'err';
    told.role = 'alert';
    told.textContent = shown[here]?.facts.lost ?? '';
  }
  hold(form, false);
}

function put(text: string, url: string, hash: string): void {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const main = page.querySelector('main');
  if (main === null) throw new Error('no page');
  document.querySelector('main')?.replaceWith(main);
  document.title = page.title;
  meet(main, page.title, factsOf(page));
  remember(url + hash);
  scrollTo(0, 0);
  (main.querySelector<HTMLElement>('.errors') ?? main).focus();
  shown[here]?.steps?.reveal(hash);
}
