import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FindEntry } from './entry.ts';
import type { Ask } from './seek.ts';
import { seek } from './seek.ts';
import { segmentOf } from './segment.ts';
import { markedWord, searchWords } from './word.ts';

const entry = (key: string, title: string, more: Partial<FindEntry> = {}): FindEntry => ({
  kind: 'procedure',
  key,
  href: `/thu-tuc/${key}`,
  title: { vi: title, en: title },
  summary: { vi: '', en: '' },
  words: [],
  body: '',
  audiences: [],
  ...more,
});

const catalogue = [
  entry('khai-sinh', 'Đăng ký khai sinh', { words: ['làm giấy khai sinh', 'em bé'] }),
  entry('khai-tu', 'Đăng ký khai tử'),
  entry('ket-hon', 'Đăng ký kết hôn'),
  entry('sao', 'Chứng thực bản sao từ bản chính', { words: ['công chứng', 'sao y'] }),
  entry('tam-tru', 'Đăng ký tạm trú', { audiences: ['citizen'] }),
  entry('dat', 'Chuyển nhượng quyền sử dụng đất'),
  entry('dat2', 'Đặt tên đường'),
  entry('kinh-doanh', 'Đăng ký hộ kinh doanh', { audiences: ['business'] }),
  entry('hoa', 'Giấy phép xây dựng, xã Hòa Bình', { kind: 'place' }),
  entry('chom', "Xã Ch'ơm", { kind: 'place' }),
  entry('tin', 'Thông báo nghỉ lễ', { kind: 'news', body: 'Bộ phận Một cửa nghỉ; đăng ký khai sinh nộp trên mạng vẫn được nhận.' }),
];
const index = [segmentOf(catalogue)];
const ask = (text: string, more: Partial<Ask> = {}) => seek(index, { text, most: 10, ...more });
const keys = (text: string, more: Partial<Ask> = {}): readonly string[] => ask(text, more).results.map((one) => one.key);
const first = (text: string): string | undefined => keys(text)[0];

test('marks, đ and the place of the tone mark do not matter', () => {
  for (const typed of ['Đăng ký khai sinh', 'dang ky khai sinh', 'ĐĂNG KÝ KHAI SINH', 'đang ky khai sinh', 'Đăng ký khai sinh'])
    assert.equal(first(typed), 'khai-sinh', typed);
  for (const typed of ['hòa bình', 'hoà bình', 'hoa binh']) assert.equal(first(typed), 'hoa', typed);
  assert.equal(first('chom'), 'chom');
  assert.equal(first("ch'ơm"), 'chom');
});

test('one or two wrong, missing or swapped letters still find it', () => {
  for (const typed of ['khai sihn', 'kahi sinh', 'khai sin', 'khia sinh', 'dang ki khai snh', 'chung thuv ban sao', 'chugn thucc', 'ket hom', 'kinh doah'])
    assert.ok(['khai-sinh', 'sao', 'ket-hon', 'kinh-doanh'].includes(first(typed) ?? ''), `${typed}: ${first(typed)}`);
  assert.equal(first('chuyen nhuong quyen su dung dta'), 'dat');
});

test('beginnings of words, words out of order and words without a space are enough', () => {
  assert.equal(first('chung thu'), 'sao');
  assert.equal(first('sinh khai giay'), 'khai-sinh');
  assert.equal(first('khaisinh'), 'khai-sinh');
  assert.equal(first('chungthuc bansao'), 'sao');
  assert.equal(first('em be'), 'khai-sinh');
});

test('with marks typed, what has these marks stands first; without, either may', () => {
  assert.equal(first('đất'), 'dat');
  assert.equal(first('đặt'), 'dat2');
  assert.deepEqual([...keys('dat')].sort(), ['dat', 'dat2']);
});

test('a word in the title goes before the same word in running text', () => {
  const found = keys('khai sinh');
  assert.equal(found[0], 'khai-sinh');
  assert.ok(found.includes('tin'));
});

test('an audience hides what is for others, and only that', () => {
  assert.ok(!keys('đăng ký', { audience: 'business' }).includes('tam-tru'));
  assert.ok(keys('đăng ký', { audience: 'business' }).includes('kinh-doanh'));
  assert.ok(keys('đăng ký', { audience: 'business' }).includes('khai-sinh'));
});

test('a kind narrows the results, the counts still tell of the others', () => {
  const found = ask('khai sinh', { kind: 'news' });
  assert.deepEqual([...new Set(found.results.map((one) => one.kind))], ['news']);
  assert.ok((found.byKind.get('procedure') ?? 0) > 0);
});

test('nothing typed and nothing like it find nothing; what is not shown is not counted', () => {
  assert.equal(ask('').total, 0);
  assert.equal(ask('  ,.; ').total, 0);
  assert.equal(ask('qwxzj').total, 0);
  assert.equal(ask('khai sinh', { isShown: (one) => one.kind === 'news' }).total, 1);
});

test('most words are enough when no entry has all of them', () => {
  const found = ask('đăng ký khai sinh helicopter');
  assert.equal(found.results[0]?.key, 'khai-sinh');
  assert.equal(found.how, 'guessed');
});

test('property: an entry is found by its whole title, whatever marks and case are lost and in whatever order', () => {
  const titles = catalogue.map((one) => [one.key, one.title.vi] as const);
  fc.assert(
    fc.property(fc.constantFrom(...titles), fc.infiniteStream(fc.nat(1000)), fc.boolean(), ([key, title], order, isBare) => {
      const words = isBare ? searchWords(title) : title.split(' ');
      const mixed = words.map((word) => [order.next().value ?? 0, word] as const).sort((a, b) => a[0] - b[0]);
      assert.ok(
        keys(mixed.map(([, word]) => word).join(' '))
          .slice(0, 2)
          .includes(key),
        mixed.join(' '),
      );
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('property: one slip in one long word of a title is forgiven', () => {
  const titles = catalogue.flatMap((one) => searchWords(one.title.vi).flatMap((word, at) => (word.length >= 4 ? [[one, at] as const] : [])));
  fc.assert(
    fc.property(
      fc.constantFrom(...titles),
      fc.nat(100),
      fc.constantFrom('drop', 'swap', 'change', 'add'),
      fc.constantFrom(...'aeghnotx'),
      ([one, at], where, slip, letter) => {
        const words = [...searchWords(one.title.vi)];
        const word = words[at] ?? '';
        const place = 1 + (where % (word.length - 2));
        const rest = word.slice(place + 1);
        words[at] = {
          drop: word.slice(0, place) + rest,
          swap: word.slice(0, place) + rest.charAt(0) + word.charAt(place) + rest.slice(1),
          change: word.slice(0, place) + letter + rest,
          add: word.slice(0, place) + letter + word.slice(place),
        }[slip];
        assert.ok(keys(words.join(' ')).slice(0, 3).includes(one.key), `${words.join(' ')}: ${keys(words.join(' ')).join(', ')}`);
      },
    ),
    { seed: 11, numRuns: 500 },
  );
});

test('property: whatever is typed is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const found = ask(text);
      assert.ok(found.total >= found.results.length);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('marks are compared with the tone at the end of the word', () => {
  assert.equal(markedWord('hoà'), markedWord('hòa'));
  assert.notEqual(markedWord('hoa'), markedWord('hòa'));
  assert.notEqual(markedWord('đất'), markedWord('đạt'));
});
