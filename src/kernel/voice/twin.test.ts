import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../base/time.ts';
import type { Told } from './twin.ts';
import { likeWords, metresBetween, twinsOf } from './twin.ts';

const at = instant('2022-11-15T08:40:00+07:00');
const hole: Told = {
  code: 'PA-1',
  category: 'traffic',
  text: 'Ổ gà sâu giữa đường trước cổng trường',
  unit: 7,
  at,
  point: { latitude: 15.5712, longitude: 108.4771 },
};

test('the same hole told of by a neighbour forty metres away is found', () => {
  const [twin] = twinsOf(hole, [{ ...hole, code: 'PA-2', text: 'Cổng trường có ổ gà rất sâu', point: { latitude: 15.5715, longitude: 108.4773 } }]);
  assert.equal(twin?.code, 'PA-2');
  assert.ok((twin?.metres ?? 0) > 20 && (twin?.metres ?? 0) < 60);
});

test('waste at the same corner is not the hole, and a like hole a kilometre away is another one', () => {
  assert.deepEqual(
    twinsOf(hole, [{ ...hole, code: 'PA-3', category: 'waste', text: 'Rác chất đống chưa dọn', point: { latitude: 15.5735, longitude: 108.4771 } }]),
    [],
  );
  assert.deepEqual(twinsOf(hole, [{ ...hole, code: 'PA-4', point: { latitude: 15.5812, longitude: 108.4771 } }]), []);
});

test('without a point only the same commune and like words are twins, and only within a month', () => {
  const { point: _, ...pointless } = hole;
  assert.equal(twinsOf(pointless, [{ ...pointless, code: 'PA-5' }]).length, 1);
  assert.equal(twinsOf(pointless, [{ ...pointless, code: 'PA-6', unit: 8 }]).length, 0);
  assert.equal(twinsOf(pointless, [{ ...pointless, code: 'PA-7', at: instant('2022-09-01T08:40:00+07:00') }]).length, 0);
});

test('words with and without marks are the same words', () => assert.equal(likeWords('Ổ gà giữa đường', 'giua duong'), 1));

test('distance is the same both ways and nothing from itself', () => {
  const point = fc.record({ latitude: fc.double({ min: 8, max: 24, noNaN: true }), longitude: fc.double({ min: 102, max: 110, noNaN: true }) });
  fc.assert(
    fc.property(point, point, (a, b) => {
      assert.ok(Math.abs(metresBetween(a, b) - metresBetween(b, a)) < 0.01);
      assert.equal(metresBetween(a, a), 0);
    }),
  );
});
