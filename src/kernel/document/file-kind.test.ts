import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileKind } from './file-kind.ts';

const png = (width: number, height: number): Uint8Array => {
  const bytes = Buffer.alloc(40);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

test('a picture is known by its bytes and its name together', () => {
  assert.deepEqual(fileKind(png(100, 200), 'giay-chung-sinh.PNG'), { mediaType: 'image/png', pixels: 20_000 });
  assert.deepEqual(fileKind(png(100, 200), 'giay-chung-sinh.pdf'), { refused: 'file-kind-refused' });
});

test('a picture of more than 40 million points is refused from its header', () => {
  assert.deepEqual(fileKind(png(8000, 5001), 'a.png'), { refused: 'image-too-large' });
  assert.deepEqual(fileKind(png(8000, 5000), 'a.png'), { mediaType: 'image/png', pixels: 40_000_000 });
});

test('a JPEG gives its size behind other segments', () => {
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0x02, 0x00, 0x01, 0x00, 3, 0, 0, 0, 0];
  assert.deepEqual(fileKind(Uint8Array.from(head), 'anh.jpg'), { mediaType: 'image/jpeg', pixels: 512 * 256 });
});

test('a PDF hidden behind other bytes, an empty file and a script are refused by name', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  assert.deepEqual(fileKind(bytes('%PDF-1.7 ...'), 'a.pdf'), { mediaType: 'application/pdf' });
  assert.deepEqual(fileKind(bytes('GIF89a %PDF-1.7'), 'a.pdf'), { refused: 'file-kind-refused' });
  assert.deepEqual(fileKind(bytes('<script>'), 'a.png'), { refused: 'file-kind-refused' });
  assert.deepEqual(fileKind(bytes(''), 'a.png'), { refused: 'file-empty' });
});
