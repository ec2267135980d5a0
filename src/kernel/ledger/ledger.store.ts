/** SQL of the ledger. */
import type { JsonObject } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { LedgerEntry } from './ledger.ts';

export type NewRow = Omit<LedgerEntry, 'position'>;

/** One statement for all rows of a deed. */
export const insertEntries = (sql: Sql, rows: readonly NewRow[]) => sql`
  insert into ledger (at, case_id, seq, what, entry, actor, role, "right", unit_id, behalf, hash)
  select * from unnest(
    ${rows.map((row) => row.at)}::timestamptz[], ${rows.map((row) => row.caseId)}::uuid[], ${rows.map((row) => row.seq)}::int[],
    ${rows.map((row) => row.what)}::text[], ${rows.map((row) => JSON.stringify(row.entry))}::jsonb[], ${rows.map((row) => row.actor)}::uuid[],
    ${rows.map((row) => row.role)}::text[], ${rows.map((row) => row.right)}::text[], ${rows.map((row) => row.unitId)}::int[],
    ${rows.map((row) => row.behalf)}::uuid[], ${rows.map((row) => row.hash)}::text[])`;

/** The entries that made a case, in order, without traces of reading. */
export const entriesOfCase = (sql: Sql, caseId: string) => sql<LedgerEntry>`
  select position, at, case_id as "caseId", seq, what, entry, actor, role, "right", unit_id as "unitId", behalf, hash
  from ledger where case_id = ${caseId} and seq is not null order by seq`;

/** Who looked at a case, newest first. */
export const tracesOfCase = (sql: Sql, caseId: string, limit: number) => sql<{
  at: Instant;
  what: string;
  actor: string;
  role: string;
  unitId: number | null;
  entry: JsonObject;
}>`
  select at, what, actor, role, unit_id as "unitId", entry from ledger
  where case_id = ${caseId} and seq is null order by position desc limit ${limit}`;

export const makeMonth = (sql: Sql, day: string) => sql`select ledger_month(${day}::date)`;

/** Nothing is returned when the sender has used the key before. */
export const insertKey = (sql: Sql, sender: string, key: string, at: Instant) => sql<{ key: string }>`
  insert into command_key (sender, key, body_hash, at) values (${sender}, ${key}, '', ${at}) on conflict do nothing returning key`;
