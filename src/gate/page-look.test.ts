import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { heic, pdf, photo, plainPdf, png } from '../../test/kit/sample-file.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal } from '../base/refusal.ts';
import type { LookedPage } from '../kernel/document/document.ts';
import { openPageLook } from './page-look.ts';

const gate = openPageLook();
after(() => gate.close());

const look = (bytes: Uint8Array, mediaType: string, page = 1): Promise<LookedPage | Refusal> => gate.look({ bytes, mediaType }, page);
async function seen(bytes: Uint8Array, mediaType: string, page = 1): Promise<LookedPage> {
  const found = await look(bytes, mediaType, page);
  if (isRefusal(found)) throw new Error(found.refused);
  return found;
}
async function colourAt(picture: Uint8Array, left: number, top: number): Promise<readonly number[]> {
  const { data } = await sharp(picture).extract({ left, top, width: 1, height: 1 }).raw().toBuffer({ resolveWithObject: true });
  return [...data];
}
const isNear = (got: readonly number[], wanted: readonly number[]): boolean => wanted.every((value, index) => Math.abs(value - (got[index] ?? -99)) < 16);
const code = (found: LookedPage | Refusal): string => (isRefusal(found) ? found.refused : 'seen');

test('a photograph is put upright, made small and written without the place it was taken at', async () => {
  const sideways = await sharp(await photo(3000, 2000))
    .withExif({ IFD0: { Make: 'May anh' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '15/1 34/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const page = await seen(sideways, 'image/jpeg');
  assert.deepEqual([page.width, page.height, page.pages], [1067, 1600, 1]);
  const about = await sharp(page.picture).metadata();
  assert.deepEqual([about.format, about.exif, about.orientation, about.icc], ['jpeg', undefined, undefined, undefined]);
  assert.ok(page.thumb.length < 15_000 && page.picture.length < 200_000, `${page.thumb.length} ${page.picture.length}`);
});

test('a HEIC photograph shows its own colours', async () => {
  const page = await seen(heic, 'image/heic');
  assert.deepEqual([page.width, page.height], [96, 64]);
  const [left, right] = [await colourAt(page.picture, 20, 30), await colourAt(page.picture, 76, 30)];
  assert.ok(isNear(left, [200, 30, 30]) && isNear(right, [30, 70, 200]), `${left} ${right}`);
});

test('each page of a PDF is a picture, and there is none behind the last', async () => {
  const two = plainPdf(2);
  const page = await seen(two, 'application/pdf', 2);
  assert.deepEqual([page.pages, page.width, page.height], [2, 600, 900]);
  assert.ok(isNear(await colourAt(page.picture, 300, 600), [255, 0, 0]));
  assert.equal(code(await look(two, 'application/pdf', 3)), 'not-found');
});

test('PNG and WebP are read, transparent places are white', async () => {
  const glass = sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
  for (const [bytes, mediaType] of [
    [await glass.clone().png().toBuffer(), 'image/png'],
    [await glass.clone().webp().toBuffer(), 'image/webp'],
  ] as const)
    assert.deepEqual(await colourAt((await seen(bytes, mediaType)).picture, 20, 20), [255, 255, 255]);
});

test('a file that is cut off or damaged is refused as broken', async () => {
  const whole = await photo();
  assert.equal(code(await look(whole.subarray(0, whole.length / 2), 'image/jpeg')), 'file-broken');
  assert.equal(code(await look(heic.subarray(0, 400), 'image/heic')), 'file-broken');
  assert.equal(code(await look(png(10, 10), 'image/png')), 'file-broken');
  assert.equal(code(await look(Buffer.from('%PDF-1.7\nnothing here'), 'application/pdf')), 'file-broken');
});

test('a PDF with scripts, commands or files inside is refused, however its names are written', async () => {
  const hidden = deflateSync(Buffer.from('5 0 << /S /JavaScript /JS (app.alert(1)) >>'));
  const packed = Buffer.concat([
    Buffer.from(`<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${hidden.length} >>\nstream\n`),
    hidden,
    Buffer.from('\nendstream'),
  ]);
  const active = [
    plainPdf(1, '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'),
    plainPdf(1, '/OpenAction << /S /J#61vaScript /JS (app.alert(1)) >>'),
    plainPdf(1, '/OpenAction << /S /Launch /F (cmd.exe) >>'),
    plainPdf(1, '/Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >>', ['<< /Type /Filespec /EF << /F 6 0 R >> >>']),
    plainPdf(1, '', [packed]),
  ];
  for (const one of active) assert.equal(code(await look(one, 'application/pdf')), 'file-active');
  assert.equal(code(await look(plainPdf(1, '/OpenAction [4 0 R /Fit]'), 'application/pdf')), 'seen');
});

test('bombs end within the limits and the next file is read as if nothing had been', async () => {
  const bomb = deflateSync(Buffer.alloc(300 * 1_048_576), { level: 9 });
  const packed = Buffer.concat([
    Buffer.from(`<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`),
    bomb,
    Buffer.from('\nendstream'),
  ]);
  const nested = `<< /Type /Catalog /Pages 2 0 R /X ${'['.repeat(200_000)}${']'.repeat(200_000)} >>`;
  const files = [
    [plainPdf(1, '', [packed]), 'application/pdf'],
    [pdf([nested, '<< /Type /Pages /Kids [] /Count 0 >>']), 'application/pdf'],
    [png(6_300, 6_300, Buffer.alloc(1_000)), 'image/png'],
    [png(30_000, 30_000), 'image/png'],
  ] as const;
  for (const [bytes, mediaType] of files) {
    const from = performance.now();
    const found = code(await look(bytes, mediaType));
    assert.ok(['file-too-heavy', 'file-broken'].includes(found), found);
    assert.ok(performance.now() - from < 30_000, `${performance.now() - from}`);
  }
  assert.equal(code(await look(await photo(), 'image/jpeg')), 'seen');
});

test('a file that takes too long is given up, the helper is killed and the next file waits for nothing', async () => {
  const impatient = openPageLook({ ms: 1 });
  assert.equal(code(await impatient.look({ bytes: await photo(4000, 3000), mediaType: 'image/jpeg' }, 1)), 'file-too-heavy');
  await impatient.close();
  assert.equal(code(await look(await photo(4000, 3000), 'image/jpeg')), 'seen');
});
