/** Citizen pages: one document shown step by step, a draft kept on the device, questions that depend on others, smaller photographs. Without this script everything still works. */
import type { Condition } from '../../engine/form/holds.ts';
import { holds } from '../../engine/form/holds.ts';

type Facts = Readonly<Record<string, string>>;
type Box = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const facts: Facts = JSON.parse(document.getElementById('facts')?.textContent ?? '{}');
const text = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  (facts[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
const all = <T extends Element>(selector: string, root: ParentNode = document): T[] => [...root.querySelectorAll<T>(selector)];
const store = (name: string): string => `cuaso:${name}`;

const boxes = (root: ParentNode): Box[] => all<Box>('input[name],select[name],textarea[name]', root);
const errors = document.querySelector<HTMLElement>('.errors');

/** A second press while the first is under way sends nothing; coming back to the page frees the button again. */
function holdButtons(one: HTMLFormElement): void {
  setTimeout(() => {
    for (const button of all<HTMLButtonElement>('button', one)) button.disabled = true;
  });
  addEventListener('pageshow', () => {
    for (const button of all<HTMLButtonElement>('button', one)) button.disabled = false;
  });
}

function forget(name: string): void {
  try {
    localStorage.removeItem(store(name));
  } catch {
    // A browser may forbid storage: then there was no draft either.
  }
}

function startForm(form: HTMLFormElement): void {
  const steps = all<HTMLElement>('.step', form);
  const bar = document.getElementById('steps');
  const go = document.getElementById('go');
  const saved = document.getElementById('saved');
  const back = document.querySelector<HTMLAnchorElement>('a.back');
  const home = { href: back?.href ?? '', text: back?.textContent ?? '' };
  let at = 0;

  const open = (): HTMLElement[] => steps.filter((step) => step.dataset.off !== '1');
  const title = (step: HTMLElement | undefined): string => step?.querySelector('legend')?.textContent ?? '';

  function show(next: number, focus = true): void {
    const list = open();
    at = Math.max(0, Math.min(next, list.length - 1));
    for (const step of steps) step.hidden = step !== list[at];
    const total = list.length + 1;
    if (bar !== null) {
      bar.hidden = false;
      bar.innerHTML = `<p></p><ol aria-hidden="true">${Array.from({ length: total }, (_, index) => `<li${index < at ? ' class="done"' : index === at ? ' aria-current="step"' : ''}></li>`).join('')}</ol>`;
      const line = bar.firstElementChild;
      if (line !== null) line.textContent = text('step', { n: at + 1, m: total });
      const name = document.createElement('span');
      name.textContent = ` · ${document.getElementById('ten')?.textContent ?? ''}`;
      line?.append(name);
    }
    if (go !== null) go.textContent = at + 1 < list.length ? text('next', { n: at + 2 }) : text('check');
    if (back !== null) {
      back.textContent = at === 0 ? home.text : text('back', { title: title(list[at - 1]) });
      back.href = at === 0 ? home.href : `#${list[at - 1]?.id ?? ''}`;
    }
    if (!focus) return;
    scrollTo(0, 0);
    list[at]?.querySelector<HTMLElement>('legend')?.focus({ preventScroll: true });
  }

  /** Opens the step in which an element lies: a link of the error summary, or a 'Sửa' of the check page. */
  function reveal(hash: string): boolean {
    const target = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
    const index = target === null ? -1 : open().findIndex((step) => step.contains(target));
    if (target === null || index < 0) return false;
    show(index, target.classList.contains('step'));
    if (!target.classList.contains('step')) {
      target.focus();
      target.scrollIntoView({ block: 'center' });
    }
    return true;
  }

  function refresh(): void {
    const answers = answersOf(form);
    for (const part of all<HTMLElement>('[data-when]', form)) {
      const condition: Condition = JSON.parse(part.dataset.when ?? 'true');
      const row = part.closest<HTMLElement>('[data-item]');
      const list = row?.closest<HTMLElement>('[data-list]')?.dataset.list;
      const item = list === undefined ? undefined : valueAt(answers, `${list}.${row?.dataset.item ?? ''}`);
      const isOn = holds(condition, answers, item);
      if (part.classList.contains('step')) part.dataset.off = isOn ? '' : '1';
      else part.hidden = !isOn;
    }
  }

  function save(): void {
    const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !name.startsWith('_key') && !name.startsWith('_file'));
    try {
      localStorage.setItem(store(facts.draft ?? ''), JSON.stringify(pairs));
    } catch {
      return;
    }
    if (saved !== null) saved.textContent = text('saved', { at: new Date().toTimeString().slice(0, 5) });
  }

  function restore(): void {
    const kept = read(store(facts.draft ?? ''));
    if (kept.length === 0) return;
    for (const [name] of kept) grow(name);
    for (const box of boxes(form)) {
      const values = kept.filter(([name]) => name === box.name).map(([, value]) => value);
      if (box instanceof HTMLInputElement && (box.type === 'checkbox' || box.type === 'radio')) box.checked = values.includes(box.value);
      else if (values[0] !== undefined && !(box instanceof HTMLInputElement && (box.type === 'hidden' || box.type === 'file' || box.readOnly)))
        box.value = values[0];
    }
    if (saved === null) return;
    saved.textContent = `${text('restored')} `;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn bare';
    button.textContent = text('forget');
    button.onclick = () => {
      forget(facts.draft ?? '');
      location.reload();
    };
    saved.append(button);
  }

  function grow(name: string): void {
    for (const list of all<HTMLElement>('[data-list]', form)) {
      const index = Number(name.slice((list.dataset.list ?? '').length + 1).split('.')[0]);
      if (!name.startsWith(`${list.dataset.list}.`)) continue;
      while (all('[data-item]', list).length <= index && addItem(list)) {}
    }
  }

  document.documentElement.classList.add('js');
  restore();
  refresh();
  if (!reveal(location.hash)) {
    const wrong = document.querySelector('[aria-invalid]');
    const index = wrong === null ? 0 : open().findIndex((step) => step.contains(wrong));
    show(Math.max(0, index), false);
  }
  form.addEventListener('input', () => {
    refresh();
    save();
  });
  form.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'file') void shrink(event.target);
  });
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const list = button?.closest<HTMLElement>('[data-list]');
    if (!(button instanceof HTMLButtonElement) || !(list instanceof HTMLElement)) return;
    if (button.name === '_add') addItem(list);
    else if (button.name === '_remove') dropItem(list, button.closest('[data-item]'));
    else return;
    event.preventDefault();
    refresh();
    save();
  });
  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if ((button instanceof HTMLButtonElement && button.name !== '') || at + 1 >= open().length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    history.pushState(at + 1, '');
    show(at + 1);
  });
  back?.addEventListener('click', (event) => {
    if (at === 0) return;
    event.preventDefault();
    show(at - 1);
  });
  window.addEventListener('popstate', (event) => show(typeof event.state === 'number' ? event.state : 0));
  addEventListener('hashchange', () => reveal(location.hash));
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.errors a') : null;
    if (link !== null && reveal(link.hash)) event.preventDefault();
  });
}

function read(name: string): readonly (readonly [string, string])[] {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '[]');
  } catch {
    return [];
  }
}

/** Answers as conditions see them: nested by path, numbers as numbers, a date as 'YYYY-MM-DD', an empty box as null. */
function answersOf(form: HTMLFormElement): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const box of boxes(form)) {
    if (box.name.startsWith('_') || (box instanceof HTMLInputElement && box.type === 'file')) continue;
    const isTick = box instanceof HTMLInputElement && (box.type === 'checkbox' || box.type === 'radio');
    const list = box.closest<HTMLElement>('[data-k=l]');
    if (box.dataset.k === 'b') put(answers, box.name, isTick && box.checked);
    else if (list !== null) {
      const former = valueAt(answers, box.name);
      put(answers, box.name, [...(Array.isArray(former) ? former : []), ...(isTick && box.checked ? [box.value] : [])]);
    } else if (isTick) {
      if (box.checked) put(answers, box.name, box.value);
    } else put(answers, box.name, box.value === '' ? null : box.dataset.k === 'n' ? Number(box.value.replaceAll('.', '').replace(',', '.')) : box.value.trim());
  }
  for (const date of all<HTMLElement>('[data-k=d]', form)) {
    const name = date.dataset.n ?? '';
    const part = (one: string, size: number): string => String(valueAt(answers, `${name}.${one}`) ?? '').padStart(size, '0');
    const day = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`;
    put(answers, name, Number.isNaN(Date.parse(day)) ? null : day);
  }
  return answers;
}

function put(answers: Record<string, unknown>, path: string, value: unknown): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let here = answers;
  for (const part of parts) {
    if (typeof here[part] !== 'object' || here[part] === null) here[part] = {};
    here = here[part] as Record<string, unknown>;
  }
  here[last] = value;
}

function valueAt(answers: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, part) => (typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined), answers);
}

/** One more item: the last one copied, emptied and renumbered. */
function addItem(list: HTMLElement): boolean {
  const items = all<HTMLElement>('[data-item]', list);
  const last = items.at(-1);
  if (last === undefined || items.length >= Number(list.dataset.max)) return false;
  const next = last.cloneNode(true) as HTMLElement;
  for (const box of boxes(next)) {
    if (box instanceof HTMLInputElement && (box.type === 'checkbox' || box.type === 'radio')) box.checked = false;
    else box.value = '';
    box.removeAttribute('aria-invalid');
  }
  for (const mistake of all('.err', next)) mistake.remove();
  last.after(next);
  renumber(list);
  boxes(next)[0]?.focus();
  return true;
}

function dropItem(list: HTMLElement, item: Element | null): void {
  if (all('[data-item]', list).length > Math.max(1, Number(list.dataset.min))) item?.remove();
  renumber(list);
}

function renumber(list: HTMLElement): void {
  const path = list.dataset.list ?? '';
  const idPath = `f-${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}-`;
  for (const [index, item] of all<HTMLElement>('[data-item]', list).entries()) {
    const was = item.dataset.item ?? '';
    item.dataset.item = String(index);
    const number = item.querySelector('legend span');
    if (number !== null) number.textContent = String(index + 1);
    for (const part of [...item.querySelectorAll('*')])
      for (const name of ['name', 'id', 'for', 'aria-describedby', 'value', 'data-n']) {
        const value = part.getAttribute(name);
        if (value === null || (name === 'value' && part.getAttribute('name') !== '_remove')) continue;
        part.setAttribute(name, value.replaceAll(`${path}.${was}`, `${path}.${index}`).replaceAll(`${idPath}${was}-`, `${idPath}${index}-`));
      }
  }
}

/** Photographs leave the phone at 1600 pixels: 4 MB become 200 KB. Whatever fails, the picture goes as it is. */
async function shrink(box: HTMLInputElement): Promise<void> {
  try {
    const files = new DataTransfer();
    for (const file of box.files ?? []) files.items.add(file.type.startsWith('image/') && file.size > 400_000 ? await smaller(file) : file);
    box.files = files.files;
  } catch {
    // An old browser without these functions sends the original.
  }
}

async function smaller(file: File): Promise<File> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
  return blob === null || blob.size >= file.size ? file : new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' });
}

if (facts.done !== undefined) forget(facts.done);
const form = document.getElementById('to-khai');
if (form instanceof HTMLFormElement) startForm(form);
for (const one of all<HTMLFormElement>('form')) one.addEventListener('submit', () => holdButtons(one));
errors?.focus();
