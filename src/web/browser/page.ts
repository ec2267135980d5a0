/** Small tools of the citizen's script: looking things up, the page's own words, and a store that may be forbidden. */

export type Facts = Readonly<Record<string, string>>;
export type Box = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export const all = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] => [...root.querySelectorAll<T>(selector)];
export const boxesOf = (root: ParentNode): Box[] => all<Box>('input[name],select[name],textarea[name]', root);
export const isTick = (box: Box): box is HTMLInputElement => /^(?:checkbox|radio)$/.test(box.type);
export const factsOf = (root: Document): Facts => JSON.parse(root.getElementById('facts')?.textContent ?? '{}');
/** A text of the page with its values: 'Bước {n} trên {m}'. */
export const fill = (text: string | undefined, values: Readonly<Record<string, string | number>>): string =>
  (text ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

const place = (name: string): string => `cuaso:${name}`;

/** What is kept under a name; undefined when there is nothing, or the browser forbids storing. */
export function readStore<T>(name: string): Partial<T> | undefined {
  try {
    return JSON.parse(localStorage.getItem(place(name)) ?? '{}');
  } catch {
    return undefined;
  }
}

/** Forgets when there is nothing to keep, with what belongs to it (`<name>/tep`). False when the browser has no room or forbids storing. */
export function writeStore(name: string, value: unknown): boolean {
  try {
    if (value === undefined) for (const one of [name, `${name}/tep`]) localStorage.removeItem(place(one));
    else localStorage.setItem(place(name), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Work that may wait until the person has seen the answer to their touch. */
export const afterPaint = (work: () => void): void => void requestAnimationFrame(() => setTimeout(work));

/** A script of ours that comes only when it is needed. */
export const load = <Script>(address: string): Promise<Script> => import(address);
