import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { qrInPage, qrPng } from './png.ts';

test('the picture holds the modules of the code, with a quiet zone of four', () => {
  const text = '00020101021238570010A000000727';
  const png = Buffer.from(qrPng(text, 3));
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  assert.equal(png.readUInt32BE(16), size * 3);
  const start = png.indexOf('IDAT') + 4;
  const lines = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  const stride = 1 + Math.ceil((size * 3) / 8);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const bit = ((lines[(y * 3 + 1) * stride + 1 + ((x * 3 + 1) >> 3)] ?? 0) >> (7 - ((x * 3 + 1) & 7))) & 1;
      assert.equal(bit === 0, data[y]?.[x], `${x} ${y}`);
    }
});

test('inside a page the code takes one dot a module', () => {
  const png = Buffer.from(qrInPage('00020101021238570010A000000727').replace('data:image/png;base64,', ''), 'base64');
  assert.equal(png.readUInt32BE(16), encode('00020101021238570010A000000727', { ecc: 'M', border: 2 }).size);
});
