import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboxItem } from './outbox.ts';
import { begin, finish, isDue, isWaiting, pauseAfter } from './outbox.ts';

const item: OutboxItem = {
  key: 'may-1',
  who: 'a',
  service: { id: 's', hash: 'h', title: { vi: 'x', en: 'x' } },
  unit: { value: '1', name: { vi: 'x', en: 'x' } },
  fields: [['a', ['1']]],
  files: [{ id: 'f', paper: 'p', name: 'n', type: 't', bytes: new ArrayBuffer(1) }],
  at: 0,
  tries: 0,
  state: { is: 'kept', next: 0 },
};

test('an item waits longer after every attempt that nobody answered, never more than a quarter of an hour', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 60].map(pauseAfter), [5000, 15_000, 45_000, 135_000, 405_000, 900_000, 900_000]);
  const lost = finish(begin(item, 1000), { came: 'nothing' }, 2000);
  assert.deepEqual([isDue(lost, 6999, 'calm'), isDue(lost, 7000, 'calm'), isDue(lost, 2000, 'force')], [false, true, true]);
});

test('answers and photographs stay until the receipt has come, and go with it', () => {
  for (const came of ['nothing', 'sign-in'] as const) assert.equal(finish(begin(item, 0), { came }, 0).files.length, 1);
  assert.equal(finish(begin(item, 0), { came: 'refusal', why: 'x', problems: [] }, 0).fields.length, 1);
  const received = finish(begin(item, 0), { came: 'receipt', tracking: '123456789012' }, 0);
  assert.deepEqual([received.fields, received.files, isWaiting(received)], [[], [], false]);
});

test('what is being sent is not sent a second time, until its worker must have died', () => {
  const sending = begin(item, 0);
  assert.deepEqual([isDue(sending, 1000, 'force'), isDue(sending, 300_001, 'calm')], [false, true]);
});

test('a refused item waits for a person, not for the line', () => {
  const refused = finish(begin(item, 0), { came: 'refusal', why: 'x', problems: [] }, 0);
  assert.deepEqual([isDue(refused, 1e12, 'force'), isWaiting(refused)], [false, false]);
});
