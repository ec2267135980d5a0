import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTyping, readTyping } from '../kit/typed-fields.ts';

test('how much each service makes people type is written down, and only grows in sight', async () => {
  const now = await countTyping();
  assert.deepEqual(readTyping(), now, 'node test/kit/typed-fields.ts writes bench/typed-fields.json anew');
  // A second birth in one family: the parents are known.
  assert.ok((now['khai-sinh']?.again ?? 99) <= (now['khai-sinh']?.asked ?? 0) / 2);
});
