import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeTyped, digitsTyped } from './track-typed.ts';

test('a code is read however it is grouped, and another text stays what it is', () => {
  for (const typed of [
    '772460088135',
    '7724 6008 8135',
    '7724-6008-8135',
    '7724.6008.8135',
    ' ７７２４６００８８１３５ ',
    '7724–6008–8135',
    '7724\u00a06008\u00a08135',
  ])
    assert.equal(codeTyped(typed), '772460088135', typed);
  const code = 'H47.31.25-221115-0002';
  for (const typed of [code, 'h47.31.25 221115 0002', 'H47.31.25–221115–0002', 'H47.31.25 - 221115 - 0002', 'H47.31.252211150002', 'Ｈ47.31.25-221115-0002'])
    assert.equal(codeTyped(typed), code, typed);
  assert.equal(codeTyped('H47.31.25-221115-10002'), 'H47.31.25-221115-10002', 'a day with more than 9 999 cases');
  assert.deepEqual(['', 'abc', '12 34', 'PA-221115'].map(codeTyped), ['', 'ABC', '1234', 'PA221115']);
});

test('four digits are read with blanks between them, and from a whole telephone number', () => {
  for (const typed of ['2768', '2 768', '２７６８', ' 27.68 ', '0905412768', '0905 412 768', '+84 905 412 768', '(0905) 412-768'])
    assert.equal(digitsTyped(typed), '2768', typed);
  assert.deepEqual(['', '768', '12768', '27x8'].map(digitsTyped), ['', '768', '12768', '27x8'], 'nothing is guessed');
});
