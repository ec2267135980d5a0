/** Repeated groups: one more item, one fewer, numbers kept in order. */
import { all, boxesOf, isTick } from './page.ts';

const itemsOf = (list: HTMLElement): HTMLElement[] => all('[data-item]', list);

/** True when the button was one of a list's and its work is done. */
export function pressList(button: HTMLButtonElement): boolean {
  const list = button.closest<HTMLElement>('[data-list]');
  if (list === null || (button.name !== '_add' && button.name !== '_remove')) return false;
  if (button.name === '_add') boxesOf(addItem(list) ?? list)[0]?.focus();
  else if (itemsOf(list).length > Math.max(1, Number(list.dataset.min))) button.closest('[data-item]')?.remove();
  renumber(list);
  return true;
}

/** Makes room for an item that a draft knows: 'papers.2.kind' needs three. */
export function growFor(form: HTMLFormElement, name: string): void {
  for (const list of all('[data-list]', form)) {
    const start = `${list.dataset.list}.`;
    const index = name.startsWith(start) ? Number.parseInt(name.slice(start.length), 10) : -1;
    while (itemsOf(list).length <= index && addItem(list) !== undefined) renumber(list);
  }
}

/** The last item copied and emptied; nothing when the list is full. */
function addItem(list: HTMLElement): HTMLElement | undefined {
  const items = itemsOf(list);
  const last = items.at(-1);
  const next = items.length < Number(list.dataset.max) ? last?.cloneNode(true) : undefined;
  if (!(next instanceof HTMLElement)) return undefined;
  for (const box of boxesOf(next)) {
    if (isTick(box)) box.checked = false;
    else box.value = '';
    box.removeAttribute('aria-invalid');
  }
  for (const mistake of all('.err', next)) mistake.remove();
  for (const part of all('.bad', next)) part.classList.remove('bad');
  next.dataset.item = `${items.length}`;
  rename(list, next, items.length - 1, items.length);
  last?.after(next);
  return next;
}

function renumber(list: HTMLElement): void {
  for (const [index, item] of itemsOf(list).entries()) {
    rename(list, item, Number(item.dataset.item), index);
    item.dataset.item = `${index}`;
    const number = item.querySelector('legend span');
    if (number !== null) number.textContent = `${index + 1}`;
  }
}

function rename(list: HTMLElement, item: HTMLElement, was: number, index: number): void {
  const path = list.dataset.list ?? '';
  const id = `f-${path.replace(/\W+/g, '-')}-`;
  for (const part of all('*', item))
    for (const { name, value } of [...part.attributes])
      if (name !== 'value' || part.getAttribute('name') === '_remove')
        part.setAttribute(name, value.replaceAll(`${path}.${was}`, `${path}.${index}`).replaceAll(`${id}${was}-`, `${id}${index}-`));
}
