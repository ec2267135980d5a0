import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSync } from 'esbuild';
import type { Json } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import { evaluate, parseFeel } from '../feel/feel.ts';
import type { NameKind } from './condition.ts';
import { compileCondition, conditionReads } from './condition.ts';
import { holds } from './holds.ts';

const kinds = new Map<string, NameKind>([
  ['child', 'object'],
  ['child.sex', 'choice'],
  ['child.age', 'integer'],
  ['child.born', 'date'],
  ['child.weight', 'decimal'],
  ['late', 'boolean'],
  ['wants', 'choices'],
  ['papers', 'list'],
  ['papers.*.kind', 'text'],
  ['today', 'date'],
]);
const choices = new Map([['child.sex', ['nam', 'nu']]]);

function decide(feel: string, answers: Json, item?: Json): boolean | string {
  const compiled = compileCondition(feel, item === undefined ? { kinds, choices } : { kinds, choices, item: 'papers' });
  return compiled.is === 'small' ? holds(compiled.condition, answers, item) : compiled.is;
}

const nu = { child: { sex: 'nu', age: 6, born: '2016-11-15' }, late: false, today: '2022-11-15' };

test('compare, and, or, not, in and present decide as written', () => {
  assert.equal(decide('child.sex = "nu" and child.age >= 6', nu), true);
  assert.equal(decide('child.sex = "nam" or child.age < 6', nu), false);
  assert.equal(decide('not(late)', nu), true);
  assert.equal(decide('child.sex in ("nam", "nu")', nu), true);
  assert.equal(decide('child.age in [1..5]', nu), false);
  assert.equal(decide('child.age between 6 and 7', nu), true);
  assert.equal(decide('child.weight = null', nu), true);
  assert.equal(decide('child.born <= today and child.born >= date("2016-01-01")', nu), true);
});
test('and binds more tightly than or, brackets change that', () => {
  assert.equal(decide('late and late or child.age = 6', nu), true);
  assert.equal(decide('late and (late or child.age = 6)', nu), false);
});
test('with an answer missing neither a comparison nor its contrary holds', () => {
  assert.equal(decide('child.weight > 3', nu), false);
  assert.equal(decide('not(child.weight > 3)', nu), false);
  assert.equal(decide('child.weight > 3 or child.age = 6', nu), true);
  assert.equal(decide('not(child.weight in [1..2])', nu), false);
});
test('inside a repeated group a bare name is the field of the same item', () => {
  assert.equal(decide('kind = "CMND" and child.age = 6', nu, { kind: 'CMND' }), true);
  assert.equal(decide('kind = "CMND"', nu, { kind: 'GPLX' }), false);
});
test('what goes beyond the subset is left to the server', () => {
  for (const feel of [
    'count(papers) > 1',
    'child.age + 1 = 7',
    'if late then true else false',
    'some x in papers satisfies x.kind = "a"',
    'child.age in (< 5)',
    '"it\\"s" = "x"',
    'child.sex = ',
  ])
    assert.equal(decide(feel, nu), 'rich', feel);
});
test('a condition that can never do what was meant is told apart', () => {
  for (const feel of [
    'child.name = "x"',
    'child.age = "6"',
    'child.born > "2016-01-01"',
    'child.sex',
    'child.age > null',
    'late < true',
    'child.sex = "nữ"',
    'child.sex in ("nam", "male")',
  ])
    assert.equal(decide(feel, nu), 'wrong', feel);
});
test('the compiled form is plain JSON and names what it reads', () => {
  const compiled = compileCondition('child.sex = "nu" and not(child.age in [1, 2])', { kinds });
  assert.ok(compiled.is === 'small');
  assert.deepEqual(JSON.parse(JSON.stringify(compiled.condition)), compiled.condition);
  assert.deepEqual(conditionReads(compiled.condition), ['child.sex', 'child.age']);
  assert.deepEqual(compiled.reads, ['child.sex', 'child.age']);
});
test('small conditions decide exactly as the FEEL evaluator does', () => {
  const sources = [
    'child.sex = "nu"',
    'child.sex != "nam"',
    'child.sex = null',
    'not(child.sex = "nu")',
    'child.age > 5 and child.age <= 6',
    'child.age > 5 or late',
    'not(late or child.age = 1)',
    'child.age in [5..7]',
    'child.age in (1, 6)',
    'not(child.age in [5..7])',
    'child.age between 1 and 2',
    'late',
    'not(late)',
    'late = false and child.weight > 2.5',
    'child.weight = 3.25 or child.weight = null',
  ];
  const samples: readonly Json[] = [
    {},
    { child: {} },
    { child: { sex: 'nu', age: 6, weight: 3.25 }, late: true },
    { child: { sex: 'nam', age: 1 }, late: false },
    { child: { age: 7, weight: 2.5 } },
    { late: true },
  ];
  for (const source of sources) {
    const expression = parseFeel(source);
    assert.ok(!isRefusal(expression), source);
    for (const sample of samples) {
      const value = evaluate(expression, sample as { readonly [key: string]: Json });
      assert.ok(!isRefusal(value));
      assert.equal(decide(source, sample), value.value === true, `${source} ${JSON.stringify(sample)}`);
    }
  }
});

test('the evaluator of the page takes less than 1 KB', () => {
  const { outputFiles } = buildSync({ entryPoints: ['src/engine/form/holds.ts'], bundle: true, minify: true, write: false, format: 'esm', target: 'es2022' });
  assert.ok((outputFiles[0]?.contents.length ?? 9_999) < 1_024, `${outputFiles[0]?.contents.length} bytes`);
});
