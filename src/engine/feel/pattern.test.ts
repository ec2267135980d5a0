import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../../base/refusal.ts';
import { evaluate, parseFeel, showValue } from './feel.ts';

function run(source: string, context: Readonly<Record<string, string>>): string {
  const expression = parseFeel(source);
  assert.ok(!isRefusal(expression));
  const result = evaluate(expression, context);
  return isRefusal(result) ? `${result.refused} ${result.about?.limit}` : showValue(result.value);
}
const matches = (text: string, pattern: string, flags = ''): string => run('matches(text, pattern, flags)', { text, pattern, flags });

test('a pattern looks anywhere unless it is tied to an end', () => {
  assert.equal(matches('H47.12-221115-0001', '\\d{6}'), 'true');
  assert.equal(matches('H47.12-221115-0001', '^\\d{6}$'), 'false');
  assert.equal(matches('049190001234', '^\\d{12}$'), 'true');
});

test('Vietnamese letters are letters', () => {
  assert.equal(matches('Nguyễn Thị Ánh', '^[\\p{L} ]+$'), 'true');
  assert.equal(matches('NGUYỄN', '^nguyễn$', 'i'), 'true');
  assert.equal(matches('Nguyễn', '^\\w+$'), 'true');
  assert.equal(matches('a-b', '^\\w+$'), 'false');
});

test('sets may be negated, hold signs of their own meaning and be cut from each other', () => {
  assert.equal(matches('^', '^[^^a]$'), 'false');
  assert.equal(matches('b', '^[^^a]$'), 'true');
  assert.equal(matches('-', '^[a-]$'), 'true');
  assert.equal(matches('m', '^[a-z-[aeiou]]$'), 'true');
  assert.equal(matches('e', '^[a-z-[aeiou]]$'), 'false');
  assert.equal(matches('5', '^[\\d-[5]]$'), 'false');
  assert.equal(matches('q', '[^Q]', 'i'), 'false');
  assert.equal(matches('ợ', '^[\\S]$'), 'true');
  assert.equal(matches('é', '^[\\P{IsBasicLatin}]$'), 'true');
});

test('what is no pattern gives null, never a guess', () => {
  for (const pattern of ['(', '[a', 'a{2', '*a', 'a**', '(?=a)', '\\q', '[z-a]', '[]', '\\p{Nothing}', '(a)\\1', '\\1'])
    assert.equal(matches('a', pattern), 'null', pattern);
  assert.equal(matches('a', 'a', 'g'), 'null');
});

test('groups are put into the replacement, unknown ones are empty', () => {
  assert.equal(run('replace(text, "(\\d+)-(\\d+)", "$2/$1")', { text: '11-2022' }), '2022/11');
  assert.equal(run('replace(text, "a|(b)", "[$1]")', { text: 'ab' }), '[][b]');
  assert.equal(run('replace(text, "a", "\\$")', { text: 'a' }), '$');
  assert.equal(run('replace(text, "a", "$")', { text: 'a' }), 'null');
});

test('a pattern or result that is too large is refused by name', () => {
  assert.equal(matches('a', '(abcdefghij){900}'), 'feel-limit fuel');
  assert.equal(matches('a', 'a'.repeat(1_001)), 'feel-limit text');
  assert.equal(run('replace(text, "a", text)', { text: 'a'.repeat(1_000) }), 'feel-limit text');
});
