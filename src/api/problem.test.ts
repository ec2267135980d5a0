import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../base/json.ts';
import type { RefusalCode } from '../base/refusal.ts';
import { refusals, refuse } from '../base/refusal.ts';
import { faultOf, flawsOfForm, no, problemOf, problemSchema } from './problem.ts';
import { check } from './schema.ts';

test('every refusal becomes a problem of the documented shape, in both languages', () => {
  for (const code of Object.keys(refusals) as RefusalCode[]) {
    for (const lang of ['vi', 'en'] as const) {
      const { status, body } = problemOf(refuse(code), lang);
      assert.deepEqual(check(problemSchema, body as Json), []);
      assert.equal(status, refusals[code].http);
      assert.deepEqual(body, {
        type: `https://cuaso.vn/problems/${code}`,
        title: refusals[code][lang],
        status,
        code,
        detail: refusals[code][lang],
      });
    }
  }
});

test('waiting and signing in are told in headers too, and a reason stands behind the sentence', () => {
  assert.deepEqual(problemOf(refuse('too-many-requests', { seconds: 7 }), 'vi').headers, { 'Retry-After': '7' });
  assert.deepEqual(problemOf(refuse('not-signed-in'), 'vi').headers, { 'WWW-Authenticate': 'Bearer realm="cuaso"' });
  const { body } = problemOf(refuse('not-eligible', { why: 'Trẻ đã có giấy khai sinh.' }), 'vi');
  assert.ok('detail' in body && String(body.detail).endsWith(' Trẻ đã có giấy khai sinh.'));
});

test('problems of a form name the answer, not the box on the page', () => {
  const text = { vi: 'Sai.', en: 'Wrong.' };
  const problem = (field: string, path: string) => ({ field, path, code: 'missing' as const, text });
  const fields = flawsOfForm(
    [
      problem('child.birthDate.day', 'child.birthDate'),
      problem('papers.3.issued.day', 'papers.*.issued'),
      problem('papers.12.kind', 'papers.*.kind'),
      problem('_paper.birth-proof', '_paper.birth-proof'),
    ],
    'answers',
  ).map(({ field }) => field);
  assert.deepEqual(fields, ['answers.child.birthDate', 'answers.papers.3.issued', 'answers.papers.12.kind', 'papers.birth-proof']);
});

test('fields are told in the language asked for', () => {
  const { body } = problemOf(no('request-has-problems', [{ field: 'unit', code: 'required', text: { vi: 'Thiếu.', en: 'Missing.' } }]), 'en');
  assert.ok('errors' in body);
  assert.deepEqual(body.errors, [{ field: 'unit', code: 'required', text: 'Missing.' }]);
});

test('a fault gives a number to quote and nothing about what broke', () => {
  const body = faultOf('K7M2', 'vi');
  assert.deepEqual(check(problemSchema, body as Json), []);
  assert.ok(JSON.stringify(body).includes('K7M2'));
});
