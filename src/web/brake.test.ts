import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brake, waitText } from './brake.ts';

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

test('how long to wait is told in seconds, and from a minute on in minutes', () => {
  assert.deepEqual(
    [0.2, 1, 59, 60, 61, 600].map((seconds) => waitText(seconds, 'vi')),
    ['1 giây', '1 giây', '59 giây', '1 phút', '2 phút', '10 phút'].map((time) => `Khoảng ${time} nữa.`),
  );
  assert.deepEqual([waitText(1, 'en'), waitText(61, 'en')], ['In about 1 second.', 'In about 2 minutes.']);
});
