/** Catching up with the gateway, and the nightly comparison with the bank's own file. */
import type { CommandKey } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { PlainDate } from '../../base/time.ts';
import { atClock, dateOf, plusDays, plusMs, readDate } from '../../base/time.ts';
import { claimKey } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { covers } from '../permit.ts';
import type { World } from '../world.ts';
import { readCredits } from './notice.ts';
import { obligationByReference } from './payment.store.ts';
import { referenceIn } from './reference.ts';
import { sendRefunds } from './refund.act.ts';
import type { ReconciliationRow } from './refund.store.ts';
import { claimCursor, hasReconciled, heardBetween, insertReconciliation, knownMoney, knownRefunds, moveCursor, reconciliationOf } from './refund.store.ts';
import { hearCredit, settler, tell } from './settle.act.ts';
import { compare, readStatement } from './statement.ts';

/** The gateway is asked this often at most, milliseconds of the machine; a callback that was lost is made good within it. */
const restMs = 20_000;

/**
 * Asks the gateway what came in since the last time, sends refunds that wait, and compares yesterday's file once.
 * Answers how much was new; a gateway that is dead, or none, is 0 and tried again.
 */
export async function keepUpWithGateway(world: World, rest = restMs): Promise<number> {
  if (world.gates.pay.hmac('') === undefined) return 0;
  const [cursor] = await claimCursor(world.sql, plusMs(world.machine(), -rest), world.machine());
  if (cursor === undefined) return 0;
  const fresh = await readList(world, cursor.after);
  // Who is dead is not asked three times: other work waits behind this.
  if (isRefusal(fresh)) return 0;
  const sent = await sendRefunds(world);
  await compareYesterday(world);
  return fresh + sent;
}

/** The list page by page; the place is kept after each, so that a break costs nothing. */
async function readList(world: World, from: number): Promise<number | Refusal> {
  const permit = settler(world);
  let fresh = 0;
  for (let after = from, pages = 0; pages < 100; pages += 1) {
    const list = await world.gates.pay.credits(after);
    const credits = isRefusal(list) ? list : readCredits(list.credits);
    if (isRefusal(list)) return list;
    if (isRefusal(credits)) return credits;
    for (const credit of credits) {
      const heard = await hearCredit(world, permit, credit, 'query');
      if (!isRefusal(heard) && !heard.before) fresh += 1;
    }
    if (list.next <= after) return fresh;
    await moveCursor(world.sql, list.next);
    after = list.next;
  }
  return fresh;
}

/** The bank closes its day by its own clock. */
async function compareYesterday(world: World): Promise<void> {
  const day = plusDays(dateOf(world.machine()), -1);
  const [done] = await hasReconciled(world.sql, day);
  if (done !== undefined) return;
  const text = await world.gates.pay.statement(day);
  if (!isRefusal(text)) await reconcile(world, settler(world), day, text);
}

/** For the accountant: a file uploaded by hand, or fetched from the gateway when `text` is absent. */
export async function reconcileByHand(
  world: World,
  permit: Permit<'payment.keep'>,
  wish: { readonly key: CommandKey; readonly day: string; readonly text?: string },
): Promise<ReconciliationRow | Refusal> {
  const day = readDate(wish.day);
  if (day === undefined) return refuse('bad-request');
  const text = wish.text ?? (await world.gates.pay.statement(day));
  if (isRefusal(text)) return text;
  if (!(await claimKey(world.sql, permit, wish.key, world.now()))) return refuse('already-sent');
  return await reconcile(world, permit, day, text);
}

/** What the file has and we have not is settled from it; everything else that differs is written down for a person. The same file again changes nothing. */
export async function reconcile(
  world: World,
  permit: Permit<'payment.keep'> | Permit<'payment.settle'>,
  day: PlainDate,
  text: string,
): Promise<ReconciliationRow | Refusal> {
  const file = readStatement(text);
  if (isRefusal(file)) return file;
  const refs = file.credits.map((credit) => credit.bankRef);
  const dayEnds = [atClock(day, '00:00'), atClock(plusDays(day, 1), '00:00')] as const;
  const [known, heard, refunds] = await Promise.all([
    knownMoney(world.sql, refs),
    heardBetween(world.sql, ...dayEnds),
    knownRefunds(
      world.sql,
      file.debits.map((debit) => debit.id),
    ),
  ]);
  const found = compare(file, known, heard);
  const settled = [];
  const elsewhere = [];
  for (const credit of found.missing) {
    if (!(await isWithin(world, permit, credit.content))) {
      elsewhere.push({ bankRef: credit.bankRef, amount: credit.amount });
      continue;
    }
    const one = await hearCredit(world, settler(world), credit, 'statement');
    if (!isRefusal(one)) settled.push({ bankRef: credit.bankRef, amount: credit.amount, applied: one.applied, isKnown: one.obligation !== null });
  }
  const report: JsonObject = {
    credits: file.credits.length,
    total: file.credits.reduce((sum, credit) => sum + credit.amount, 0),
    same: found.same,
    settled,
    different: found.different,
    absent: found.absent,
    elsewhere,
    debits: file.debits.filter((debit) => refunds.every((refund) => refund.id !== debit.id || refund.amount !== debit.amount)),
  };
  return await keep(world, permit, { id: world.newId(), day, madeAt: world.now(), madeBy: permit.actor.person, report }, world.hash(text));
}

/** A file that somebody brings settles what is owed in the own branch, or to nobody yet; the rest is for the gateway or the accountant of that branch. */
async function isWithin(world: World, permit: Permit, content: string): Promise<boolean> {
  const reference = permit.right === 'payment.settle' ? undefined : referenceIn(content);
  const [owed] = reference === undefined ? [] : await obligationByReference(world.sql, reference);
  return owed === undefined || covers(permit, owed.path);
}

function keep(world: World, permit: Permit, row: ReconciliationRow, fileHash: string): Promise<ReconciliationRow> {
  return world.sql.begin(async (sql) => {
    const [made] = await insertReconciliation(sql, { ...row, fileHash });
    const [first] = made === undefined ? await reconciliationOf(sql, row.day, fileHash) : [row];
    if (made !== undefined) await tell(sql, world, permit, [{ what: 'payment-reconciled', reconciliation: row.id, day: row.day }]);
    return first ?? row;
  });
}
