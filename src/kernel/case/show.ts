/** Answers as people read them: labels instead of codes, dates dd/mm/yyyy, money with points. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject, readPath } from '../../base/json.ts';
import { showDong } from '../../base/money.ts';
import type { Label, Lang } from '../../base/text.ts';
import { inFours, showPhone } from '../../base/text.ts';
import { readDate, showDate } from '../../base/time.ts';
import type { Field, Form } from '../../engine/form/form.ts';

export type ShownRow = { readonly path: string; readonly label: string; readonly value: string };
export type ShownGroup = { readonly page: string; readonly title: string; readonly rows: readonly ShownRow[] };

const yes: Label = { vi: 'Có', en: 'Yes' };
const no: Label = { vi: 'Không', en: 'No' };

/** One group a page of the form; a repeated group gives its rows once an item. Unanswered questions are left out. */
export function shownGroups(form: Form, answers: JsonObject, lang: Lang): readonly ShownGroup[] {
  return form.pages
    .map((page) => ({
      page: page.id,
      title: page.title[lang],
      rows: page.groups.flatMap((group) => group.fields.flatMap((field) => rowsOf(field, answers, lang))),
    }))
    .filter((group) => group.rows.length > 0);
}

function rowsOf(field: Field, answers: JsonObject, lang: Lang): readonly ShownRow[] {
  return concrete(field.path, answers).flatMap(({ path, index }) => {
    const value = readPath(answers, path);
    if (value === undefined || value === null || value === '') return [];
    const label = index === undefined ? field.label[lang] : `${field.label[lang]} (${index + 1})`;
    return [{ path, label, value: inGroups(field, shownValue(field, value, lang)) }];
  });
}

/** Identity numbers in groups of four: read aloud and compared with the card without losing one's place. Papers print them whole. */
const inGroups = (field: Field, value: string): string => (/^vn-id/.test(field.format ?? '') && /^\d{12}$/.test(value) ? inFours(value) : value);

/** 'papers.*.kind' becomes 'papers.0.kind', 'papers.1.kind' ... for the items there are. */
function concrete(path: string, answers: JsonObject): readonly { readonly path: string; readonly index?: number }[] {
  const star = path.indexOf('.*.');
  if (star === -1) return [{ path }];
  const items = readPath(answers, path.slice(0, star));
  return Array.isArray(items) ? items.map((_, index) => ({ path: path.replace('*', String(index)), index })) : [];
}

export function shownValue(field: Field, value: Json, lang: Lang): string {
  if (typeof value === 'boolean') return (value ? yes : no)[lang];
  if (Array.isArray(value)) return value.map((one) => choiceLabel(field, one, lang)).join(', ');
  if (field.kind === 'choice') return choiceLabel(field, value, lang);
  if (field.kind === 'money' && typeof value === 'number') return showDong(value, lang);
  if (field.format === 'vn-phone' && typeof value === 'string') return showPhone(value);
  if (typeof value === 'string') return shownText(field, value);
  // An address is read as it stood on its day.
  if (isObject(value)) return typeof value.text === 'string' ? value.text : '';
  return String(value).replace('.', ',');
}

function shownText(field: Field, value: string): string {
  const day = field.kind === 'date' || field.kind === 'year-or-date' ? readDate(value) : undefined;
  return day === undefined ? value : showDate(day);
}

const choiceLabel = (field: Field, value: Json, lang: Lang): string => field.choices?.find((choice) => choice.value === value)?.label[lang] ?? String(value);

/** The same paths with every value as people read it: what paper templates print. Vietnamese, as papers are. */
export function shownTree(form: Form, answers: JsonObject): JsonObject {
  let tree: Json = answers;
  for (const field of form.fields.values()) {
    for (const { path } of concrete(field.path, answers)) {
      const value = readPath(answers, path);
      if (value !== undefined && value !== null) tree = withPath(tree, path.split('.'), shownValue(field, value, 'vi'));
    }
  }
  return isObject(tree) ? tree : {};
}

function withPath(tree: Json, path: readonly string[], value: string): Json {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(tree)) return tree.map((item: Json, index) => (String(index) === head ? withPath(item, rest, value) : item));
  if (!isObject(tree)) return tree;
  return { ...tree, [head]: withPath(tree[head] ?? {}, rest, value) };
}
