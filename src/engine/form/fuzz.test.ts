import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../base/json.ts';
import { date } from '../../base/time.ts';
import { birthLayout, birthSchema } from './example.ts';
import { boxesOf, readAnswers, readForm, readJsonAnswers } from './form.ts';

const { form } = readForm(birthSchema, birthLayout);
assert.ok(form);
const facts = { today: date('2022-11-15') };
const names = [...form.fields.values()].flatMap((field) => [0, 1, 5].flatMap((index) => boxesOf(field, index)));
const typed = fc.oneof(
  fc.constantFrom(
    'nu',
    'nam',
    'mother',
    'other',
    '5',
    '31',
    '02',
    '2022',
    '049085002345',
    '0912345678',
    'on',
    '3,25',
    '1.250.000 đ',
    '-0',
    '1e9',
    'Nguyễn Văn An',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 300 }),
);
const posts = fc.array(
  fc.tuple(
    fc.oneof(fc.constantFrom(...names), fc.constantFrom('__proto__', 'toString', 'witnesses.-1.name', 'witnesses.00.name', 'child', 'today')),
    fc.array(typed, { maxLength: 3 }),
  ),
  { maxLength: 60 },
);
const runs = { seed: 20221115, numRuns: 400 };

test('whatever is posted, reading it gives answers or problems at known boxes, and never changes the language', () => {
  fc.assert(
    fc.property(posts, (entries) => {
      const read = readAnswers(form, new Map(entries), facts);
      for (const problem of [...read.problems, ...read.warnings]) {
        const field = form.fields.get(problem.path);
        assert.ok(field, problem.path);
        assert.ok(problem.text.vi.length > 10 && problem.text.en.length > 10);
        assert.ok(names.includes(problem.field) || /^witnesses\.\d+\./.test(problem.field), problem.field);
      }
      assert.ok(
        Object.keys(read.answers).every((name) =>
          ['requester', 'child', 'mother', 'father', 'witnesses', 'copies', 'donation', 'wants', 'pledge'].includes(name),
        ),
      );
      assert.equal(Object.getPrototypeOf(read.answers), Object.prototype);
    }),
    runs,
  );
});

const whole: readonly (readonly [string, readonly string[]])[] = [
  ['requester.name', ['Nguyễn Văn An']],
  ['requester.id', ['049085002345']],
  ['requester.phone', ['0912 345 678']],
  ['requester.relationship', ['father']],
  ['child.fullName', ['Nguyễn Trần Minh Thư']],
  ['child.sex', ['nu']],
  ['child.birthDate.day', ['5']],
  ['child.birthDate.month', ['11']],
  ['child.birthDate.year', ['2022']],
  ['copies', ['2']],
  ['pledge', ['on']],
];

test('answers without a problem are accepted again as JSON, unchanged', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...names), typed), { maxLength: 5 }), (entries) => {
      const { answers, problems } = readAnswers(form, new Map([...entries.map(([name, value]) => [name, [value]] as const), ...whole]), facts);
      if (problems.length > 0) return;
      accepted += 1;
      const again = readJsonAnswers(form, answers, facts);
      assert.deepEqual(again.problems, []);
      assert.deepEqual(again.answers, answers);
    }),
    runs,
  );
  assert.ok(accepted > 40, String(accepted));
});

test('any JSON at all in place of answers is read without a fault', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('child', 'witnesses', 'requester', 'copies', 'wants'), (value, name) => {
      assert.ok(readJsonAnswers(form, value as Json, facts).problems.length > 0);
      assert.ok(readJsonAnswers(form, { [name]: value as Json }, facts).problems.length > 0);
    }),
    runs,
  );
});

test('a form with one value replaced by anything gives a form or findings, never a fault', () => {
  const places = (json: Json, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] =>
    typeof json !== 'object' || json === null ? [path] : [path, ...Object.entries(json).flatMap(([key, value]) => places(value, [...path, key]))];
  const replaced = (json: Json, path: readonly (string | number)[], value: Json): Json => {
    const [first, ...rest] = path;
    if (first === undefined) return value;
    if (Array.isArray(json)) return json.map((one: Json, at) => (String(at) === first ? replaced(one, rest, value) : one));
    const object = json as JsonObject;
    return Object.fromEntries(Object.entries(object).map(([key, one]) => [key, key === first ? replaced(one, rest, value) : one]));
  };
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('child.sex = ', 'count(', '((((((((((', 'today > 3', '#/$defs/parent', '[0-9', 'vn-id'),
  );
  for (const [which, json] of [
    ['schema', birthSchema],
    ['layout', birthLayout],
  ] as const) {
    fc.assert(
      fc.property(fc.constantFrom(...places(json)), anything, (path, value) => {
        const changed = replaced(json, path, value as Json);
        const read = which === 'schema' ? readForm(changed, birthLayout) : readForm(birthSchema, changed);
        assert.ok(read.form !== undefined || read.findings.length > 0);
        if (read.form !== undefined) readAnswers(read.form, new Map([['child.sex', ['nu']]]), facts);
      }),
      runs,
    );
  }
});
