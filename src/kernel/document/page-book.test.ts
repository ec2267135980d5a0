import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { photo } from '../../../test/kit/sample-file.ts';
import { isRefusal } from '../../base/refusal.ts';
import { openPageLook } from '../../gate/page-look.ts';
import { bindPages } from './page-book.ts';

const gate = openPageLook();
after(() => gate.close());

test('photographs become a PDF with a page for each, upright or across, and the same bytes every time', async () => {
  const pages = [
    { jpeg: await photo(600, 800), width: 600, height: 800 },
    { jpeg: await photo(800, 600, '#1e467a'), width: 800, height: 600 },
  ];
  const book = bindPages(pages);
  assert.deepEqual(bindPages(pages), book);
  const shapes = [];
  for (const page of [1, 2]) {
    const seen = await gate.look({ bytes: book, mediaType: 'application/pdf' }, page);
    if (isRefusal(seen)) throw new Error(seen.refused);
    shapes.push([seen.pages, seen.width > seen.height ? 'across' : 'upright']);
  }
  assert.deepEqual(shapes, [
    [2, 'upright'],
    [2, 'across'],
  ]);
});
