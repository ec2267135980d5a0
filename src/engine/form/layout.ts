/** Reads form.ui.json: pages, groups, repeated groups, fields, papers, checks. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import { readField } from './field.ts';
import type { Notes } from './inspect.ts';
import { has, note, readLabel, readList, readObject, readOne, readText, readWhole } from './inspect.ts';
import type { Check, Form, FormGroup, FormPage, Purpose, Repeat, When } from './model.ts';
import { readPapers } from './paper.ts';
import type { LayoutReader, LayoutScope } from './reader.ts';
import { itemOf, readId } from './reader.ts';
import { readWhen } from './when.ts';

/** Pages of a form, fields of all pages, checks between answers, lines of the dossier. */
export const layoutLimits = { pages: 30, groups: 30, fields: 400, checks: 200, papers: 40, purposes: 40 } as const;

export function readLayout(json: Json, on: Notes, scope: LayoutScope): Form | undefined {
  const layout = readObject(on, '', json, ['$comment', 'purposes', 'purpose', 'pages', 'papers', 'checks']);
  if (layout === undefined) return undefined;
  const purposes = readPurposes(on, layout['purposes']);
  const purpose = has(layout, 'purpose') ? readOne(on, 'purpose', layout['purpose'], [...purposes.keys()]) : undefined;
  const reader: LayoutReader = {
    on,
    schema: scope.schema,
    kinds: scope.kinds,
    choices: choicesOf(scope),
    dates: datesOf(scope.kinds),
    purposes,
    purpose,
    fields: new Map(),
  };
  const rawPages = readList(on, 'pages', layout['pages'], layoutLimits.pages);
  const pages = rawPages.flatMap((page, at) => readPage(reader, page, `pages.${at}`) ?? []);
  if (rawPages.length === 0) note(on, 'pages', 'no-pages', { message: 'The form has no page.', repair: 'Write at least one page with a title and a group.' });
  if (new Set(pages.map((page) => page.id)).size < pages.length)
    note(on, 'pages', 'page-id-twice', { message: 'Two pages have the same id.', repair: 'Give every page an id of its own.' });
  if (reader.fields.size > layoutLimits.fields)
    note(on, 'pages', 'too-many-fields', {
      message: `The form has ${reader.fields.size} fields, at most ${layoutLimits.fields} are read.`,
      repair: 'Ask for less.',
    });
  const papers = has(layout, 'papers') ? readPapers(reader, layout['papers']) : [];
  const checks = has(layout, 'checks')
    ? readList(on, 'checks', layout['checks'], layoutLimits.checks).flatMap((check, at) => readCheck(reader, check, `checks.${at}`) ?? [])
    : [];
  everyAgreesIsAField(reader);
  return { pages, fields: reader.fields, papers, checks, purposes };
}

const choicesOf = ({ schema }: LayoutScope): LayoutReader['choices'] =>
  new Map([...schema.leaves.values()].flatMap((leaf) => (leaf.values === undefined ? [] : [[leaf.path, leaf.values]])));
const datesOf = (kinds: LayoutReader['kinds']): ReadonlySet<string> => new Set([...kinds].filter(([, kind]) => kind === 'date').map(([path]) => path));

function readPurposes(on: Notes, json: Json | undefined): ReadonlyMap<string, Purpose> {
  const read = new Map<string, Purpose>();
  if (!isObject(json) || Object.keys(json).length === 0 || Object.keys(json).length > layoutLimits.purposes) {
    note(on, 'purposes', 'no-purposes', {
      message: 'The form does not say why it asks.',
      repair: 'Write "purposes": { "<name>": { "label": ..., "legal": "...", "keepDays": 0 } }.',
    });
    return read;
  }
  for (const [name, value] of Object.entries(json)) {
    const element = `purposes.${name}`;
    const purpose = readObject(on, element, value, ['label', 'legal', 'keepDays']);
    if (purpose === undefined) continue;
    const label = readLabel(on, `${element}.label`, purpose['label']);
    const legal = readText(on, `${element}.legal`, purpose['legal'], 500);
    const keepDays = readWhole(on, `${element}.keepDays`, purpose['keepDays'], { min: 0, max: 36_500 });
    if (label !== undefined && legal !== undefined && keepDays !== undefined) read.set(name, { label, legal, keepDays });
  }
  return read;
}

function readPage(reader: LayoutReader, json: Json, element: string): FormPage | undefined {
  const page = readObject(reader.on, element, json, ['id', 'title', 'intro', 'when', 'groups', '$comment']);
  if (page === undefined) return undefined;
  const id = readId(reader, page['id'], `${element}.id`);
  const title = readLabel(reader.on, `${element}.title`, page['title']);
  const intro = has(page, 'intro') ? readLabel(reader.on, `${element}.intro`, page['intro']) : undefined;
  const when = optionalWhen(reader, page, element);
  const rawGroups = readList(reader.on, `${element}.groups`, page['groups'], layoutLimits.groups);
  const groups = rawGroups.flatMap((group, at) => readGroup(reader, group, { element: `${element}.groups.${at}`, page: id ?? '' }) ?? []);
  if (rawGroups.length === 0)
    note(reader.on, element, 'page-empty', { message: 'The page asks nothing.', repair: 'Write a group with fields, or remove the page.' });
  if (id === undefined || title === undefined) return undefined;
  return { id, title, groups, ...(intro === undefined ? {} : { intro }), ...(when === undefined ? {} : { when }) };
}

type GroupPlace = { readonly element: string; readonly page: string };

function readGroup(reader: LayoutReader, json: Json, place: GroupPlace): FormGroup | undefined {
  const group = readObject(reader.on, place.element, json, ['title', 'hint', 'when', 'repeat', 'item', 'add', 'fields', '$comment']);
  if (group === undefined) return undefined;
  const title = has(group, 'title') ? readLabel(reader.on, `${place.element}.title`, group['title']) : undefined;
  const hint = has(group, 'hint') ? readLabel(reader.on, `${place.element}.hint`, group['hint']) : undefined;
  const when = optionalWhen(reader, group, place.element);
  const repeat = readRepeat(reader, group, place.element);
  const rawFields = readList(reader.on, `${place.element}.fields`, group['fields'], layoutLimits.fields);
  const fields = rawFields.flatMap(
    (field, at) => readField(reader, field, { element: `${place.element}.fields.${at}`, page: place.page, list: repeat?.path }) ?? [],
  );
  if (rawFields.length === 0)
    note(reader.on, place.element, 'group-empty', { message: 'The group asks nothing.', repair: 'Write "fields": [ ... ] with at least one field.' });
  return {
    fields,
    ...(title === undefined ? {} : { title }),
    ...(hint === undefined ? {} : { hint }),
    ...(when === undefined ? {} : { when }),
    ...(repeat === undefined ? {} : { repeat }),
  };
}

function readRepeat(reader: LayoutReader, group: JsonObject, element: string): Repeat | undefined {
  if (!has(group, 'repeat')) {
    for (const key of ['item', 'add'].filter((one) => has(group, one)))
      note(reader.on, `${element}.${key}`, 'not-repeated', {
        message: `"${key}" is read in a repeated group only.`,
        repair: 'Remove it, or write "repeat": "<list>".',
      });
    return undefined;
  }
  const path = readOne(reader.on, `${element}.repeat`, group['repeat'], [...reader.schema.lists.keys()]);
  const item = readLabel(reader.on, `${element}.item`, group['item']);
  const add = readLabel(reader.on, `${element}.add`, group['add']);
  const bounds = path === undefined ? undefined : reader.schema.lists.get(path);
  return path === undefined || bounds === undefined || item === undefined || add === undefined ? undefined : { path, item, add, ...bounds };
}

function optionalWhen(reader: LayoutReader, json: JsonObject, element: string): When | undefined {
  return has(json, 'when') ? readWhen(reader, json['when'], { element: `${element}.when`, looks: 'back' }) : undefined;
}

function readCheck(reader: LayoutReader, json: Json, element: string): Check | undefined {
  const check = readObject(reader.on, element, json, ['when', 'field', 'text', 'level']);
  if (check === undefined) return undefined;
  const field = readOne(reader.on, `${element}.field`, check['field'], [...reader.fields.keys()]);
  const text = readLabel(reader.on, `${element}.text`, check['text']);
  const level = has(check, 'level') ? readOne(reader.on, `${element}.level`, check['level'], ['problem', 'warning'] as const) : 'problem';
  const when = readWhen(reader, check['when'], { element: `${element}.when`, looks: 'everywhere', ...itemOf(field) });
  return field === undefined || text === undefined || level === undefined || when === undefined ? undefined : { when, field, text, level };
}

function everyAgreesIsAField(reader: LayoutReader): void {
  for (const field of reader.fields.values())
    for (const path of [field.agrees?.sex, field.agrees?.birthDate, field.agrees?.birthYear])
      if (path !== undefined && !['male', 'female'].includes(path) && !reader.fields.has(path))
        note(reader.on, field.path, 'agrees-unknown', {
          message: `"agrees" names "${path}", which is not a field.`,
          repair: 'Use the path of a field of this form.',
        });
}
