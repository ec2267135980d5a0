/** Reads a condition of a layout: small ones compile for the page, richer ones are FEEL for the server. */
import type { Json, JsonObject } from '../../base/json.ts';
import type { Scope } from './condition.ts';
import { compileCondition } from './condition.ts';
import { holds } from './holds.ts';
import { note } from './inspect.ts';
import type { When } from './model.ts';
import type { LayoutReader } from './reader.ts';

/** back: the condition may only look at fields that were asked before it. */
export type WhenPlace = { readonly element: string; readonly looks: 'back' | 'everywhere'; readonly item?: string };

export function readWhen(reader: LayoutReader, json: Json | undefined, place: WhenPlace): When | undefined {
  if (typeof json !== 'string' || json.trim() === '')
    return note(reader.on, place.element, 'condition', {
      message: 'A condition in FEEL is expected here.',
      repair: 'Write it as a text: "child.sex = \\"nam\\"".',
    });
  const scope: Scope = place.item === undefined ? { kinds: reader.kinds } : { kinds: reader.kinds, item: place.item };
  const compiled = compileCondition(json, scope);
  if (compiled.is === 'wrong') return note(reader.on, place.element, 'condition', { message: `${compiled.message} (${json})`, repair: compiled.repair });
  if (compiled.is === 'rich')
    return note(reader.on, place.element, 'condition', {
      message: `The condition is too rich: ${json}`,
      repair: 'Compare fields with =, <, in, and, or, not.',
    });
  for (const path of place.looks === 'back' ? compiled.reads : [])
    if (!isPlaced(reader, path))
      note(reader.on, place.element, 'condition-looks-ahead', {
        message: `The condition looks at "${path}", which is asked later.`,
        repair: 'Ask that field first.',
      });
  return { feel: json, small: compiled.condition };
}

const isPlaced = (reader: LayoutReader, path: string): boolean =>
  path === 'today' || [...reader.fields.keys()].some((placed) => placed === path || placed.startsWith(`${path}.`));

/** What a condition is decided on: answers and facts by name; `item` is the item of a repeated group. */
export type Situation = { readonly scope: JsonObject; readonly item?: JsonObject };

export const isTrue = (when: When, situation: Situation): boolean => when.small !== undefined && holds(when.small, situation.scope, situation.item);

/** The value of a computed field; undefined when it cannot be worked out. */
export const computedValue = (when: When, situation: Situation): Json | undefined => (isTrue(when, situation) ? true : undefined);
