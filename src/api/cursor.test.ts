import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorOf, readCursor } from './cursor.ts';

test('a cursor comes back as it was made', () => {
  const parts = ['2022-11-15T08:40:00.123+07:00', '01890a5d-ac96-774b-bcce-b302099a8057'];
  const cursor = cursorOf(parts);
  assert.match(cursor, /^[A-Za-z0-9_-]{1,200}$/);
  assert.deepEqual(readCursor(cursor), parts);
});

test('anything else is no cursor', () => {
  for (const text of ['', 'a b', 'x'.repeat(201), 'e30', 'bnVsbA', 'Zm9v', '=']) assert.equal(readCursor(text), undefined, text);
});
