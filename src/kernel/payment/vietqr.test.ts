import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../../base/refusal.ts';
import type { Transfer } from './vietqr.ts';
import { crc16, readVietQr, writeVietQr } from './vietqr.ts';

const vector = '00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C';
const flood: Transfer = { bank: '970415', account: '0011001932418', to: 'account', amount: 120_000, purpose: 'ung ho lu lut' };

test('the check sum of 123456789 is 29B1', () => assert.equal(crc16('123456789'), '29B1'));

test('the published example is written letter by letter and read back', () => {
  assert.equal(writeVietQr(flood), vector);
  assert.deepEqual(readVietQr(vector), flood);
});

test('a code without an amount is static', () => {
  const text = writeVietQr({ bank: '970436', account: '1', to: 'card' });
  assert.ok(!isRefusal(text) && text.includes('010211') && !text.includes('5406'));
  assert.deepEqual(isRefusal(text) ? text : readVietQr(text), { bank: '970436', account: '1', to: 'card' });
});

test('what the code cannot carry is refused', () => {
  const wrong: readonly Partial<Transfer>[] = [
    { bank: '97041' },
    { account: '' },
    { account: '1'.repeat(20) },
    { amount: 0 },
    { amount: 1.5 },
    { amount: -5 },
    { amount: 1e13 },
    { purpose: '' },
    { purpose: 'lệ phí' },
    { purpose: 'x'.repeat(26) },
  ];
  for (const change of wrong) assert.ok(isRefusal(writeVietQr({ ...flood, ...change })), JSON.stringify(change));
});

const transfers = fc.record(
  {
    bank: fc.stringMatching(/^\d{6}$/),
    account: fc.stringMatching(/^[0-9A-Za-z]{1,19}$/),
    to: fc.constantFrom('account' as const, 'card' as const),
    amount: fc.integer({ min: 1, max: 9_999_999_999_999 }),
    purpose: fc.stringMatching(/^[\x20-\x7e]{1,25}$/),
  },
  { requiredKeys: ['bank', 'account', 'to'], noNullPrototype: true },
);

test('whatever is written is read back the same', () => {
  fc.assert(
    fc.property(transfers, (transfer) => {
      const text = writeVietQr(transfer);
      assert.ok(!isRefusal(text));
      assert.deepEqual(readVietQr(text), transfer);
    }),
    { numRuns: 500, seed: 7 },
  );
});

test('one letter changed, lost or doubled is never read as a transfer', () => {
  fc.assert(
    fc.property(transfers, fc.nat(), fc.constantFrom('0', '9', 'A', 'x'), (transfer, place, letter) => {
      const text = writeVietQr(transfer);
      assert.ok(!isRefusal(text));
      const at = place % text.length;
      const changed = [text.slice(0, at) + letter + text.slice(at + 1), text.slice(0, at) + text.slice(at + 1), text.slice(0, at) + letter + text.slice(at)];
      for (const one of changed) if (one !== text) assert.ok(isRefusal(readVietQr(one)), one);
    }),
    { numRuns: 500, seed: 7 },
  );
});

test('any other text is refused and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.string(), (text) => isRefusal(readVietQr(text))),
    { numRuns: 500, seed: 7 },
  );
});
