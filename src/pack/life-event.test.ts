import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../base/json.ts';
import { lifeEvents } from './life-event.ts';

function read(json: Json) {
  const on = { file: 'pack.json', findings: [] };
  const found = lifeEvents(on, 'lifeEvents', json);
  return { found, codes: on.findings.map((one: { readonly code: string }) => one.code) };
}

test('a known event is named by its code, another is brought along with its words', () => {
  const { found, codes } = read(['birth', { code: 'first-job', title: { vi: 'Đi làm', en: 'First job' }, words: ['việc làm'] }]);
  assert.deepEqual(codes, []);
  assert.deepEqual(
    found?.map((one) => [one.code, one.title.vi, one.icon]),
    [
      ['birth', 'Sinh con', 'child'],
      ['first-job', 'Đi làm', 'paper'],
    ],
  );
});

test('an unknown code, a known one brought again and an unknown key are findings', () => {
  assert.deepEqual(read(['wedding']).codes, ['not-in-list']);
  assert.deepEqual(read([{ code: 'birth', title: { vi: 'Sinh', en: 'Birth' } }]).codes, ['event-known']);
  assert.deepEqual(read([{ code: 'x', title: { vi: 'X', en: 'X' }, colour: 'red' }]).codes, ['unknown-key']);
});
