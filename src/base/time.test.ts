import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInstant } from './time.ts';

test('an instant that would need a fifth digit of the year, or a year before the first, is none', () => {
  assert.equal(readInstant('9999-12-31T23:59:59Z'), undefined);
  assert.equal(readInstant('0000-01-01T00:00:00+14:00'), undefined);
  assert.equal(readInstant('9999-12-31T16:59:59Z'), '9999-12-31T23:59:59+07:00');
});
