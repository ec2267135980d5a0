/** A small part of JSON Schema 2020-12: one object per shape, used to check what was sent and to document it. Patterns are our own, anchored, without nesting. */
import type { Json } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import type { Label } from '../base/text.ts';

export type Schema = {
  /** A shape with a title stands once in the OpenAPI document, under that name. */
  readonly title?: string;
  readonly description?: string;
  readonly type: TypeName | readonly TypeName[];
  readonly enum?: readonly (string | number)[];
  /** In characters (code points). */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
};
export type TypeName = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/** What is wrong with one field: its dotted path ('papers.0.upload'), a code, and a sentence. */
export type Flaw = { readonly field: string; readonly code: string; readonly text: Label };

/** An object that allows nothing else. Names that end in '?' may be absent. */
export function object(fields: Readonly<Record<string, Schema>>, more: { readonly title?: string; readonly description?: string } = {}): Schema {
  const names = Object.keys(fields);
  return {
    ...more,
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name.replace(/\?$/, ''), schema])),
    required: names.filter((name) => !name.endsWith('?')),
    additionalProperties: false,
  };
}

export const text = (maxLength: number, more: Partial<Schema> = {}): Schema => ({ type: 'string', maxLength, ...more });
export const listOf = (items: Schema, maxItems: number): Schema => ({ type: 'array', items, maxItems });
export const orNull = (schema: Schema): Schema => ({ ...schema, type: [...[schema.type].flat(), 'null'] });

const mostFlaws = 50;

/** Everything that is wrong, at most 50 flaws; an empty list when the value fits. */
export function check(schema: Schema, value: Json, at = ''): readonly Flaw[] {
  const flaws: Flaw[] = [];
  walk(schema, value, at, flaws);
  return flaws;
}

function walk(schema: Schema, value: Json, at: string, flaws: Flaw[]): void {
  if (flaws.length >= mostFlaws) return;
  const types = [schema.type].flat();
  if (!types.some((type) => isType(type, value))) return void flaws.push(flaw(at, 'type', wrongType(types)));
  if (schema.enum !== undefined && value !== null && !schema.enum.some((one) => one === value)) flaws.push(flaw(at, 'enum', notListed(schema.enum)));
  if (typeof value === 'string') checkText(schema, value, at, flaws);
  if (typeof value === 'number') checkNumber(schema, value, at, flaws);
  if (isList(value)) checkList(schema, value, at, flaws);
  if (isObject(value)) checkObject(schema, value, at, flaws);
}

function isType(type: TypeName, value: Json): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return isList(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isSafeInteger(value);
    default:
      return typeof value === type;
  }
}

function checkText(schema: Schema, value: string, at: string, flaws: Flaw[]): void {
  const length = [...value].length;
  if (schema.minLength !== undefined && length < schema.minLength) flaws.push(flaw(at, 'too-short', tooShort(schema.minLength)));
  // A text that is too long is not searched: the pattern need not be quick on it.
  if (schema.maxLength !== undefined && length > schema.maxLength) return void flaws.push(flaw(at, 'too-long', tooLong(schema.maxLength)));
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) flaws.push(flaw(at, 'pattern', wrongForm(schema)));
}

function checkNumber(schema: Schema, value: number, at: string, flaws: Flaw[]): void {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  if (value < minimum || value > maximum) flaws.push(flaw(at, 'range', outside(minimum, maximum)));
}

function checkList(schema: Schema, value: readonly Json[], at: string, flaws: Flaw[]): void {
  if (schema.maxItems !== undefined && value.length > schema.maxItems) return void flaws.push(flaw(at, 'too-many', tooMany(schema.maxItems)));
  const { items } = schema;
  if (items !== undefined) value.forEach((one, index) => void walk(items, one, below(at, String(index)), flaws));
}

function checkObject(schema: Schema, value: { readonly [key: string]: Json }, at: string, flaws: Flaw[]): void {
  const known = schema.properties ?? {};
  for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) flaws.push(flaw(below(at, name), 'required', missing));
  for (const [name, inner] of Object.entries(value)) {
    const own = Object.hasOwn(known, name) ? known[name] : undefined;
    if (own !== undefined) walk(own, inner, below(at, name), flaws);
    else if (schema.additionalProperties === false && flaws.length < mostFlaws) flaws.push(flaw(below(at, name.slice(0, 80)), 'unknown-field', unknown));
  }
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const below = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);
const flaw = (field: string, code: string, words: Label): Flaw => ({ field, code, text: words });

const names: Record<TypeName, Label> = {
  string: { vi: 'một chuỗi', en: 'a string' },
  integer: { vi: 'một số nguyên', en: 'an integer' },
  number: { vi: 'một số', en: 'a number' },
  boolean: { vi: 'true hoặc false', en: 'true or false' },
  array: { vi: 'một danh sách', en: 'a list' },
  object: { vi: 'một đối tượng', en: 'an object' },
  null: { vi: 'null', en: 'null' },
};
const wrongType = (types: readonly TypeName[]): Label => ({
  vi: `Phải là ${types.map((type) => names[type].vi).join(' hoặc ')}.`,
  en: `Has to be ${types.map((type) => names[type].en).join(' or ')}.`,
});
const notListed = (values: readonly (string | number)[]): Label => ({
  vi: `Chọn một trong: ${values.join(', ')}.`,
  en: `Choose one of: ${values.join(', ')}.`,
});
const tooShort = (least: number): Label => ({ vi: `Ít nhất ${least} ký tự.`, en: `At least ${least} characters.` });
const tooLong = (most: number): Label => ({ vi: `Nhiều nhất ${most} ký tự.`, en: `At most ${most} characters.` });
const tooMany = (most: number): Label => ({ vi: `Nhiều nhất ${most} mục.`, en: `At most ${most} items.` });
const wrongForm = (schema: Schema): Label => ({
  vi: `Viết sai dạng; dạng đúng: ${schema.pattern}.`,
  en: `Not of the right form: ${schema.pattern}.`,
});
const outside = (least: number, most: number): Label => ({
  vi: most === Infinity ? `Ít nhất là ${least}.` : `Từ ${least} đến ${most}.`,
  en: most === Infinity ? `At least ${least}.` : `From ${least} to ${most}.`,
});
const missing: Label = { vi: 'Thiếu trường này.', en: 'This field is missing.' };
const unknown: Label = { vi: 'Không có trường mang tên này. Bỏ đi hoặc sửa tên.', en: 'There is no field of this name. Remove it or correct the name.' };
