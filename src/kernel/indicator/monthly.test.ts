import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openMonth } from './monthly.ts';

test('no published count, and no difference of two, lies between 1 and 4', () => {
  const small = (count: number | null): boolean => count !== null && count > 0 && count < 5;
  fc.assert(
    fc.property(fc.nat(60), fc.nat(60), (a, b) => {
      const { met, total } = openMonth({ packId: 'x', month: '2022-11', met: Math.min(a, b), total: Math.max(a, b) });
      assert.ok(!small(met) && !small(total));
      if (met !== null && total !== null) assert.ok(!small(total - met));
    }),
  );
});

test('large counts stand as they are', () => {
  assert.deepEqual(openMonth({ packId: 'x', month: '2022-11', met: 90, total: 100 }), { packId: 'x', month: '2022-11', met: 90, total: 100 });
  assert.deepEqual(openMonth({ packId: 'x', month: '2022-11', met: 98, total: 100 }), { packId: 'x', month: '2022-11', met: null, total: 100 });
  assert.deepEqual(openMonth({ packId: 'x', month: '2022-11', met: 4, total: 4 }), { packId: 'x', month: '2022-11', met: null, total: null });
});
