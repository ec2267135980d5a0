/** A device that stands in a hall: after 60 s without a touch everything of the former person is gone; a keyboard on the screen; paper instead of files. */
import { compose } from '../../base/telex.ts';

const [warnAfter, wipeAfter] = [45, 60];
const wipe = document.querySelector<HTMLFormElement>('#kiosk-xoa');
const warning = document.querySelector<HTMLDialogElement>('#kiosk-canh');
const left = document.querySelector('#kiosk-con');
let idle = 0;

const touched = (): void => {
  idle = 0;
  if (warning?.open === true) warning.close();
};

/** What this page can forget by itself; the server's answer tells the browser to forget the rest. */
async function forget(): Promise<void> {
  sessionStorage.clear();
  localStorage.clear();
  for (const one of await indexedDB.databases()) if (one.name !== undefined) indexedDB.deleteDatabase(one.name);
  for (const one of await caches.keys()) await caches.delete(one);
}

function tick(): void {
  idle += 1;
  if (idle >= wipeAfter) {
    void forget().catch(() => undefined);
    wipe?.submit();
    idle = 0;
    return;
  }
  if (idle < warnAfter) return;
  if (warning?.open === false) warning.showModal();
  if (left !== null) left.textContent = String(wipeAfter - idle);
}

// The start page shows nothing of anybody: it does not wipe itself over and over.
if (document.querySelector('[data-kiosk=idle]') === null) setInterval(tick, 1000);
for (const kind of ['pointerdown', 'keydown', 'input', 'wheel']) addEventListener(kind, touched, { capture: true, passive: true });
wipe?.addEventListener('submit', () => void forget().catch(() => undefined));
addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  // A file opened here would leave the next person in a window without a way back.
  if (link === null || !/\.pdf$|\/giay\//.test(link.pathname)) return;
  event.preventDefault();
  print();
});

// Nothing is kept here for hours without a line. Said once for the scripts of all pages, which ask after everything has come.
if (navigator.serviceWorker !== undefined) navigator.serviceWorker.register = () => Promise.reject(new Error('no worker in a hall'));

const shownAddress = document.querySelector('#kiosk-dia-chi')?.textContent ?? '';

/** Has the telephone agreed? Then on to the person's own page; an old code gives way to a new one. */
async function askAgain(): Promise<void> {
  const answer = await fetch(location.pathname);
  if (answer.redirected) location.href = answer.url;
  else if (!(await answer.text()).includes(shownAddress)) location.reload();
}
if (shownAddress !== '') setInterval(() => void askAgain().catch(() => undefined), 4000);

type Box = HTMLInputElement | HTMLTextAreaElement;
const isBox = (one: EventTarget | null): one is Box =>
  one instanceof HTMLTextAreaElement || (one instanceof HTMLInputElement && /^(?:text|search|tel|email|number|password|)$/.test(one.type));

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm.,-'];
const words = document.querySelector<HTMLElement>('#kiosk-phim');
let box: Box | undefined;
let isUpper = false;

function write(key: string): void {
  if (box === undefined) return;
  const at = box.selectionStart ?? box.value.length;
  const end = box.selectionEnd ?? at;
  const before = box.value.slice(0, at);
  const isPlain = /^(?:numeric|tel|email|decimal)$/.test(box.dataset.mode ?? '');
  const made = key === 'Backspace' ? (at === end ? [...before].slice(0, -1).join('') : before) : isPlain ? before + key : compose(before, key);
  const shift = made.length - before.length;
  box.value = made + box.value.slice(end);
  box.setSelectionRange(at + shift, at + shift);
  box.dispatchEvent(new Event('input', { bubbles: true }));
  if (isUpper && key !== 'Backspace') shiftTo(false);
}

function shiftTo(wanted: boolean): void {
  isUpper = wanted;
  for (const one of words?.querySelectorAll<HTMLButtonElement>('[data-key]') ?? []) {
    const key = one.dataset.key ?? '';
    if (/^[a-z]$/i.test(key)) one.textContent = wanted ? key.toUpperCase() : key;
  }
  words?.querySelector('[data-do=shift]')?.setAttribute('aria-pressed', String(wanted));
}

function draw(place: HTMLElement): void {
  const button = (text: string, data: Readonly<Record<string, string>>): HTMLButtonElement => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'btn';
    made.textContent = text;
    Object.assign(made.dataset, data);
    return made;
  };
  for (const [index, row] of rows.entries()) {
    const line = document.createElement('div');
    line.append(...[...row].map((key) => button(key, { key })));
    if (index === 3) {
      line.prepend(button(place.dataset.shift ?? '', { do: 'shift' }));
      line.append(button(place.dataset.back ?? '', { key: 'Backspace' }));
    }
    place.append(line);
  }
  const last = document.createElement('div');
  last.append(
    button('@', { key: '@' }),
    button('/', { key: '/' }),
    button(place.dataset.space ?? '', { key: ' ' }),
    button(place.dataset.done ?? '', { do: 'done' }),
  );
  place.append(last);
  // The box keeps the focus while keys are pressed.
  place.addEventListener('pointerdown', (event) => event.preventDefault());
  place.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null;
    if (pressed?.dataset.do === 'shift') return shiftTo(!isUpper);
    if (pressed?.dataset.do === 'done') return hide(place);
    const key = pressed?.dataset.key;
    if (key !== undefined) write(isUpper && key.length === 1 ? key.toUpperCase() : key);
  });
}

function hide(place: HTMLElement): void {
  place.hidden = true;
  document.documentElement.style.scrollPaddingBottom = '';
  box?.blur();
  box = undefined;
}

if (words !== null) {
  draw(words);
  addEventListener('focusin', ({ target }) => {
    if (!isBox(target)) return;
    box = target;
    box.dataset.mode ??= box.inputMode;
    // The device's own keyboard would cover this one.
    box.inputMode = 'none';
    words.hidden = false;
    // The keyboard stays at the bottom of the window: the middle is that of what it leaves free.
    document.documentElement.style.scrollPaddingBottom = `${words.offsetHeight}px`;
    box.scrollIntoView({ block: 'center' });
  });
}
