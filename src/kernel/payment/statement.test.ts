import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../../base/refusal.ts';
import type { StatementFault } from './statement.ts';
import { compare, readStatement, statementColumns, statementText, writeStatement } from './statement.ts';

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

test('a file that cannot be taken names the line as it stands in the file, and the fault', () => {
  const wrong: readonly (readonly [string, number, StatementFault])[] = [
    ['', 1, 'empty'],
    ['\r\n\n', 1, 'empty'],
    ['a;b', 1, 'header'],
    [`\n\n${head};`, 3, 'header'],
    [`${head}\nFT1,${at},10000`, 2, 'columns'],
    [`${head}\nFT1,${at},5,"CS,transfer`, 2, 'columns'],
    [`${head}\nFT 1,${at},5,CS,transfer`, 2, 'id'],
    [`${head}\nFT1,today,5,CS,transfer`, 2, 'time'],
    [`${head}\nFT1,${at},1e4,CS,transfer`, 2, 'amount'],
    [`${head}\n\n\nFT1,${at},-5,CS,transfer`, 4, 'amount'],
    [`${head}\nFT1,${at},5,C\u0000S,transfer`, 2, 'content'],
    [`${head}\nFT1,${at},5,CS,cheque`, 2, 'kind'],
    [`${head}\r\nFT1,${at},5,CS,transfer\r\n\r\nFT1,${at},6,CS,transfer`, 4, 'twice'],
    [`${head}\nFT1,${at},5,nộp ph\ufffd,transfer`, 2, 'encoding'],
  ];
  for (const [text, line, fault] of wrong) assert.deepEqual(readStatement(text), { refused: 'statement-unreadable', about: { line, fault } }, text);
});

test('bytes that are no text in UTF-8 are not read at all, and what is wrong with them is said', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const cp1258 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const wrong: readonly (readonly [Uint8Array, number, StatementFault])[] = [
    [new Uint8Array(), 1, 'empty'],
    [bytes('%PDF-1.7'), 1, 'not-text'],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 0), 1, 'not-text'],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0), 1, 'not-text'],
    [Uint8Array.of(0xff, 0xfe, 0x6d, 0), 1, 'encoding'],
    [cp1258(`${head}\r\n\r\nFT1,${at},5,n\u00f4p ph\u00ed,transfer`), 3, 'encoding'],
  ];
  for (const [file, line, fault] of wrong) assert.deepEqual(statementText(file), { refused: 'statement-unreadable', about: { line, fault } });
  const right = `${head}\nFT1,${at},5,nộp phí,transfer`;
  assert.equal(statementText(bytes(right)), right);
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

test('where the contents differ the comparison keeps both', () => {
  const file = readStatement(`${head}\nA,${at},1000,nộp phí,transfer`);
  assert.ok(!isRefusal(file));
  const known = [{ bankRef: 'A', amount: 1000, content: 'nop phi' }];
  assert.deepEqual(compare(file, known, known).different, [{ bankRef: 'A', here: 1000, bank: 1000, contents: { here: 'nop phi', bank: 'nộp phí' } }]);
});
