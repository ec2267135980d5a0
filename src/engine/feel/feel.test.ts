import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { ParseOptions } from './feel.ts';
import { evaluate, parseFeel, passes, reads, showValue, toJson } from './feel.ts';

const value = (source: string, context: JsonObject = {}, options?: ParseOptions): string => {
  const expression = parseFeel(source, options);
  if (isRefusal(expression)) return `${expression.refused} ${JSON.stringify(expression.about)}`;
  const result = evaluate(expression, context);
  return isRefusal(result) ? `${result.refused} ${JSON.stringify(result.about)}` : showValue(result.value);
};

test('money is exact: ten times ten hào is one đồng', () => {
  assert.equal(value('0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1'), '1');
  assert.equal(value('8000 * pages * 0.1', { pages: 3 }), '2400');
});

test('a name with blanks is one name when the expression announces it or when nothing else could be meant', () => {
  assert.equal(value('Age group + 1', { 'Age group': 4 }), '5');
  assert.equal(value('days in week + 1', { 'days in week': 7 }, { names: ['days in week'] }), '8');
});

test('a variable named like a built-in function does not hide the function', () => {
  assert.equal(value('date(date).year', { date: '2022-11-15' }), '2022');
});

test('something that cannot be computed is null and says why', () => {
  const expression = parseFeel('fee + "1"');
  assert.ok(!isRefusal(expression));
  const result = evaluate(expression, { fee: 1 });
  assert.ok(!isRefusal(result));
  assert.equal(result.value, null);
  assert.deepEqual(result.warnings, [{ code: 'wrong-type', message: 'number + string has no meaning' }]);
});

test('a text that is no expression is refused with the place of the mistake', () => {
  assert.equal(value('1 + '), 'feel-syntax {"position":4,"problem":"the expression ends too early"}');
});

test('unary tests look at one input', () => {
  const adult = parseFeel('>= 18', { kind: 'unary-tests' });
  const kinds = parseFeel('not("a", "b")', { kind: 'unary-tests' });
  const even = parseFeel('modulo(?, 2) = 0', { kind: 'unary-tests' });
  assert.ok(!isRefusal(adult) && !isRefusal(kinds) && !isRefusal(even));
  assert.equal(passes(adult, 17, {}), false);
  assert.equal(passes(adult, 18, {}), true);
  assert.equal(passes(kinds, 'c', {}), true);
  assert.equal(passes(even, 4, {}), true);
});

test('the inputs of an expression are its free paths', () => {
  const expression = parseFeel('for child in household.children return child.age + base + abs(2)');
  assert.ok(!isRefusal(expression));
  assert.deepEqual(reads(expression), ['household.children', 'base']);
});

test('an expression that would run too long, grow too large or nest too deep is refused by name', () => {
  assert.equal(value('for a in 1..1000, b in 1..1000 return a'), 'feel-limit {"limit":"items","most":10000}');
  assert.equal(value('count(for a in 1..400 return count(for b in 1..400 return b))'), 'feel-limit {"limit":"fuel","most":100000}');
  assert.equal(value(`${'('.repeat(40)}1${')'.repeat(40)}`), 'feel-limit {"limit":"depth","most":32}');
  assert.equal(value(`"${'x'.repeat(5000)}"`), 'feel-limit {"limit":"source","most":4096}');
  assert.equal(value('{ f: function(f, x) f(f, x + 1), y: f(f, 1) }.y'), 'feel-limit {"limit":"calls","most":200}');
});

test('a result goes back to JSON without losing a digit', () => {
  const third = evaluate(parseFeel('1 / 3') as never, {});
  assert.ok(!isRefusal(third));
  assert.equal(toJson(third.value), '0.3333333333333333333333333333333333');
  const tenth = evaluate(parseFeel('1 / 10') as never, {});
  assert.ok(!isRefusal(tenth));
  assert.equal(toJson(tenth.value), 0.1);
});
