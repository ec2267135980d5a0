import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../base/time.ts';
import { allot, isLate, leftOf, refundable, serialOf, serialParts, stateOf } from './obligation.ts';

const at = instant('2022-11-15T08:00:00+07:00');
const one = { amount: 10_000, paid: 0, refunded: 0, surplus: 0, cancelledAt: null };

test('an obligation is due, part paid, paid, overpaid, cancelled or refunded', () => {
  assert.equal(stateOf(one), 'due');
  assert.equal(stateOf({ ...one, paid: 4000 }), 'part-paid');
  assert.equal(stateOf({ ...one, paid: 10_000 }), 'paid');
  assert.equal(stateOf({ ...one, paid: 10_000, surplus: 500 }), 'overpaid');
  assert.equal(stateOf({ ...one, amount: 6000, paid: 10_000 }), 'overpaid', 'the fee became smaller after it was paid');
  assert.equal(stateOf({ ...one, cancelledAt: at }), 'cancelled');
  assert.equal(stateOf({ ...one, paid: 10_000, cancelledAt: at }), 'overpaid', 'everything is owed back');
  assert.equal(stateOf({ ...one, paid: 10_000, refunded: 10_000, cancelledAt: at }), 'refunded');
});

test('what was refunded of a larger payment is not asked again', () => {
  const shrunk = { ...one, amount: 6000, paid: 10_000, refunded: 4000 };
  assert.equal(leftOf(shrunk), 0);
  assert.equal(stateOf(shrunk), 'paid');
});

test('late is unpaid after the day, or paid after it', () => {
  const due = instant('2022-11-14T23:59:00+07:00');
  const before = instant('2022-11-14T08:00:00+07:00');
  assert.equal(isLate({ ...one, due, paidAt: null }, at), true);
  assert.equal(isLate({ ...one, due, paidAt: null }, before), false);
  assert.equal(isLate({ ...one, paid: 10_000, due, paidAt: before }, at), false);
  assert.equal(isLate({ ...one, paid: 10_000, due, paidAt: at }, at), true);
  assert.equal(isLate({ ...one, due, paidAt: null, cancelledAt: at }, at), false);
});

test('money settles what is left and no more, and all money is either settled or owed back', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.array(fc.integer({ min: 1, max: 500_000 }), { maxLength: 10 }), (amount, credits) => {
      let state = { ...one, amount };
      for (const credit of credits) {
        const applied = allot(state, credit);
        state = { ...state, paid: state.paid + applied, surplus: state.surplus + credit - applied };
      }
      const sum = credits.reduce((total, credit) => total + credit, 0);
      assert.equal(state.paid, Math.min(sum, amount));
      assert.equal(refundable(state), Math.max(0, sum - amount));
    }),
    { seed: 11 },
  );
});

test('a serial shows its book and its number', () => {
  assert.equal(serialOf('2022', 7), 'BL-22-000007');
  assert.deepEqual(serialParts('BL-22-000007'), { book: 'BL-22', number: '000007' });
});
