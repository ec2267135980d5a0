import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isReference, newReference, referenceIn } from './reference.ts';

const references = fc.uint8Array({ minLength: 10, maxLength: 10 }).map(newReference);
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

test('a reference fits the content of a transfer and says so itself', () => {
  fc.assert(
    fc.property(references, (reference) => isReference(reference) && reference.length <= 25 && /^[0-9A-Z]+$/.test(reference)),
    { seed: 3 },
  );
});

test('one wrong letter or two exchanged ones are noticed', () => {
  fc.assert(
    fc.property(references, fc.integer({ min: 2, max: 12 }), fc.constantFrom(...letters), (reference, at, letter) => {
      const wrong = reference.slice(0, at) + letter + reference.slice(at + 1);
      if (wrong !== reference) assert.equal(isReference(wrong), false);
      const swapped = `${reference.slice(0, at - 1)}${reference[at]}${reference[at - 1]}${reference.slice(at + 1)}`;
      // The two letters of the lead are not part of the check.
      if (swapped !== reference) assert.equal(isReference(swapped), false);
    }),
    { seed: 3, numRuns: 2000 },
  );
});

test('a reference is found among the words a bank puts around it, in small letters, broken up', () => {
  const reference = newReference(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  const cut = `${reference.slice(0, 5)} ${reference.slice(5, 9)} ${reference.slice(9)}`;
  for (const content of [reference, `MBVCB.8812.${reference}.CT tu 0011`, reference.toLowerCase(), cut, `CS ${reference} CS`, `NGUYEN VAN AN ${cut} nop phi`])
    assert.equal(referenceIn(content), reference, content);
});

test('two references in one content lead nowhere, and neither do words', () => {
  const one = newReference(new Uint8Array(10));
  const two = newReference(new Uint8Array(10).fill(5));
  assert.equal(referenceIn(`${one} ${two}`), undefined);
  assert.equal(referenceIn(`${one} ${one}`), one);
  for (const words of ['', 'nop phi', 'CS', one.slice(0, -1)]) assert.equal(referenceIn(words), undefined);
});
