/** Reads JSON that people wrote: what JSON.parse would let pass silently (a key twice, a forbidden name, endless nesting) is named with its line. */
import type { Json, JsonObject } from '../base/json.ts';

/** Bounds of one JSON file: nesting, keys in all, characters of one text. */
export const jsonLimits = { depth: 32, keys: 10_000, text: 65_536 } as const;

export type JsonRead = { readonly value: Json } | { readonly code: JsonProblem; readonly line: number; readonly message: string };
export type JsonProblem = 'json-syntax' | 'json-key-twice' | 'json-forbidden-name' | 'json-too-deep' | 'json-too-many-keys' | 'json-text-too-long';

class Stop extends Error {
  readonly code: JsonProblem;
  readonly at: number;
  constructor(code: JsonProblem, at: number, message: string) {
    super(message);
    this.code = code;
    this.at = at;
  }
}

type Scan = { readonly source: string; at: number; keys: number };

export function readJsonText(source: string): JsonRead {
  const scan: Scan = { source, at: 0, keys: 0 };
  try {
    const value = readValue(scan, 1);
    skipBlanks(scan);
    if (scan.at < source.length) throw new Stop('json-syntax', scan.at, 'There is text after the end of the value.');
    return { value };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { code: error.code, line: source.slice(0, error.at).split('\n').length, message: error.message };
  }
}

function readValue(scan: Scan, depth: number): Json {
  if (depth > jsonLimits.depth) throw new Stop('json-too-deep', scan.at, `The value is nested deeper than ${jsonLimits.depth}.`);
  skipBlanks(scan);
  const first = scan.source.charAt(scan.at);
  if (first === '{') return readObject(scan, depth);
  if (first === '[') return readList(scan, depth);
  if (first === '"') return readString(scan);
  return readWord(scan);
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

function readObject(scan: Scan, depth: number): JsonObject {
  const entries = new Map<string, Json>();
  scan.at += 1;
  if (takes(scan, '}')) return {};
  do {
    skipBlanks(scan);
    const start = scan.at;
    if (scan.source.charAt(start) !== '"') throw new Stop('json-syntax', start, 'A key in double quotes is expected here.');
    const key = readString(scan);
    if (forbidden.has(key)) throw new Stop('json-forbidden-name', start, `The name "${key}" is never allowed.`);
    if (entries.has(key)) throw new Stop('json-key-twice', start, `The key "${key}" stands twice in the same object.`);
    scan.keys += 1;
    if (scan.keys > jsonLimits.keys) throw new Stop('json-too-many-keys', start, `The file has more than ${jsonLimits.keys} keys.`);
    if (!takes(scan, ':')) throw new Stop('json-syntax', scan.at, `A colon is expected after the key "${key}".`);
    entries.set(key, readValue(scan, depth + 1));
  } while (takes(scan, ','));
  if (!takes(scan, '}')) throw new Stop('json-syntax', scan.at, 'A comma or "}" is expected here.');
  return Object.fromEntries(entries);
}

function readList(scan: Scan, depth: number): readonly Json[] {
  const values: Json[] = [];
  scan.at += 1;
  if (takes(scan, ']')) return values;
  do values.push(readValue(scan, depth + 1));
  while (takes(scan, ','));
  if (!takes(scan, ']')) throw new Stop('json-syntax', scan.at, 'A comma or "]" is expected here.');
  return values;
}

const stringEnd = /["\\]/g;

function readString(scan: Scan): string {
  const start = scan.at;
  stringEnd.lastIndex = start + 1;
  for (let found = stringEnd.exec(scan.source); found !== null; found = stringEnd.exec(scan.source)) {
    if (found[0] === '\\') {
      stringEnd.lastIndex += 1;
      continue;
    }
    scan.at = found.index + 1;
    if (scan.at - start > jsonLimits.text) throw new Stop('json-text-too-long', start, `A text is longer than ${jsonLimits.text} characters.`);
    return parsed(scan, start, 'The text is not written as JSON: escape line ends and backslashes.') as string;
  }
  throw new Stop('json-syntax', start, 'The text has no closing quote.');
}

const word = /[^\s,\]}:"{[]+/y;

/** A number, true, false or null. */
function readWord(scan: Scan): Json {
  word.lastIndex = scan.at;
  const found = word.exec(scan.source);
  if (found === null) throw new Stop('json-syntax', scan.at, 'A value is expected here.');
  const start = scan.at;
  scan.at += found[0].length;
  const value = parsed(scan, start, `${JSON.stringify(found[0].slice(0, 20))} is not a value: put texts in double quotes.`);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Stop('json-syntax', start, 'The number is too large.');
  return value;
}

function parsed(scan: Scan, start: number, message: string): Json {
  try {
    return JSON.parse(scan.source.slice(start, scan.at)) as Json;
  } catch {
    throw new Stop('json-syntax', start, message);
  }
}

function takes(scan: Scan, sign: string): boolean {
  skipBlanks(scan);
  if (scan.source.charAt(scan.at) !== sign) return false;
  scan.at += 1;
  return true;
}

const blanks = /[ \t\r\n]*/y;
function skipBlanks(scan: Scan): void {
  blanks.lastIndex = scan.at;
  scan.at += blanks.exec(scan.source)?.[0].length ?? 0;
}
