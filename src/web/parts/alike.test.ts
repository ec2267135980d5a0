import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Form, Problem } from '../../engine/form/form.ts';
import { toldApart } from './alike.ts';

const both = (text: string) => ({ vi: text, en: text });
const field = (path: string) => ({ path });
// Only what headings are found by is here.
const form = {
  pages: [
    { title: both('Mẹ của trẻ'), groups: [{ fields: [field('mother.birthYear')] }] },
    { title: both('Cha, giấy tờ'), groups: [{ title: both('Cha của trẻ'), fields: [field('father.birthYear')] }] },
    { title: both('Giấy tờ'), groups: [{ repeat: { path: 'papers', item: both('Giấy tờ') }, fields: [field('papers.*.pages')] }] },
  ],
} as unknown as Form;
const problem = (name: string, path: string, text: string): Problem => ({ field: name, path, code: 'missing', text: both(text) });

test('two mistakes that read alike say whose they are; the others stay as they are', () => {
  const year = 'Chưa ghi “Năm sinh”.';
  const told = toldApart(form, [problem('mother.birthYear', 'mother.birthYear', year), problem('father.birthYear', 'father.birthYear', year)], 'vi');
  assert.deepEqual(
    told.map((one) => one.text),
    [`Mẹ của trẻ: ${year}`, `Cha của trẻ: ${year}`],
  );
  assert.deepEqual(toldApart(form, [problem('father.birthYear', 'father.birthYear', year)], 'vi')[0]?.text, year);
});

test('items of a list are told apart by their number', () => {
  const pages = (item: number) => problem(`papers.${item}.pages`, 'papers.*.pages', 'Chưa ghi “Số trang”.');
  assert.deepEqual(
    toldApart(form, [pages(0), pages(2)], 'vi').map((one) => one.text),
    ['Giấy tờ 1: Chưa ghi “Số trang”.', 'Giấy tờ 3: Chưa ghi “Số trang”.'],
  );
});
