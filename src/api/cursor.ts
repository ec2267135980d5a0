/** Opaque cursors: where the next page begins. What is in them is ours to change. Pure. */
import type { Json } from '../base/json.ts';

/** At most 200 characters of base64url. */
export const cursorOf = (parts: readonly Json[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The parts of a cursor made here; undefined for anything else. */
export function readCursor(text: string): readonly Json[] | undefined {
  if (!/^[A-Za-z0-9_-]{1,200}$/.test(text)) return undefined;
  try {
    const parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Json;
    return Array.isArray(parts) ? (parts as readonly Json[]) : undefined;
  } catch {
    return undefined;
  }
}
