/** Small readers for files that people wrote: what has the wrong shape becomes a finding, and reading goes on. */
import type { Finding } from '../../base/finding.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';

/** Collects findings of one file. */
export type Notes = { readonly file: string; readonly findings: Finding[] };

export const notes = (file: string): Notes => ({ file, findings: [] });

export function note(
  on: Notes,
  element: string,
  code: string,
  said: { readonly message: string; readonly repair: string; readonly level?: 'error' | 'warning' },
): undefined {
  on.findings.push({ file: on.file, element, code, message: said.message, repair: said.repair, level: said.level ?? 'error' });
}

/** An object with no key outside `allowed`; `__proto__` and its like are never allowed. */
export function readObject(on: Notes, element: string, value: Json | undefined, allowed: readonly string[]): JsonObject | undefined {
  if (!isObject(value))
    return note(on, element, 'not-an-object', { message: 'An object is expected here.', repair: `Write { ... } with some of: ${allowed.join(', ')}.` });
  for (const key of Object.keys(value)) {
    if (allowed.includes(key)) continue;
    note(on, element, 'unknown-key', { message: `The key "${key}" is not known here.`, repair: `Remove it, or use one of: ${allowed.join(', ')}.` });
  }
  return value;
}

export const has = (object: JsonObject, key: string): boolean => Object.hasOwn(object, key);

export function readText(on: Notes, element: string, value: Json | undefined, most = 2_000): string | undefined {
  if (typeof value === 'string' && value.length > 0 && value.length <= most) return value;
  return note(on, element, 'not-a-text', { message: 'A text is expected here.', repair: `Write a text of 1 to ${most} characters in quotes.` });
}

export function readLabel(on: Notes, element: string, value: Json | undefined): Label | undefined {
  if (
    isObject(value) &&
    typeof value['vi'] === 'string' &&
    typeof value['en'] === 'string' &&
    value['vi'] !== '' &&
    value['en'] !== '' &&
    Object.keys(value).length === 2
  )
    return { vi: value['vi'].normalize('NFC'), en: value['en'].normalize('NFC') };
  return note(on, element, 'not-a-label', { message: 'A text in both languages is expected here.', repair: 'Write { "vi": "...", "en": "..." }.' });
}

export function readOne<T extends string>(on: Notes, element: string, value: Json | undefined, among: readonly T[]): T | undefined {
  const found = among.find((one) => one === value);
  if (found !== undefined) return found;
  return note(on, element, 'not-in-list', {
    message: `${JSON.stringify(value) ?? 'Nothing'} is not one of the known words.`,
    repair: `Use one of: ${among.join(', ')}.`,
  });
}

export function readWhole(on: Notes, element: string, value: Json | undefined, range: { readonly min: number; readonly max: number }): number | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= range.min && value <= range.max) return value;
  return note(on, element, 'not-a-whole-number', { message: 'A whole number is expected here.', repair: `Write a number from ${range.min} to ${range.max}.` });
}

export function readFlag(on: Notes, element: string, value: Json | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return note(on, element, 'not-true-or-false', { message: 'true or false is expected here.', repair: 'Write true or false, without quotes.' });
}

export function readList(on: Notes, element: string, value: Json | undefined, most: number): readonly Json[] {
  if (isJsonList(value) && value.length <= most) return value;
  note(on, element, 'not-a-list', { message: 'A list is expected here.', repair: `Write [ ... ] with at most ${most} entries.` });
  return [];
}

export const isJsonList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
