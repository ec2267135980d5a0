/** What is typed as conditions see it, and the parts of the form that depend on it. */
import type { Condition } from '../../engine/form/holds.ts';
import { holds } from '../../engine/form/holds.ts';
import { all, boxesOf, isTick } from './page.ts';

type Tree = Record<string, unknown>;

/** Shows and hides everything with a condition. A step is only marked: the steps decide which one shows. */
export function applyConditions(form: HTMLFormElement): void {
  const answers = answersOf(form);
  for (const part of all('[data-when]', form)) {
    const condition: Condition = JSON.parse(part.dataset.when ?? 'true');
    const item = part.closest<HTMLElement>('[data-item]');
    const list = item?.closest<HTMLElement>('[data-list]')?.dataset.list;
    const isOn = holds(condition, answers, list === undefined ? undefined : valueAt(answers, `${list}.${item?.dataset.item}`));
    if (part.classList.contains('step')) part.dataset.off = isOn ? '' : '1';
    else part.hidden = !isOn;
  }
}

/** Nested by path, numbers as numbers, a date as 'YYYY-MM-DD', an empty box as null. */
function answersOf(form: HTMLFormElement): Tree {
  const answers: Tree = {};
  for (const box of boxesOf(form)) {
    const { name, value } = box;
    const kind = box.dataset.k;
    if (name.startsWith('_') || box.type === 'file') continue;
    if (kind === 'b') put(answers, name, isTick(box) && box.checked);
    else if (box.closest('[data-k=l]') !== null) {
      const former = valueAt(answers, name);
      put(answers, name, [...(Array.isArray(former) ? former : []), ...(isTick(box) && box.checked ? [value] : [])]);
    } else if (isTick(box)) {
      if (box.checked) put(answers, name, value);
    } else put(answers, name, value === '' ? null : kind === 'n' ? Number(value.replaceAll('.', '').replace(',', '.')) : value.trim());
  }
  for (const date of all('[data-k=d]', form)) {
    const name = date.dataset.n ?? '';
    const part = (one: string, size: number): string => String(valueAt(answers, `${name}.${one}`)).padStart(size, '0');
    const day = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`;
    put(answers, name, Number.isNaN(Date.parse(day)) ? null : day);
  }
  return answers;
}

function put(answers: Tree, path: string, value: unknown): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let here = answers;
  for (const part of parts) {
    if (typeof here[part] !== 'object' || here[part] === null) here[part] = {};
    here = here[part] as Tree;
  }
  here[last] = value;
}

const valueAt = (answers: Tree, path: string): unknown =>
  path.split('.').reduce<unknown>((here, part) => (typeof here === 'object' && here !== null ? (here as Tree)[part] : undefined), answers);
