import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { JsonObject } from '../../base/json.ts';
import { instant } from '../../base/time.ts';
import type { LedgerEntry } from './ledger.ts';
import { chainHash, firstBreak, noHash } from './ledger.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const at = instant('2022-11-15T08:40:00+07:00');

function chain(entries: readonly JsonObject[]): readonly LedgerEntry[] {
  let before = noHash;
  return entries.map((entry, index) => {
    before = chainHash(hash, before, index + 1, { actor: 'a', role: 'officer' }, entry);
    return {
      position: index,
      at,
      caseId: null,
      seq: index + 1,
      what: 'x',
      entry,
      actor: 'a',
      role: 'officer',
      right: 'case.work',
      unitId: null,
      behalf: null,
      hash: before,
    };
  });
}
const three = chain([
  { what: 'one', n: 1 },
  { what: 'two', list: [1, { b: 1, a: 2 }] },
  { what: 'three', text: 'Ừ' },
]);
const changed = (index: number, change: Partial<LedgerEntry>): readonly LedgerEntry[] =>
  three.map((entry, place) => (place === index ? { ...entry, ...change } : entry));

test('an untouched chain holds, and so does one of no entries', () => {
  assert.equal(firstBreak(hash, three), undefined);
  assert.equal(firstBreak(hash, []), undefined);
});

test('the order of keys does not matter: the database may turn it round', () => {
  assert.equal(firstBreak(hash, changed(1, { entry: { list: [1, { a: 2, b: 1 }], what: 'two' } })), undefined);
});

test('any change of words, actor, role, place or hash is found where it is', () => {
  for (const [index, change] of [
    [0, { entry: { what: 'one', n: 2 } }],
    [1, { entry: { what: 'two', list: [{ a: 2, b: 1 }, 1] } }],
    [1, { actor: 'b' }],
    [2, { role: 'leader' }],
    [2, { hash: hash('x') }],
    [1, { seq: 3 }],
  ] as const)
    assert.equal(firstBreak(hash, changed(index, change)), index + 1, JSON.stringify(change));
});

test('an entry left out, put in or moved breaks the chain', () => {
  const [one, two, third] = three as [LedgerEntry, LedgerEntry, LedgerEntry];
  assert.equal(firstBreak(hash, [one, third]), 2);
  assert.equal(firstBreak(hash, [two, third]), 1);
  assert.equal(firstBreak(hash, [one, one, two, third]), 2);
  assert.equal(firstBreak(hash, [one, third, two]), 2);
});

test('a forger who makes every later hash anew changes the last one, which the case holds', () => {
  const forged = chain([{ what: 'one', n: 2 }, ...three.slice(1).map((entry) => entry.entry)]);
  assert.equal(firstBreak(hash, forged), undefined);
  assert.notEqual(forged.at(-1)?.hash, three.at(-1)?.hash);
});
