/** Reads the bounded subset of JSON Schema 2020-12 in which a form says what its answers are. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import { readPattern } from './formats.ts';
import type { Notes } from './inspect.ts';
import { has, isJsonList, note, readFlag, readObject, readOne, readWhole } from './inspect.ts';
import type { Format, Pattern, ValueKind } from './model.ts';

/** Nesting of the answers, schema nodes after references are followed, length of a text, of a list, and of a list of choices. */
export const schemaLimits = { depth: 8, nodes: 2_000, text: 65_536, items: 200, choices: 500, name: 60 } as const;

/** One value a person gives. */
export type Leaf = {
  readonly path: string;
  readonly kind: ValueKind;
  readonly isRequired: boolean;
  /** Required only when something else under this path is given: the field belongs to an object that may be absent. */
  readonly requiredWithin?: string;
  readonly format?: Format;
  readonly values?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: Pattern;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly decimals?: number;
  readonly mustBe?: boolean;
  readonly wantsVillage?: true;
};

export type Schema = { readonly leaves: ReadonlyMap<string, Leaf>; readonly lists: ReadonlyMap<string, { readonly min: number; readonly max: number }> };

type Walk = {
  readonly on: Notes;
  readonly defs: JsonObject;
  readonly leaves: Map<string, Leaf>;
  readonly lists: Map<string, { readonly min: number; readonly max: number }>;
  nodes: number;
};
type Place = { readonly path: string; readonly depth: number; readonly isRequired: boolean; readonly within?: string; readonly isInList: boolean };

const annotations = ['$comment', 'title', 'description'];

export function readSchema(json: Json, on: Notes): Schema {
  const defs = isObject(json) && isObject(json['$defs']) ? json['$defs'] : {};
  const walk: Walk = { on, defs, leaves: new Map(), lists: new Map(), nodes: 0 };
  if (isObject(json) && json['type'] === 'object') readProperties(walk, json, { path: '', depth: 1, isRequired: true, isInList: false });
  else
    note(on, '', 'schema-not-object', { message: 'The schema of a form describes an object.', repair: 'Write { "type": "object", "properties": { ... } }.' });
  return walk;
}

function readNode(walk: Walk, json: Json | undefined, place: Place): undefined {
  walk.nodes += 1;
  if (walk.nodes === schemaLimits.nodes + 1)
    note(walk.on, place.path, 'schema-too-large', {
      message: `The schema has more than ${schemaLimits.nodes} nodes.`,
      repair: 'Split the form, or use fewer references.',
    });
  if (walk.nodes > schemaLimits.nodes) return;
  if (place.depth > schemaLimits.depth)
    return note(walk.on, place.path, 'schema-too-deep', {
      message: `The schema is nested deeper than ${schemaLimits.depth}.`,
      repair: 'Bring the fields nearer to the top.',
    });
  if (!isObject(json)) return note(walk.on, place.path, 'not-an-object', { message: 'A schema is expected here.', repair: 'Write { "type": ... }.' });
  if (has(json, '$ref')) return followReference(walk, json, place);
  const type = readOne(walk.on, place.path, json['type'], ['object', 'array', 'string', 'integer', 'number', 'boolean']);
  if (type === 'object') return isAddress(json) ? addLeaf(walk, place, readAddress(walk.on, json, place.path)) : readProperties(walk, json, place);
  if (type === 'array') return readArray(walk, json, place);
  if (type !== undefined)
    addLeaf(walk, place, { string: readString, integer: readInteger, number: readNumber, boolean: readBoolean }[type](walk.on, json, place.path));
}

/** Only '#/$defs/name': each use is counted as if it were written out, and depth ends a circle. */
function followReference(walk: Walk, json: JsonObject, place: Place): undefined {
  readObject(walk.on, place.path, json, ['$ref', ...annotations]);
  const name = typeof json['$ref'] === 'string' && json['$ref'].startsWith('#/$defs/') ? json['$ref'].slice(8) : '';
  if (name !== '' && has(walk.defs, name)) return readNode(walk, walk.defs[name], { ...place, depth: place.depth + 1 });
  return note(walk.on, place.path, 'schema-reference', {
    message: `The reference ${JSON.stringify(json['$ref'])} leads nowhere.`,
    repair: 'Refer to "#/$defs/<name>" of the same file.',
  });
}

const objectKeys = ['type', 'properties', 'required', 'additionalProperties', ...annotations];

function readProperties(walk: Walk, json: JsonObject, place: Place): undefined {
  readObject(walk.on, place.path, json, place.path === '' ? [...objectKeys, '$schema', '$id', '$defs'] : objectKeys);
  const properties = isObject(json['properties']) ? json['properties'] : {};
  if (Object.keys(properties).length === 0)
    return note(walk.on, place.path, 'object-empty', { message: 'The object has no properties.', repair: 'Write "properties": { ... } with at least one.' });
  if (has(json, 'additionalProperties') && json['additionalProperties'] !== false)
    note(walk.on, place.path, 'additional-properties', {
      message: 'Answers outside the form are never taken.',
      repair: 'Write "additionalProperties": false, or leave it out.',
    });
  const required = requiredNames(walk, json, place.path, properties);
  for (const [name, child] of Object.entries(properties)) {
    const path = place.path === '' ? name : `${place.path}.${name}`;
    // `today` is a fact beside the answers.
    if (!/^[a-z][A-Za-z0-9]*$/.test(name) || name.length > schemaLimits.name || path === 'today') {
      note(walk.on, path, 'property-name', {
        message: `"${name}" cannot be the name of a field.`,
        repair: 'Use letters and digits, beginning with a small letter: fullName; "today" is taken.',
      });
      continue;
    }
    const isRequired = required.includes(name);
    const isGroup = isObject(child) && ((child['type'] === 'object' && !isAddress(child)) || (has(child, '$ref') && isObjectReference(walk, child)));
    const within = isGroup && !isRequired ? path : place.within;
    readNode(walk, child, { path, depth: place.depth + 1, isRequired, isInList: place.isInList, ...(within === undefined ? {} : { within }) });
  }
}

function isObjectReference(walk: Walk, json: JsonObject): boolean {
  const target = typeof json['$ref'] === 'string' ? walk.defs[json['$ref'].slice(8)] : undefined;
  return isObject(target) && target['type'] === 'object' && !isAddress(target);
}

function requiredNames(walk: Walk, json: JsonObject, path: string, properties: JsonObject): readonly string[] {
  const list = json['required'];
  if (list === undefined) return [];
  if (!isJsonList(list)) {
    note(walk.on, path, 'not-a-list', { message: '"required" is a list of names.', repair: 'Write "required": ["name"].' });
    return [];
  }
  return list.flatMap((name) => {
    if (typeof name === 'string' && has(properties, name)) return [name];
    note(walk.on, path, 'required-unknown', {
      message: `"required" names ${JSON.stringify(name)}, which is not a property.`,
      repair: 'Add the property, or remove the name.',
    });
    return [];
  });
}

function readArray(walk: Walk, json: JsonObject, place: Place): undefined {
  readObject(walk.on, place.path, json, ['type', 'items', 'minItems', 'maxItems', 'uniqueItems', ...annotations]);
  const max = readWhole(walk.on, `${place.path}.maxItems`, json['maxItems'], { min: 1, max: schemaLimits.items });
  const min = has(json, 'minItems') ? readWhole(walk.on, `${place.path}.minItems`, json['minItems'], { min: 0, max: max ?? schemaLimits.items }) : 0;
  const items = json['items'];
  if (max === undefined || min === undefined) return;
  if (isObject(items) && items['type'] === 'string' && has(items, 'enum')) {
    const choice = readString(walk.on, items, place.path);
    if (json['uniqueItems'] !== true)
      note(walk.on, place.path, 'choices-not-unique', { message: 'A list of choices holds each choice once.', repair: 'Write "uniqueItems": true.' });
    return choice === undefined
      ? undefined
      : addLeaf(walk, { ...place, isRequired: place.isRequired && min > 0 }, { ...choice, kind: 'choices', minimum: min, maximum: max });
  }
  if (place.isInList)
    return note(walk.on, place.path, 'list-in-list', {
      message: 'A list inside a list cannot be asked on a page.',
      repair: 'Make it a list of its own, or ask for a text.',
    });
  if (has(json, 'uniqueItems'))
    note(walk.on, place.path, 'unique-objects', {
      message: '"uniqueItems" is read for lists of choices only.',
      repair: 'Remove it; compare items with a check in the layout.',
    });
  if (!isObject(items) || isAddress(items) || !(items['type'] === 'object' || isObjectReference(walk, items)))
    return note(walk.on, place.path, 'items-not-objects', {
      message: 'The items of a list are objects or choices.',
      repair: 'Write "items": { "type": "object", ... } or an enum of strings.',
    });
  walk.lists.set(place.path, { min: place.isRequired ? min : 0, max });
  readNode(walk, items, { path: `${place.path}.*`, depth: place.depth + 1, isRequired: true, isInList: true });
}

function addLeaf(walk: Walk, place: Place, read: LeafValue | undefined): undefined {
  if (read === undefined) return;
  const isRequired = place.isRequired && place.within === undefined;
  walk.leaves.set(place.path, {
    ...read,
    path: place.path,
    isRequired,
    ...(place.isRequired && place.within !== undefined ? { requiredWithin: place.within } : {}),
  });
}

/** An address is one answer, though it is kept as an object: it has a format and no properties of its own. */
const isAddress = (json: JsonObject): boolean => has(json, 'format');

function readAddress(on: Notes, json: JsonObject, path: string): LeafValue | undefined {
  readObject(on, path, json, ['type', 'format', 'required', ...annotations]);
  const format = readOne(on, `${path}.format`, json['format'], ['vn-address']);
  const { required } = json;
  const isRead = required === undefined || (isJsonList(required) && required.length === 1 && required[0] === 'village');
  if (!isRead)
    note(on, path, 'address-required', {
      message: 'Of an address only the village may be required besides the commune.',
      repair: 'Write "required": ["village"], or leave it out.',
    });
  return format === undefined ? undefined : { kind: 'address', ...(required === undefined ? {} : { wantsVillage: true }) };
}

type LeafValue = Omit<Leaf, 'path' | 'isRequired' | 'requiredWithin'>;

const formats = ['date', 'year-or-date', 'file', 'email', 'vn-id', 'vn-id-or-old', 'vn-phone', 'vn-tax', 'vn-case-code', 'vn-parcel'] as const;

function readString(on: Notes, json: JsonObject, path: string): LeafValue | undefined {
  if (has(json, 'enum')) return readChoices(on, json, path);
  readObject(on, path, json, ['type', 'minLength', 'maxLength', 'pattern', 'format', 'enum', ...annotations]);
  const format = has(json, 'format') ? readOne(on, `${path}.format`, json['format'], formats) : undefined;
  if (format === 'date' || format === 'year-or-date' || format === 'file') return { kind: format };
  const maxLength = format === undefined || format === 'email' || has(json, 'maxLength') ? lengthOf(on, json, path, 'maxLength') : undefined;
  const minLength = has(json, 'minLength') ? lengthOf(on, json, path, 'minLength') : undefined;
  const pattern = has(json, 'pattern') ? readPattern(on, path, json['pattern']) : undefined;
  return {
    kind: 'text',
    ...(format === undefined ? {} : { format }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(pattern === undefined ? {} : { pattern }),
  };
}

const lengthOf = (on: Notes, json: JsonObject, path: string, key: string): number | undefined =>
  readWhole(on, `${path}.${key}`, json[key], { min: 1, max: schemaLimits.text });

function readChoices(on: Notes, json: JsonObject, path: string): LeafValue | undefined {
  readObject(on, path, json, ['type', 'enum', ...annotations]);
  const list = json['enum'];
  const values = isJsonList(list) ? list.filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= 100) : [];
  if (isJsonList(list) && values.length === list.length && values.length > 0 && values.length <= schemaLimits.choices && new Set(values).size === values.length)
    return { kind: 'choice', values };
  return note(on, path, 'enum', {
    message: 'The choices are not a list of different short texts.',
    repair: `Write "enum": ["one", "two"], at most ${schemaLimits.choices}, each at most 100 characters.`,
  });
}

function readInteger(on: Notes, json: JsonObject, path: string): LeafValue {
  readObject(on, path, json, ['type', 'minimum', 'maximum', 'format', ...annotations]);
  const format = has(json, 'format') ? readOne(on, `${path}.format`, json['format'], ['vnd']) : undefined;
  return { kind: format === 'vnd' ? 'money' : 'integer', ...bounds(on, json, path) };
}

function readNumber(on: Notes, json: JsonObject, path: string): LeafValue {
  readObject(on, path, json, ['type', 'minimum', 'maximum', 'multipleOf', ...annotations]);
  const step = json['multipleOf'];
  const decimals = typeof step === 'number' ? [1, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.000001].indexOf(step) : -1;
  if (decimals < 0)
    note(on, path, 'multiple-of', { message: 'A number with a comma says how fine it is.', repair: 'Write "multipleOf": 0.1, 0.01 ... down to 0.000001.' });
  return { kind: 'decimal', decimals: Math.max(decimals, 0), ...bounds(on, json, path) };
}

function bounds(on: Notes, json: JsonObject, path: string): { minimum?: number; maximum?: number } {
  const [low, high] = [bound(on, json, path, 'minimum'), bound(on, json, path, 'maximum')];
  if (low !== undefined && high !== undefined && low > high)
    note(on, path, 'bounds', { message: '"minimum" is above "maximum": no answer can be right.', repair: 'Exchange the two numbers.' });
  return { ...(low === undefined ? {} : { minimum: low }), ...(high === undefined ? {} : { maximum: high }) };
}

function bound(on: Notes, json: JsonObject, path: string, key: string): number | undefined {
  const value = json[key];
  if (value === undefined || (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return value;
  return note(on, `${path}.${key}`, 'not-a-number', {
    message: `"${key}" is a number.`,
    repair: 'Write a number a computer holds exactly (at most 9007199254740991).',
  });
}

function readBoolean(on: Notes, json: JsonObject, path: string): LeafValue {
  readObject(on, path, json, ['type', 'const', ...annotations]);
  const mustBe = has(json, 'const') ? readFlag(on, `${path}.const`, json['const']) : undefined;
  return { kind: 'boolean', ...(mustBe === undefined ? {} : { mustBe }) };
}
