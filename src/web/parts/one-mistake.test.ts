import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../../engine/form/form.ts';
import { notToldTwice } from './one-mistake.ts';

const problem = (field: string, code: Problem['code']): Problem => ({ field, path: field, code, text: { vi: code, en: code } });

test('a paper whose file was refused is not missing besides; another one is, and so is an answer', () => {
  const all = [
    problem('_paper.proof', 'paper-missing'),
    problem('_paper.letter', 'paper-missing'),
    problem('_paper.proof', 'too-many'),
    problem('copies', 'missing'),
  ];
  assert.deepEqual(
    notToldTwice(all, ['_paper.proof']).map((one) => `${one.field} ${one.code}`),
    ['_paper.letter paper-missing', '_paper.proof too-many', 'copies missing'],
  );
  assert.deepEqual(notToldTwice(all, []), all);
});
