/** SQL of obligations, money and receipts. */
import type { CaseId, DocumentId, PersonId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { UnitPath } from '../permit.ts';
import type { Credit } from './notice.ts';
import type { Obligation, ObligationId } from './obligation.ts';

/** What a case says about money, from its row; nothing of it is personal. */
export type CaseFacts = {
  readonly caseId: CaseId;
  readonly unitId: UnitId;
  readonly packId: string;
  readonly packVersion: string;
  readonly fee: number;
  readonly isEnded: boolean;
};
export const caseFacts = (sql: Sql, id: CaseId) => sql<CaseFacts>`
  select case_id as "caseId", unit_id as "unitId", pack_id as "packId", pack_version as "packVersion", fee, stage = 'closed' and outcome <> 'granted' as "isEnded"
  from case_row where case_id = ${id}`;

export type FeeTaken = { readonly serial: string; readonly amount: number; readonly at: Instant; readonly by: PersonId };
/** Every receipt the case tells of, oldest first. */
export const feesTaken = (sql: Sql, id: CaseId) => sql<FeeTaken>`
  select entry -> 'payment' ->> 'serial' as serial, (entry -> 'payment' ->> 'amount')::bigint as amount, at, (entry -> 'payment' ->> 'by')::uuid as by
  from ledger where case_id = ${id} and what = 'fee-taken' order by seq`;

export type NewObligation = Omit<Obligation, 'paid' | 'refunded' | 'surplus' | 'paidAt' | 'cancelledAt'>;
/** Nothing is returned when the case has one already, or the setter has told this notice before. */
export const insertObligation = (sql: Sql, one: NewObligation) => sql<{ id: ObligationId }>`
  insert into obligation (obligation_id, reference, case_id, unit_id, setter, notice, title, amount, due, made_at)
  values (${one.id}, ${one.reference}, ${one.caseId}, ${one.unitId}, ${one.setter}, ${one.notice}, ${one.title}, ${one.amount}, ${one.due}, ${one.madeAt})
  on conflict do nothing returning obligation_id as id`;

/** An obligation with the path of its unit and the pack of its case. */
export type ObligationRow = Obligation & {
  readonly path: UnitPath;
  readonly packId: string | null;
  readonly packVersion: string | null;
  readonly caseCode: string | null;
  readonly tracking: string | null;
};

export const obligationByReference = (sql: Sql, reference: string) => sql<ObligationRow>`
  select o.obligation_id as id, reference, o.case_id as "caseId", o.unit_id as "unitId", setter, notice, title, o.amount, paid, refunded, o.due, o.paid_at as "paidAt",
    cancelled_at as "cancelledAt", made_at as "madeAt", u.path, pack_id as "packId", pack_version as "packVersion", code as "caseCode", tracking,
    (select coalesce(sum(m.amount - applied - returned), 0)::bigint from money m where m.obligation_id = o.obligation_id) as surplus
  from obligation o join unit u on u.unit_id = o.unit_id left join case_row c on c.case_id = o.case_id where reference = ${reference}`;

export const obligationsByCase = (sql: Sql, id: CaseId) => sql<ObligationRow>`
  select o.obligation_id as id, reference, o.case_id as "caseId", o.unit_id as "unitId", setter, notice, title, o.amount, paid, refunded, o.due, o.paid_at as "paidAt",
    cancelled_at as "cancelledAt", made_at as "madeAt", u.path, pack_id as "packId", pack_version as "packVersion", code as "caseCode", tracking,
    (select coalesce(sum(m.amount - applied - returned), 0)::bigint from money m where m.obligation_id = o.obligation_id) as surplus
  from obligation o join unit u on u.unit_id = o.unit_id join case_row c on c.case_id = o.case_id where o.case_id = ${id} order by setter nulls first, made_at`;

/** Newest first, of units whose path begins so; `open`: only what is still to be paid or given back. */
export const obligationsOfBranch = (sql: Sql, path: string, open: boolean, limit: number) => sql<ObligationRow>`
  select * from (
    select o.obligation_id as id, reference, o.case_id as "caseId", o.unit_id as "unitId", setter, notice, title, o.amount, paid, refunded, o.due, o.paid_at as "paidAt",
      cancelled_at as "cancelledAt", made_at as "madeAt", u.path, pack_id as "packId", pack_version as "packVersion", code as "caseCode", tracking,
      (select coalesce(sum(m.amount - applied - returned), 0)::bigint from money m where m.obligation_id = o.obligation_id) as surplus
    from obligation o join unit u on u.unit_id = o.unit_id left join case_row c on c.case_id = o.case_id where u.path like ${`${path}%`}) as one
  where not ${open} or surplus > 0 or ("cancelledAt" is null and paid <> amount) or ("cancelledAt" is not null and paid > refunded)
  order by "madeAt" desc, id limit ${limit}`;

/** The counters of one obligation, locked until the end of the transaction. */
export const lockObligation = (sql: Sql, id: ObligationId) => sql<Obligation>`
  select obligation_id as id, reference, case_id as "caseId", unit_id as "unitId", setter, notice, title, amount, paid, refunded, due, paid_at as "paidAt",
    cancelled_at as "cancelledAt", made_at as "madeAt",
    (select coalesce(sum(m.amount - applied - returned), 0)::bigint from money m where m.obligation_id = o.obligation_id) as surplus
  from obligation o where obligation_id = ${id} for update of o`;
export const idByReference = (sql: Sql, reference: string) =>
  sql<{ id: ObligationId }>`select obligation_id as id from obligation where reference = ${reference}`;
export const idOfCaseFee = (sql: Sql, id: CaseId) =>
  sql<{ id: ObligationId }>`select obligation_id as id from obligation where case_id = ${id} and setter is null`;

/** Paid is the sum of the receipts; `paidAt` is kept from the moment nothing was left. */
export const updateObligation = (sql: Sql, one: Pick<Obligation, 'id' | 'amount' | 'paidAt' | 'cancelledAt'>) => sql`
  update obligation set amount = ${one.amount}, paid_at = ${one.paidAt}, cancelled_at = ${one.cancelledAt},
    paid = (select coalesce(sum(r.amount), 0) from fee_receipt r where r.obligation_id = obligation.obligation_id)
  where obligation_id = ${one.id}`;

export type MoneyRow = Credit & {
  readonly id: string;
  readonly heardAt: Instant;
  readonly heardBy: 'callback' | 'query' | 'statement';
  readonly obligationId: ObligationId | null;
  readonly applied: number;
  readonly returned: number;
};
/** Nothing is returned when the bank's id is known; a second telling waits here for the commit of the first. */
export const insertMoney = (sql: Sql, one: Pick<MoneyRow, 'id' | 'heardAt' | 'heardBy'> & Credit) => sql<{ id: string }>`
  insert into money (money_id, bank_ref, via, amount, content, at, heard_at, heard_by)
  values (${one.id}, ${one.bankRef}, ${one.via}, ${one.amount}, ${one.content}, ${one.at}, ${one.heardAt}, ${one.heardBy}) on conflict (bank_ref) do nothing
  returning money_id as id`;
export const moneyByRef = (sql: Sql, bankRef: string) => sql<MoneyRow>`
  select money_id as id, bank_ref as "bankRef", via, amount, content, at, heard_at as "heardAt", heard_by as "heardBy", obligation_id as "obligationId", applied, returned
  from money where bank_ref = ${bankRef}`;
export const lockMoney = (sql: Sql, id: string) => sql<MoneyRow>`
  select money_id as id, bank_ref as "bankRef", via, amount, content, at, heard_at as "heardAt", heard_by as "heardBy", obligation_id as "obligationId", applied, returned
  from money where money_id = ${id} for update`;
/** Money for this obligation of which something is neither receipted nor on its way back, oldest first. */
export const freeMoneyOf = (sql: Sql, id: ObligationId) => sql<MoneyRow>`
  select money_id as id, bank_ref as "bankRef", via, amount, content, at, heard_at as "heardAt", heard_by as "heardBy", obligation_id as "obligationId", applied, returned
  from money where obligation_id = ${id} and amount > applied + returned order by at, money_id for update`;
export const giveMoney = (sql: Sql, id: string, obligation: ObligationId) =>
  sql`update money set obligation_id = ${obligation} where money_id = ${id} and obligation_id is null`;
export const applyMoney = (sql: Sql, id: string, amount: number) => sql`update money set applied = applied + ${amount} where money_id = ${id}`;
/** Reserved for a refund, or freed again by a negative amount. */
export const returnMoney = (sql: Sql, id: string, amount: number) => sql`update money set returned = returned + ${amount} where money_id = ${id}`;
/** Whose money it is, without a lock: the obligation is locked before its money. */
export const ownerOfMoney = (sql: Sql, id: string) => sql<{ obligationId: ObligationId | null; isGone: boolean }>`
  select obligation_id as "obligationId", amount <= returned as "isGone" from money where money_id = ${id}`;
/** Money nobody knows the obligation of. */
export const looseMoney = (sql: Sql, limit: number) => sql<MoneyRow>`
  select money_id as id, bank_ref as "bankRef", via, amount, content, at, heard_at as "heardAt", heard_by as "heardBy", obligation_id as "obligationId", applied, returned
  from money where obligation_id is null and amount > returned order by heard_at desc limit ${limit}`;
export const moneyOf = (sql: Sql, id: ObligationId) => sql<MoneyRow>`
  select money_id as id, bank_ref as "bankRef", via, amount, content, at, heard_at as "heardAt", heard_by as "heardBy", obligation_id as "obligationId", applied, returned
  from money where obligation_id = ${id} order by at, money_id`;

export type FeeReceipt = {
  readonly unitId: UnitId;
  readonly serial: string;
  readonly obligationId: ObligationId;
  readonly amount: number;
  readonly at: Instant;
  readonly via: 'cash' | 'transfer' | 'gateway';
  readonly moneyId: string | null;
  readonly by: PersonId;
  /** The signed paper, once it is made. */
  readonly documentId: DocumentId | null;
};
export type NewReceipt = Omit<FeeReceipt, 'documentId'>;
export const insertReceipt = (sql: Sql, one: NewReceipt) => sql<{ serial: string }>`
  insert into fee_receipt (unit_id, serial, obligation_id, amount, at, via, money_id, taken_by)
  values (${one.unitId}, ${one.serial}, ${one.obligationId}, ${one.amount}, ${one.at}, ${one.via}, ${one.moneyId}, ${one.by}) on conflict do nothing returning serial`;
export const receiptsOf = (sql: Sql, id: ObligationId) => sql<FeeReceipt>`
  select unit_id as "unitId", serial, obligation_id as "obligationId", amount, at, via, money_id as "moneyId", taken_by as by, document_id as "documentId"
  from fee_receipt where obligation_id = ${id} order by at, serial`;
/** Receipts of a branch since a moment, and those of them that were not cash. */
export const takenSince = (sql: Sql, path: string, since: Instant) => sql<Taken>`
  select count(*)::int as receipts, coalesce(sum(amount), 0)::bigint as amount, (count(*) filter (where via <> 'cash'))::int as cashless
  from fee_receipt r join unit u using (unit_id) where u.path like ${`${path}%`} and at >= ${since}`;
export type Taken = { readonly receipts: number; readonly amount: number; readonly cashless: number };
export const setReceiptPaper = (sql: Sql, unit: UnitId, serial: string, document: DocumentId) =>
  sql`update fee_receipt set document_id = ${document} where unit_id = ${unit} and serial = ${serial}`;
/** Obligation and payer of a receipt; personal data: the name of the applicant. */
export const payerOfReceipt = (sql: Sql, unit: UnitId, serial: string) => sql<{ reference: string; payer: string | null }>`
  select reference, applicant_name as payer from fee_receipt r join obligation o using (obligation_id) left join case_row c using (case_id)
  where r.unit_id = ${unit} and serial = ${serial}`;

/** The same book as the counter's: numbers without gaps. */
export const nextSerial = (sql: Sql, book: string) => sql<{ value: number }>`
  insert into counter (name, value) values (${book}, 1) on conflict (name) do update set value = counter.value + 1 returning value`;
