/** Reads one field of a layout and joins it with its leaf in the schema. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';
import { has, note, readLabel, readObject, readOne, readText } from './inspect.ts';
import type { Agrees, Choice, Control, Field, When } from './model.ts';
import { boxesAt } from './model.ts';
import type { LayoutReader } from './reader.ts';
import { itemOf, purposeOf } from './reader.ts';
import type { Leaf } from './schema.ts';
import { readExpression, readWhen } from './when.ts';

type Place = { readonly element: string; readonly page: string; readonly list: string | undefined };

const keys = [
  'path',
  'label',
  'hint',
  'fix',
  'control',
  'choices',
  'required',
  'when',
  'autocomplete',
  'class',
  'purpose',
  'computed',
  'prefill',
  'voice',
  'agrees',
  '$comment',
];

export function readField(reader: LayoutReader, json: Json, place: Place): Field | undefined {
  const raw = readObject(reader.on, place.element, json, keys);
  const path = raw === undefined ? undefined : pathOf(reader, raw, place);
  const leaf = path === undefined ? undefined : reader.schema.leaves.get(path);
  if (raw === undefined || path === undefined || leaf === undefined) return undefined;
  const label = readLabel(reader.on, `${path}.label`, raw['label']);
  const control = controlOf(reader, raw, leaf);
  const dataClass = has(raw, 'class') ? readOne(reader.on, `${path}.class`, raw['class'], ['open', 'personal', 'sensitive'] as const) : 'personal';
  const purpose = purposeOf(reader, raw['purpose'], path);
  const required = requiredOf(reader, raw, leaf);
  if (leaf.pattern !== undefined && !has(raw, 'fix'))
    note(reader.on, path, 'pattern-without-fix', {
      message: 'A pattern alone cannot tell people what to write.',
      repair: 'Add "fix": one sentence saying how to write it, with an example.',
    });
  if (label === undefined || control === undefined || dataClass === undefined || purpose === undefined) return undefined;
  const parts = (place.list === undefined ? path : path.slice(place.list.length + 3)).split('.');
  const boxes = place.list === undefined ? boxesAt(path, control) : [];
  const field: Field = { parts, boxes, page: place.page, label, control, dataClass, purpose, ...dropped(leaf), required, ...extras(reader, raw, leaf) };
  reader.fields.set(path, field);
  return field;
}

/** Inside a repeated group paths are written without the list: 'kind' is 'papers.*.kind'. */
function pathOf(reader: LayoutReader, raw: JsonObject, place: Place): string | undefined {
  const text = readText(reader.on, `${place.element}.path`, raw['path'], 300);
  if (text === undefined) return undefined;
  const path = place.list === undefined ? text : `${place.list}.*.${text}`;
  if (reader.fields.has(path)) return note(reader.on, path, 'field-twice', { message: `"${path}" is asked twice.`, repair: 'Remove one of the two.' });
  if (reader.schema.leaves.has(path)) return path;
  return note(reader.on, `${place.element}.path`, 'field-unknown', {
    message: `The schema has no value at "${path}".`,
    repair: path.includes('.*.') ? 'Add it to the items of the list in form.schema.json.' : 'Add it to form.schema.json, or correct the path.',
  });
}

const controlsOf: Record<Leaf['kind'], readonly Control[]> = {
  text: ['text', 'textarea', 'phone', 'id-number', 'email'],
  integer: ['number'],
  decimal: ['number'],
  money: ['money'],
  boolean: ['tick', 'radio'],
  date: ['date3'],
  'year-or-date': ['date3'],
  choice: ['radio', 'select'],
  choices: ['ticks'],
  file: ['file'],
  address: ['address'],
};

function controlOf(reader: LayoutReader, raw: JsonObject, leaf: Leaf): Control | undefined {
  if (has(raw, 'control')) return readOne(reader.on, `${leaf.path}.control`, raw['control'], controlsOf[leaf.kind]);
  if (leaf.format === 'vn-phone') return 'phone';
  if (leaf.format === 'vn-id' || leaf.format === 'vn-id-or-old') return 'id-number';
  if (leaf.format === 'email') return 'email';
  if (leaf.kind === 'choice' && (leaf.values?.length ?? 0) > 6) return 'select';
  if (leaf.kind === 'text' && (leaf.maxLength ?? 0) > 300) return 'textarea';
  return controlsOf[leaf.kind][0];
}

function requiredOf(reader: LayoutReader, raw: JsonObject, leaf: Leaf): boolean | When {
  const said = raw['required'];
  if (said === undefined || said === leaf.isRequired) return leaf.isRequired;
  if (leaf.isRequired) {
    note(reader.on, leaf.path, 'required-clash', {
      message: 'The schema requires this field, the layout does not always.',
      repair: 'Remove it from "required" of the schema, or remove "required" here.',
    });
    return true;
  }
  if (typeof said === 'boolean') return said;
  return readWhen(reader, said, { element: `${leaf.path}.required`, looks: 'everywhere', ...itemOf(leaf.path) }) ?? false;
}

function extras(reader: LayoutReader, raw: JsonObject, leaf: Leaf): Partial<Field> {
  const { path } = leaf;
  const label = (key: string): Label | undefined => (has(raw, key) ? readLabel(reader.on, `${path}.${key}`, raw[key]) : undefined);
  if (leaf.kind === 'address' && has(raw, 'computed'))
    note(reader.on, `${path}.computed`, 'computed-address', { message: 'An address is never worked out.', repair: 'Remove "computed".' });
  const when = has(raw, 'when') ? readWhen(reader, raw['when'], { element: `${path}.when`, looks: 'back', ...itemOf(path) }) : undefined;
  const computed = has(raw, 'computed')
    ? readExpression(reader, raw['computed'], { element: `${path}.computed`, looks: 'everywhere', ...itemOf(path) })
    : undefined;
  return defined({
    hint: label('hint'),
    fix: label('fix'),
    when,
    computed,
    choices: choicesOf(reader, raw, leaf),
    autocomplete: word(reader, raw, leaf, { key: 'autocomplete', shape: /^[a-z][a-z0-9 -]{1,60}$/, example: '"name", "tel", "off"' }),
    prefill: word(reader, raw, leaf, { key: 'prefill', shape: /^(?:person|unit|case)(?:\.[a-z][A-Za-z0-9]*){1,4}$/, example: '"person.fullName"' }),
    voice: word(reader, raw, leaf, { key: 'voice', shape: /^voice\/[a-z0-9/-]{1,80}\.(?:ogg|opus|mp3|m4a|wav)$/, example: '"voice/ho-ten.opus"' }),
    inputMode: inputModeOf(leaf),
    agrees: has(raw, 'agrees') ? readAgrees(reader, raw['agrees'], path) : undefined,
  });
}

type WordKind = { readonly key: string; readonly shape: RegExp; readonly example: string };

function word(reader: LayoutReader, raw: JsonObject, leaf: Leaf, kind: WordKind): string | undefined {
  const value = raw[kind.key];
  if (value === undefined || (typeof value === 'string' && kind.shape.test(value))) return value;
  return note(reader.on, `${leaf.path}.${kind.key}`, kind.key, { message: `"${kind.key}" cannot be read.`, repair: `Write for example ${kind.example}.` });
}

function inputModeOf(leaf: Leaf): Field['inputMode'] {
  if (leaf.format === 'vn-phone') return 'tel';
  if (leaf.format === 'email') return 'email';
  if (leaf.format === 'vn-id' || leaf.format === 'vn-id-or-old') return 'numeric';
  if (leaf.kind === 'decimal') return 'decimal';
  return ['integer', 'money', 'date', 'year-or-date'].includes(leaf.kind) ? 'numeric' : undefined;
}

function choicesOf(reader: LayoutReader, raw: JsonObject, leaf: Leaf): readonly Choice[] | undefined {
  const values = leaf.kind === 'boolean' && raw['control'] === 'radio' ? ['true', 'false'] : leaf.values;
  const said = raw['choices'];
  if (values === undefined) {
    if (said !== undefined)
      note(reader.on, `${leaf.path}.choices`, 'choices-unused', {
        message: 'This field is no choice.',
        repair: 'Remove "choices", or write "enum" in the schema.',
      });
    return undefined;
  }
  const labels = readObject(reader.on, `${leaf.path}.choices`, said, values);
  return values.flatMap((value) => {
    const entry = labels?.[value];
    const hasHint = isObject(entry) && has(entry, 'hint');
    const label = readLabel(reader.on, `${leaf.path}.choices.${value}`, hasHint ? { vi: entry['vi'] ?? null, en: entry['en'] ?? null } : entry);
    const hint = hasHint ? readLabel(reader.on, `${leaf.path}.choices.${value}.hint`, entry['hint']) : undefined;
    return label === undefined ? [] : [{ value, label, ...(hint === undefined ? {} : { hint }) }];
  });
}

function readAgrees(reader: LayoutReader, json: Json | undefined, path: string): Agrees | undefined {
  const agrees = readObject(reader.on, `${path}.agrees`, json, ['sex', 'male', 'female', 'birthDate', 'birthYear']);
  if (agrees === undefined) return undefined;
  const text = (key: string): string | undefined => (has(agrees, key) ? readText(reader.on, `${path}.agrees.${key}`, agrees[key], 300) : undefined);
  return defined({ sex: text('sex'), male: text('male'), female: text('female'), birthDate: text('birthDate'), birthYear: text('birthYear') });
}

type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The same object without its undefined entries. */
const defined = <T extends object>(object: T): Given<T> => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Given<T>;

function dropped({ isRequired: _required, values: _values, ...rest }: Leaf): Omit<Leaf, 'isRequired' | 'values'> {
  return rest;
}
