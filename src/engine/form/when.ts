/** Reads a condition of a layout: small ones compile for the page, richer ones are FEEL for the server. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Expression } from '../feel/feel.ts';
import { evaluate, parseFeel, reads, toJson } from '../feel/feel.ts';
import type { Scope } from './condition.ts';
import { compileCondition } from './condition.ts';
import { feelContext } from './feel-context.ts';
import { holds } from './holds.ts';
import { note } from './inspect.ts';
import type { When } from './model.ts';
import type { LayoutReader } from './reader.ts';

/** back: the condition may only look at fields that were asked before it. */
export type WhenPlace = { readonly element: string; readonly looks: 'back' | 'everywhere'; readonly item?: string };

/** A condition: true or not. */
export function readWhen(reader: LayoutReader, json: Json | undefined, place: WhenPlace): When | undefined {
  const feel = textOf(reader, json, place);
  if (feel === undefined) return undefined;
  const compiled = compileCondition(feel, scopeOf(reader, place));
  if (compiled.is === 'wrong') return note(reader.on, place.element, 'condition', { message: `${compiled.message} (${feel})`, repair: compiled.repair });
  if (compiled.is === 'rich') return readRich(reader, feel, place);
  return checked(reader, compiled.reads, place) ? { feel, small: compiled.condition } : undefined;
}

/** An expression with any value, for a computed field. */
export function readExpression(reader: LayoutReader, json: Json | undefined, place: WhenPlace): When | undefined {
  const feel = textOf(reader, json, place);
  return feel === undefined ? undefined : readRich(reader, feel, place);
}

function textOf(reader: LayoutReader, json: Json | undefined, place: WhenPlace): string | undefined {
  if (typeof json === 'string' && json.trim() !== '') return json;
  return note(reader.on, place.element, 'condition', {
    message: 'An expression in FEEL is expected here.',
    repair: 'Write it as a text: "child.sex = \\"nam\\"".',
  });
}

const scopeOf = (reader: LayoutReader, place: WhenPlace): Scope => ({
  kinds: reader.kinds,
  choices: reader.choices,
  ...(place.item === undefined ? {} : { item: place.item }),
});

function readRich(reader: LayoutReader, feel: string, place: WhenPlace): When | undefined {
  const expression = parseFeel(feel);
  if (isRefusal(expression)) {
    const { problem, limit } = expression.about ?? {};
    return note(reader.on, place.element, 'condition', {
      message: `FEEL cannot read this: ${problem ?? `more than allowed ${limit ?? ''}`} (${feel})`,
      repair: 'Correct the expression.',
    });
  }
  return checked(reader, pathsOf(reader, expression, place), place) ? { feel, rich: { expression, dates: reader.dates } } : undefined;
}

/** Paths of fields an expression uses; within a repeated group its own fields come first. */
function pathsOf(reader: LayoutReader, expression: Expression, place: WhenPlace): readonly string[] {
  return reads(expression).map((path) => {
    const own = `${place.item}.*.${path}`;
    if (place.item !== undefined && reader.kinds.has(own)) return own;
    const [list, ...rest] = path.split('.');
    const ofItems = `${list}.*.${rest.join('.')}`;
    return !reader.kinds.has(path) && reader.kinds.has(ofItems) ? ofItems : path;
  });
}

function checked(reader: LayoutReader, paths: readonly string[], place: WhenPlace): boolean {
  for (const path of paths) {
    if (!reader.kinds.has(path))
      note(reader.on, place.element, 'condition', { message: `The form has no field "${path}".`, repair: 'Use the path of a field: child.sex.' });
    else if (place.looks === 'back' && !isPlaced(reader, path))
      note(reader.on, place.element, 'condition-looks-ahead', {
        message: `The condition looks at "${path}", which is asked later.`,
        repair: 'Ask that field first.',
      });
  }
  return paths.every((path) => reader.kinds.has(path));
}

const isPlaced = (reader: LayoutReader, path: string): boolean =>
  path === 'today' || reader.fields.has(path) || [...reader.fields.keys()].some((placed) => placed.startsWith(`${path}.`) || path.startsWith(`${placed}.`));

/** What a condition is decided on: answers and facts by name; `item` is the item of a repeated group. */
export type Situation = { readonly scope: JsonObject; readonly item?: JsonObject; readonly list?: string };

export function isTrue(when: When, situation: Situation): boolean {
  if (when.small !== undefined) return holds(when.small, situation.scope, situation.item);
  return computedValue(when, situation) === true;
}

/** The value of a computed field; null when it cannot be worked out. */
export function computedValue(when: When, situation: Situation): Json {
  if (when.rich === undefined) return null;
  const result = evaluate(when.rich.expression, feelContext(situation, when.rich.dates));
  return isRefusal(result) ? null : toJson(result.value);
}
