import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movedPages, readLedger, weighPages } from '../kit/page-bytes.ts';

test('no page and no file weighs 5 % more or less than the ledger says; a change that means it runs node test/kit/page-bytes.ts', async () => {
  assert.deepEqual(movedPages(readLedger(), await weighPages()), []);
});

test('the ledger shows what grew, what is new and what has gone', () => {
  assert.deepEqual(movedPages({ home: 1000, track: 1000, old: 10 }, { home: 1040, track: 1200, fresh: 20 }), [
    'fresh: new -> 20',
    'old: 10 -> gone',
    'track: 1000 -> 1200 (+20 %)',
  ]);
});
