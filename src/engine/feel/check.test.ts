import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../../base/refusal.ts';
import type { FeelType, ParseOptions } from './feel.ts';
import { check, parseFeel, readFeelType, showType, typeOf } from './feel.ts';

const type = (text: string): FeelType => {
  const found = readFeelType(text);
  assert.ok(!isRefusal(found), text);
  return found;
};
const variables = new Map<string, FeelType>([
  ['fee', type('number')],
  ['name', type('string')],
  ['received', type('date and time')],
  ['child', type('context<fullName: string, born: date, weight: number>')],
  ['papers', type('list<context<kind: string, pages: number>>')],
]);

const told = (source: string, options: ParseOptions = {}, input?: FeelType): readonly string[] => {
  const expression = parseFeel(source, options);
  assert.ok(!isRefusal(expression), source);
  return check(expression, variables, input).map((finding) => `${finding.code}: ${finding.message} ${finding.repair}`);
};
const typed = (source: string): string => {
  const expression = parseFeel(source);
  assert.ok(!isRefusal(expression), source);
  return showType(typeOf(expression, variables));
};

test('a wrong name or field is named together with the one that was meant', () => {
  assert.deepEqual(told('fees * 2'), ["feel-unknown-name: There is no 'fees' (character 1). Write 'fee'."]);
  assert.deepEqual(told('child.fulName = "An"'), ["feel-unknown-field: The context has no 'fulName' (character 1). Write 'fullName'."]);
  assert.deepEqual(told('papers[page > 2]'), ["feel-unknown-name: There is no 'page' (character 8). Write 'pages'."]);
  assert.deepEqual(told('received.hours'), ["feel-unknown-field: A date and time has no 'hours' (character 1). Use one of its fields."]);
});

test('kinds that do not go together are told', () => {
  assert.deepEqual(told('fee + name'), ['feel-wrong-type: number + string has no meaning (character 1). Use values that go together, or convert one of them.']);
  assert.deepEqual(told('child.born > "2022-01-01"'), [
    'feel-wrong-type: date and string cannot be compared (character 1). Compare two values of the same type.',
  ]);
  assert.deepEqual(told('if fee then 1 else 2'), ['feel-wrong-type: This is number where boolean is needed (character 4). Give a boolean.']);
  assert.deepEqual(told('upper case(fee)'), ['feel-wrong-type: This is number where string is needed (character 12). Give a string.']);
  assert.deepEqual(told('substring(name)'), ['feel-wrong-arguments: substring does not take 1 arguments (character 1). Give 2 to 3.']);
});

test('a cell is checked against the type of its column', () => {
  const cell = { kind: 'unary-tests' } as const;
  assert.deepEqual(told('"adult"', cell, type('number')), ['feel-wrong-type: number is tested against string (character 1). Write a number.']);
  assert.deepEqual(told('>= 18, [1..5], 7', cell, type('number')), []);
  assert.deepEqual(told('< "a"', cell, type('number')), [
    'feel-wrong-type: number and string cannot be compared (character 1). Compare two values of the same type.',
  ]);
  assert.deepEqual(told('starts with(?, "H47")', cell, type('string')), []);
});

test('right expressions have no findings and a known type', () => {
  const right = {
    'fee * 2 + sum(papers.pages)': 'number',
    'for p in papers return p.kind': 'list<string>',
    'papers[pages > 2][1].kind': 'string',
    'date(received) - child.born': 'days and time duration',
    'received + duration("P1D")': 'Any',
    'some p in papers satisfies p.kind = "copy"': 'boolean',
    '{ total: fee, late: received > now() }': 'context<total: number, late: boolean>',
    'if fee > 0 then "paid" else null': 'string',
    'fee in [1..5]': 'boolean',
    'count(papers)': 'number',
  };
  for (const [source, wanted] of Object.entries(right)) {
    assert.deepEqual(told(source), [], source);
    assert.equal(typed(source), wanted, source);
  }
});
