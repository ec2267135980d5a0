/** Readings per second of a form with 60 fields: every kind of field, conditions, one repeated group, all answers right. */
import type { Json } from '../src/base/json.ts';
import { date } from '../src/base/time.ts';
import type { RawAnswers } from '../src/engine/form/form.ts';
import { readAnswers, readForm, readJsonAnswers } from '../src/engine/form/form.ts';
import { rates, report } from './kit.ts';

type Kind = { readonly schema: Json; readonly layout?: { readonly [name: string]: Json }; readonly boxes: Readonly<Record<string, string>> };
const label = (text: string): Json => ({ vi: text, en: text });
const one = (value: string): Readonly<Record<string, string>> => ({ '': value });

/** Ten kinds of field, six times each. */
const kinds: readonly Kind[] = [
  { schema: { type: 'string', maxLength: 100 }, boxes: one('Nguyễn Trần Minh Thư') },
  { schema: { type: 'string', format: 'vn-id' }, boxes: one('049085002345') },
  { schema: { type: 'string', format: 'vn-phone' }, boxes: one('0912 345 678') },
  { schema: { type: 'string', format: 'date' }, boxes: { '.day': '5', '.month': '11', '.year': '2022' } },
  {
    schema: { type: 'string', enum: ['nam', 'nu'] },
    layout: { choices: { nam: label('Nam'), nu: label('Nữ') } },
    boxes: one('nu'),
  },
  { schema: { type: 'integer', minimum: 0, maximum: 10 }, boxes: one('2') },
  { schema: { type: 'number', minimum: 0.3, maximum: 9, multipleOf: 0.01 }, boxes: one('3,25') },
  { schema: { type: 'integer', format: 'vnd', minimum: 1000 }, boxes: one('1.250.000 đ') },
  { schema: { type: 'boolean' }, boxes: one('on') },
  {
    layout: { fix: label('Viết không có dấu nhọn, ví dụ: Thôn 3, xã An Xuân.') },
    schema: { type: 'string', maxLength: 500, pattern: '^[^<>]*$' },
    boxes: one('Thôn 3, xã An Xuân, thành phố Tam Kỳ'),
  },
];

const names = Array.from({ length: 60 }, (_, index) => `part${Math.floor(index / 10)}.field${index % 10}`);
const kindOf = (index: number): Kind => {
  const kind = kinds[index % kinds.length];
  if (kind === undefined) throw new Error('there are ten kinds');
  return kind;
};

const part = (number: number): Json => ({
  type: 'object',
  required: kinds.map((_, index) => `field${index}`).filter((_, index) => index !== 8),
  properties: Object.fromEntries(kinds.map(({ schema }, index) => [`field${index}`, schema])),
  description: `part ${number}`,
});
const schema: Json = {
  type: 'object',
  required: ['part0'],
  properties: Object.fromEntries([0, 1, 2, 3, 4, 5].map((number) => [`part${number}`, part(number)])),
};

/** On each page the last field asks for the answer of the fifth. */
const layout: Json = {
  purposes: { work: { label: label('Giải quyết hồ sơ'), legal: 'Luật Hộ tịch 2014', keepDays: 365 } },
  purpose: 'work',
  pages: [0, 1, 2, 3, 4, 5].map((number) => ({
    id: `trang-${number}`,
    title: label(`Trang ${number}`),
    groups: [
      {
        fields: kinds.map((kind, index) => ({
          path: `part${number}.field${index}`,
          label: label(`Mục ${index}`),
          ...kind.layout,
          ...(index === 9 ? { when: `part${number}.field4 = "nu"` } : {}),
        })),
      },
    ],
  })),
};

const { form, findings } = readForm(schema, layout);
if (form === undefined) throw new Error(JSON.stringify(findings));
const raw: RawAnswers = new Map(
  names.flatMap((name, index) => Object.entries(kindOf(index).boxes).map(([box, value]): readonly [string, readonly string[]] => [`${name}${box}`, [value]])),
);
const facts = { today: date('2022-11-15') };
const read = readAnswers(form, raw, facts);
if (read.problems.length > 0 || form.fields.size !== 60) throw new Error(JSON.stringify(read.problems));
const { answers } = read;

const [posted = 0, sent = 0] = await rates([
  () => {
    for (let round = 0; round < 50; round += 1) readAnswers(form, raw, facts);
    return 50;
  },
  () => {
    for (let round = 0; round < 50; round += 1) readJsonAnswers(form, answers, facts);
    return 50;
  },
]);
const unit = 'forms per second of CPU';
report([
  { name: 'reading a posted form of 60 fields', unit, value: posted, budget: { atLeast: 20_000 } },
  { name: 'reading the same as JSON', unit, value: sent },
]);
