import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hmacOf } from '../../src/gate/pay-key.ts';
import { noPayGate } from '../../src/kernel/payment/payment.ts';
import { blow, owingCases, rng, stormOver, wrongs } from '../kit/pay-storm.ts';
import { freshWorld } from '../kit/world.ts';

test('1,000 callbacks in random order, repeated, altered and forged settle each case once and never wrongly', async () => {
  const key = '5a'.repeat(32);
  const world = await freshWorld('http://127.0.0.1:8080', { pay: { ...noPayGate, hmac: (text) => hmacOf(key, text) } });
  const random = rng(20221115);
  const cases = await owingCases(world, 60, random);
  const storm = stormOver(world, key, cases, 1000, random);
  const taken = await blow(world, storm, 8);
  assert.equal(taken.new, storm.truth.size, JSON.stringify(taken));
  assert.ok((taken.known ?? 0) > 300 && (taken['payment-signature'] ?? 0) > 100, JSON.stringify(taken));
  assert.deepEqual(await wrongs(world, cases, storm.truth), []);
  // The checker is no rubber stamp: one đồng moved is seen.
  await world.database.owner`update money set applied = applied - 1 where money_id = (select money_id from money where applied > 1 limit 1)`;
  assert.notDeepEqual(await wrongs(world, cases, storm.truth), []);
});
