import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Json } from '../../base/json.ts';
import type { PlainDate } from '../../base/time.ts';
import { readAnswers } from './answers.ts';
import type { Form } from './model.ts';
import { partOf } from './part.ts';
import { readForm } from './read.ts';

const file = (path: string): Json => JSON.parse(readFileSync(new URL(`../../../packs/${path}`, import.meta.url), 'utf8')) as Json;
function formOf(pack: string): Form {
  const { form } = readForm(file(`${pack}/form.schema.json`), file(`${pack}/form.ui.json`));
  assert.ok(form !== undefined);
  return form;
}
const today = '2022-11-15' as PlainDate;

test('a part asks what is read and nothing else, in the order of the form', () => {
  const part = partOf(formOf('khai-sinh'), { paths: ['today', 'copies', 'child.birthDate', 'exemption'], names: new Set() });
  assert.deepEqual([...part.fields.keys()], ['child.birthDate', 'copies', 'exemption']);
  assert.deepEqual(part.papers, []);
});

test('of a list taken whole it asks the columns that are named', () => {
  const part = partOf(formOf('chung-thuc-ban-sao'), { paths: ['papers'], names: new Set(['pages', 'copies', 'paper']) });
  assert.deepEqual([...part.fields.keys()].sort(), ['papers.*.copies', 'papers.*.pages']);
});

test('of a list that is only counted it asks what makes an item', () => {
  const part = partOf(formOf('chung-thuc-ban-sao'), { paths: ['papers'], names: new Set(['count']) });
  assert.deepEqual(
    [...part.fields.values()].map((field) => [field.path.startsWith('papers.*.'), field.required]),
    [[true, true]],
  );
});

test('a part is answered like the whole form, and only its own questions can be wrong', () => {
  const part = partOf(formOf('khai-sinh'), { paths: ['child.birthDate', 'copies'], names: new Set() });
  const raw = new Map([
    ['child.birthDate.day', ['5']],
    ['child.birthDate.month', ['11']],
    ['child.birthDate.year', ['2022']],
    ['copies', ['2']],
    ['requester.name', ['not asked here']],
  ]);
  const read = readAnswers(part, raw, { today });
  assert.deepEqual(read.problems, []);
  assert.deepEqual(read.answers, { child: { birthDate: '2022-11-05' }, copies: 2 });
  assert.ok(readAnswers(part, new Map(), { today }).problems.some((one) => one.path === 'child.birthDate' && one.code === 'missing'));
});

test('nothing read, nothing asked', () => {
  assert.equal(partOf(formOf('khai-sinh'), { paths: ['today'], names: new Set() }).pages.length, 0);
});
