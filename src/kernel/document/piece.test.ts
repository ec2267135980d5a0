import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givingWay, missingOf, pieceBytes, pieceSize, startsOf } from './piece.ts';

const photo = 120_000;

test('a photograph of 120 KB is two pieces, the last one short', () => {
  assert.deepEqual(startsOf(photo), [0, 65_536]);
  assert.equal(pieceSize(photo, 0), 65_536);
  assert.equal(pieceSize(photo, 65_536), 54_464);
});

test('a file that ends exactly with a piece has no empty one behind it', () => {
  assert.deepEqual(startsOf(2 * pieceBytes), [0, pieceBytes]);
  assert.equal(pieceSize(2 * pieceBytes, pieceBytes), pieceBytes);
  assert.equal(pieceSize(2 * pieceBytes, 2 * pieceBytes), undefined);
  assert.deepEqual(startsOf(1), [0]);
});

test('no piece begins beside the grid, before the file or behind its end', () => {
  for (const start of [-65_536, -1, 1, 65_535, 131_072, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    assert.equal(pieceSize(photo, start), undefined, String(start));
});

test('pieces that came in any order leave exactly the others missing', () => {
  assert.deepEqual(missingOf(5 * pieceBytes, [3 * pieceBytes, 0, 0]), [pieceBytes, 2 * pieceBytes, 4 * pieceBytes]);
  assert.deepEqual(missingOf(photo, [65_536, 0]), []);
});

test('a new file makes the oldest unfinished ones give way, and only as many as it needs', () => {
  const begun = [{ size: 30 }, { size: 20 }, { size: 10 }];
  const most = { files: 4, bytes: 100 };
  assert.deepEqual(givingWay(begun, 40, most), []);
  assert.deepEqual(givingWay(begun, 41, most), [{ size: 30 }]);
  assert.deepEqual(givingWay(begun, 5, { files: 3, bytes: 100 }), [{ size: 30 }]);
  assert.deepEqual(givingWay([], 500, most), []);
});
