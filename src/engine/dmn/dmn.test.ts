import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json, JsonObject } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Decided } from './dmn.ts';
import { decide, readDmn } from './dmn.ts';
import type { SampleModel, SampleTable } from './sample.ts';
import { literal, modelXml, tableXml } from './sample.ts';

function asked(model: SampleModel, name: string, inputs: JsonObject): Decided {
  const { model: read, findings } = readDmn(modelXml(model));
  assert.deepEqual(
    findings.filter((finding) => finding.level === 'error'),
    [],
  );
  assert.ok(read !== undefined);
  const decided = decide(read, name, inputs);
  assert.ok(!isRefusal(decided));
  return decided;
}

const feeOf = (table: SampleTable, inputs: JsonObject): Json =>
  asked({ inputs: table.inputs, decisions: { fee: { needs: table.inputs, logic: tableXml(table) } } }, 'fee', inputs).json;

const byPages: SampleTable = {
  inputs: ['kind', 'pages'],
  outputs: ['fee'],
  rules: ['"copy" | <= 2 | 2000 * pages', '"copy" | > 2 | 4000 + 1000 * (pages - 2)', '"signature" | - | 10000'],
};

test('a unique table gives the result of the one rule that applies', () => {
  assert.equal(feeOf(byPages, { kind: 'copy', pages: 2 }), 4000);
  assert.equal(feeOf(byPages, { kind: 'copy', pages: 5 }), 7000);
  assert.equal(feeOf(byPages, { kind: 'signature', pages: 9 }), 10000);
});

test('a decision tells which rule applied to which inputs', () => {
  const { because } = asked({ inputs: byPages.inputs, decisions: { fee: { needs: byPages.inputs, logic: tableXml(byPages) } } }, 'fee', {
    kind: 'copy',
    pages: 5,
  });
  assert.deepEqual(because, [
    {
      decision: 'fee',
      kind: 'table',
      inputs: [
        { name: 'kind', value: 'copy' },
        { name: 'pages', value: 5 },
      ],
      rules: [{ number: 2, id: 'rule-2', notes: [] }],
      value: 7000,
    },
  ]);
});

test('no rule gives null and a warning, or the default of the table', () => {
  const found = asked({ inputs: byPages.inputs, decisions: { fee: { needs: byPages.inputs, logic: tableXml(byPages) } } }, 'fee', { kind: 'map', pages: 1 });
  assert.equal(found.json, null);
  assert.deepEqual(found.warnings, [{ code: 'no-result', message: 'fee: no rule applies' }]);
  assert.equal(feeOf({ ...byPages, otherwise: '0' }, { kind: 'map', pages: 1 }), 0);
});

const overlapping: SampleTable = { inputs: ['age'], outputs: ['aid'], rules: ['>= 60 | "low"', '>= 80 | "high"', '< 6 | "middle"'] };

test('every hit policy picks its own of two rules that apply', () => {
  const at85 = (policy: Partial<SampleTable>): Json => feeOf({ ...overlapping, ...policy }, { age: 85 });
  assert.equal(at85({ hitPolicy: 'UNIQUE' }), null);
  assert.equal(at85({ hitPolicy: 'FIRST' }), 'low');
  assert.equal(at85({ hitPolicy: 'ANY' }), null);
  assert.equal(at85({ hitPolicy: 'PRIORITY', priorities: '"high", "middle", "low"' }), 'high');
  assert.deepEqual(at85({ hitPolicy: 'RULE ORDER' }), ['low', 'high']);
  assert.deepEqual(at85({ hitPolicy: 'OUTPUT ORDER', priorities: '"high", "middle", "low"' }), ['high', 'low']);
  assert.deepEqual(at85({ hitPolicy: 'COLLECT' }), ['low', 'high']);
});

test('collected numbers are added, counted, or the smallest or largest is taken, exactly', () => {
  const table: SampleTable = { hitPolicy: 'COLLECT', inputs: ['pages'], outputs: ['fee'], rules: ['> 0 | 0.1', '> 1 | 0.2', '> 9 | 5'] };
  assert.equal(feeOf({ ...table, aggregation: 'SUM' }, { pages: 2 }), 0.3);
  assert.equal(feeOf({ ...table, aggregation: 'COUNT' }, { pages: 2 }), 2);
  assert.equal(feeOf({ ...table, aggregation: 'MIN' }, { pages: 10 }), 0.1);
  assert.equal(feeOf({ ...table, aggregation: 'MAX' }, { pages: 10 }), 5);
});

test('several outputs make one context', () => {
  const table: SampleTable = { inputs: ['late'], outputs: ['days', 'reason'], rules: ['true | 10 | "late registration"', 'false | 1 | "on time"'] };
  assert.deepEqual(feeOf(table, { late: true }), { days: 10, reason: 'late registration' });
});

test('a text becomes a date where the type of the input says so', () => {
  const model: SampleModel = {
    inputs: ['born: date', 'received: date and time'],
    decisions: { late: { needs: ['born', 'received'], logic: literal('date(received) - born > duration("P60D")') } },
  };
  assert.equal(asked(model, 'late', { born: '2022-09-01', received: '2022-11-15T08:00:00+07:00' }).json, true);
  assert.equal(asked(model, 'late', { born: '2022-11-01', received: '2022-11-15T08:00:00+07:00' }).json, false);
});

test('a value outside the allowed ones of its type is null, not a guess', () => {
  const model: SampleModel = {
    items: '<itemDefinition name="tKind"><typeRef>string</typeRef><allowedValues><text>"copy", "signature"</text></allowedValues></itemDefinition>',
    inputs: ['kind: tKind'],
    decisions: { same: { needs: ['kind'], logic: literal('kind') } },
  };
  assert.equal(asked(model, 'same', { kind: 'copy' }).json, 'copy');
  const wrong = asked(model, 'same', { kind: 'map' });
  assert.equal(wrong.json, null);
  assert.equal(wrong.warnings[0]?.code, 'not-allowed');
});

test('decisions build on decisions and on business knowledge', () => {
  const more =
    '<businessKnowledgeModel id="id-discount" name="discount"><variable name="discount"/><encapsulatedLogic><formalParameter name="amount" typeRef="number"/>' +
    `${literal('amount * 0.9')}</encapsulatedLogic></businessKnowledgeModel>`;
  const model: SampleModel = {
    inputs: ['pages'],
    more,
    decisions: { base: { needs: ['pages'], logic: literal('pages * 2000') }, fee: { needs: ['base', 'discount()'], logic: literal('discount(base)') } },
  };
  const found = asked(model, 'fee', { pages: 3 });
  assert.equal(found.json, 5400);
  assert.deepEqual(
    found.because.map((reason) => reason.decision),
    ['base', 'fee'],
  );
  assert.equal(asked(model, 'discount', { amount: 1000 }).json, 900);
});

test('a large table is searched by index and still finds exactly its rule', () => {
  const rules = Array.from(
    { length: 1_000 },
    (_, index) => `"k${index % 100}" | [${Math.floor(index / 100) * 10}..${Math.floor(index / 100) * 10 + 9}] | ${index}`,
  );
  const { model } = readDmn(
    modelXml({
      inputs: ['kind', 'pages'],
      decisions: { fee: { needs: ['kind', 'pages'], logic: tableXml({ inputs: ['kind', 'pages'], outputs: ['fee'], rules }) } },
    }),
  );
  assert.ok(model !== undefined);
  for (let index = 0; index < 1_000; index += 7) {
    const decided = decide(model, 'fee', { kind: `k${index % 100}`, pages: Math.floor(index / 100) * 10 + (index % 10) });
    assert.equal(isRefusal(decided) ? decided : decided.json, index);
  }
});

test('a decision that is not there is refused by name', () => {
  const { model } = readDmn(modelXml({ decisions: { fee: { logic: literal('1') } } }));
  assert.ok(model !== undefined);
  assert.deepEqual(decide(model, 'deadline', {}), { refused: 'decision-not-found', about: { name: 'deadline' } });
});

test('a decision that costs too much is refused by name', () => {
  const { model } = readDmn(modelXml({ decisions: { fee: { logic: literal('count(for a in 1..400 return count(for b in 1..400 return b))') } } }));
  assert.ok(model !== undefined);
  assert.deepEqual(decide(model, 'fee', {}), { refused: 'feel-limit', about: { limit: 'fuel', most: 100_000 } });
});

test('a model lists its decisions with what they need and read', () => {
  const { model } = readDmn({
    file: 'rules/fee.dmn',
    xml: modelXml({
      inputs: ['child', 'pages'],
      decisions: { base: { needs: ['pages'], logic: literal('pages * 2') }, fee: { needs: ['base', 'child'], logic: literal('base + child.age') } },
    }),
  });
  const fee = model?.decisions.get('fee');
  assert.deepEqual(fee && { needs: fee.needs, reads: fee.reads, file: fee.file }, { needs: ['base'], reads: ['child.age'], file: 'rules/fee.dmn' });
});

const problem = (xml: string): string => {
  const { model, findings } = readDmn(xml);
  assert.equal(model, undefined);
  const [first] = findings;
  return `${first?.code} line ${first?.line}`;
};

test('a file with a document type, doubtful XML, repeated ids or forbidden names is refused with its line', () => {
  const good = modelXml({ decisions: { fee: { logic: literal('1') } } });
  assert.equal(problem(`<!DOCTYPE x [<!ENTITY a "b">]>\n${good}`), 'doctype line 1');
  assert.equal(problem(good.replace('</definitions>', '')), 'not-xml line 2');
  assert.equal(problem('<definitions>\n<decision id="a" name="a"/>\n<decision id="a" name="b"/></definitions>'), 'duplicate-id line 3');
  assert.equal(problem('<definitions>\n<decision id="a" name="__proto__"/></definitions>'), 'forbidden-name line 2');
  const nested = (levels: number): string => `<definitions>${'<a>'.repeat(levels - 1)}${'</a>'.repeat(levels - 1)}</definitions>`;
  assert.equal(problem(nested(17)), 'too-deep line 1');
  assert.notEqual(readDmn(nested(16)).model, undefined);
  const many = (elements: number): string => `<definitions>${'<a/>'.repeat(elements - 1)}</definitions>`;
  assert.equal(problem(many(20_001)), 'too-large line 1');
  assert.notEqual(readDmn(many(20_000)).model, undefined);
  assert.equal(problem('x'.repeat(2_000_001)), 'too-large line 1');
  assert.equal(problem('<bpmn/>'), 'not-dmn line 1');
});

test('an expression that cannot be read is a finding at its line', () => {
  const { model, findings } = readDmn(modelXml({ decisions: { fee: { logic: literal('1 +') } } }));
  assert.equal(model, undefined);
  assert.equal(findings[0]?.code, 'feel-syntax');
  assert.equal(findings[0]?.line, 3);
});

test('decisions that require each other are a finding', () => {
  const { findings } = readDmn(modelXml({ decisions: { a: { needs: ['b'], logic: literal('b') }, b: { needs: ['a'], logic: literal('a') } } }));
  assert.deepEqual(
    findings.map((finding) => finding.code),
    ['requirement-cycle', 'requirement-cycle'],
  );
});
