import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../../base/refusal.ts';
import { compare, readStatement, statementColumns, writeStatement } from './statement.ts';

const at = '2022-11-15T08:00:00+07:00';
const head = statementColumns.join(',');

test('a file is credits and what went out; a content may hold commas and quotes', () => {
  const file = readStatement(
    writeStatement([
      ['FT1', at, 10_000, 'nop "phi", CS', 'transfer'],
      ['RF1', at, 500, 'hoan', 'out'],
    ]),
  );
  assert.ok(!isRefusal(file));
  assert.deepEqual(file.credits, [{ bankRef: 'FT1', via: 'transfer', amount: 10_000, content: 'nop "phi", CS', at }]);
  assert.deepEqual(file.debits, [{ id: 'RF1', amount: 500 }]);
});

test('whatever text a bank writes into the content is read back', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), (content) => {
      const plain = content.replace(/[\r\n]+/g, ' ');
      const file = readStatement(writeStatement([['FT1', at, 1, content, 'gateway']]));
      assert.ok(!isRefusal(file), plain);
      assert.equal(file.credits[0]?.content, plain);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('a file that is cut off, has other columns, a broken amount or one id with two amounts is not read, and the line is named', () => {
  const wrong: readonly (readonly [string, number])[] = [
    ['', 1],
    ['a;b', 1],
    [`${head}\nFT1,${at},10000`, 2],
    [`${head}\nFT1,${at},1e4,CS,transfer`, 2],
    [`${head}\nFT1,${at},-5,CS,transfer`, 2],
    [`${head}\nFT1,today,5,CS,transfer`, 2],
    [`${head}\nFT1,${at},5,CS,cheque`, 2],
    [`${head}\nFT1,${at},5,"CS,transfer`, 2],
    [`${head}\nFT1,${at},5,CS,transfer\nFT1,${at},6,CS,transfer`, 3],
  ];
  for (const [text, line] of wrong) assert.deepEqual(readStatement(text), { refused: 'statement-unreadable', about: { line } }, text);
});

test('a comparison tells what is the same, missing here, different, and absent there', () => {
  const file = readStatement(`${head}\nA,${at},1,a,transfer\nB,${at},2,b,transfer\nC,${at},3,c,gateway`);
  assert.ok(!isRefusal(file));
  const known = [
    { bankRef: 'A', amount: 1, content: 'a' },
    { bankRef: 'B', amount: 20, content: 'b' },
  ];
  const found = compare(file, known, [...known, { bankRef: 'D', amount: 4, content: 'd' }]);
  assert.equal(found.same, 1);
  assert.deepEqual(
    found.missing.map((credit) => credit.bankRef),
    ['C'],
  );
  assert.deepEqual(found.different, [{ bankRef: 'B', here: 20, bank: 2 }]);
  assert.deepEqual(found.absent, [{ bankRef: 'D', amount: 4 }]);
});
