/** The door of the payment room for deeds: callbacks, looking, and the deeds of the accountant; the inner files re-exported. */
import type { CaseId, CommandKey } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { atClock, date, dateOf, toMs } from '../../base/time.ts';
import { readJsonText } from '../../pack/json-text.ts';
import type { Follower } from '../ledger/ledger.act.ts';
import { claimKey } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { covers } from '../permit.ts';
import type { World } from '../world.ts';
import type { SignedNotice } from './notice.ts';
import { proven, readCredit } from './notice.ts';
import type { ObligationId } from './obligation.ts';
import { leftOf } from './obligation.ts';
import type { FeeReceipt, MoneyRow, ObligationRow, Taken } from './payment.store.ts';
import {
  caseFacts,
  idByReference,
  insertObligation,
  looseMoney,
  moneyOf,
  obligationByReference,
  obligationsByCase,
  obligationsOfBranch,
  ownerOfMoney,
  receiptsOf,
  takenSince,
} from './payment.store.ts';
import { newReference } from './reference.ts';
import type { ReconciliationRow, RefundRow } from './refund.store.ts';
import { reconciliations, refundsOfBranch } from './refund.store.ts';
import type { Heard } from './settle.act.ts';
import { clockFollows, followCase, hearCredit, settle, settler, tell } from './settle.act.ts';

export { paymentsForCopy } from './copy.act.ts';
export type { FeeReceipt, MoneyRow, ObligationRow } from './payment.store.ts';
export { doPaymentJob } from './receipt.act.ts';
export { keepUpWithGateway, reconcile, reconcileByHand } from './reconcile.act.ts';
export type { RefundWish } from './refund.act.ts';
export { decideOnRefund, proposeRefund, sendRefunds } from './refund.act.ts';
export type { ReconciliationRow, RefundRow } from './refund.store.ts';
export type { Heard } from './settle.act.ts';
export { hearCredit, settler, takeAtCounter } from './settle.act.ts';

/** A callback as it came in. The signature is the proof: there is no session and no permit of anybody. */
export async function hearNotice(world: World, notice: SignedNotice): Promise<Heard | Refusal> {
  const proof = proven(notice, toMs(world.machine()), (text) => world.gates.pay.hmac(text) ?? '');
  if (isRefusal(proof)) return proof;
  const read = readJsonText(new TextDecoder().decode(notice.body));
  const credit = 'value' in read ? readCredit(read.value) : refuse('bad-request');
  return isRefusal(credit) ? credit : await hearCredit(world, settler(world), credit, 'callback');
}

/** Follows the entries of cases that change what is owed. */
export const payFollower = (world: World): Follower => ({
  name: 'payment',
  wants: (what) => caseNews.has(what),
  takeIn: async (sql, entries) => {
    for (const id of new Set(entries.flatMap((entry) => entry.caseId ?? []))) await followCase(world, sql, id);
    // What was set before reception stops the clock as soon as there is one.
    for (const entry of entries) if (entry.caseId !== null && entry.entry.what === 'case-received') await clockFollows(world, sql, entry.caseId);
  },
});
const caseNews = new Set(['case-submitted', 'case-received', 'supplement-answered', 'fee-taken', 'case-refused', 'case-withdrawn', 'case-closed']);

export type Owed = { readonly obligation: ObligationRow; readonly receipts: readonly FeeReceipt[]; readonly money: readonly MoneyRow[] };

/** By the reference that stands on the payer's screen or paper: amount and state, nothing about a person. Refuses with 'payment-not-found'. */
export async function findOwed(world: World, reference: string): Promise<Owed | Refusal> {
  const [glance] = await obligationByReference(world.sql, reference);
  if (glance === undefined) return refuse('payment-not-found');
  const { caseId } = glance;
  if (caseId !== null && glance.setter === null) await world.sql.begin((sql) => followCase(world, sql, caseId));
  const [obligation = glance] = await obligationByReference(world.sql, reference);
  return { obligation, ...(await aboutOwed(world, obligation.id)) };
}

async function aboutOwed(world: World, id: ObligationId): Promise<Pick<Owed, 'receipts' | 'money'>> {
  const [receipts, money] = await Promise.all([receiptsOf(world.sql, id), moneyOf(world.sql, id)]);
  return { receipts, money };
}

/** What a case owes and has paid; made now when the follower has not come by yet. The caller has shown that it may see the case. */
export async function owedBy(world: World, _permit: Permit<'case.read'> | Permit<'case.submit'> | 'tracked', id: CaseId): Promise<readonly ObligationRow[]> {
  await world.sql.begin((sql) => followCase(world, sql, id));
  return await obligationsByCase(world.sql, id);
}

/** The page of the gateway on which the payer goes on. Asks nothing of us but what is still left. */
export async function openOrder(world: World, reference: string): Promise<string | Refusal> {
  const owed = await findOwed(world, reference);
  if (isRefusal(owed)) return owed;
  const { obligation } = owed;
  const amount = leftOf(obligation);
  if (amount === 0) return refuse('nothing-to-pay');
  const page = `${world.origin}/thanh-toan/${obligation.reference}`;
  return await world.gates.pay.order({
    reference: obligation.reference,
    amount,
    title: obligation.title,
    notifyUrl: `${world.origin}/thanh-toan/bao-co`,
    returnUrl: page,
  });
}

/** What the accountant sees: everything of the own branch; loose money belongs to no branch yet, so every accountant sees it. */
export type Cashbook = {
  readonly owed: readonly ObligationRow[];
  readonly loose: readonly MoneyRow[];
  readonly refunds: readonly RefundRow[];
  readonly reconciliations: readonly ReconciliationRow[];
  /** Receipts of this month. */
  readonly month: Taken;
};
export async function cashbook(world: World, permit: Permit<'payment.keep'> | Permit<'payment.confirm'>, open: boolean, limit = 200): Promise<Cashbook> {
  const path = permit.reach.kind === 'branch' ? permit.reach.path : '/';
  const since = atClock(date(`${dateOf(world.now()).slice(0, 7)}-01`), '00:00');
  const [owed, loose, refunds, compared, [month]] = await Promise.all([
    obligationsOfBranch(world.sql, path, open, limit),
    looseMoney(world.sql, limit),
    refundsOfBranch(world.sql, path, limit),
    reconciliations(world.sql, 31),
    takenSince(world.sql, path, since),
  ]);
  return { owed, loose, refunds, reconciliations: compared, month: month ?? { receipts: 0, amount: 0, cashless: 0 } };
}

/** The accountant knows whose money it is: from then on it is as if the content had said so. */
export function allotMoney(
  world: World,
  permit: Permit<'payment.keep'>,
  wish: { readonly key: CommandKey; readonly money: string; readonly reference: string },
): Promise<{ readonly applied: number } | Refusal> {
  return world.sql.begin<{ readonly applied: number } | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, wish.key, world.now()))) return refuse('already-sent');
    const [found] = await idByReference(sql, wish.reference);
    const [glance] = found === undefined ? [] : await obligationByReference(sql, wish.reference);
    if (found === undefined || glance === undefined || !covers(permit, glance.path) || !isUuid(wish.money)) return refuse('payment-not-found');
    const [money] = await ownerOfMoney(sql, wish.money);
    if (money === undefined || money.isGone) return refuse('not-found');
    if (money.obligationId !== null) return refuse('money-allotted');
    await tell(sql, world, permit, [{ what: 'payment-allotted', money: wish.money, obligation: found.id }]);
    return { applied: await settle(world, sql, settler(world), found.id, wish.money) };
  });
}

export type SetObligation = {
  readonly key: CommandKey;
  readonly caseId: CaseId | null;
  /** Agency code of whoever set it, and the number of its notice: told again it is the same obligation. */
  readonly setter: string;
  readonly notice: string;
  readonly title: string;
  readonly amount: number;
  readonly due: Instant | null;
};

/** An amount set by another agency, such as tax: collected by the unit of the permit. */
export function setObligation(world: World, permit: Permit<'payment.keep'>, wish: SetObligation): Promise<{ readonly reference: string } | Refusal> {
  return world.sql.begin<{ readonly reference: string } | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, wish.key, world.now()))) return refuse('already-sent');
    const unitId = permit.actor.unit;
    if (unitId === undefined) return refuse('not-allowed');
    // On the page of a case stands only what the unit that works on it, or one above it, has put there.
    const [about] = wish.caseId === null ? [] : await caseFacts(sql, wish.caseId);
    const place = about === undefined ? undefined : world.org().byId.get(about.unitId)?.path;
    if (wish.caseId !== null && (place === undefined || !covers(permit, place))) return refuse('not-found');
    const [setter, notice, title] = [wish.setter.trim(), wish.notice.trim(), wish.title.trim()].map((text) => text.slice(0, 200));
    if (!setter || !notice || !title || !Number.isSafeInteger(wish.amount) || wish.amount < 1 || wish.amount > 9_999_999_999_999) return refuse('bad-request');
    const id = world.newId() as ObligationId;
    const reference = newReference(world.secret(10));
    const [made] = await insertObligation(sql, {
      id,
      reference,
      caseId: wish.caseId,
      unitId,
      setter,
      notice,
      title,
      amount: wish.amount,
      due: wish.due,
      madeAt: world.now(),
    });
    // The notice was told before: its first telling stands.
    if (made === undefined) return refuse('notice-known');
    const until = wish.due === null ? {} : { due: wish.due };
    await tell(sql, world, permit, [{ what: 'payment-set', obligation: id, case: wish.caseId, setter, notice, amount: wish.amount, ...until }]);
    if (wish.caseId !== null) await clockFollows(world, sql, wish.caseId);
    return { reference };
  });
}
