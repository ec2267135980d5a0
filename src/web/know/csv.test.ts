import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv } from '../../../test/kit/csv.ts';
import { writeCsv } from './csv.ts';

test('any table is read back by another parser as it was, and no cell begins a formula', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('=1+1', '+84', '-x', '@a', '\tx', 'a"b', 'a,b', 'a\r\nb', ' a '));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), (rows) => {
      const read = readCsv(writeCsv(['ma', 'ten'], rows));
      assert.deepEqual(read[0], ['ma', 'ten']);
      for (const [index, row] of rows.entries())
        for (const [column, typed] of row.entries()) {
          const got = read[index + 1]?.[column] ?? '';
          assert.ok(got === typed || got === `'${typed}`);
          assert.doesNotMatch(got, /^[=+\-@\t\r\n]/);
        }
    }),
  );
});

test('numbers stay numbers, nothing is an empty cell, lines end as the standard says, no mark stands in front', () => {
  assert.equal(writeCsv(['a', 'b', 'c'], [[-5, null, true]]), 'a,b,c\r\n-5,,true\r\n');
});
