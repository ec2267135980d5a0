import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, findBack, latin, PdfProblem, readPdf, readValue, textIn } from './pdf.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readValue(ascii(text), 0);

test('every kind of value is read with its place', () => {
  const text = ' << /Na#6de (a\\(b\\)\\101(c)) /Hex <fEff 1E A1> /Ref 12 0 R /Nums [1 -2.5 .5 3 4] /Yes true >> rest';
  const value = read(text);
  assert.ok(value.is === 'dict');
  assert.deepEqual([value.from, value.to], [1, text.indexOf('>>') + 2]);
  assert.equal(textIn(value, 'Name'), 'a(b)A(c)');
  assert.equal(textIn(value, 'Hex'), 'ạ');
  const reference = value.entries.get('Ref');
  assert.equal(reference?.is === 'ref' && reference.number, 12);
  const list = value.entries.get('Nums');
  assert.deepEqual(list?.is === 'array' && list.items.map((item) => item.is === 'number' && item.value), [1, -2.5, 0.5, 3, 4]);
  const word = value.entries.get('Yes');
  assert.equal(word?.is === 'word' && word.word, 'true');
});

test('broken values are problems, not crashes and not guesses', () => {
  const broken = ['<< /A 1', '(never closed', '<12 xy>', '[1 2', '<< /A 1 /A 2 >>', '<< 1 2 >>', '', ')', `${'['.repeat(100)}${']'.repeat(100)}`];
  for (const text of broken) assert.throws(() => read(text), PdfProblem, text);
});

test('a table that loops, lies or is missing is a problem', () => {
  const table = (rows: string, trailer: string): Uint8Array => ascii(`%PDF-1.7\nxref\n${rows}trailer\n${trailer}\nstartxref\n9\n%%EOF\n`);
  assert.equal(readPdf(table('0 1\n0000000000 65535 f \n', '<< /Size 1 >>')).sections.length, 1);
  assert.throws(() => readPdf(table('0 1\n0000000000 65535 f \n', '<< /Size 1 /Prev 9 >>')), /loop/);
  assert.throws(() => readPdf(table('0 9\n0000000000 65535 f \n', '<< /Size 1 >>')), /table is broken/);
  assert.throws(() => readPdf(table('0 -1\n', '<< /Size 1 >>')), PdfProblem);
  assert.throws(() => readPdf(table('0 999999999\n', '<< /Size 1 >>')), PdfProblem);
  assert.throws(() => readPdf(ascii('%PDF-1.7\nstartxref\n4000000000\n%%EOF')), /no classic/);
  assert.throws(() => readPdf(ascii('no')), /header/);
});

test('words are found forwards and backwards, at both ends', () => {
  const bytes = ascii('obj 1 obj 2 ob');
  assert.deepEqual([find(bytes, 'obj', 0), find(bytes, 'obj', 1), find(bytes, 'obj', 7)], [0, 6, -1]);
  assert.deepEqual([findBack(bytes, 'obj', 14, 0), findBack(bytes, 'obj', 6, 0), findBack(bytes, 'obj', 6, 1)], [6, 0, -1]);
  assert.equal(latin(Uint8Array.of(0x41, 0xff), 0, 9), 'A\u00ff');
});
