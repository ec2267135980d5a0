import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readArticle } from '../../kernel/register/register.ts';
import { articleHtml } from './article.view.ts';

const allowed = /^<(?:div class="flow prose"|a href="(?:\/(?!\/)|https?:\/\/|mailto:|tel:)[^"<>]*"|\/?(?:p|h2|ul|ol|li)|\/(?:a|div))>$/i;

test('whatever is typed, the page holds only paragraphs, headings, lists and links to addresses', () => {
  const piece = fc.constantFrom(
    '<script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:x)',
    '[a](/x" onclick="y)',
    '[a](https://a.vn/"><b>)',
    '## ',
    '- ',
    '1. ',
    '\n',
    '"',
    "'",
    '&lt;',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (parts) => {
      const drawn = articleHtml(readArticle(parts.join(''))).toString();
      for (const [tag] of drawn.matchAll(/<[^>]*>?/g)) assert.match(tag, allowed);
    }),
  );
});

test('an article is drawn as it was meant', () => {
  assert.equal(
    articleHtml(readArticle('Mời ông/bà xem\n[lịch](/tin-tuc).\n## Hồ sơ\n1. Giấy <A>\n2. Ảnh')).toString(),
    '<div class="flow prose"><p>Mời ông/bà xem <a href="/tin-tuc">lịch</a>.</p><h2>Hồ sơ</h2><ol><li>Giấy &lt;A&gt;</li><li>Ảnh</li></ol></div>',
  );
});
