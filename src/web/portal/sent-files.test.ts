import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Paper } from '../../engine/form/form.ts';
import { sentFiles } from './sent-files.ts';

const paper = (id: string): Paper => ({ id, title: { vi: id, en: id }, accept: ['jpeg'], many: true, atCounter: false }) as unknown as Paper;
const digest = (index: number): string => index.toString(16).padStart(64, '0');

test('a file named many times is looked for once, and a form names no more files than anybody sends', () => {
  const same = Array.from({ length: 200 }, () => `${digest(1)} trang 1.jpg`);
  assert.deepEqual(
    sentFiles([paper('a')], new Map([['_sent.a', same]])).map(({ digest: of, name }) => [of, name]),
    [[digest(1), 'trang 1.jpg']],
  );
  const many = Array.from({ length: 200 }, (_, index) => `${digest(index)} a.jpg`);
  const papers = ['a', 'b', 'c'].map(paper);
  assert.equal(sentFiles(papers, new Map(papers.map(({ id }) => [`_sent.${id}`, many] as const))).length, 40);
});

test('what is no digest with a name is nobody', () => {
  const wrong = ['', digest(1), `${digest(1)} `, `${'g'.repeat(64)} a.jpg`, ` ${digest(1)} a.jpg`];
  assert.deepEqual(sentFiles([paper('a')], new Map([['_sent.a', wrong]])), []);
});
