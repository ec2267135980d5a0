/** Every interface text, one list of keys: a key missing in a language does not compile. */
import type { Lang } from './text.ts';
import { en } from './words.en.ts';
import { vi } from './words.vi.ts';

export type WordKey = keyof typeof vi;
/** A text with its values: '{n}' is replaced by the value; '{n:day|days}' chooses the first word when n is 1, else the second. */
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

const texts = { vi, en } as const satisfies Record<Lang, Readonly<Record<WordKey, string>>>;
const slot = /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g;

export function wordsOf(lang: Lang): Say {
  const own: Readonly<Record<WordKey, string>> = texts[lang];
  return (key, values) => (values === undefined ? own[key] : fill(own[key], values));
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(slot, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined || many === undefined) return String(value);
    return String(value) === '1' ? one : many;
  });
}

/** Both languages of one key, where a Label is asked. */
export const labelOf = (key: WordKey): { readonly vi: string; readonly en: string } => ({ vi: vi[key], en: en[key] });

/** Names of the slots of a text, for the test that both languages use the same. */
export const slotsOf = (text: string): readonly string[] => [...new Set([...text.matchAll(slot)].map((match) => match[1] ?? ''))].sort();
