import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, readDmn } from './dmn.ts';
import type { SampleTable } from './sample.ts';
import { modelXml, tableXml } from './sample.ts';

function found(table: SampleTable, items = '', types: readonly string[] = []): readonly string[] {
  const inputs = table.inputs.map((name, index) => (types[index] === undefined ? name : `${name}: ${types[index]}`));
  const { model, findings } = readDmn(modelXml({ items, inputs, decisions: { fee: { needs: table.inputs, logic: tableXml(table) } } }));
  assert.ok(model !== undefined, findings[0]?.message);
  return analyse(model).map((finding) => `${finding.code}: ${finding.message}`);
}

test('a table that covers all values without overlap has no findings', () => {
  assert.deepEqual(found({ inputs: ['age', 'poor'], outputs: ['fee'], rules: ['< 6 | - | 0', '>= 6 | true | 0', '>= 6 | false | 8000'] }), []);
});

test('a case no rule covers is named', () => {
  assert.deepEqual(found({ inputs: ['age'], outputs: ['fee'], rules: ['< 6 | 0', '> 6 | 8000'] }), ['table-gap: fee: no rule applies when age is 6.']);
  assert.deepEqual(found({ inputs: ['poor', 'age'], outputs: ['fee'], rules: ['true | - | 0', 'false | >= 18 | 8000'] }), [
    'table-gap: fee: no rule applies when poor is false, age is below 18.',
  ]);
});

test('whole numbers that follow each other leave only fractions between them, days nothing', () => {
  assert.deepEqual(found({ inputs: ['pages'], outputs: ['fee'], rules: ['<= 5 | 0', '>= 6 | 8000'] }), [
    'table-gap-fraction: fee: no rule applies when pages is above 5 and below 6.',
  ]);
  assert.deepEqual(found({ inputs: ['day'], outputs: ['fee'], rules: ['<= @"2022-12-31" | 0', '>= @"2023-01-01" | 1'] }), []);
});

test('allowed values close a column of texts', () => {
  const table: SampleTable = { inputs: ['kind'], outputs: ['fee'], rules: ['"copy" | 1', '"signature" | 2'] };
  assert.deepEqual(found(table), ['table-gap: fee: no rule applies when kind is any other text.']);
  assert.deepEqual(found({ ...table, allowed: ['"copy", "signature"'] }), []);
  const items = '<itemDefinition name="tKind"><typeRef>string</typeRef><allowedValues><text>"copy", "signature", "map"</text></allowedValues></itemDefinition>';
  assert.deepEqual(found(table, items, ['tKind']), ['table-gap: fee: no rule applies when kind is "map".']);
});

test('a default output or a collecting policy leaves no gap', () => {
  assert.deepEqual(found({ inputs: ['age'], outputs: ['fee'], otherwise: '1', rules: ['< 6 | 0'] }), []);
  assert.deepEqual(found({ hitPolicy: 'COLLECT', inputs: ['age'], outputs: ['fee'], rules: ['< 6 | 0'] }), []);
});

test('two rules of a unique table that share a case clash; of an any table only when they disagree', () => {
  const table: SampleTable = { inputs: ['age'], outputs: ['fee'], rules: ['<= 6 | 0', '>= 6 | 8000'] };
  assert.deepEqual(found(table), ['table-clash: fee: rules 1 and 2 both apply when age is 6.']);
  assert.deepEqual(found({ ...table, hitPolicy: 'ANY' }), ['table-clash: fee: rules 1 and 2 both apply when age is 6.']);
  assert.deepEqual(found({ ...table, hitPolicy: 'ANY', rules: ['<= 6 | 0', '>= 6 | 0'] }), []);
  assert.deepEqual(found({ ...table, hitPolicy: 'FIRST' }), []);
});

test('a rule behind rules that take all its cases can never apply', () => {
  assert.deepEqual(found({ hitPolicy: 'FIRST', inputs: ['age'], outputs: ['fee'], rules: ['< 6 | 0', '>= 6 | 1', '[3..9] | 2'] }), [
    'rule-unreachable: fee: rule 3 can never apply: the rules before it take all its cases.',
  ]);
  assert.deepEqual(found({ inputs: ['kind'], allowed: ['"a", "b"'], outputs: ['fee'], rules: ['"a" | 0', '"b" | 1', '"c" | 2'] }), [
    'rule-unreachable: fee: rule 3 can never apply: its cell for kind allows nothing.',
  ]);
});

test('a cell that only running can judge raises no alarm', () => {
  assert.deepEqual(found({ inputs: ['age', 'limit'], outputs: ['fee'], rules: ['< limit | - | 0', '>= limit | - | 1'] }), []);
});

test('a wrong field and a cell of the wrong kind are named with their line', () => {
  const items = '<itemDefinition name="tChild"><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>';
  const xml = modelXml({
    items,
    inputs: ['child: tChild'],
    decisions: {
      fee: { needs: ['child'], logic: tableXml({ inputs: ['child.age'], outputs: ['fee'], rules: ['< 6 | child.agee', '>= 6 | 1', '"old" | 2'] }) },
    },
  });
  const { model } = readDmn(xml);
  assert.ok(model !== undefined);
  assert.deepEqual(
    analyse(model)
      .filter((finding) => finding.code.startsWith('feel-'))
      .map((finding) => `${finding.line} ${finding.message} ${finding.repair}`),
    ["3 The context has no 'agee' (character 1). Write 'age'.", '3 number is tested against string (character 1). Write a number.'],
  );
});
