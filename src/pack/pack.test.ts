import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translated } from './pack.ts';

const pack = {
  words: new Map([
    ['Trả kết quả', 'Hand over the result'],
    ['Bản sao # trang', 'Copy of # pages'],
    ['# trong # bản', '# of # copies'],
  ]),
};

test('a text of the diagram is said in the language of the screen', () => {
  assert.equal(translated(pack, 'Trả kết quả', 'en'), 'Hand over the result');
  assert.equal(translated(pack, 'Trả kết quả', 'vi'), 'Trả kết quả');
  assert.equal(translated(pack, 'Chưa dịch', 'en'), 'Chưa dịch');
});

test('numbers in a text find their places in the translation', () => {
  assert.equal(translated(pack, 'Bản sao 250 trang', 'en'), 'Copy of 250 pages');
  assert.equal(translated(pack, '2 trong 10 bản', 'en'), '2 of 10 copies');
});
