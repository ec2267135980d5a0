import assert from 'node:assert/strict';
import { test } from 'node:test';
import { qrSvg } from './qr.ts';

test('the same text gives the same square picture with a quiet zone of two modules', () => {
  const svg = qrSvg('https://cuaso.example/tra-cuu?ma=482710936652');
  assert.equal(svg, qrSvg('https://cuaso.example/tra-cuu?ma=482710936652'));
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  assert.equal(width, height);
  // 45 bytes need version 4: 33 modules of 4 points, and twice 2 modules of rim.
  assert.equal(width, String((33 + 4) * 4));
  assert.match(svg, /<path fill="black" d="M8,8h4/);
});

test('Vietnamese text fits, and what is too long is said', () => {
  assert.match(qrSvg('Hồ sơ của bà Trần Thị Bích'), /^<svg/);
  assert.match(qrSvg('x'.repeat(2331)), /^<svg/);
  assert.throws(() => qrSvg('x'.repeat(2332)), RangeError);
});
