/** Money that goes back is a deed of two persons: the accountant proposes, the head of the unit confirms; then it is sent until it has arrived. */
import type { CommandKey, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Sql } from '../../db/sql.ts';
import { claimKey } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { covers } from '../permit.ts';
import type { World } from '../world.ts';
import { refundable } from './obligation.ts';
import { freeMoneyOf, idByReference, lockMoney, ownerOfMoney, returnMoney } from './payment.store.ts';
import type { RefundRow } from './refund.store.ts';
import { decideRefund, insertRefund, lockRefund, markSent, pendingOf, raiseRefunded, refundsToSend } from './refund.store.ts';
import { lockedObligation, settler, tell } from './settle.act.ts';

export type RefundWish = {
  readonly key: CommandKey;
  /** A credit of which something is left over, or the reference of an obligation whose receipts go back. */
  readonly from: { readonly money: string } | { readonly reference: string };
  readonly amount: number;
  readonly reason: string;
};

/** Reserves the amount, so that it is neither proposed twice nor used to settle anything meanwhile. Money of several credits is several refunds. */
export function proposeRefund(world: World, permit: Permit<'payment.keep'>, wish: RefundWish): Promise<{ readonly ids: readonly string[] } | Refusal> {
  const reason = wish.reason.trim().slice(0, 500);
  return world.sql.begin<{ readonly ids: readonly string[] } | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, wish.key, world.now()))) return refuse('already-sent');
    if (reason === '') return refuse('refund-reason');
    if (!Number.isSafeInteger(wish.amount) || wish.amount < 1) return refuse('refund-too-much');
    const sources = 'money' in wish.from ? await fromMoney(world, sql, permit, wish.from.money, wish.amount) : await fromObligation(world, sql, permit, wish);
    if (isRefusal(sources)) return sources;
    const refunds = sources.map((source) => ({ id: world.newId(), ...source, reason, proposedBy: permit.actor.person, proposedAt: world.now() }));
    for (const refund of refunds) {
      if (refund.moneyId !== null) await returnMoney(sql, refund.moneyId, refund.amount);
      await insertRefund(sql, refund);
    }
    const told = refunds.map(({ id, obligationId, amount }) => ({ what: 'payment-refund-proposed', refund: id, obligation: obligationId, amount, reason }));
    await tell(sql, world, permit, told);
    return { ids: refunds.map(({ id }) => id) };
  });
}

type Source = Pick<RefundRow, 'unitId' | 'obligationId' | 'moneyId' | 'amount'>;

async function fromMoney(world: World, sql: Sql, permit: Permit, id: string, amount: number): Promise<readonly Source[] | Refusal> {
  const [seen] = await ownerOfMoney(sql, id);
  // The obligation first, as everywhere: whose money it is does not change once it is known.
  const owner = seen === undefined || seen.obligationId === null ? undefined : await lockedObligation(sql, seen.obligationId);
  const [money] = await lockMoney(sql, id);
  const unitId = owner?.unitId ?? permit.actor.unit;
  if (money === undefined || unitId === undefined || money.obligationId !== seen?.obligationId || !reaches(world, permit, unitId)) return refuse('not-found');
  if (amount > money.amount - money.applied - money.returned) return refuse('refund-too-much');
  return [{ unitId, obligationId: money.obligationId, moneyId: id, amount }];
}

/** What came in too much first, from its own credits; then what receipts were given for. */
async function fromObligation(world: World, sql: Sql, permit: Permit, wish: RefundWish): Promise<readonly Source[] | Refusal> {
  const [found] = 'reference' in wish.from ? await idByReference(sql, wish.from.reference) : [];
  const one = found === undefined ? undefined : await lockedObligation(sql, found.id);
  if (one === undefined || !reaches(world, permit, one.unitId)) return refuse('not-found');
  const { unitId, id: obligationId } = one;
  const sources: Source[] = [];
  let left = wish.amount;
  for (const money of await freeMoneyOf(sql, obligationId)) {
    const amount = Math.min(left, money.amount - money.applied - money.returned);
    if (amount > 0) sources.push({ unitId, obligationId, moneyId: money.id, amount });
    left -= amount;
  }
  if (left === 0) return sources;
  // What is still owed stays: a fee that should not have been is first corrected in its case.
  const [pending] = await pendingOf(sql, obligationId);
  const open = refundable(one) - one.surplus - (pending?.amount ?? 0);
  return left > open ? refuse('refund-too-much') : [...sources, { unitId, obligationId, moneyId: null, amount: left }];
}

/** Confirms or declines. Whoever proposed is refused, whatever their post. */
export function decideOnRefund(
  world: World,
  permit: Permit<'payment.confirm'>,
  wish: { readonly key: CommandKey; readonly id: string; readonly say: 'confirm' | 'decline' },
): Promise<{ readonly id: string } | Refusal> {
  const state = wish.say === 'confirm' ? 'confirmed' : 'declined';
  return world.sql.begin<{ readonly id: string } | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, wish.key, world.now()))) return refuse('already-sent');
    const [refund] = await lockRefund(sql, wish.id);
    if (refund === undefined || !covers(permit, refund.path)) return refuse('not-found');
    if (refund.state !== 'proposed') return refuse('refund-decided');
    if (refund.proposedBy === permit.actor.person) return refuse('refund-second-person');
    await decideRefund(sql, refund.id, state, permit.actor.person, world.now());
    if (state === 'declined' && refund.moneyId !== null) await returnMoney(sql, refund.moneyId, -refund.amount);
    if (state === 'confirmed' && refund.moneyId === null && refund.obligationId !== null) await raiseRefunded(sql, refund.obligationId, refund.amount);
    const { caseId, obligationId, amount } = refund;
    await tell(sql, world, permit, [{ what: `payment-refund-${state}`, refund: refund.id, obligation: obligationId, case: caseId, amount }]);
    return { id: refund.id };
  });
}

const mostFailed = 3;

/** Sends what was confirmed; what the gateway does not take now goes with the next round. Cash is handed out at the counter. Answers how many went. */
export async function sendRefunds(world: World): Promise<number> {
  const permit = settler(world);
  let sent = 0;
  let failed = 0;
  for (const { id, amount, reason, bankRef, caseId, unitId } of await refundsToSend(world.sql, 50)) {
    const went = bankRef === null ? true : await world.gates.pay.refund({ id, of: bankRef, amount, reason });
    if (isRefusal(went)) {
      // One that the bank will never take holds up no other; a gateway that takes none is left alone.
      failed += 1;
      if (failed === mostFailed) return sent;
      continue;
    }
    await world.sql.begin(async (sql) => {
      const [marked] = await markSent(sql, id, world.now());
      if (marked !== undefined)
        await tell(sql, world, permit, [
          { what: 'payment-refund-sent', refund: id, case: caseId, unit: unitId, amount, by: bankRef === null ? 'counter' : 'bank' },
        ]);
    });
    sent += 1;
  }
  return sent;
}

const reaches = (world: World, permit: Permit, unit: UnitId): boolean => {
  const found = world.org().byId.get(unit);
  return found !== undefined && covers(permit, found.path);
};
