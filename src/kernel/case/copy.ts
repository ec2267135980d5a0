/** How a copy of somebody's data reads outside this house: offices by code and name, files by their place in the archive. Pure. */
import type { Json, JsonObject } from '../../base/json.ts';
import type { Org } from '../org/org.ts';
import { displayName } from '../org/org.ts';

/** Fields that name an office by its number here. */
const officeFields = new Set(['unit', 'unitId', 'from', 'where']);
/** What people typed is theirs: a field of a form may have any name and any number. */
const typedFields = new Set(['answers', 'boxes']);

/** Numbers of offices become `{ code, name }`; what names bytes by their fingerprint gets `path` beside it, where the archive holds them. */
export function readable(org: Org, paths: ReadonlyMap<string, string>, facts: JsonObject): JsonObject {
  const units = new Map<number, JsonObject>(org.units.map((unit) => [unit.id, { code: unit.agencyCode, name: displayName(org, unit) }]));
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    return object(value as JsonObject);
  };
  const object = (one: JsonObject): JsonObject => {
    const fields = Object.entries(one).map(([name, value]): readonly [string, Json] => {
      if (typedFields.has(name) || value === undefined) return [name, value ?? null];
      if (officeFields.has(name) && typeof value === 'number') return [name, units.get(value) ?? value];
      return [name, walk(value)];
    });
    const path = typeof one.blob === 'string' ? paths.get(one.blob) : undefined;
    return Object.fromEntries(path === undefined ? fields : [...fields, ['path', path]]);
  };
  return object(facts);
}
