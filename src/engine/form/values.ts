/** One answer: from what was typed, or sent as JSON, to a typed value, or to what is wrong with it. */
import type { Json } from '../../base/json.ts';
import { notAccepted } from './empty.ts';
import { daysIn, readFormat } from './formats.ts';
import type { Field } from './model.ts';
import type { DatePart, Wrong } from './sentences.ts';
import {
  dateIncomplete,
  dateNotDigits,
  noDayZero,
  noSuchDay,
  noSuchMonth,
  notANumber,
  tooFewChoices,
  tooFine,
  tooLarge,
  tooLong,
  tooManyChoices,
  tooShort,
  tooSmall,
  unclearNumber,
  unreadable,
  wrongChoice,
  wrongFormat,
  wrongPattern,
  wrongType,
  yearOutside,
} from './sentences.ts';

/** A value, or what is wrong; undefined is nothing given. */
export type Value = { readonly value: Json } | Wrong | undefined;

export const isWrong = (read: Value): read is Wrong => read !== undefined && 'code' in read;

/** From a form post. `values` are all values of the field's boxes, in the order of `boxesOf`. */
export function valueOfPost(field: Field, values: readonly (readonly string[] | undefined)[]): Value {
  if (field.control === 'date3') return dateOfBoxes(field, values);
  if (field.kind === 'choices') return choicesOf(field, values[0] ?? []);
  // A name sent twice: the last one, as with a hidden box before a tick.
  const typed = values[0]?.at(-1);
  return typed === undefined || typed === '' ? (field.mustBe === undefined ? undefined : notAccepted(field)) : valueOfTyped(field, typed);
}

function valueOfTyped(field: Field, typed: string): Value {
  switch (field.kind) {
    case 'text':
      return textOf(field, typed);
    case 'choice':
      return choiceOf(field, typed);
    case 'boolean':
      return booleanOf(field, typed);
    case 'integer':
    case 'decimal':
    case 'money':
      return numberOfTyped(field, typed);
    case 'file':
      return fileOf(field, typed);
    case 'date':
    case 'year-or-date':
    case 'choices':
    case 'address':
      return undefined;
  }
}

/** From JSON: types are exact, texts are tidied and checked like typed ones. null is nothing given. */
export function valueOfJson(field: Field, json: Json | undefined): Value {
  if (json === undefined || json === null || json === '') return field.mustBe === undefined ? undefined : notAccepted(field);
  switch (field.kind) {
    case 'boolean':
      return typeof json === 'boolean' ? accepted(field, json) : wrongType(field, { vi: 'true hoặc false', en: 'true or false' });
    case 'integer':
    case 'decimal':
    case 'money':
      return typeof json === 'number' ? checkNumber(field, json) : wrongType(field, { vi: 'số', en: 'a number' });
    case 'choices':
      return Array.isArray(json) && json.every((one) => typeof one === 'string')
        ? choicesOf(field, json)
        : wrongType(field, { vi: 'danh sách chữ', en: 'a list of texts' });
    case 'date':
    case 'year-or-date':
      return typeof json === 'string' ? dateOfText(field, json) : wrongType(field, { vi: 'ngày dạng YYYY-MM-DD', en: 'a date YYYY-MM-DD' });
    case 'address':
      return undefined;
    case 'text':
    case 'choice':
    case 'file':
      return typeof json === 'string' ? valueOfTyped(field, json) : wrongType(field, { vi: 'chữ', en: 'a text' });
  }
}

/** ASCII and composed Latin letters, as Vietnamese keyboards send them: already NFC. */
const plain = /^(?! )[\x20-\x7e\u00c0-\u024f\u1e00-\u1eff]+(?<! )$/;
const doubleSpace = '  ';

/** NFC, well-formed, without control and direction marks, blanks single; lines stay only where there may be several. */
export function tidyText(typed: string, lines: 'one' | 'many'): string | undefined {
  if (plain.test(typed) && !typed.includes(doubleSpace)) return typed;
  if (!typed.isWellFormed()) return undefined;
  const text = typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these characters must not reach the database or a page
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '');
  return lines === 'one'
    ? text.replace(/\s+/g, ' ').trim()
    : text
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim();
}

function textOf(field: Field, typed: string): Value {
  const most = field.maxLength ?? 200;
  // Far too long: refused before any work is spent on it.
  if (typed.length > most * 4 + 400) return tooLong({ ...field, maxLength: most }, typed.length);
  const text = tidyText(typed, field.control === 'textarea' ? 'many' : 'one');
  if (text === undefined) return unreadable(field);
  if (text === '') return undefined;
  if (text.length > most || (field.minLength !== undefined && text.length < field.minLength * 2)) {
    const length = [...text].length;
    if (length > most) return tooLong({ ...field, maxLength: most }, length);
    if (length < (field.minLength ?? 0)) return tooShort(field, length);
  }
  if (field.pattern !== undefined && !field.pattern.matches(text)) return wrongPattern(field);
  if (field.format === undefined) return { value: text };
  const read = readFormat(field.format, text);
  return 'value' in read ? read : wrongFormat(read.wrong, read.fix);
}

const choiceOf = (field: Field, typed: string): Value => (field.choices?.some((choice) => choice.value === typed) ? { value: typed } : wrongChoice(field));

function choicesOf(field: Field, typed: readonly string[]): Value {
  const given = new Set(typed.filter((one) => one !== ''));
  if (given.size === 0) return undefined;
  const chosen = (field.choices ?? []).filter((choice) => given.has(choice.value)).map((choice) => choice.value);
  if (chosen.length !== given.size) return wrongChoice(field);
  if (chosen.length < (field.minimum ?? 0)) return tooFewChoices(field);
  if (chosen.length > (field.maximum ?? chosen.length)) return tooManyChoices(field);
  return { value: chosen };
}

const yes = ['true', 'on', '1', 'yes'];
const no = ['false', 'off', '0', 'no'];

function booleanOf(field: Field, typed: string): Value {
  if (yes.includes(typed)) return accepted(field, true);
  if (no.includes(typed)) return accepted(field, false);
  return wrongChoice(field);
}

const accepted = (field: Field, value: boolean): Value => (field.mustBe !== undefined && value !== field.mustBe ? notAccepted(field) : { value });

/** Vietnamese writing: points between thousands, a comma before decimals; blanks and 'đ' may stand there. */
function numberOfTyped(field: Field, typed: string): Value {
  if (/^\d{1,15}$/.test(typed)) return checkNumber(field, Number(typed));
  if (typed.length > 60) return notANumber(field);
  const text = typed
    .normalize('NFC')
    .replace(/[\s\u00a0]/g, '')
    .replace(/(?:đồng|đ|₫|VND|VNĐ)$/iu, '');
  if (text === '') return undefined;
  const isGrouped = /^-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/.test(text);
  if (field.kind === 'decimal') {
    if (/^-?[1-9]\d{0,2}\.\d{3}$/.test(text)) return unclearNumber(field, text);
    const number = isGrouped ? text.replace(/\./g, '').replace(',', '.') : text.replace(',', '.');
    return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(number) ? checkNumber(field, Number(number)) : notANumber(field);
  }
  const digits = isGrouped ? text.replace(/\./g, '') : /^[1-9]\d{0,2}(?:,\d{3})+$/.test(text) && field.kind === 'money' ? text.replace(/,/g, '') : text;
  return /^-?\d{1,16}$/.test(digits) ? checkNumber(field, Number(digits)) : notANumber(field);
}

function checkNumber(field: Field, value: number): Value {
  if (field.kind !== 'decimal' && !Number.isSafeInteger(value)) return notANumber(field);
  if (!Number.isFinite(value)) return notANumber(field);
  if (field.decimals !== undefined && Number(value.toFixed(field.decimals)) !== value) return tooFine(field);
  if (field.minimum !== undefined && value < field.minimum) return tooSmall(field);
  if (field.maximum !== undefined && value > field.maximum) return tooLarge(field);
  return { value: value === 0 ? 0 : value };
}

/** The id under which an uploaded file is kept. */
const fileOf = (field: Field, typed: string): Value => (/^[A-Za-z0-9_-]{1,64}$/.test(typed) ? { value: typed } : wrongChoice(field));

function dateOfBoxes(field: Field, values: readonly (readonly string[] | undefined)[]): Value {
  const day = values[0]?.at(-1)?.trim() ?? '';
  const month = values[1]?.at(-1)?.trim() ?? '';
  const year = values[2]?.at(-1)?.trim() ?? '';
  if (day === '' && month === '' && year === '') return undefined;
  if (field.kind === 'year-or-date' && day === '' && month === '') return yearOf(field, year);
  const lacking: DatePart[] = [];
  if (day === '') lacking.push('day');
  if (month === '') lacking.push('month');
  if (year === '') lacking.push('year');
  if (lacking.length > 0) return dateIncomplete(field, lacking);
  return dateOf(field, day, month, year);
}

function dateOfText(field: Field, text: string): Value {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts !== null) return dateOf(field, parts[3] ?? '', parts[2] ?? '', parts[1] ?? '');
  if (field.kind === 'year-or-date' && /^\d{4}$/.test(text)) return yearOf(field, text);
  return wrongType(field, { vi: 'ngày dạng YYYY-MM-DD', en: 'a date YYYY-MM-DD' });
}

function dateOf(field: Field, dayText: string, monthText: string, yearText: string): Value {
  if (!(/^\d{1,2}$/.test(dayText) && /^\d{1,2}$/.test(monthText) && /^\d{1,4}$/.test(yearText))) return dateNotDigits(field);
  const [day, month, year] = [Number(dayText), Number(monthText), Number(yearText)];
  if (year < 1850 || year > 2200) return yearOutside(field);
  if (month < 1 || month > 12) return noSuchMonth(field, month);
  if (day < 1) return noDayZero(field);
  const days = daysIn(year, month);
  if (day > days) return noSuchDay(field, { month, year, days });
  return { value: `${yearText}-${monthText.padStart(2, '0')}-${dayText.padStart(2, '0')}` };
}

function yearOf(field: Field, year: string): Value {
  if (!/^\d{1,4}$/.test(year)) return dateNotDigits(field);
  return Number(year) < 1850 || Number(year) > 2200 ? yearOutside(field) : { value: year };
}
