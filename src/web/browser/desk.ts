/** Keys of the desk (off inside fields, and off altogether when a person wants so), dialogs that failed open again, pictures that zoom. */
const off = 'cuaso:keys-off';
const all = <T extends Element>(selector: string): T[] => [...document.querySelectorAll<T>(selector)];
const facts: Readonly<Record<string, string>> = JSON.parse(document.getElementById('facts')?.textContent ?? '{}');
const rows = all<HTMLTableRowElement>('.grid tbody tr');
let at = -1;
let isGoing = false;

const isOff = (): boolean => localStorage.getItem(off) === '1';
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(target.type));

function move(step: number): void {
  if (rows.length === 0) return;
  rows[at]?.classList.remove('at');
  at = Math.max(0, Math.min(rows.length - 1, at + step));
  const row = rows[at];
  row?.classList.add('at');
  row?.querySelector<HTMLElement>('a')?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

/** A letter after `g` opens the tab that carries it; other single keys press the control that shows them. */
function press(key: string): boolean {
  if (isGoing) {
    isGoing = false;
    return click(`[data-g="${CSS.escape(key)}"]`);
  }
  if (key === 'g' && document.querySelector('[data-g]') !== null) {
    isGoing = true;
    return true;
  }
  if (key === 'j' || key === 'k') {
    move(key === 'j' ? 1 : -1);
    return rows.length > 0;
  }
  if (key === '/') {
    const search = document.querySelector<HTMLInputElement>('input[type=search]');
    search?.focus();
    return search !== null;
  }
  if (key === '?') return showKeys();
  if (click(`[data-key="${CSS.escape(key)}"]`)) return true;
  if (key === 'p') {
    print();
    return true;
  }
  return false;
}

function click(selector: string): boolean {
  const target = document.querySelector<HTMLElement>(selector);
  target?.click();
  return target !== null;
}

/** Every key of this page, read from the page itself. */
function showKeys(): boolean {
  const box = document.createElement('dialog');
  const title = document.createElement('h2');
  title.textContent = facts.keysTitle ?? '';
  const list = document.createElement('ul');
  list.className = 'keylist';
  for (const one of all<HTMLElement>('.keys span:has(kbd), [data-key], [data-g]')) {
    const line = document.createElement('li');
    const key = one.dataset.key ?? (one.dataset.g === undefined ? '' : `g ${one.dataset.g}`);
    const name = (one.textContent ?? '').replace(/\s+/g, ' ').trim();
    line.textContent = key === '' ? name : `${key} · ${name.endsWith(` ${key}`) ? name.slice(0, -key.length) : name}`;
    list.append(line);
  }
  const close = document.createElement('button');
  close.className = 'btn go';
  close.textContent = facts.close ?? 'OK';
  close.onclick = () => box.close();
  const buttons = document.createElement('div');
  buttons.className = 'btns';
  buttons.append(close);
  box.append(title, list, buttons);
  box.onclose = () => box.remove();
  document.body.append(box);
  box.showModal();
  return true;
}

document.addEventListener('keydown', (event) => {
  if (
    isOff() ||
    event.ctrlKey ||
    event.altKey ||
    event.metaKey ||
    event.isComposing ||
    (isField(event.target) && !/^F\d+$/.test(event.key)) ||
    document.querySelector('dialog:modal, :popover-open') !== null
  )
    return;
  if (press(event.key)) event.preventDefault();
});

const hints = document.querySelector<HTMLElement>('.keys');
if (hints !== null) hints.hidden = isOff();
hints?.querySelector('[data-keys]')?.addEventListener('click', () => {
  localStorage.setItem(off, '1');
  hints.hidden = true;
});

for (const box of all<HTMLElement>('dialog[data-open]')) box.showPopover();
for (const one of all<HTMLFormElement>('form[method=post]'))
  one.addEventListener('submit', () =>
    setTimeout(() => {
      for (const button of one.querySelectorAll('button')) button.disabled = true;
    }),
  );
addEventListener('pageshow', () => {
  for (const button of all<HTMLButtonElement>('form[method=post] button')) button.disabled = false;
});
for (const select of all<HTMLSelectElement>('.tools select, .choose select')) select.addEventListener('change', () => select.form?.requestSubmit());

const sheet = document.querySelector<HTMLElement>('.sheet');
for (const button of all<HTMLElement>('[data-view]')) {
  button.hidden = false;
  button.addEventListener('click', (event) => {
    // A quarter turn stands in the address; the line is not asked for it.
    if (button.dataset.view === 'turn') turn(event);
    else sheet?.classList.toggle('near', button.dataset.view === 'in');
  });
}
function turn(event: Event): void {
  const picture = sheet?.querySelector('img');
  if (picture === null || picture === undefined) return;
  event.preventDefault();
  const turns = (Number(/turn(\d)/.exec(picture.className)?.[1] ?? 0) + 1) % 4;
  picture.className = turns === 0 ? '' : `turn${turns}`;
}
for (const current of all<HTMLElement>(':is(.bar nav, .tabs, .shots) [aria-current]'))
  current.parentElement?.closest('nav, ul')?.scrollTo({ left: current.offsetLeft - 16 });
// The counter works without a mouse: the next thing to fill in is ready for the keyboard.
const empty = all<HTMLInputElement | HTMLSelectElement>('#nhan :is(input:not([type=hidden], [type=file]), select)').find((box) => box.value === '');
(document.querySelector<HTMLElement>('.errors') ?? empty ?? document.getElementById('thu-tuc'))?.focus();
document.querySelector<HTMLInputElement>('[name=_who]')?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  click('[name=_look]');
});
