import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../base/finding.ts';
import type { Json } from '../base/json.ts';
import type { Read } from './notes.ts';
import { flag, label, listOf, mapOf, number, oneOf, shape, text, whole } from './notes.ts';

function read<T>(reader: Read<T>, value: Json): { readonly value: T | undefined; readonly codes: readonly string[] } {
  const findings: Finding[] = [];
  const found = reader({ file: 'x.json', findings }, 'at', value);
  return { value: found, codes: findings.map((finding) => `${finding.code} ${finding.element}`) };
}

test('a text is trimmed of nothing, made NFC and bounded', () => {
  assert.equal(read(text(10), 'Ho\u0300a').value, 'Hòa');
  for (const wrong of ['', '   ', 'x'.repeat(11), 5, null, ['x']]) assert.deepEqual(read(text(10), wrong).codes, ['not-a-text at']);
  assert.deepEqual(read(text(10, /^\d+$/, '"12"'), 'ab').codes, ['wrong-pattern at']);
});

test('a label has both languages and nothing else', () => {
  assert.deepEqual(read(label, { vi: 'a', en: 'b' }).value, { vi: 'a', en: 'b' });
  for (const wrong of [{ vi: 'a' }, { vi: 'a', en: '' }, { vi: 'a', en: 'b', fr: 'c' }, 'a']) assert.deepEqual(read(label, wrong).codes, ['not-a-label at']);
});

test('numbers, flags and words are what they say', () => {
  assert.equal(read(whole(1, 5), 5).value, 5);
  for (const wrong of [0, 6, 1.5, '1']) assert.deepEqual(read(whole(1, 5), wrong).codes, ['not-a-whole-number at']);
  assert.deepEqual(read(number, '1').codes, ['not-a-number at']);
  assert.deepEqual(read(flag, 'true').codes, ['not-true-or-false at']);
  assert.deepEqual(read(oneOf(['up', 'down']), 'left').codes, ['not-in-list at']);
});

test('in a list each wrong entry is named by its number', () => {
  const { value, codes } = read(listOf(whole(0, 9), 1, 3), [1, 'x', 10]);
  assert.deepEqual(value, [1]);
  assert.deepEqual(codes, ['not-a-whole-number at[2]', 'not-a-whole-number at[3]']);
  assert.deepEqual(read(listOf(whole(0, 9), 1, 3), []).codes, ['not-a-list at']);
});

test('a shape names missing and unknown keys and reads on', () => {
  const point = shape({ x: number, y: number }, { name: text(5) });
  assert.deepEqual(read(point, { x: 1, y: 2 }).value, { x: 1, y: 2 });
  assert.deepEqual(read(point, { x: 1, z: 3, name: '' }).codes, ['unknown-key at.z', 'missing-key at.y', 'not-a-text at.name']);
});

test('a map keeps only names that are names', () => {
  assert.deepEqual([...(read(mapOf(/^[a-z]+$/, number), { a: 1 }).value ?? [])], [['a', 1]]);
  assert.deepEqual(read(mapOf(/^[a-z]+$/, number), { 'a b': 1 }).codes, ['wrong-name at.a b']);
  assert.deepEqual(read(mapOf(/^[a-z]+$/, number), {}).codes, ['map-size at']);
});
