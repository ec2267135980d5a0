import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../base/json.ts';
import type { Form, Problem } from '../../engine/form/form.ts';
import { readForm } from '../../engine/form/form.ts';
import { formBody, typedFrom } from './form.ts';

const label = (text: string): Json => ({ vi: text, en: `${text} (en)` });

function theForm(): Form {
  const schema: Json = { type: 'object', required: ['home'], properties: { home: { type: 'object', format: 'vn-address', required: ['village'] } } };
  const layout: Json = {
    purposes: { work: { label: label('Cư trú'), legal: 'Luật Cư trú 2020', keepDays: 0 } },
    purpose: 'work',
    pages: [
      {
        id: 'mot',
        title: label('Nơi ở'),
        groups: [{ fields: [{ path: 'home', label: label('Nơi ở'), hint: label('Hiện nay'), autocomplete: 'street-address' }] }],
      },
    ],
  };
  const { form, findings } = readForm(schema, layout);
  if (form === undefined) throw new Error(JSON.stringify(findings));
  return form;
}
const form = theForm();
const stored = { text: 'Tổ 3, phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam', village: 'Tổ 3', commune: '20347', district: '502', province: '49' };

test('a stored address, and a line from a record, stand in their boxes', () => {
  const boxes = (home: Json) => Object.fromEntries([...typedFrom(form, { home })].map(([name, values]) => [name, values[0]]));
  assert.deepEqual(boxes(stored), { 'home.commune': 'phường An Xuân, thành phố Tam Kỳ', 'home.village': 'Tổ 3', 'home.province': 'tỉnh Quảng Nam' });
  assert.deepEqual(boxes('Tổ 3, xã A Tiêng, huyện Tây Giang'), { 'home.commune': 'xã A Tiêng, huyện Tây Giang', 'home.village': 'Tổ 3', 'home.province': '' });
});

test('three boxes, each with its label and what a browser may fill in; the hint stands once', () => {
  const text = formBody({ form, typed: typedFrom(form, { home: stored }), problems: [] }, 'vi').toString();
  for (const [box, auto] of [
    ['province', 'address-level1'],
    ['commune', 'address-level2'],
    ['village', 'address-line1'],
  ] as const) {
    assert.match(text, new RegExp(`<label for="f-home-${box}">`));
    assert.match(text, new RegExp(`name="home\\.${box}"[^>]* autocomplete="${auto}"`));
  }
  assert.equal(text.split('Hiện nay').length, 2);
  assert.ok(!text.includes('home.code'), 'nothing to choose, nothing sent');
});

test('a mistake marks its own box; places to choose from carry their codes, and a choice made before is carried along', () => {
  const problem: Problem = {
    field: 'home.commune',
    path: 'home',
    code: 'which-place',
    text: { vi: 'Có 2 nơi.', en: 'Two places.' },
    offers: [
      { value: '20359', label: { vi: 'xã Tam Thanh', en: 'xã Tam Thanh' } },
      { value: '20986', label: { vi: 'xã "Tam" Thạnh', en: 'xã "Tam" Thạnh' } },
    ],
  };
  const typed = new Map([['home.code', ['20986']]]);
  const asked = formBody({ form, typed, problems: [problem] }, 'en').toString();
  assert.match(asked, /id="f-home-commune" name="home\.commune" aria-describedby="f-home-commune-h f-home-e" aria-invalid="true"/);
  assert.match(asked, /type="radio" name="home\.code" value="20986" checked/);
  assert.ok(!asked.includes('xã "Tam"'), 'names are text');
  assert.ok(!/name="home\.village"[^>]*aria-invalid/.test(asked));
  const later = formBody({ form, typed, problems: [] }, 'vi').toString();
  assert.match(later, /type="hidden" name="home\.code" value="20986"/);
});
