import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutTraces } from './picture.ts';

const segment = (marker: number, text: string): Buffer => {
  const body = Buffer.from(text, 'latin1');
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
};
const pixels = Buffer.from([0xff, 0xda, 0, 4, 1, 2, 3, 0xff, 0, 4, 0xff, 0xd9]);

test('a photograph loses its place and comments and keeps its pixels and colours', () => {
  const photo = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF'),
    segment(0xe1, 'Exif GPS 15.5712'),
    segment(0xe2, 'ICC'),
    segment(0xfe, 'An'),
    segment(0xdb, 'table'),
    pixels,
    Buffer.from('second picture GPS'),
  ]);
  const clean = Buffer.from(withoutTraces(photo, 'image/jpeg') ?? []);
  assert.ok(!clean.includes('GPS') && !clean.includes('An'));
  assert.deepEqual(clean, Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe0, 'JFIF'), segment(0xe2, 'ICC'), segment(0xdb, 'table'), pixels]));
});

const chunk = (name: string, text: string): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(text.length);
  return Buffer.concat([size, Buffer.from(name + text, 'latin1'), Buffer.alloc(4)]);
};

test('a PNG keeps the chunks of the picture alone', () => {
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const whole = Buffer.concat([
    head,
    chunk('IHDR', 'size'),
    chunk('eXIf', 'GPS'),
    chunk('tEXt', 'author'),
    chunk('IDAT', 'pixels'),
    chunk('IEND', ''),
    Buffer.from('tail'),
  ]);
  assert.deepEqual(
    Buffer.from(withoutTraces(whole, 'image/png') ?? []),
    Buffer.concat([head, chunk('IHDR', 'size'), chunk('IDAT', 'pixels'), chunk('IEND', '')]),
  );
});

test('a WebP loses EXIF and XMP and their marks', () => {
  const part = (name: string, text: string): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(text.length);
    return Buffer.concat([Buffer.from(name, 'latin1'), size, Buffer.from(text, 'latin1'), Buffer.alloc(text.length % 2)]);
  };
  const whole = Buffer.concat([
    Buffer.from('RIFF....WEBP', 'latin1'),
    part('VP8X', '\x2c123456789'),
    part('VP8 ', 'pixels'),
    part('EXIF', 'GPS'),
    part('XMP ', 'xml'),
  ]);
  const clean = Buffer.from(withoutTraces(whole, 'image/webp') ?? []);
  assert.ok(!clean.includes('GPS') && clean.includes('pixels'));
  assert.equal(clean[20], 0x20);
  assert.equal(clean.readUInt32LE(4), clean.length - 8);
});

test('what is broken off is shown to nobody', () => {
  assert.equal(withoutTraces(Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 50, 1]), 'image/jpeg'), undefined);
  assert.equal(withoutTraces(Buffer.alloc(20), 'image/png'), undefined);
  assert.equal(withoutTraces(Buffer.from('%PDF-1.7'), 'application/pdf'), undefined);
});
