import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { beginningOf, isAddress, plainText, readArticle } from './article.ts';

test('paragraphs, headings, lists and links are read; lines of one paragraph are joined', () => {
  assert.deepEqual(readArticle('Dòng một\ndòng hai\n\n## Đầu mục\n- một\n- [hai](/thu-tuc)\n1. trước\n2. sau'), [
    { kind: 'paragraph', parts: [{ kind: 'text', text: 'Dòng một dòng hai' }] },
    { kind: 'heading', parts: [{ kind: 'text', text: 'Đầu mục' }] },
    { kind: 'list', ordered: false, points: [[{ kind: 'text', text: 'một' }], [{ kind: 'link', text: 'hai', href: '/thu-tuc' }]] },
    { kind: 'list', ordered: true, points: [[{ kind: 'text', text: 'trước' }], [{ kind: 'text', text: 'sau' }]] },
  ]);
});

test('an address that could run or lead astray is no link: it stays as it was typed', () => {
  for (const href of ['javascript:alert(1)', 'data:text/html,x', '//elsewhere.vn', '/\\elsewhere.vn', 'http:///x', 'vbscript:x', 'mailto:x'])
    assert.deepEqual(readArticle(`[bấm](${href})`), [{ kind: 'paragraph', parts: [{ kind: 'text', text: `[bấm](${href})` }] }]);
  for (const href of ['/cam-nang', 'https://chinhphu.vn/a?b=c', 'mailto:a@b.vn', 'tel:1022']) assert.ok(isAddress(href), href);
});

test('whatever is typed, no word is lost and every link is an address', () => {
  const sign = fc.constantFrom('## ', '- ', '1. ', '[a](', '](', ')', '\n', '\n\n', '<b>', 'javascript:', '/x', 'https://a.vn', ' ');
  fc.assert(
    fc.property(fc.array(fc.oneof(sign, fc.string())), (parts) => {
      const typed = parts.join('');
      const article = readArticle(typed);
      const inlines = article.flatMap((block) => (block.kind === 'list' ? block.points.flat() : block.parts));
      for (const one of inlines) if (one.kind === 'link') assert.ok(isAddress(one.href));
      const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}]/gu, '');
      const kept = inlines.map((one) => one.text + (one.kind === 'link' ? one.href : '')).join('');
      assert.equal(letters(kept), letters(typed));
    }),
  );
});

test('the beginning is the first paragraph, cut between words', () => {
  assert.equal(beginningOf(readArticle('## Đầu\nMột hai ba bốn'), 12), 'Một hai ba...');
  assert.equal(plainText(readArticle('- a\n- b')), 'a\nb');
});
