import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { first, second } from './readme.example.ts';

test('the README shows the example that runs here', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const example = readFileSync(new URL('./readme.example.ts', import.meta.url), 'utf8');
  const said = (text: string): string => text.replace(/\s+/g, '').replace(/,(?=[}\])])/g, '');
  assert.ok(said(readme).includes(said(example)));
  assert.ok(readme.split('\n').length <= 41);
  assert.equal(first.problems[0]?.text.vi, 'Tháng 4 chỉ có 30 ngày. Xem lại “Ngày sinh”.');
  assert.deepEqual(
    second.problems.map((problem) => [problem.field, problem.code]),
    [['guardian', 'missing']],
  );
  assert.deepEqual(second.answers, { name: 'Lê Minh Khôi', born: '2010-04-30' });
});
