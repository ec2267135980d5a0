import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brake } from './brake.ts';

test('the eleventh try within the time is refused and says how long to wait', () => {
  let now = 0;
  const slow = brake(10, 600, () => now);
  for (let tries = 0; tries < 10; tries += 1) assert.equal(slow('H47.31-221115-0001'), undefined);
  assert.deepEqual(slow('H47.31-221115-0001'), { refused: 'too-many-requests', about: { seconds: 60 } });
  now += 60_000;
  assert.equal(slow('H47.31-221115-0001'), undefined);
});

test('one key does not slow another', () => {
  const slow = brake(1, 600, () => 0);
  assert.equal(slow('a'), undefined);
  assert.equal(slow('b'), undefined);
  assert.notEqual(slow('a'), undefined);
});
