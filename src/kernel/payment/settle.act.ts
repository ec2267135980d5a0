/** Where money meets what is owed. Always in this order: the obligation is locked, then its case; so no two ways of paying can cross. */
import type { CaseId, CommandKey, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, isBefore, plusMs, toMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { systemPermit } from '../access/access.act.ts';
import type { Receipt } from '../case/case.act.ts';
import { setClock, takeFee } from '../case/case.act.ts';
import { schedule } from '../job/job.act.ts';
import type { NewJob } from '../job/job.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { Credit } from './notice.ts';
import { isSameCredit } from './notice.ts';
import type { Obligation, ObligationId } from './obligation.ts';
import { allot, leftOf, serialOf } from './obligation.ts';
import type { CaseFacts, MoneyRow, NewReceipt } from './payment.store.ts';
import {
  applyMoney,
  caseFacts,
  feesTaken,
  freeMoneyOf,
  giveMoney,
  idByReference,
  idOfCaseFee,
  insertMoney,
  insertObligation,
  insertReceipt,
  lockObligation,
  moneyByRef,
  nextSerial,
  obligationsByCase,
  receiptsOf,
  updateObligation,
} from './payment.store.ts';
import { newReference, referenceIn } from './reference.ts';

type Settler = Permit<'payment.settle'>;

/** The platform itself puts money where it belongs: nobody decides here, the signature of the gateway or the file of the bank does. */
export const settler = (world: World): Settler => systemPermit(world, 'payment.settle');

/** What became of a credit. `before`: it had been told already. */
export type Heard = { readonly money: string; readonly applied: number; readonly obligation: ObligationId | null; readonly before: boolean };

/** Takes in one credit, once, whoever tells it and however often. Refuses with 'payment-changed' when it was told with other words before. */
export function hearCredit(world: World, permit: Settler, credit: Credit, by: MoneyRow['heardBy']): Promise<Heard | Refusal> {
  return world.sql.begin<Heard | Refusal>(async (sql) => {
    const [fresh] = await insertMoney(sql, { ...credit, id: world.newId(), heardAt: world.now(), heardBy: by });
    if (fresh === undefined) return await heardBefore(sql, credit);
    const reference = referenceIn(credit.content);
    const [found] = reference === undefined ? [] : await idByReference(sql, reference);
    const entry = { money: fresh.id, bankRef: credit.bankRef, amount: credit.amount, by };
    if (found === undefined) {
      await tell(sql, world, permit, [{ what: 'payment-unmatched', ...entry }]);
      return { money: fresh.id, applied: 0, obligation: null, before: false };
    }
    await tell(sql, world, permit, [{ what: 'payment-heard', ...entry, obligation: found.id }]);
    const applied = await settle(world, sql, permit, found.id, fresh.id);
    return { money: fresh.id, applied, obligation: found.id, before: false };
  });
}

async function heardBefore(sql: Sql, credit: Credit): Promise<Heard | Refusal> {
  const [known] = await moneyByRef(sql, credit.bankRef);
  if (known === undefined) throw new Error(`credit ${credit.bankRef} is neither new nor known`);
  if (!isSameCredit(known, credit)) return refuse('payment-changed');
  return { money: known.id, applied: known.applied, obligation: known.obligationId, before: true };
}

/** Gives this money to the obligation and settles as much as is left of it. Answers how much of the obligation was settled now. */
export async function settle(world: World, sql: Sql, permit: Settler, id: ObligationId, money?: string): Promise<number> {
  const before = await lockedObligation(sql, id);
  if (money !== undefined) await giveMoney(sql, money, id);
  let now = before.setter === null ? await asCaseSays(world, sql, permit, before) : before;
  const start = now.paid;
  for (const free of await freeMoneyOf(sql, id)) {
    const amount = allot(now, free.amount - free.applied - free.returned);
    if (amount === 0) break;
    const receipt = now.setter === null ? await receiptOfCase(world, sql, now, free, amount) : await ownReceipt(world, sql, now, free, amount);
    if (receipt === undefined) break;
    await insertReceipt(sql, receipt);
    await applyMoney(sql, free.id, receipt.amount);
    now = await counted(world, sql, permit, now, [receipt], legalTime(world, free.at));
  }
  return now.paid - start;
}

/** Held until the end of the transaction; an id that leads nowhere is a fault, since ids come from our own rows. */
export async function lockedObligation(sql: Sql, id: ObligationId): Promise<Obligation> {
  const [one] = await lockObligation(sql, id);
  if (one === undefined) throw new Error(`obligation ${id} is gone`);
  return one;
}

/** The case takes the fee itself, in this transaction: number of the book, entry in its chain, paid in its row. Nothing when it takes none. */
async function receiptOfCase(world: World, sql: Sql, one: Obligation, money: MoneyRow, amount: number): Promise<NewReceipt | undefined> {
  if (one.caseId === null) return undefined;
  const key = `pay-${money.id}-${money.applied}` as CommandKey;
  const taken = await takeFee({ ...world, sql }, systemPermit(world, 'fee.take'), { id: one.caseId, key, online: { amount } });
  if (isRefusal(taken)) return undefined;
  const last = (await feesTaken(sql, one.caseId)).at(-1);
  if (last === undefined) throw new Error(`case ${one.caseId} took a fee and tells of none`);
  return { unitId: one.unitId, obligationId: one.id, via: money.via, moneyId: money.id, ...last };
}

async function ownReceipt(world: World, sql: Sql, one: Obligation, money: MoneyRow, amount: number): Promise<NewReceipt> {
  const permit = settler(world);
  const serial = await takeSerial(world, sql, one.unitId);
  return { unitId: one.unitId, serial, obligationId: one.id, amount, at: world.now(), via: money.via, moneyId: money.id, by: permit.actor.person };
}

/** The next number of the unit's book of this year, the same book as at the counter; its row stays locked until the end of the transaction. */
export async function takeSerial(world: World, sql: Sql, unit: UnitId): Promise<string> {
  const year = dateOf(world.now()).slice(0, 4);
  const [next] = await nextSerial(sql, `fee/${world.org().byId.get(unit)?.agencyCode ?? ''}/${year}`);
  if (next === undefined) throw new Error('the book of receipts gave no number');
  return serialOf(year, next.value);
}

/** The obligation with these receipts in it, and the entries that tell of them. */
export async function counted(world: World, sql: Sql, permit: Permit, one: Obligation, receipts: readonly NewReceipt[], paidAt: Instant): Promise<Obligation> {
  const paid = receipts.reduce((sum, receipt) => sum + receipt.amount, one.paid);
  const isPaid = leftOf({ ...one, paid }) === 0;
  const next = { ...one, paid, paidAt: isPaid ? (one.paidAt ?? paidAt) : null };
  await updateObligation(sql, next);
  if (one.caseId !== null && one.setter !== null) await clockFollows(world, sql, one.caseId);
  if (one.caseId !== null)
    await schedule(
      sql,
      receipts.map((receipt) => paperJob(world, one.caseId, receipt)),
    );
  await tell(
    sql,
    world,
    permit,
    receipts.map(({ serial, amount, via }) => ({ what: 'payment-received', obligation: one.id, case: one.caseId, serial, amount, via, left: leftOf(next) })),
  );
  return next;
}

/** The legal clock of a case stands still while a payment that another agency has set is open. A case that is held or gone stays as it is. */
export async function clockFollows(world: World, sql: Sql, id: CaseId): Promise<void> {
  const stands = (await obligationsByCase(sql, id)).some((one) => one.setter !== null && one.cancelledAt === null && leftOf(one) > 0);
  await setClock({ ...world, sql }, systemPermit(world, 'system.run'), { id, key: world.newId() as CommandKey, stands });
}

/** The paper is made right after the commit, and tried until it is there. */
const paperJob = (world: World, caseId: CaseId | null, { unitId, serial }: NewReceipt): NewJob => ({
  kind: 'payment-receipt',
  caseId,
  body: { unit: unitId, serial },
  due: world.now(),
});

/** Brings the obligation of a case's fee to what the case says now: amount, end, receipts given at the counter. */
async function asCaseSays(world: World, sql: Sql, permit: Permit, before: Obligation): Promise<Obligation> {
  if (before.caseId === null) return before;
  const [facts] = await caseFacts(sql, before.caseId);
  if (facts === undefined) return before;
  const known = new Set((await receiptsOf(sql, before.id)).map((receipt) => receipt.serial));
  const fresh = (await feesTaken(sql, before.caseId)).filter((taken) => !known.has(taken.serial));
  const cancelledAt = facts.isEnded || facts.fee === 0 ? (before.cancelledAt ?? world.now()) : null;
  const receipts = fresh.map((taken) => ({ unitId: before.unitId, obligationId: before.id, via: 'cash' as const, moneyId: null, ...taken }));
  if (receipts.length === 0 && facts.fee === before.amount && cancelledAt === before.cancelledAt) return before;
  for (const receipt of receipts) await insertReceipt(sql, receipt);
  if (cancelledAt !== before.cancelledAt || facts.fee !== before.amount)
    await tell(sql, world, permit, [
      { what: cancelledAt === null ? 'payment-owed' : 'payment-cancelled', obligation: before.id, case: before.caseId, amount: facts.fee },
    ]);
  return await counted(world, sql, permit, { ...before, amount: facts.fee, cancelledAt }, receipts, receipts.at(-1)?.at ?? world.now());
}

/** Makes sure that the fee of a case is an obligation and says what the case says. Nothing for a case that costs nothing. */
export async function followCase(world: World, sql: Sql, id: CaseId): Promise<ObligationId | undefined> {
  const permit = settler(world);
  const [facts] = await caseFacts(sql, id);
  if (facts === undefined) return undefined;
  const [known] = await idOfCaseFee(sql, id);
  const own = known?.id ?? (facts.fee === 0 ? undefined : await makeOwn(world, sql, permit, facts));
  if (own !== undefined) await settle(world, sql, permit, own);
  return own;
}

async function makeOwn(world: World, sql: Sql, permit: Settler, facts: CaseFacts): Promise<ObligationId | undefined> {
  const title = world.shelf.find(facts.packId, facts.packVersion)?.title.vi ?? facts.packId;
  const id = world.newId() as ObligationId;
  const reference = newReference(world.secret(10));
  const { caseId, unitId, fee: amount } = facts;
  const base = { id, reference, caseId, unitId, setter: null, notice: null, due: null, madeAt: world.now() };
  const [made] = await insertObligation(sql, { ...base, title: title.slice(0, 200), amount });
  if (made === undefined) return (await idOfCaseFee(sql, caseId))[0]?.id;
  await tell(sql, world, permit, [{ what: 'payment-owed', obligation: id, case: caseId, amount }]);
  return id;
}

/** Cash at the counter: the case takes its fee and the obligation follows, in one transaction. */
export function takeAtCounter(world: World, permit: Permit<'fee.take'>, on: { readonly id: CaseId; readonly key: CommandKey }): Promise<Receipt | Refusal> {
  return world.sql.begin<Receipt | Refusal>(async (sql) => {
    const [own] = await idOfCaseFee(sql, on.id);
    if (own !== undefined) await lockedObligation(sql, own.id);
    const taken = await takeFee({ ...world, sql }, permit, on);
    if (!isRefusal(taken)) await followCase(world, sql, on.id);
    return taken;
  });
}

/** A moment by the bank's clock in legal time; the two differ in the sample province only. Never in the future. */
function legalTime(world: World, at: Instant): Instant {
  const legal = plusMs(at, toMs(world.now()) - toMs(world.machine()));
  return isBefore(legal, world.now()) ? legal : world.now();
}

export const tell = (sql: Sql, world: World, permit: Permit, entries: readonly (JsonObject & { readonly what: string })[]): Promise<void> =>
  append(
    sql,
    world.hash,
    permit,
    entries.map((entry) => ({ ...entry, at: world.now() })),
  );
