import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from './words.en.ts';
import { slotsOf, wordsOf } from './words.ts';
import { vi } from './words.vi.ts';

const keys = Object.keys(vi).filter((key) => key in en) as (keyof typeof vi)[];

test('every text has the same slots in both languages', () => {
  const different = keys.filter((key) => slotsOf(vi[key]).join() !== slotsOf(en[key]).join());
  assert.deepEqual(different, []);
});

test('no text is empty, and none addresses people as "bạn"', () => {
  assert.deepEqual(
    keys.filter((key) => vi[key].trim() === '' || en[key].trim() === '' || /(?<!\p{L})bạn(?!\p{L})/iu.test(vi[key])),
    [],
  );
});

test('Vietnamese texts are composed (NFC), so that searching and comparing work', () => {
  assert.deepEqual(
    keys.filter((key) => vi[key] !== vi[key].normalize('NFC')),
    [],
  );
});

test('a value fills its slot, and English counts one thing in the singular', () => {
  assert.equal(wordsOf('vi')('form.problems', { n: 2 }), 'Có 2 chỗ cần sửa');
  assert.equal(wordsOf('en')('form.problems', { n: 1 }), '1 thing needs correcting');
  assert.equal(wordsOf('en')('form.problems', { n: 2 }), '2 things need correcting');
});

test('a value that looks like a slot is not filled again', () => {
  assert.equal(wordsOf('vi')('list.none', { query: '{phone}' }), 'Không tìm thấy “{phone}”');
});
