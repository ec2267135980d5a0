/** SQL of refunds, reconciliations and the place in the gateway's list. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { json } from '../../db/sql.ts';
import type { UnitPath } from '../permit.ts';
import type { ObligationId } from './obligation.ts';

export type RefundRow = {
  readonly id: string;
  readonly unitId: UnitId;
  readonly path: UnitPath;
  readonly obligationId: ObligationId | null;
  readonly moneyId: string | null;
  readonly amount: number;
  readonly reason: string;
  readonly state: 'proposed' | 'declined' | 'confirmed' | 'sent';
  readonly proposedBy: PersonId;
  readonly proposedAt: Instant;
  readonly decidedBy: PersonId | null;
  readonly decidedAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly reference: string | null;
};

export type NewRefund = Pick<RefundRow, 'id' | 'unitId' | 'obligationId' | 'moneyId' | 'amount' | 'reason' | 'proposedBy' | 'proposedAt'>;
export const insertRefund = (sql: Sql, one: NewRefund) => sql`
  insert into refund (refund_id, unit_id, obligation_id, money_id, amount, reason, state, proposed_by, proposed_at)
  values (${one.id}, ${one.unitId}, ${one.obligationId}, ${one.moneyId}, ${one.amount}, ${one.reason}, 'proposed', ${one.proposedBy}, ${one.proposedAt})`;

/** With the case it is about; money of unknown origin has none. */
export const lockRefund = (sql: Sql, id: string) => sql<RefundRow & { readonly caseId: CaseId | null }>`
  select refund_id as id, r.unit_id as "unitId", (select path from unit u where u.unit_id = r.unit_id) as path, obligation_id as "obligationId", money_id as "moneyId",
    amount, reason, state, proposed_by as "proposedBy", proposed_at as "proposedAt", decided_by as "decidedBy", decided_at as "decidedAt", sent_at as "sentAt", null as reference,
    (select case_id from obligation o where o.obligation_id = r.obligation_id) as "caseId"
  from refund r where refund_id = ${id} for update`;

export const refundsOfBranch = (sql: Sql, path: string, limit: number) => sql<RefundRow>`
  select refund_id as id, r.unit_id as "unitId", u.path, r.obligation_id as "obligationId", money_id as "moneyId", r.amount, reason, state, proposed_by as "proposedBy",
    proposed_at as "proposedAt", decided_by as "decidedBy", decided_at as "decidedAt", sent_at as "sentAt", o.reference
  from refund r join unit u on u.unit_id = r.unit_id left join obligation o on o.obligation_id = r.obligation_id
  where u.path like ${`${path}%`} order by state <> 'proposed', proposed_at desc limit ${limit}`;

/** What of the receipts of an obligation is proposed to go back and not decided yet. */
export const pendingOf = (sql: Sql, id: ObligationId) => sql<{ amount: number }>`
  select coalesce(sum(amount), 0)::bigint as amount from refund where obligation_id = ${id} and money_id is null and state = 'proposed'`;

export const decideRefund = (sql: Sql, id: string, state: 'confirmed' | 'declined', by: PersonId, at: Instant) => sql`
  update refund set state = ${state}, decided_by = ${by}, decided_at = ${at} where refund_id = ${id}`;
export const raiseRefunded = (sql: Sql, id: ObligationId, amount: number) =>
  sql`update obligation set refunded = refunded + ${amount} where obligation_id = ${id}`;

/** Confirmed and not sent, in any order, so that none stands before the others for ever; with the credit they go back against: a receipt given for cash has none. */
type ToSend = { id: string; amount: number; reason: string; bankRef: string | null; caseId: CaseId | null; unitId: UnitId };
export const refundsToSend = (sql: Sql, limit: number) => sql<ToSend>`
  select refund_id as id, r.amount, reason, r.unit_id as "unitId", (select case_id from obligation o where o.obligation_id = r.obligation_id) as "caseId", coalesce(m.bank_ref,
    (select p.bank_ref from money p where p.obligation_id = r.obligation_id and p.applied >= r.amount order by p.at desc limit 1)) as "bankRef"
  from refund r left join money m on m.money_id = r.money_id where state = 'confirmed' order by random() limit ${limit}`;
export const markSent = (sql: Sql, id: string, at: Instant) => sql<{ id: string }>`
  update refund set state = 'sent', sent_at = ${at} where refund_id = ${id} and state = 'confirmed' returning refund_id as id`;
export const knownRefunds = (sql: Sql, ids: readonly string[]) => sql<{ id: string; amount: number }>`
  select refund_id as id, amount from refund where refund_id::text = any(${ids}::text[])`;

export type ReconciliationRow = { readonly id: string; readonly day: string; readonly madeAt: Instant; readonly madeBy: PersonId; readonly report: JsonObject };
export const insertReconciliation = (sql: Sql, one: ReconciliationRow & { readonly fileHash: string }) => sql<{ id: string }>`
  insert into reconciliation (reconciliation_id, day, file_hash, made_at, made_by, report)
  values (${one.id}, ${one.day}, ${one.fileHash}, ${one.madeAt}, ${one.madeBy}, ${json(one.report)}) on conflict (day, file_hash) do nothing returning reconciliation_id as id`;
export const reconciliationOf = (sql: Sql, day: string, fileHash: string) => sql<ReconciliationRow>`
  select reconciliation_id as id, day, made_at as "madeAt", made_by as "madeBy", report from reconciliation where day = ${day} and file_hash = ${fileHash}`;
export const hasReconciled = (sql: Sql, day: string) => sql<{ id: string }>`select reconciliation_id as id from reconciliation where day = ${day} limit 1`;
export const reconciliations = (sql: Sql, limit: number) => sql<ReconciliationRow>`
  select reconciliation_id as id, day, made_at as "madeAt", made_by as "madeBy", report from reconciliation order by day desc, made_at desc limit ${limit}`;

type Known = { bankRef: string; amount: number; content: string };
export const knownMoney = (sql: Sql, refs: readonly string[]) => sql<Known>`
  select bank_ref as "bankRef", amount, content from money where bank_ref = any(${refs}::text[])`;
export const heardBetween = (sql: Sql, from: Instant, to: Instant) => sql<Known>`
  select bank_ref as "bankRef", amount, content from money where at >= ${from} and at < ${to}`;

/** The place to ask from when nobody has asked since `before`; claimed for this process by the update itself. A clock that was set back does not stop the asking. */
export const claimCursor = (sql: Sql, before: Instant, now: Instant) => sql<{ after: number }>`
  insert into pay_cursor (after, asked_at) values (0, ${now})
  on conflict (single) do update set asked_at = ${now} where pay_cursor.asked_at <= ${before} or pay_cursor.asked_at > ${now} returning after`;
export const moveCursor = (sql: Sql, after: number) => sql`update pay_cursor set after = greatest(after, ${after})`;
