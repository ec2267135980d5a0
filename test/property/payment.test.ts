import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommandKey } from '../../src/base/id.ts';
import type { Sql } from '../../src/db/sql.ts';
import { hmacOf } from '../../src/gate/pay-key.ts';
import { systemPermit } from '../../src/kernel/access/access.act.ts';
import { receiveCase, takeFee } from '../../src/kernel/case/case.act.ts';
import type { LedgerEntry } from '../../src/kernel/ledger/ledger.ts';
import { payFollower } from '../../src/kernel/payment/payment.act.ts';
import { noPayGate } from '../../src/kernel/payment/payment.ts';
import { blow, owingCases, rng, stormOver, wrongs } from '../kit/pay-storm.ts';
import { freshWorld, sound } from '../kit/world.ts';

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

test('a case that nobody has looked at, and cash that came past the payment room, are in the books once the ledger was followed', async () => {
  const world = await freshWorld();
  const [one] = await owingCases(world, 1, rng(7), 'unseen');
  assert.ok(one !== undefined);
  const book = async () =>
    await world.sql<{ amount: number; paid: number; serials: number }>`
      select amount, paid, (select count(*)::int from fee_receipt r where r.obligation_id = o.obligation_id) as serials from obligation o where case_id = ${one.id}`;
  assert.deepEqual(await book(), []);
  await world.work();
  assert.deepEqual(await book(), [{ amount: one.amount, paid: 0, serials: 0 }]);
  sound(await receiveCase(world, systemPermit(world, 'case.receive'), { id: one.id, key: 'receive-1' as CommandKey }));
  sound(await takeFee(world, systemPermit(world, 'fee.take'), { id: one.id, key: 'take-fee-1' as CommandKey }));
  await world.work();
  assert.deepEqual(await book(), [{ amount: one.amount, paid: one.amount, serials: 1 }]);
  // Reading the same entries again changes nothing.
  await world.sql.begin(async (sql) => payFollower(world).takeIn(sql, await entriesOf(sql, one.id)));
  assert.deepEqual(await book(), [{ amount: one.amount, paid: one.amount, serials: 1 }]);
});

const entriesOf = (sql: Sql, id: string) => sql<LedgerEntry>`select case_id as "caseId", what, entry from ledger where case_id = ${id} order by seq`;
