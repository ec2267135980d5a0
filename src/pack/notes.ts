/** Readers for the JSON files of a pack: what has the wrong shape becomes a finding, an unknown key too, and reading goes on. */
import type { Finding } from '../base/finding.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import type { Label } from '../base/text.ts';

/** Collects the findings of one file. */
export type Notes = { readonly file: string; readonly findings: Finding[] };
type Said = { readonly message: string; readonly repair: string; readonly level?: Finding['level']; readonly line?: number };

export function note(on: Notes, element: string, code: string, said: Said): undefined {
  const { message, repair, level = 'error', line } = said;
  on.findings.push({ file: on.file, element, code, message, repair, level, ...(line === undefined ? {} : { line }) });
}

/** Reads one value at a place; undefined when it is missing or wrong, which is then noted. */
export type Read<T> = (on: Notes, element: string, value: Json | undefined) => T | undefined;
type Fields = { readonly [name: string]: Read<unknown> };
type Of<F extends Fields> = { readonly [Name in keyof F]: F[Name] extends Read<infer T> ? T : never };

/** A text of 1 to `most` characters, NFC; `like` explains the pattern it has to match. */
export function text(most: number, pattern?: RegExp, like?: string): Read<string> {
  return (on, element, value) => {
    if (typeof value !== 'string' || value.trim() === '' || value.length > most)
      return note(on, element, 'not-a-text', { message: 'A text is expected here.', repair: `Write a text of 1 to ${most} characters in quotes.` });
    if (pattern !== undefined && !pattern.test(value))
      return note(on, element, 'wrong-pattern', {
        message: `${JSON.stringify(value)} does not have the right form.`,
        repair: `Write it like ${like ?? String(pattern)}.`,
      });
    return value.normalize('NFC');
  };
}

/** A text in every interface language. */
export const label: Read<Label> = (on, element, value) => {
  if (isObject(value) && typeof value.vi === 'string' && typeof value.en === 'string' && value.vi !== '' && value.en !== '' && Object.keys(value).length === 2)
    return { vi: value.vi.normalize('NFC'), en: value.en.normalize('NFC') };
  return note(on, element, 'not-a-label', { message: 'A text in both languages is expected here.', repair: 'Write { "vi": "...", "en": "..." }.' });
};

export function oneOf<const T extends string>(among: readonly T[]): Read<T> {
  return (on, element, value) =>
    among.find((one) => one === value) ??
    note(on, element, 'not-in-list', {
      message: `${JSON.stringify(value) ?? 'Nothing'} is not one of the known words.`,
      repair: `Use one of: ${among.join(', ')}.`,
    });
}

export function whole(min: number, max: number): Read<number> {
  return (on, element, value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? value
      : note(on, element, 'not-a-whole-number', { message: 'A whole number is expected here.', repair: `Write a number from ${min} to ${max}.` });
}

export const number: Read<number> = (on, element, value) =>
  typeof value === 'number' && Number.isFinite(value)
    ? value
    : note(on, element, 'not-a-number', { message: 'A number is expected here.', repair: 'Write a number without quotes.' });

export const flag: Read<boolean> = (on, element, value) =>
  typeof value === 'boolean'
    ? value
    : note(on, element, 'not-true-or-false', { message: 'true or false is expected here.', repair: 'Write true or false, without quotes.' });

/** Data of any shape, an object outside. */
export const object: Read<JsonObject> = (on, element, value) =>
  isObject(value) ? value : note(on, element, 'not-an-object', { message: 'An object is expected here.', repair: 'Write { ... }.' });

export function listOf<T>(read: Read<T>, min = 0, max = 200): Read<readonly T[]> {
  return (on, element, value) => {
    if (!isList(value) || value.length < min || value.length > max)
      return note(on, element, 'not-a-list', { message: 'A list is expected here.', repair: `Write [ ... ] with ${min} to ${max} entries.` });
    return value.flatMap((one, index) => read(on, `${element}[${index + 1}]`, one) ?? []);
  };
}

/** An object whose keys are names the author chose. */
export function mapOf<T>(name: RegExp, read: Read<T>, max = 100): Read<ReadonlyMap<string, T>> {
  return (on, element, value) => {
    const found = object(on, element, value);
    if (found === undefined) return undefined;
    const entries = Object.entries(found);
    if (entries.length === 0 || entries.length > max)
      return note(on, element, 'map-size', { message: 'Too few or too many entries.', repair: `Write 1 to ${max} entries.` });
    return new Map(
      entries.flatMap(([key, one]): readonly [string, T][] => {
        const place = `${element}.${key}`;
        if (!name.test(key))
          note(on, place, 'wrong-name', { message: `"${key}" cannot be a name here.`, repair: 'Use letters and digits, beginning with a small letter.' });
        const result = read(on, place, one);
        return result === undefined ? [] : [[key, result]];
      }),
    );
  };
}

/** An object with exactly these keys: a missing, wrong or unknown one is a finding. */
export function shape<R extends Fields, O extends Fields>(required: R, optional: O): Read<Of<R> & Partial<Of<O>>> {
  const known = [...Object.keys(required), ...Object.keys(optional)];
  return (on, element, value) => {
    const found = object(on, element, value);
    if (found === undefined) return undefined;
    const place = (key: string) => (element === '' ? key : `${element}.${key}`);
    for (const key of Object.keys(found))
      if (!known.includes(key))
        note(on, place(key), 'unknown-key', { message: `The key "${key}" is not known here.`, repair: `Remove it, or use one of: ${known.join(', ')}.` });
    const result: Record<string, unknown> = {};
    let isWhole = true;
    for (const [key, read] of Object.entries(required)) {
      if (!Object.hasOwn(found, key)) note(on, place(key), 'missing-key', { message: `The key "${key}" is missing.`, repair: `Add "${key}".` });
      result[key] = Object.hasOwn(found, key) ? read(on, place(key), found[key]) : undefined;
      isWhole &&= result[key] !== undefined;
    }
    for (const [key, read] of Object.entries(optional)) {
      const given = Object.hasOwn(found, key) ? read(on, place(key), found[key]) : undefined;
      if (given !== undefined) result[key] = given;
    }
    return isWhole ? (result as Of<R> & Partial<Of<O>>) : undefined;
  };
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
