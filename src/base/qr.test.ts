import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode } from 'uqr';
import { qrSvg } from './qr.ts';

const text = 'https://cuaso.example/tra-cuu?ma=482710936652';

/** Walks the strokes and notes which modules they cover. */
function drawn(svg: string): ReadonlySet<string> {
  const dark = new Set<string>();
  let [x, y] = [0, 0];
  for (const [, kind, a = '0', b = '0'] of (/stroke="#000" d="([^"]*)"/.exec(svg)?.[1] ?? '').matchAll(/([Mmh])([\d.]+)(?: ([\d.]+))?/g)) {
    if (kind === 'M') [x, y] = [Number(a), Number(b)];
    else if (kind === 'm') x += Number(a);
    else for (const end = x + Number(a); x < end; x += 1) dark.add(`${x},${Math.floor(y)}`);
  }
  return dark;
}

test('the strokes cover exactly the dark modules', () => {
  const { data } = encode(text, { ecc: 'M', border: 2 });
  const expected = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x},${y}`] : [])));
  assert.deepEqual([...drawn(qrSvg(text))].sort(), expected.sort());
});

test('a code for a tracking address stays below 2 KB of text', () => {
  assert.ok(qrSvg(text).length < 2000, `${qrSvg(text).length}`);
});

test('a text that does not fit is refused', () => {
  assert.throws(() => qrSvg('x'.repeat(3000)), RangeError);
});
