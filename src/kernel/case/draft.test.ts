import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { Form } from '../../engine/form/form.ts';
import { readForm } from '../../engine/form/form.ts';
import type { DraftBoxes } from './draft.ts';
import { askedNewly, boxesPosted, fitDraft, mergeBoxes } from './draft.ts';

const label = (text: string): Json => ({ vi: text, en: text });
type Leaf = Readonly<Record<string, Json>>;

/** Words for the values a box offers. */
function choicesOf({ enum: own, items }: Leaf): { readonly choices?: Json } {
  const values = own ?? (isObject(items) ? items.enum : undefined);
  return Array.isArray(values) ? { choices: Object.fromEntries(values.map((value) => [String(value), label(String(value))])) } : {};
}

/** A form of one page from its leaves, and a list of at most two papers. */
function formOf(leaves: Readonly<Record<string, Leaf>>, listed?: Leaf): Form {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...leaves,
      ...(listed === undefined
        ? {}
        : { papers: { type: 'array', maxItems: 2, items: { type: 'object', additionalProperties: false, properties: { kind: listed } } } }),
    },
  };
  const fieldOf = (path: string, leaf: Leaf): Json => ({
    path,
    label: label(path),
    ...choicesOf(leaf),
  });
  const groups: Json = [
    { fields: Object.entries(leaves).map(([path, leaf]) => fieldOf(path, leaf)) },
    ...(listed === undefined ? [] : [{ repeat: 'papers', item: label('Giấy'), add: label('Thêm'), fields: [fieldOf('kind', listed)] }]),
  ];
  const layout = {
    purposes: { file: { label: label('Giải quyết hồ sơ'), legal: 'Luật', keepDays: 0 } },
    purpose: 'file',
    pages: [{ id: 'mot', title: label('Một'), groups }],
  };
  const { form, findings } = readForm(schema, layout);
  assert.deepEqual(findings, []);
  assert.ok(form);
  return form;
}

const text: Leaf = { type: 'string', maxLength: 80 };
const day: Leaf = { type: 'string', format: 'date' };
const choice = (...values: readonly string[]): Leaf => ({ type: 'string', enum: values });
const several = (...values: readonly string[]): Leaf => ({ type: 'array', maxItems: 3, uniqueItems: true, items: choice(...values) });
const box = (at: number, ...values: readonly string[]) => ({ values, at });

test('a draft of an older version keeps what still fits and shows what does not', () => {
  const before = formOf({ name: text, born: day, sex: choice('nam', 'nu'), note: text }, text);
  const now = formOf({ name: text, born: text, sex: choice('nam', 'khac'), email: text }, text);
  const boxes: DraftBoxes = {
    name: box(1, 'An'),
    'born.day': box(1, '5'),
    sex: box(1, 'nu'),
    note: box(1, 'gấp'),
    'papers.1.kind': box(1, 'sổ'),
    'papers.2.kind': box(1, 'thẻ'),
    _unit: box(1, 'H01'),
  };
  const fitted = fitDraft(now, boxes);
  assert.deepEqual(
    [...fitted.typed],
    [
      ['name', ['An']],
      ['papers.1.kind', ['sổ']],
      ['_unit', ['H01']],
    ],
  );
  assert.deepEqual(fitted.lost, [
    { name: 'born.day', values: ['5'] },
    { name: 'sex', values: ['nu'] },
    { name: 'note', values: ['gấp'] },
    { name: 'papers.2.kind', values: ['thẻ'] },
  ]);
  assert.deepEqual(
    askedNewly(before, now).map((field) => field.path),
    ['email'],
  );
});

test('no change of a form loses a value: everything typed is in a box or shown beside the form', () => {
  const leaf = fc.constantFrom(text, day, choice('a', 'b'), choice('b', 'c'), several('a', 'c'));
  const leaves = fc.dictionary(fc.constantFrom('ten', 'ngay', 'chon', 'khac'), leaf, { minKeys: 1, noNullPrototype: true });
  const shape = fc.tuple(
    leaves,
    fc.option(
      leaf.filter((one) => one.type !== 'array'),
      { nil: undefined },
    ),
  );
  const name = fc.constantFrom(
    'ten',
    'ngay',
    'ngay.day',
    'ngay.month',
    'ngay.year',
    'chon',
    'khac',
    'papers.0.kind',
    'papers.0.kind.day',
    'papers.7.kind',
    'papers.x',
    '_unit',
    '_file.giay',
    '_counter.giay',
    '__proto__',
    'constructor',
  );
  const typed = fc.dictionary(name, fc.array(fc.constantFrom('a', 'b', 'c', 'Nguyễn', '5'), { minLength: 1, maxLength: 3 }), { noNullPrototype: true });
  fc.assert(
    fc.property(shape, typed, ([fields, listed], given) => {
      const boxes: DraftBoxes = Object.fromEntries(Object.entries(given).map(([key, values]) => [key, { values, at: 1 }]));
      const { typed: kept, lost } = fitDraft(formOf(fields, listed), boxes);
      for (const [key, { values }] of Object.entries(boxes)) {
        const found = [...(kept.get(key) ?? []), ...lost.filter((one) => one.name === key).flatMap((one) => one.values)];
        assert.deepEqual(found.toSorted(), values.toSorted(), key);
      }
    }),
    { seed: 11, numRuns: 400 },
  );
});

test('two devices: the newer value of each box stands, and what the other said stays beside it', () => {
  const kept: DraftBoxes = { name: box(100, 'An'), phone: box(300, '0905'), note: box(50, 'cũ') };
  const sent: DraftBoxes = { name: box(200, 'Ân'), phone: box(250, '0912'), note: box(60, 'mới'), email: box(210, 'a@b.vn') };
  const merged = mergeBoxes(kept, sent, 80, 400);
  assert.deepEqual(merged.boxes, {
    name: { ...box(200, 'Ân'), got: 400, other: box(100, 'An') },
    phone: { ...box(300, '0905'), got: 400, other: box(250, '0912') },
    note: { ...box(60, 'mới'), got: 400 },
    email: { ...box(210, 'a@b.vn'), got: 400 },
  });
  assert.deepEqual(merged.clashes, ['name', 'phone']);
});

test('typing again in a box settles it; the same words twice are no disagreement', () => {
  const kept: DraftBoxes = { name: { ...box(200, 'Ân'), got: 210, other: box(100, 'An') }, phone: { ...box(300, '0905'), got: 310 } };
  const { boxes, clashes } = mergeBoxes(kept, { name: box(400, 'Ẩn'), phone: box(100, '0905') }, 250, 500);
  assert.deepEqual(boxes, { name: { ...box(400, 'Ẩn'), got: 500 }, phone: { ...box(300, '0905'), got: 310 } });
  assert.deepEqual(clashes, []);
});

test('what was typed without a line long ago and came just now is news to the device that was there before', () => {
  const kept: DraftBoxes = { name: { ...box(50, 'Ân'), got: 300 } };
  const { boxes, clashes } = mergeBoxes(kept, { name: box(400, 'An') }, 200, 410);
  assert.deepEqual(boxes, { name: { ...box(400, 'An'), got: 410, other: box(50, 'Ân') } });
  assert.deepEqual(clashes, ['name']);
});

test('merging loses no value that somebody typed', () => {
  const some = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', '__proto__'),
    fc.record({ values: fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 2 }), at: fc.nat(50) }),
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(some, some, (kept, sent) => {
      // A device that has seen nothing yet: whatever is kept and differs stays visible.
      const { boxes } = mergeBoxes(kept, sent, -1, 99);
      for (const source of [kept, sent])
        for (const [name, { values }] of Object.entries(source)) {
          const after = Object.entries(boxes).find(([key]) => key === name)?.[1];
          assert.ok(
            [after?.values, after?.other?.values].some((one) => JSON.stringify(one) === JSON.stringify(values)),
            name,
          );
        }
    }),
    { seed: 12, numRuns: 400 },
  );
});

test('a posted form marks what changed, empties what was unticked or taken away, and leaves what it never had', () => {
  const form = formOf({ name: text, how: several('a', 'b') }, text);
  const kept: DraftBoxes = { name: box(1, 'An'), how: box(1, 'a'), 'papers.1.kind': box(1, 'sổ'), old: box(1, 'giữ'), '_counter.giay': box(1, 'true') };
  const raw = new Map([
    ['_key', ['k']],
    ['name', ['An']],
    ['papers.0.kind', ['thẻ']],
  ]);
  const boxes = boxesPosted(form, kept, raw, 9);
  assert.deepEqual(boxes, { name: box(1, 'An'), how: box(9), 'papers.1.kind': box(9), '_counter.giay': box(9), 'papers.0.kind': box(9, 'thẻ') });
  const { typed, lost } = fitDraft(form, mergeBoxes(kept, boxes, Number.POSITIVE_INFINITY, 9).boxes);
  assert.deepEqual([...typed.keys()], ['name', 'papers.0.kind']);
  assert.deepEqual(lost, [{ name: 'old', values: ['giữ'] }]);
});
