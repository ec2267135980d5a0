import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../base/json.ts';
import { date } from '../../base/time.ts';
import type { Gazetteer } from '../place/place.ts';
import type { Form } from './form.ts';
import { boxesOf, readAnswers, readForm, readJsonAnswers } from './form.ts';

const label = (vi: string, en: string): Json => ({ vi, en });
const schema: Json = {
  type: 'object',
  required: ['home'],
  properties: {
    home: { type: 'object', format: 'vn-address', required: ['village'] },
    born: { type: 'object', format: 'vn-address' },
    note: { type: 'string', maxLength: 50 },
  },
};
const layout: Json = {
  purposes: { work: { label: label('Cư trú', 'Residence'), legal: 'Luật Cư trú 2020', keepDays: 0 } },
  purpose: 'work',
  pages: [
    {
      id: 'mot',
      title: label('Nơi ở', 'Home'),
      groups: [
        {
          fields: [
            { path: 'home', label: label('Nơi ở', 'Home') },
            { path: 'born', label: label('Nơi sinh', 'Place of birth') },
            { path: 'note', label: label('Ghi chú', 'Note'), when: 'home.commune = "20347"', required: true },
          ],
        },
      ],
    },
  ],
};
const places: Gazetteer = {
  home: '49',
  whole: ['49'],
  provinces: [
    { code: '49', form: 'tỉnh', name: 'Quảng Nam' },
    { code: '79', form: 'thành phố', name: 'Hồ Chí Minh' },
  ],
  districts: [
    { code: '502', form: 'thành phố', name: 'Tam Kỳ' },
    { code: '517', form: 'huyện', name: 'Núi Thành' },
  ],
  communes: [
    { code: '20347', form: 'phường', name: 'An Xuân', province: '49', district: '502' },
    { code: '20359', form: 'xã', name: 'Tam Thanh', province: '49', district: '502' },
    { code: '20986', form: 'xã', name: 'Tam Thạnh', province: '49', district: '517' },
    { code: '20353', form: 'phường', name: 'Trường Xuân', province: '49', district: '502', until: date('2022-01-01') },
  ],
};
const facts = { today: date('2022-11-15'), places };
const form = formOf(schema);
const post = (boxes: Readonly<Record<string, string>>) => readAnswers(form, new Map(Object.entries(boxes).map(([name, value]) => [name, [value]])), facts);
const home = { text: 'Tổ 3, phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam', village: 'Tổ 3', commune: '20347', district: '502', province: '49' };

function formOf(json: Json): Form {
  const { form: read, findings } = readForm(json, layout);
  assert.ok(read, JSON.stringify(findings));
  return read;
}

test('an address has four boxes and one answer: text, village and codes', () => {
  const field = form.fields.get('home');
  assert.ok(field);
  assert.deepEqual(boxesOf(field), ['home.commune', 'home.village', 'home.province', 'home.code']);
  const read = post({ 'home.commune': 'an xuan', 'home.village': '  Tổ 3 ', 'home.province': '', note: 'x' });
  assert.deepEqual(read.problems, []);
  assert.deepEqual(read.answers, { home, note: 'x' });
});

test('a rule may look at the codes of an address', () => {
  assert.deepEqual(
    post({ 'home.commune': 'An Xuân', 'home.village': 'Tổ 3' }).problems.map((one) => one.field),
    ['note'],
  );
  assert.deepEqual(post({ 'home.commune': 'Tam Thạnh', 'home.village': 'Tổ 3' }).problems, []);
});

test('an unclear name answers with places to choose from, and the choice settles it', () => {
  const asked = post({ 'home.commune': 'tam thanh', 'home.village': 'Thôn 1' });
  const [problem] = asked.problems;
  assert.ok(problem);
  assert.equal(problem.field, 'home.commune');
  assert.equal(problem.code, 'which-place');
  assert.deepEqual(problem.offers?.map((one) => one.value).toSorted(), ['20359', '20986']);
  assert.match(problem.text.vi, /^Có 2 nơi mang tên “tam thanh”: .*xã Tam Thạnh, huyện Núi Thành.* Chọn đúng nơi, hoặc ghi thêm huyện\.$/);
  assert.match(problem.text.en, /^2 places are called “tam thanh”/);
  assert.deepEqual(post({ 'home.commune': 'tam thanh', 'home.village': 'Thôn 1', 'home.code': '20986' }).problems, []);
  assert.equal(post({ 'home.commune': 'tam thanh', 'home.village': 'Thôn 1', 'home.code': '20347' }).problems[0]?.code, 'which-place');
});

test('each mistake has its code, its sentence in both languages and its own box', () => {
  const mistakes: readonly (readonly [Readonly<Record<string, string>>, string, string])[] = [
    [{}, 'missing', 'home.commune'],
    [{ 'home.province': 'Quảng Nam' }, 'missing', 'home.commune'],
    [{ 'home.village': 'Tổ 3' }, 'missing', 'home.commune'],
    [{ 'home.commune': 'An Xuân' }, 'missing', 'home.village'],
    [{ 'home.commune': 'Bến Nghé', 'home.village': 'x' }, 'no-such-place', 'home.commune'],
    [{ 'home.commune': '99999', 'home.village': 'x' }, 'no-such-place', 'home.commune'],
    [{ 'home.commune': 'An Xuân', 'home.village': 'x', 'home.province': 'Quảng Nôm' }, 'no-such-place', 'home.province'],
    [{ 'home.commune': 'Trường Xuân', 'home.village': 'x' }, 'place-gone', 'home.commune'],
    [{ 'home.commune': 'An Suân', 'home.village': 'x' }, 'which-place', 'home.commune'],
    [{ 'home.commune': 'x'.repeat(121), 'home.village': 'x' }, 'too-long', 'home.commune'],
    [{ 'home.commune': 'An Xuân', 'home.village': 'x'.repeat(161) }, 'too-long', 'home.village'],
    [{ 'home.commune': 'An Xuân', 'home.village': 'x\ud800' }, 'unreadable', 'home.commune'],
  ];
  for (const [boxes, code, box] of mistakes) {
    const [problem] = post(boxes).problems;
    assert.deepEqual([problem?.code, problem?.field], [code, box], JSON.stringify(boxes));
    assert.ok(problem !== undefined && problem.text.vi !== problem.text.en && problem.text.vi.length > 15);
  }
  assert.match(
    post({ 'home.commune': 'Trường Xuân', 'home.village': 'x' }).problems[0]?.text.vi ?? '',
    /^Từ ngày 01\/01\/2022, phường Trường Xuân, thành phố Tam Kỳ/,
  );
});

test('an address that may be left out is left out, and one without a village is whole where none is asked', () => {
  const read = post({ 'home.commune': 'Tam Thạnh', 'home.village': 'x', 'born.commune': '', 'born.village': '', 'born.province': 'Quảng Nam' });
  assert.ok(!('born' in read.answers));
  const born = post({ 'home.commune': 'Tam Thạnh', 'home.village': 'x', 'born.commune': 'Bến Nghé, Quận 1', 'born.province': 'hồ chí minh' });
  assert.deepEqual(born.answers.born, { text: 'Bến Nghé, Quận 1, thành phố Hồ Chí Minh', province: '79' });
});

test('a program sends one line, names, codes, or the stored answer again', () => {
  const json = (sent: Json) => readJsonAnswers(form, { home: sent, note: 'x' }, facts);
  const ways: readonly Json[] = [
    'Tổ 3, phường An Xuân, TP Tam Kỳ, tỉnh Quảng Nam',
    'Tổ 3, An Xuân',
    { village: 'Tổ 3', commune: 'an xuan' },
    { village: 'Tổ 3', commune: '20347', province: '49' },
    home,
  ];
  for (const way of ways) assert.deepEqual(json(way).answers, { home, note: 'x' }, JSON.stringify(way));
  assert.equal(json({ village: 'Tổ 3', commune: '20999' }).problems[0]?.code, 'no-such-place');
  assert.equal(json({ ...home, text: 'somewhere else' }).problems.length, 0);
  assert.deepEqual(json({ ...home, text: 'somewhere else' }).answers.home, home, 'the text is ours, not the sender’s');
  assert.equal(json(7).problems[0]?.code, 'wrong-type');
  assert.equal(json('Tổ 3').problems[0]?.code, 'missing');
  assert.deepEqual(
    readAnswers(
      form,
      new Map([
        ['home', ['Tổ 3, phường An Xuân']],
        ['note', ['x']],
      ]),
      facts,
    ).answers.home,
    home,
  );
});

test('an address that was not touched keeps the units of its day, one that was changed takes those of today', () => {
  const old = { text: 'Tổ 3, phường Trường Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam', village: 'Tổ 3', commune: '20353', district: '502', province: '49' };
  const again = { ...facts, kept: { home: old } };
  const boxes = (commune: string) =>
    new Map([
      ['home.commune', [commune]],
      ['home.village', ['Tổ 3']],
      ['home.province', ['tỉnh Quảng Nam']],
      ['note', ['x']],
    ]);
  assert.deepEqual(readAnswers(form, boxes('phường Trường Xuân, thành phố Tam Kỳ'), again).answers.home, old);
  assert.deepEqual(readJsonAnswers(form, { home: old }, again).answers.home, old);
  assert.equal(readJsonAnswers(form, { home: old }, facts).problems[0]?.code, 'place-gone', 'nobody brings an old unit along by itself');
  assert.equal(readJsonAnswers(form, { home: { ...old, village: 'Tổ 4' } }, again).problems[0]?.code, 'place-gone');
  assert.deepEqual(readAnswers(form, boxes('An Xuân'), again).answers.home, home);
});

test('where no units are known an address stays as it was typed', () => {
  const bare = { today: facts.today };
  assert.deepEqual(readJsonAnswers(form, { home: 'Tổ 3, phường An Xuân' }, bare).answers.home, { text: 'Tổ 3, phường An Xuân', village: 'Tổ 3' });
  const boxes = new Map([
    ['home.commune', ['An Xuân']],
    ['home.village', ['Tổ 3']],
  ]);
  assert.deepEqual(readAnswers(form, boxes, bare).answers.home, { text: 'Tổ 3, An Xuân', village: 'Tổ 3' });
});

test('a pack that describes an address wrongly hears what to write', () => {
  const codes = (home: Json): readonly string[] => {
    const { findings } = readForm({ ...(schema as object), properties: { ...(schema as { properties: object }).properties, home } } as Json, layout);
    return findings.map((one) => one.code);
  };
  assert.deepEqual(codes({ type: 'object', format: 'vn-adress' }).slice(0, 1), ['not-in-list']);
  assert.deepEqual(codes({ type: 'object', format: 'vn-address', required: ['street'] }), ['address-required']);
  assert.deepEqual(codes({ type: 'object', format: 'vn-address', maxLength: 20 }), ['unknown-key']);
  const computed = readForm(schema, JSON.parse(JSON.stringify(layout).replace('{"path":"born"', '{"computed":"home.text","path":"born"')));
  assert.ok(computed.findings.some((one) => one.code === 'computed-address'));
  const unknown = readForm(schema, JSON.parse(JSON.stringify(layout).replace('home.commune', 'home.street')));
  assert.ok(unknown.findings.some((one) => one.code === 'condition'));
});
