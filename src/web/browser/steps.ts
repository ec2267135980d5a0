/** One document shown step by step: where we are, forth and back, a draft kept at every change. */
import { applyConditions } from './answers.ts';
import { startDraft } from './draft.ts';
import type { Facts } from './page.ts';
import { afterPaint, all, fill } from './page.ts';
import { shrinkPictures } from './picture.ts';
import { tidied } from './tidy.ts';

/** People who hurry through need no saving at every step: the form itself is sent soon. */
const pauseMs = 8000;

/** What repeated groups can do; forms without them bring nothing. */
export type Lists = {
  /** True when the button was one of a list's and its work is done. */
  readonly press: (button: HTMLButtonElement) => boolean;
  /** Makes room for an item that a draft knows. */
  readonly grow: (form: HTMLFormElement, name: string) => void;
};

export type Steps = {
  readonly form: HTMLFormElement;
  /** Number of the step that shows, from 0, and whether it is the last. */
  readonly at: () => number;
  readonly isLast: () => boolean;
  readonly show: (step: number) => void;
  /** The step that shows. */
  readonly here: () => HTMLElement;
  /** Takes in at once what was typed last: which steps there are depends on it. */
  readonly settle: () => void;
  /** The server has everything that was typed before this moment. */
  readonly sent: (at: number) => void;
  /** Opens the step in which an element lies; false when there is none. */
  readonly reveal: (hash: string) => boolean;
};

export function startSteps(form: HTMLFormElement, facts: Facts, { main, lists }: { readonly main: HTMLElement; readonly lists: Lists }): Steps {
  const find = <T extends HTMLElement>(selector: string): T | null => main.querySelector<T>(selector);
  const steps = all('.step', form);
  const [bar, go, saved, back] = [find('#steps'), find('#go'), find('#saved'), find<HTMLAnchorElement>('a.back')];
  const home = back?.textContent ?? '';
  let at = 0;

  const open = (): HTMLElement[] => steps.filter((step) => step.dataset.off !== '1');
  const titleOf = (step: HTMLElement | undefined): string => step?.querySelector('legend')?.textContent ?? '';

  function show(next: number): void {
    const list = open();
    at = Math.max(0, Math.min(next, list.length - 1));
    for (const step of steps) step.hidden = step !== list[at];
    draw(list);
    scrollTo(0, 0);
  }

  function draw(list: readonly HTMLElement[]): void {
    const total = list.length + Number(facts.after);
    if (bar !== null) {
      const squares = Array.from({ length: total }, (_, index) => `<li${index < at ? ' class="done"' : index === at ? ' aria-current="step"' : ''}></li>`);
      bar.innerHTML = `<p><b></b><span></span></p><ol aria-hidden="true">${squares.join('')}</ol>`;
      const [place, name] = all('b,span', bar);
      if (place !== undefined) place.textContent = fill(facts.step, { n: at + 1, m: total });
      if (name !== undefined) name.textContent = ` · ${find('#ten')?.textContent ?? ''}`;
    }
    if (go !== null) go.textContent = at + 1 < list.length ? fill(facts.next, { n: at + 2 }) : (facts.check ?? '');
    if (back !== null) back.textContent = at === 0 ? home : fill(facts.back, { title: titleOf(list[at - 1]) });
  }

  function reveal(hash: string): boolean {
    const target = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
    const index = open().findIndex((step) => step.contains(target));
    if (target === null || index < 0) return false;
    show(index);
    target.focus();
    target.scrollIntoView({ block: 'center' });
    return true;
  }

  document.addEventListener('visibilitychange', settle);
  const clock = (): string => new Date().toTimeString().slice(0, 5);
  const draft = startDraft(form, facts, (text, reload) => {
    if (reload === undefined) tell(text);
    else offer(text, reload, () => location.reload());
    isClash ||= reload !== undefined;
  });

  /** A disagreement stays in sight until it was looked at. */
  let isClash = false;
  function tell(text: string): void {
    // The same sentence again would lay the page out again.
    if (saved !== null && !isClash && saved.textContent !== text) saved.textContent = text;
  }

  /** A sentence with one button. */
  function offer(text: string | undefined, button: string | undefined, press: () => void): void {
    if (saved === null) return;
    saved.innerHTML = '<span></span> <button class="btn bare" type="button"></button>';
    const [told, act] = all('span,button', saved);
    if (told !== undefined) told.textContent = text ?? '';
    if (act === undefined) return;
    act.textContent = button ?? '';
    act.onclick = press;
  }

  function save(): void {
    if (draft.note()) tell(fill(facts.saved, { at: clock() }));
  }

  /** Something was typed that is neither kept nor looked at. */
  let isDue = false;
  function settle(): void {
    if (!isDue) return;
    isDue = false;
    applyConditions(form);
    save();
  }

  form.addEventListener('input', ({ target }) => {
    if (target instanceof Element) target.closest('.got')?.querySelector('details')?.setAttribute('open', '');
    // What was typed is seen first; the whole form is read after that, once for all keys of a frame.
    if (!isDue) afterPaint(settle);
    isDue = true;
  });
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.type === 'file') shrinkPictures(target, facts.draft);
    else if (target.type === 'text') {
      const text = tidied(target.name, target.value);
      if (text === target.value) return;
      target.value = text;
      save();
    }
  });
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.name === '_drop') draft.drop();
    if (button === null || !lists.press(button)) return;
    event.preventDefault();
    applyConditions(form);
    save();
  });
  back?.addEventListener('click', (event) => {
    if (at === 0) return;
    event.preventDefault();
    show(at - 1);
  });

  if (draft.restore((name) => lists.grow(form, name))) {
    offer(facts.restored, facts.forget, () => {
      draft.drop();
      location.reload();
    });
    draft.send(0);
  }
  applyConditions(form);
  const wrong = find('[aria-invalid]');
  show(wrong === null ? 0 : open().findIndex((step) => step.contains(wrong)));
  document.documentElement.className = 'js up';
  return { form, at: () => at, isLast: () => at + 1 >= open().length, show: showAndFocus, here: () => open()[at] ?? form, settle, sent: draft.sent, reveal };

  function showAndFocus(step: number): void {
    show(step);
    // A pause at a new step is a good moment; whoever saves data is asked for one at leaving only.
    if (!('connection' in navigator) || (navigator.connection as { saveData?: boolean }).saveData !== true) draft.send(pauseMs);
    // Focus has to know where everything lies: asked for now, the step would be laid out before it is shown.
    afterPaint(() => open()[at]?.querySelector<HTMLElement>('legend')?.focus({ preventScroll: true }));
  }
}
