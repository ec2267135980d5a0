import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readForm } from '../../engine/form/form.ts';
import { shownGroups, shownTree } from './show.ts';

const label = (vi: string) => ({ vi, en: `${vi} (en)` });
const { form, findings } = readForm(
  {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 80 },
      born: { type: 'string', format: 'date' },
      phone: { type: 'string', format: 'vn-phone' },
      number: { type: 'string', format: 'vn-id' },
      sex: { type: 'string', enum: ['f', 'm'] },
      poor: { type: 'boolean' },
      copies: { type: 'integer', minimum: 0, maximum: 9 },
      papers: {
        type: 'array',
        maxItems: 5,
        items: { type: 'object', properties: { kind: { type: 'string', enum: ['id', 'land'] }, pages: { type: 'integer', minimum: 1, maximum: 9 } } },
      },
    },
  },
  {
    purposes: { p: { label: label('Mục đích'), legal: 'Luật', keepDays: 1 } },
    purpose: 'p',
    pages: [
      {
        id: 'mot',
        title: label('Một'),
        groups: [
          {
            fields: [
              { path: 'name', label: label('Tên') },
              { path: 'born', label: label('Ngày sinh') },
              { path: 'phone', label: label('Điện thoại') },
              { path: 'number', label: label('Số định danh') },
              { path: 'sex', label: label('Giới tính'), control: 'radio', choices: { f: label('Nữ'), m: label('Nam') } },
              { path: 'poor', label: label('Hộ nghèo') },
              { path: 'copies', label: label('Bản sao') },
            ],
          },
        ],
      },
      {
        id: 'hai',
        title: label('Hai'),
        groups: [
          {
            repeat: 'papers',
            item: label('Giấy'),
            add: label('Thêm'),
            fields: [
              { path: 'kind', label: label('Loại'), control: 'select', choices: { id: label('Căn cước'), land: label('Sổ đất') } },
              { path: 'pages', label: label('Trang') },
            ],
          },
        ],
      },
    ],
  },
);
assert.ok(form !== undefined, JSON.stringify(findings));
const answers = {
  name: '<b>An</b>',
  born: '1985-03-09',
  phone: '+84905412768',
  number: '049085002345',
  sex: 'f',
  poor: false,
  copies: 0,
  papers: [
    { kind: 'land', pages: 3 },
    { kind: 'id', pages: 1 },
  ],
};

test('answers are shown in words: labels for codes, days the way people write them, items numbered', () => {
  const rows = shownGroups(form, answers, 'vi').flatMap((group) => group.rows.map((row) => `${row.label}: ${row.value}`));
  assert.deepEqual(rows, [
    'Tên: <b>An</b>',
    'Ngày sinh: 09/03/1985',
    'Điện thoại: 0905 412 768',
    'Số định danh: 0490 8500 2345',
    'Giới tính: Nữ',
    'Hộ nghèo: Không',
    'Bản sao: 0',
    'Loại (1): Sổ đất',
    'Loại (2): Căn cước',
    'Trang (1): 3',
    'Trang (2): 1',
  ]);
  assert.match(JSON.stringify(shownGroups(form, answers, 'en')), /"Giới tính \(en\)","value":"Nữ \(en\)"/);
});

test('what was not answered is left out, and a page without answers with it', () => {
  assert.deepEqual(shownGroups(form, { name: '', born: null, papers: [] }, 'vi'), []);
  assert.deepEqual(
    shownGroups(form, { name: 'An' }, 'vi').map((group) => group.page),
    ['mot'],
  );
});

test('templates get the same paths with the same words, and nothing else is touched', () => {
  assert.deepEqual(shownTree(form, { ...answers, more: { kept: 1 } }), {
    name: '<b>An</b>',
    born: '09/03/1985',
    phone: '0905 412 768',
    number: '049085002345',
    sex: 'Nữ',
    poor: 'Không',
    copies: '0',
    papers: [
      { kind: 'Sổ đất', pages: '3' },
      { kind: 'Căn cước', pages: '1' },
    ],
    more: { kept: 1 },
  });
  assert.deepEqual(shownTree(form, {}), {});
});
