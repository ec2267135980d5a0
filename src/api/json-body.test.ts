import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../base/refusal.ts';
import { maxBodyBytes, readJsonBody } from './json-body.ts';

const bytes = (source: string): Uint8Array => new TextEncoder().encode(source);
const outcome = (source: string | Uint8Array): string => {
  const read = readJsonBody(typeof source === 'string' ? bytes(source) : source);
  return isRefusal(read) ? read.refused : 'read';
};
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const keys = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(',')}}`;
/** A text of this many characters between its quotes, as they stand on the wire. */
const long = (length: number): string => `"${'a'.repeat(length)}"`;
/** A body of exactly this many bytes. */
const sized = (size: number): string => `[${' '.repeat(size - 2)}]`;

test('each bound holds at the limit and refuses one beyond', () => {
  assert.equal(outcome(sized(maxBodyBytes)), 'read');
  assert.equal(outcome(sized(maxBodyBytes + 1)), 'body-too-large');
  assert.equal(outcome(nested(32)), 'read');
  assert.equal(outcome(nested(33)), 'json-too-deep');
  assert.equal(outcome(keys(10_000)), 'read');
  assert.equal(outcome(keys(10_001)), 'json-too-deep');
  // 64 KB with both quotes.
  assert.equal(outcome(long(65_534)), 'read');
  assert.equal(outcome(long(65_535)), 'body-too-large');
});

test('half a million brackets are refused without a stack to overflow', () => {
  assert.equal(outcome('['.repeat(500_000)), 'json-too-deep');
  assert.equal(outcome('{"a":'.repeat(200_000)), 'json-too-deep');
});

test('names that reach into objects are refused wherever they stand', () => {
  for (const name of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
    assert.equal(outcome(`{"a":[{"${name}":{}}]}`), 'json-too-deep', name);
  }
});

test('what is no JSON, says a thing twice, or cannot be stored is a bad request', () => {
  const broken = ['', '{', '{"a":1,}', '[1 2]', 'undefined', '{"a":1} x', "{'a':1}", '01', '1e999', 'NaN', '"\u0001"', '{"a":1,"a":2}'];
  for (const source of broken) assert.equal(outcome(source), 'bad-request', source);
  assert.equal(outcome('["\\u0000"]'), 'bad-request');
  assert.equal(outcome('["\\ud800"]'), 'bad-request');
  assert.equal(outcome('{"\\udc00":1}'), 'bad-request');
  assert.equal(outcome('["\\ud83d\\udc76"]'), 'read');
  assert.equal(outcome(new Uint8Array([0x22, 0xff, 0x22])), 'bad-request');
});

test('the value is what JSON says', () => {
  assert.deepEqual(readJsonBody(bytes(' {"a":[1,-0.5e2,true,null,"é\\n"]} ')), { value: { a: [1, -50, true, null, 'é\n'] } });
});
