import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonLimits, readJsonText } from './json-text.ts';

const problem = (source: string) => {
  const read = readJsonText(source);
  return 'code' in read ? `${read.code}@${read.line}` : 'read';
};

test('what JSON.parse reads is read the same', () => {
  for (const source of ['{"a":[1,-2.5e3,true,false,null,"x\\n\\u00e0"]}', '[]', '{}', '"\\\\\\""', ' { "b" : { } } ', '0', '[[],[{}]]'])
    assert.deepEqual(readJsonText(source), { value: JSON.parse(source) }, source);
});

test('a key that stands twice is named with its line', () => {
  assert.equal(problem('{\n "fee": 1,\n "fee": 2 }'), 'json-key-twice@3');
});

test('names that reach into the language are forbidden at any depth', () => {
  assert.equal(problem('{"a":[{"__proto__":{}}]}'), 'json-forbidden-name@1');
  assert.equal(problem('{"constructor":1}'), 'json-forbidden-name@1');
  assert.equal(problem('{"\\u005f_proto__":1}'), 'json-forbidden-name@1');
});

test('depth, number of keys and length of texts are bounded, and the bound itself is allowed', () => {
  assert.equal(problem('['.repeat(jsonLimits.depth) + ']'.repeat(jsonLimits.depth)), 'read');
  assert.equal(problem('['.repeat(jsonLimits.depth + 1) + ']'.repeat(jsonLimits.depth + 1)), 'json-too-deep@1');
  const keys = (count: number) => `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(',')}}`;
  assert.equal(problem(keys(jsonLimits.keys)), 'read');
  assert.equal(problem(keys(jsonLimits.keys + 1)), 'json-too-many-keys@1');
  assert.equal(problem(`"${'x'.repeat(jsonLimits.text - 2)}"`), 'read');
  assert.equal(problem(`"${'x'.repeat(jsonLimits.text)}"`), 'json-text-too-long@1');
});

test('broken JSON is a problem with a line, never an exception', () => {
  for (const source of [
    '',
    '{',
    '{"a"',
    '{"a":',
    '{"a":1,}',
    '[1,]',
    '[1 2]',
    '{a:1}',
    "{'a':1}",
    '"open',
    '"tab\tinside"',
    'NaN',
    '01',
    '1e999',
    '{"a":1} x',
    '\\',
    '"\\x"',
    'undefined',
    '[1,,2]',
  ])
    assert.match(problem(source), /^json-syntax@1$/, source);
  assert.equal(problem('{\n\n  "a": nope\n}'), 'json-syntax@3');
});
