/** A JSON body within its bounds: 1 MB, depth 32, 10,000 keys, texts of 64 KB, no forbidden names. Read whole before anything looks at it. Pure. */
import type { Json } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { refuse } from '../base/refusal.ts';
import { readJsonText } from '../pack/json-text.ts';

export const maxBodyBytes = 1_048_576;

/** Refuses with 'body-too-large', 'json-too-deep' or 'bad-request'. */
export function readJsonBody(bytes: Uint8Array): { readonly value: Json } | Refusal {
  if (bytes.length > maxBodyBytes) return refuse('body-too-large');
  const source = textOf(bytes);
  if (source === undefined) return refuse('bad-request');
  const read = readJsonText(source);
  if ('value' in read) return isStorable(read.value) ? { value: read.value } : refuse('bad-request');
  switch (read.code) {
    case 'json-syntax':
    case 'json-key-twice':
      return refuse('bad-request', { line: read.line });
    case 'json-text-too-long':
      return refuse('body-too-large', { line: read.line });
    default:
      return refuse('json-too-deep', { line: read.line });
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** PostgreSQL stores neither U+0000 nor half of a surrogate pair. */
function isStorable(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (Array.isArray(value)) return value.every(isStorable);
  return !isObject(value) || Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}
