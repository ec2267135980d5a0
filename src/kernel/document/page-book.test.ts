import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindPages } from './page-book.ts';

const jpeg = (mark: number) => Uint8Array.of(0xff, 0xd8, mark, 0xff, 0xd9);
const text = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

test('photographs become a PDF with a page for each, upright or across, and the same bytes every time', () => {
  const pages = [
    { jpeg: jpeg(1), width: 1200, height: 1600 },
    { jpeg: jpeg(2), width: 1600, height: 1200 },
  ];
  const book = bindPages(pages);
  assert.deepEqual(bindPages(pages), book);
  const written = text(book);
  assert.match(written, /^%PDF-1\.7\n/);
  assert.deepEqual(
    [...written.matchAll(/MediaBox \[0 0 (\d+) (\d+)\]/g)].map(([, width, height]) => [width, height]),
    [
      ['595', '793'],
      ['793', '595'],
    ],
  );
  for (const page of pages) assert.ok(written.includes(text(page.jpeg)));
});

test('every object stands where the table says', () => {
  const written = text(bindPages([{ jpeg: jpeg(3), width: 10, height: 10 }]));
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(written)?.[1]);
  assert.ok(written.slice(table).startsWith('xref\n0 6\n'));
  const offsets = [...written.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  offsets.forEach((offset, index) => {
    assert.ok(written.slice(offset).startsWith(`${index + 1} 0 obj\n`));
  });
  assert.equal(offsets.length, 5);
});
