import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { handOver, handOverLastsMs } from './hand-over.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
function place() {
  const clock = { at: 0 };
  const hands = handOver({ random: (bytes) => randomBytes(bytes), hash, now: () => clock.at });
  const begun = hands.begin();
  assert.ok(begun !== undefined);
  return { clock, hands, begun };
}

test('the session leaves once, to the device that asked', () => {
  const { hands, begun } = place();
  assert.deepEqual(hands.collect(begun.secret), { is: 'waiting', id: begun.id, check: begun.check });
  assert.equal(hands.waiting(begun.id), begun.check);
  assert.equal(hands.confirm(begun.id, 'token'), true);
  assert.equal(hands.collect(begun.id), undefined);
  assert.deepEqual(hands.collect(begun.secret), { is: 'open', token: 'token' });
  assert.equal(hands.collect(begun.secret), undefined);
});

test('a request is confirmed once, and not at all after two minutes', () => {
  const { clock, hands, begun } = place();
  assert.equal(hands.confirm('ff', 'other'), false);
  assert.equal(hands.confirm(begun.id, 'one'), true);
  assert.equal(hands.confirm(begun.id, 'two'), false);
  clock.at = handOverLastsMs;
  assert.equal(hands.collect(begun.secret), undefined);
  assert.equal(hands.waiting(begun.id), undefined);
});

test('only so many requests wait at a time', () => {
  const { hands } = place();
  const more = Array.from({ length: 600 }, () => hands.begin());
  assert.ok(more.some((one) => one === undefined));
});
