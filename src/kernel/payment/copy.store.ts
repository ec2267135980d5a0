/** SQL of what a person's own cases owed and paid. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type OwedByPerson = {
  readonly reference: string;
  readonly caseCode: string;
  readonly unit: UnitId;
  readonly setter: string | null;
  readonly notice: string | null;
  readonly title: string;
  readonly amount: number;
  readonly paid: number;
  readonly refunded: number;
  readonly due: Instant | null;
  readonly made: Instant;
  readonly paidAt: Instant | null;
  readonly cancelled: Instant | null;
};
export const owedByPerson = (sql: Sql, owner: PersonId, limit: number) => sql<OwedByPerson>`
  select reference, coalesce(c.code, c.tracking) as "caseCode", o.unit_id as unit, setter, notice, title, o.amount, paid, refunded, o.due, made_at as made,
    paid_at as "paidAt", cancelled_at as cancelled
  from obligation o join case_row c using (case_id) where c.applicant_id = ${owner} order by made_at desc, reference limit ${limit}`;

export type ReceiptOfPerson = { readonly reference: string; readonly serial: string; readonly amount: number; readonly at: Instant; readonly via: string };
export const receiptsOfPerson = (sql: Sql, owner: PersonId, limit: number) => sql<ReceiptOfPerson>`
  select o.reference, r.serial, r.amount, r.at, r.via
  from fee_receipt r join obligation o using (obligation_id) join case_row c using (case_id) where c.applicant_id = ${owner} order by r.at, r.serial limit ${limit}`;

export type RefundOfPerson = {
  readonly reference: string;
  readonly amount: number;
  readonly state: string;
  readonly decided: Instant | null;
  readonly sent: Instant | null;
};
export const refundsOfPerson = (sql: Sql, owner: PersonId, limit: number) => sql<RefundOfPerson>`
  select o.reference, r.amount, r.state, r.decided_at as decided, r.sent_at as sent
  from refund r join obligation o using (obligation_id) join case_row c using (case_id) where c.applicant_id = ${owner} order by r.proposed_at limit ${limit}`;
