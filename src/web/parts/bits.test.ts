import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from '../../base/words.ts';
import { errorSummary } from './bits.ts';

test('a mistake leads to its box; a refusal that is about no box is read, not pressed', () => {
  const list = String(
    errorSummary(wordsOf('vi'), [
      { name: 'child.birthDate.day', text: 'Không có ngày 31/2.' },
      { name: '', text: 'Hồ sơ chưa đủ điều kiện.' },
    ]),
  );
  assert.match(list, /<li><a href="#f-child-birthDate-day">Không có ngày 31\/2\.<\/a><\/li><li>Hồ sơ chưa đủ điều kiện\.<\/li>/);
  assert.doesNotMatch(list, /href="#f-"/);
});
