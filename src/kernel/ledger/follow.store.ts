/** SQL of the followers' positions. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { LedgerEntry } from './ledger.ts';

export type FollowerRow = { readonly tx: string; readonly position: number; readonly tries: number };
export type PlacedEntry = LedgerEntry & { readonly tx: string };

export const insertFollower = (sql: Sql, name: string) => sql`insert into follower (name) values (${name}) on conflict do nothing returning name`;

/** A look without a lock, at all of them in one statement: which have entries to read or no row yet; none that rests. */
export const withNews = (sql: Sql, names: readonly string[], machine: Instant) => sql<{ name: string }>`
  select name from unnest(${names}::text[]) as asked (name) left join follower f using (name)
  where f.name is null or (f.not_before is null or f.not_before <= ${machine}) and exists (
    select 1 from ledger l where (l.tx, l.position) > (f.tx, f.position) and l.tx < pg_snapshot_xmin(pg_current_snapshot()))`;

export const lockFollower = (sql: Sql, name: string, machine: Instant) => sql<FollowerRow>`
  select tx::text, position, tries from follower
  where name = ${name} and (not_before is null or not_before <= ${machine}) for update skip locked`;

/** Only entries of transactions older than every running one: their order is final. */
export const entriesAfter = (sql: Sql, after: FollowerRow, most: number) => sql<PlacedEntry>`
  select tx::text, position, at, case_id as "caseId", seq, what, entry, actor, role, "right", unit_id as "unitId", behalf, hash
  from ledger
  where (tx, position) > (${after.tx}::xid8, ${after.position}::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
  order by tx, position limit ${most}`;

export const moveFollower = (sql: Sql, name: string, to: PlacedEntry) => sql`
  update follower set tx = ${to.tx}::xid8, position = ${to.position}::bigint, tries = 0, not_before = null, last_fault = null where name = ${name}`;

export const noteFault = (sql: Sql, name: string, tries: number, notBefore: Instant, fault: string) => sql`
  update follower set tries = ${tries}, not_before = ${notBefore}, last_fault = ${fault} where name = ${name}`;

export const insertMiss = (sql: Sql, name: string, position: number, fault: string, at: Instant) => sql`
  insert into follower_miss (name, position, fault, at) values (${name}, ${position}::bigint, ${fault}, ${at}) on conflict do nothing`;

export const lagsOf = (sql: Sql, names: readonly string[]) => sql<{
  readonly name: string;
  readonly waiting: number;
  readonly missed: number;
  readonly lastFault: string | null;
}>`
  select name, last_fault as "lastFault",
    (select count(*)::int from (select 1 from ledger l where (l.tx, l.position) > (f.tx, f.position) limit 10000) news) as waiting,
    (select count(*)::int from follower_miss m where m.name = f.name) as missed
  from follower f where name = any(${names}::text[])`;
