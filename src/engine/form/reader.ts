/** What is known while a layout is being read, and the small readers its parts share. */
import type { Json } from '../../base/json.ts';
import type { NameKind, Scope } from './condition.ts';
import type { Notes } from './inspect.ts';
import { note, readOne } from './inspect.ts';
import type { Field, Purpose } from './model.ts';
import type { Schema } from './schema.ts';

export type LayoutScope = { readonly schema: Schema; readonly kinds: Map<string, NameKind> };

/** The state of reading one layout. */
export type LayoutReader = {
  readonly on: Notes;
  readonly schema: Schema;
  readonly kinds: ReadonlyMap<string, NameKind>;
  readonly choices: ReadonlyMap<string, readonly string[]>;
  /** Paths of date fields, and `today`. */
  readonly dates: ReadonlySet<string>;
  readonly purposes: ReadonlyMap<string, Purpose>;
  /** Fields placed so far: a condition looks back, never ahead. */
  readonly fields: Map<string, Field>;
  /** Used when a field names no purpose of its own. */
  readonly purpose: string | undefined;
};

/** Ids stand in addresses: small letters, digits and hyphens. */
export function readId(reader: LayoutReader, json: Json | undefined, element: string): string | undefined {
  if (typeof json === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(json)) return json;
  return note(reader.on, element, 'id', { message: 'An id is expected here.', repair: 'Write small letters without marks, digits and hyphens: "nguoi-khai".' });
}

/** The list whose items a path with a star belongs to. */
export const itemOf = (path: string | undefined): Pick<Scope, 'item'> => (path?.includes('.*.') ? { item: path.slice(0, path.indexOf('.*.')) } : {});

export function purposeOf(reader: LayoutReader, json: Json | undefined, element: string): string | undefined {
  if (json !== undefined) return readOne(reader.on, `${element}.purpose`, json, [...reader.purposes.keys()]);
  if (reader.purpose !== undefined) return reader.purpose;
  return note(reader.on, element, 'no-purpose', {
    message: 'Nothing says why this is asked.',
    repair: 'Write "purpose": one of the names in "purposes", here or for the whole form.',
  });
}
