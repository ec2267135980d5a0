import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json, JsonObject } from '../../base/json.ts';
import { date } from '../../base/time.ts';
import { birthLayout, birthSchema } from './example.ts';
import { checkPapers, readAnswers, readForm, wantedPapers } from './form.ts';

const label = { vi: 'Tên', en: 'Name' };
const purposes = { ask: { label, legal: 'Luật', keepDays: 30 } };

/** A form of one text field, with changes: where they may stand is what each test is about. */
function small(change: { readonly schema?: JsonObject; readonly property?: Json; readonly field?: JsonObject; readonly layout?: JsonObject }) {
  const schema = { type: 'object', properties: { name: change.property ?? { type: 'string', maxLength: 20 } }, ...change.schema };
  const layout = {
    purposes,
    purpose: 'ask',
    pages: [{ id: 'mot', title: label, groups: [{ fields: [{ path: 'name', label, ...change.field }] }] }],
    ...change.layout,
  };
  return readForm(schema, layout);
}
const codes = (change: Parameters<typeof small>[0]): readonly string[] =>
  small(change).findings.map((finding) => `${finding.file} ${finding.element} ${finding.code}`);

test('the example reads without a finding, in the order of its pages', () => {
  const { form, findings } = readForm(birthSchema, birthLayout);
  assert.deepEqual(findings, []);
  assert.deepEqual([...(form?.fields.keys() ?? [])].slice(0, 6), [
    'requester.name',
    'requester.id',
    'requester.phone',
    'requester.relationship',
    'requester.otherRelationship',
    'child.fullName',
  ]);
  assert.equal(form?.fields.get('requester.phone')?.control, 'phone');
  assert.equal(form?.fields.get('child.birthDate')?.inputMode, 'numeric');
  assert.deepEqual(form?.pages[1]?.groups[3]?.repeat?.max, 3);
});
test('an unknown key is a finding wherever it stands', () => {
  assert.deepEqual(codes({ schema: { oneOf: [] } }), ['form.schema.json  unknown-key']);
  assert.deepEqual(codes({ property: { type: 'string', maxLength: 20, default: 'x' } }), ['form.schema.json name unknown-key']);
  assert.deepEqual(codes({ field: { colour: 'red' } }), ['form.ui.json pages.0.groups.0.fields.0 unknown-key']);
  assert.deepEqual(codes({ layout: { theme: 'x' } }), ['form.ui.json  unknown-key']);
  assert.equal(small({ field: { colour: 'red' } }).form, undefined);
});
test('every text and every list says how long it may be', () => {
  assert.deepEqual(codes({ property: { type: 'string' } }), ['form.schema.json name.maxLength not-a-whole-number']);
  assert.ok(
    codes({
      schema: {
        properties: {
          name: { type: 'string', maxLength: 9 },
          list: { type: 'array', items: { type: 'object', properties: { a: { type: 'string', maxLength: 9 } } } },
        },
      },
    }).includes('form.schema.json list.maxItems not-a-whole-number'),
  );
});
test('names that reach into the language cannot be fields', () => {
  for (const name of ['__proto__', 'constructor.x', 'a b', '0', '', 'today'])
    assert.ok(
      codes({ schema: { properties: JSON.parse(`{"${name}": {"type":"string","maxLength":9}}`) as JsonObject } }).includes(
        `form.schema.json ${name} property-name`,
      ),
      name,
    );
});
test('a schema deeper than 8 or larger than 2,000 nodes is refused, also when references make it so', () => {
  const nested = (depth: number): Json => (depth === 0 ? { type: 'string', maxLength: 9 } : { type: 'object', properties: { a: nested(depth - 1) } });
  assert.ok(codes({ schema: { properties: { a: nested(8) } } }).some((code) => code.endsWith('schema-too-deep')));
  const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`f${at}`, { type: 'boolean' }]));
  assert.ok(codes({ schema: { properties: many } }).some((code) => code.endsWith('schema-too-large')));
  const doubling = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [
      `d${at}`,
      { type: 'object', properties: Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => [key, { $ref: `#/$defs/d${at + 1}` }])) },
    ]),
  );
  const start = performance.now();
  const found = codes({ schema: { $defs: doubling, properties: { a: { $ref: '#/$defs/d0' } } } });
  assert.ok(found.some((code) => code.endsWith('schema-too-large')) || found.some((code) => code.endsWith('schema-too-deep')));
  assert.ok(performance.now() - start < 2_000);
  assert.ok(
    codes({ schema: { $defs: { me: { type: 'object', properties: { me: { $ref: '#/$defs/me' } } } }, properties: { me: { $ref: '#/$defs/me' } } } }).some(
      (code) => code.endsWith('schema-too-deep'),
    ),
  );
});
test('a value that no page asks for, asked twice or not in the schema, is a finding', () => {
  assert.deepEqual(codes({ schema: { properties: { name: { type: 'string', maxLength: 9 }, other: { type: 'boolean' } } } }), [
    'form.ui.json other field-not-placed',
  ]);
  assert.ok(codes({ field: { path: 'nam' } }).includes('form.ui.json pages.0.groups.0.fields.0.path field-unknown'));
  assert.ok(
    codes({
      layout: {
        pages: [
          {
            id: 'mot',
            title: label,
            groups: [
              {
                fields: [
                  { path: 'name', label },
                  { path: 'name', label },
                ],
              },
            ],
          },
        ],
      },
    }).includes('form.ui.json name field-twice'),
  );
});
test('a pattern runs in linear time and has to say in words what it wants', () => {
  assert.deepEqual(codes({ property: { type: 'string', maxLength: 40, pattern: '(?=a)b' } }).slice(0, 1), ['form.schema.json name.pattern pattern']);
  assert.deepEqual(codes({ property: { type: 'string', maxLength: 40, pattern: '^a+$' } }), ['form.ui.json name pattern-without-fix']);
  const { form } = small({
    property: { type: 'string', maxLength: 40, pattern: '^(a+)+$' },
    field: { fix: { vi: 'Chỉ ghi chữ a, ví dụ aaa.', en: 'Write only a, for example aaa.' } },
  });
  assert.ok(form);
  const start = performance.now();
  const read = readAnswers(form, new Map([['name', [`${'a'.repeat(39)}!`]]]), { today: date('2022-11-15') });
  assert.ok(performance.now() - start < 500);
  assert.equal(read.problems[0]?.text.vi, '“Tên” chưa đúng cách ghi. Chỉ ghi chữ a, ví dụ aaa.');
});
test('a condition that looks ahead, at nothing, or at the wrong kind is a finding', () => {
  assert.deepEqual(codes({ field: { when: 'name = "x"' } }), ['form.ui.json name.when condition-looks-ahead']);
  assert.deepEqual(codes({ field: { when: 'nobody = "x"' } }), ['form.ui.json name.when condition']);
  assert.deepEqual(codes({ field: { when: 'count(nobody) = 1' } }), ['form.ui.json name.when condition']);
  assert.deepEqual(codes({ field: { when: 'name = = 1' } }), ['form.ui.json name.when condition']);
});
test('a field without a purpose is a finding, and so is a choice without its words', () => {
  assert.deepEqual(codes({ layout: { purpose: 'nothing' } }), ['form.ui.json purpose not-in-list', 'form.ui.json name no-purpose']);
  assert.deepEqual(codes({ property: { type: 'string', enum: ['a', 'b'] }, field: { choices: { a: label } } }), ['form.ui.json name.choices.b not-a-label']);
});
test('findings say what to write instead', () => {
  for (const finding of small({ property: { type: 'text' }, field: { label: 'Tên', when: 1 }, layout: { checks: {}, papers: [{}] } }).findings) {
    assert.ok(finding.message.endsWith('.'), finding.message);
    assert.ok(finding.repair.length > 8 && finding.repair.endsWith('.'), finding.repair);
  }
});
test('anything at all in place of a form gives findings, never a fault', () => {
  const junk: readonly Json[] = [
    null,
    1,
    'x',
    [],
    {},
    { type: 'object' },
    { type: 'object', properties: [] },
    { pages: [null, 1, {}, { id: 'a', title: label, groups: [{ repeat: 'x' }] }] },
    { purposes: { a: null }, pages: {} },
  ];
  for (const schema of [birthSchema, ...junk])
    for (const layout of [birthLayout, ...junk]) if (schema !== birthSchema || layout !== birthLayout) assert.ok(readForm(schema, layout).findings.length > 0);
});

test('richer FEEL decides on the server, with dates as dates', () => {
  const { form, findings } = small({
    schema: { properties: { born: { type: 'string', format: 'date' }, name: { type: 'string', maxLength: 20 }, age: { type: 'integer' } } },
    layout: {
      pages: [
        {
          id: 'mot',
          title: label,
          groups: [
            {
              fields: [
                { path: 'born', label },
                { path: 'name', label, when: 'today - born > duration("P60D")', required: true },
                { path: 'age', label, computed: 'years and months duration(born, today).years' },
              ],
            },
          ],
        },
      ],
    },
  });
  assert.deepEqual(findings, []);
  assert.ok(form);
  assert.equal(form.fields.get('name')?.when?.small, undefined);
  const send = (born: string) =>
    readAnswers(
      form,
      new Map([
        ['born', [born]],
        ['age', ['99']],
      ]),
      { today: date('2022-11-15') },
    );
  assert.deepEqual(send('2022-11-01').answers, { born: '2022-11-01', age: 0 });
  assert.deepEqual(send('2022-11-01').problems, []);
  assert.deepEqual(send('2019-01-01').answers, { born: '2019-01-01', age: 3 });
  assert.deepEqual(
    send('2019-01-01').problems.map((problem) => problem.field),
    ['name'],
  );
});

test('papers are asked by their conditions and may be brought to the counter only where the pack says so', () => {
  const { form } = readForm(birthSchema, birthLayout);
  assert.ok(form);
  const facts = { today: date('2022-11-15') };
  const ids = (answers: JsonObject) => wantedPapers(form, answers, facts).map(({ paper, isRequired }) => `${paper.id} ${isRequired}`);
  assert.deepEqual(ids({}), ['giay-chung-sinh true']);
  assert.deepEqual(ids({ witnesses: [{ name: 'A' }], father: { name: 'B' } }), ['giay-chung-sinh false', 'giay-ket-hon false']);
  const wanted = wantedPapers(form, { father: { name: 'B' } }, facts);
  assert.deepEqual(
    checkPapers(wanted, new Map()).map((problem) => [problem.field, problem.code]),
    [['_paper.giay-chung-sinh', 'paper-missing']],
  );
  assert.deepEqual(checkPapers(wanted, new Map([['giay-chung-sinh', { files: 0, atCounter: true }]])), []);
  assert.deepEqual(
    checkPapers(
      wanted,
      new Map([
        ['giay-chung-sinh', { files: 6, atCounter: false }],
        ['giay-ket-hon', { files: 0, atCounter: true }],
      ]),
    ).map((problem) => problem.code),
    ['too-many', 'paper-not-counter'],
  );
});
