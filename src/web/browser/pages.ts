/** Citizen pages: the form step by step; answers of the server put into this page without its style and frame. Without this script everything still works. */
import { lookForVoices, startHearing } from './hear.ts';
import type { Facts } from './page.ts';
import { afterPaint, all, boxesOf, factsOf, isTick, load, writeStore } from './page.ts';
import { formHeard, picturesReady, referTo, restoreFiles } from './picture.ts';
import { lineIsBack, prepareDevice } from './prepare.ts';
import type { Lists, Steps } from './steps.ts';
import { startSteps } from './steps.ts';

/** One page of the journey, kept whole so that going back finds everything as it was, chosen files included. */
type Shown = {
  readonly main: HTMLElement;
  readonly title: string;
  readonly facts: Facts;
  readonly steps: Steps | undefined;
  /** What was sent to get this page. */
  readonly asked: FormData | undefined;
};

const shown: Shown[] = [];
let here = 0;
let lists: Lists;
/** Style of check page and receipt, put in by the build; the form itself does without. */
declare const ANSWER_STYLE: string;

/** Everything a citizen page listens to, once. */
export function startPages(tools: Lists): void {
  lists = tools;
  prepareDevice('quiet');
  lineIsBack();
  document.addEventListener('submit', (event) => {
    const { target: form, submitter: button } = event;
    if (!(form instanceof HTMLFormElement) || goesOn(event, form, button)) return;
    if (form.dataset.swap === undefined) hold(form, true);
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
    const touched = event.target instanceof Element ? event.target.closest<HTMLElement>('.errors a,form button') : null;
    if (touched instanceof HTMLAnchorElement && shown[here]?.steps?.reveal(touched.hash)) event.preventDefault();
    // Answered before it becomes a submission, for which the browser looks at every box of the form.
    if (touched instanceof HTMLButtonElement && touched.type === 'submit') goesOn(event, touched.form, touched);
  });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', meetFirst);
  else meetFirst();
}

/** Address of the script that says what a step lacks, put in by the build. */
declare const LACKS_SCRIPT: string;
let isFree = false;
/** Something that must be answered may be empty: that script knows for sure. The province of an address may stand there from the start. */
const seemsOpen = (step: HTMLElement): boolean =>
  all('[data-r]', step).some(
    (part) =>
      part.closest('[hidden]') === null &&
      !boxesOf(part).some((box) => (isTick(box) ? box.checked : box.value.trim() !== '' && !box.name.endsWith('.province'))),
  );

/** To the next step, when this button asks for it and there is one; a step that lacks something stays. */
function goesOn(event: Event, form: HTMLFormElement | null, button: HTMLElement | null): boolean {
  const steps = shown[here]?.steps;
  if (steps === undefined || form !== steps.form) return false;
  steps.settle();
  if (button instanceof HTMLButtonElement && button.name !== '') return false;
  if (!isFree && seemsOpen(steps.here())) {
    event.preventDefault();
    dress();
    // Without that script the server says it, as ever.
    void load<typeof import('./lacks.ts')>(LACKS_SCRIPT)
      .then(({ tell }) => tell(steps.here(), addStyle))
      .catch(() => false)
      .then((isTold) => {
        isFree = !isTold;
        if (isFree) button?.click();
        isFree = false;
      });
    return true;
  }
  if (steps.isLast()) return false;
  event.preventDefault();
  steps.show(steps.at() + 1);
  const state = stateNow();
  // The browser writes down all boxes of the form for its history: the next step is seen before that.
  afterPaint(() => history.pushState(state, ''));
  return true;
}

let isDressed = false;
/** The style of what comes later: after the form has been drawn and answers to touch, at the latest with the first answer. */
function dress(): void {
  if (!isDressed) addStyle(ANSWER_STYLE);
  isDressed = true;
}

/** One rule put into the page's own sheet: the security policy need not name it. */
function addStyle(style: string): void {
  const sheet = document.styleSheets[0];
  sheet?.insertRule(`@media all{${style}}`, sheet.cssRules.length);
}

function meetFirst(): void {
  const main = document.querySelector('main');
  const facts = factsOf(document);
  if (main !== null) meet(main, document.title, facts);
  if (!shown[here]?.steps?.reveal(location.hash)) document.querySelector<HTMLElement>('.errors')?.focus();
  // Whoever comes to a form begins to read: these take longer than the rest, and nobody waits for them.
  setTimeout(dress, 400);
  startHearing();
  setTimeout(lookForVoices, 600, facts.hear);
}

/** Brings a page to life once; it stays alive while it is out of sight. */
function meet(main: HTMLElement, title: string, facts: Facts, asked?: FormData): void {
  if (facts.done !== undefined) writeStore(facts.done, undefined);
  const form = main.querySelector('#to-khai');
  here = shown.length;
  const isForm = form instanceof HTMLFormElement;
  shown.push({ main, title, facts, asked, steps: isForm ? startSteps(form, facts, { main, lists }) : undefined });
  restoreFiles(facts.done ?? facts.draft, isForm ? form : undefined);
}

const stateNow = (): { readonly page: number; readonly step: number } => ({ page: here, step: shown[here]?.steps?.at() ?? 0 });

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
  await referTo(form, body);
  if (button !== undefined && button.name !== '') body.append(button.name, button.value);
  // The page that checks the answers does not bring them back: they are still here.
  const own = new Set(body.keys());
  for (const [name, value] of form.id === 'nop' ? (shown[here]?.asked ?? []) : [])
    if (!own.has(name) && /^[^_]|^_(?:counter|why)\./.test(name)) body.append(name, value);
  try {
    const answer = await fetch(target, { method: 'POST', body, headers: { 'x-part': '1', 'x-keeps': '1' } });
    // Not a page of this journey: the session has lapsed, or the draft was dropped.
    if (/\/(?:dang-nhap|ho-so-cua-toi)(?:\?|$)/.test(answer.url)) return location.assign(answer.url);
    if (answer.ok || answer.status === 422) {
      shown[here]?.steps?.sent(now);
      await formHeard(form, answer.headers.has('x-whole') ? 'all' : 'some');
    }
    put(await answer.text(), { url: answer.headers.get('x-url') ?? answer.url, hash: target.hash, asked: body });
  } catch {
    const told = form.querySelector<HTMLElement>('[role=alert]') ?? form.appendChild(document.createElement('p'));
    told.className = 'err';
    told.role = 'alert';
    // Every journey begins with a form, which knows the words.
    told.textContent = shown[0]?.facts.lost ?? '';
  }
  hold(form, false);
}

function put(text: string, { url, hash, asked }: { readonly url: string; readonly hash: string; readonly asked: FormData }): void {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const main = page.querySelector('main');
  if (main === null) throw new Error('no page');
  dress();
  document.querySelector('main')?.replaceWith(main);
  document.title = page.title;
  const facts = factsOf(page);
  if (facts.style !== undefined) addStyle(facts.style);
  meet(main, page.title, facts, asked);
  history.pushState(stateNow(), '', url + hash);
  // The outbox has a script of its own.
  if (url === '/hang-gui') location.replace(url);
  scrollTo(0, 0);
  (main.querySelector<HTMLElement>('.errors') ?? main).focus();
  shown[here]?.steps?.reveal(hash === '' ? `#${main.querySelector('[autofocus]')?.id ?? ''}` : hash);
}
