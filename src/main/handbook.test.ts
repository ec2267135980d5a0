import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../kernel/register/register.ts';
import { loadHandbook } from './handbook.ts';

test('every article stands in both languages, speaks politely and links to pages of this site or the help line', () => {
  const { articles, groups } = loadHandbook();
  assert.ok(articles.length >= 14);
  for (const group of groups)
    assert.ok(
      articles.some((one) => one.group === group.id),
      group.id,
    );
  for (const { id, text, title } of articles) {
    assert.notEqual(title.vi, title.en, id);
    assert.doesNotMatch(plainText(text.vi), /(?:^|[^\p{L}])bạn(?:[^\p{L}]|$)/iu, id);
    assert.match(plainText(text.vi), /[ăâđêôơưáàảãạ]/i);
    assert.doesNotMatch(plainText(text.en), /[ăđơưạảấầậếềệịọộờợụựỳỹ]/i, id);
    const shape = (lang: 'vi' | 'en') =>
      text[lang].flatMap((block) => (block.kind === 'list' ? block.points.flat() : block.parts)).flatMap((one) => (one.kind === 'link' ? [one.href] : []));
    assert.deepEqual(shape('vi').toSorted(), shape('en').toSorted(), `${id}: the same links in both languages`);
    for (const href of shape('vi')) assert.match(href, /^(?:\/|tel:1022$)/, id);
  }
});
