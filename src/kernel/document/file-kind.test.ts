import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heic, photo, plainPdf, zip } from '../../../test/kit/sample-file.ts';
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

test('a file that is two things at once is refused, and so is a name that deceives', async () => {
  const whole = await photo(60, 40);
  const name = 'anh.jpg';
  assert.deepEqual(fileKind(whole, name), { mediaType: 'image/jpeg', pixels: 2_400 });
  assert.deepEqual(fileKind(Buffer.concat([whole, zip()]), name), { refused: 'file-two-faced' });
  assert.deepEqual(fileKind(Buffer.concat([plainPdf(), zip()]), 'a.pdf'), { refused: 'file-two-faced' });
  assert.deepEqual(fileKind(Buffer.concat([whole, Buffer.from('<script>alert(1)</script>')]), name), { refused: 'file-two-faced' });

  for (const bad of ['a\u202egpj.exe.jpg', 'a.php.jpg', 'hoa-don.exe.jpg', 'a\u0000.jpg'])
    assert.deepEqual(fileKind(whole, bad), { refused: 'file-name-refused' });
  for (const good of ['12.05.2020.jpg', 'giấy chứng sinh (bản sao).JPG', 'C:\\anh\\1.jpeg'])
    assert.deepEqual(fileKind(whole, good), { mediaType: 'image/jpeg', pixels: 2_400 });
});

test('a HEIC photograph is known by its boxes and tells its size', () => {
  assert.deepEqual(fileKind(heic, 'IMG_0001.HEIC'), { mediaType: 'image/heic', pixels: 96 * 64 });
  assert.deepEqual(fileKind(heic, 'IMG_0001.jpg'), { refused: 'file-kind-refused' });
  const huge = Buffer.from(heic);
  huge.writeUInt32BE(900_000, huge.indexOf('ispe') + 8);
  assert.deepEqual(fileKind(huge, 'a.heif'), { refused: 'image-too-large' });
  assert.deepEqual(fileKind(heic.subarray(0, 60), 'a.heic'), { refused: 'file-kind-refused' });
});
