import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../base/json.ts';
import type { Schema } from './schema.ts';
import { check, listOf, object, orNull, text } from './schema.ts';

const flaws = (schema: Schema, value: Json) => check(schema, value).map(({ field, code }) => `${field} ${code}`);

const filing = object({
  service: text(5, { minLength: 2, pattern: '^[a-z]+$' }),
  'count?': { type: 'integer', minimum: 1, maximum: 9 },
  'papers?': listOf(object({ paper: text(10), 'kind?': { type: 'string', enum: ['a', 'b'] } }), 2),
  'note?': orNull(text(3)),
});

test('a value that fits has no flaws', () => {
  assert.deepEqual(flaws(filing, { service: 'abc', count: 9, papers: [{ paper: 'x', kind: 'b' }], note: null }), []);
});

test('missing and unknown fields are named by their path', () => {
  assert.deepEqual(flaws(filing, { papers: [{ kind: 'a', more: 1 }], other: true }), [
    'service required',
    'papers.0.paper required',
    'papers.0.more unknown-field',
    'other unknown-field',
  ]);
});

test('names that objects inherit are unknown fields like any other', () => {
  assert.deepEqual(flaws(filing, JSON.parse('{ "service": "abc", "toString": 1, "constructor": 2, "__proto__": 3 }') as Json), [
    'toString unknown-field',
    'constructor unknown-field',
    '__proto__ unknown-field',
  ]);
});

test('each type refuses the others', () => {
  const values: readonly (readonly [string, Json])[] = [
    ['string', 'x'],
    ['integer', 1],
    ['boolean', true],
    ['array', []],
    ['object', {}],
    ['null', null],
  ];
  for (const [type] of values) {
    for (const [other, value] of values) {
      const schema = { type } as Schema;
      assert.deepEqual(flaws(schema, value), type === other ? [] : [' type'], `${type} and ${other}`);
    }
  }
  assert.deepEqual(flaws({ type: 'integer' }, 1.5), [' type']);
  assert.deepEqual(flaws({ type: 'number' }, 1.5), []);
});

test('lengths are counted in characters, at the limit and one beyond', () => {
  assert.deepEqual(flaws(text(2), '👶👶'), []);
  assert.deepEqual(flaws(text(2), '👶👶👶'), [' too-long']);
  assert.deepEqual(flaws(text(9, { minLength: 2 }), 'ab'), []);
  assert.deepEqual(flaws(text(9, { minLength: 2 }), 'a'), [' too-short']);
  assert.deepEqual(flaws(listOf(text(1), 2), ['a', 'b']), []);
  assert.deepEqual(flaws(listOf(text(1), 2), ['a', 'b', 'c']), [' too-many']);
  assert.deepEqual(flaws(filing, { service: 'abc', count: 10 }), ['count range']);
  assert.deepEqual(flaws(filing, { service: 'abc', count: 0 }), ['count range']);
});

test('patterns and lists of values hold for null only where null is allowed', () => {
  assert.deepEqual(flaws(text(9, { pattern: '^[a-z]+$' }), 'a1'), [' pattern']);
  assert.deepEqual(flaws({ type: 'string', enum: ['a'] }, 'b'), [' enum']);
  assert.deepEqual(flaws(orNull({ type: 'string', enum: ['a'] }), null), []);
  assert.deepEqual(flaws({ type: 'string', enum: ['a'] }, null), [' type']);
});

test('a hostile body gets at most fifty flaws, each with both languages', () => {
  const found = check(filing, Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x${index}`, 1])));
  assert.equal(found.length, 50);
  for (const { text: words } of found) assert.ok(words.vi !== '' && words.en !== '');
});
