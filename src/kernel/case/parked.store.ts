/** SQL of files that came with a post whose session had lapsed. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type ParkedFileRow = {
  readonly number: number;
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array | null;
  readonly why: string | null;
};

export const insertParkedFile = (
  sql: Sql,
  row: ParkedFileRow & { readonly draft: string; readonly browser: string; readonly address: string; readonly at: Instant },
) => sql`
  insert into parked_file (draft_id, number, browser, address, field, name, bytes, why, size, parked_at)
  values (${row.draft}, ${row.number}, ${row.browser}, ${row.address}, ${row.field}, ${row.name}, ${row.bytes}::bytea, ${row.why},
    ${row.bytes?.length ?? 0}, ${row.at})`;

export const parkedFiles = (sql: Sql, draft: string, browser: string, since: Instant) => sql<ParkedFileRow>`
  select number, field, name, bytes, why from parked_file
  where draft_id = ${draft} and browser = ${browser} and parked_at > ${since} order by number`;

/** Room taken now, in bytes: by everybody, and from one network address. */
export const parkedRoom = (sql: Sql, address: string) => sql<{ readonly all: number; readonly here: number }>`
  select coalesce(sum(size), 0)::float8 as all, coalesce(sum(size) filter (where address = ${address}), 0)::float8 as here from parked_file`;

/** Posts of one browser that hold files, oldest first. */
export const parkedBy = (sql: Sql, browser: string) => sql<{ readonly draft: string; readonly size: number }>`
  select draft_id as draft, sum(size)::float8 as size from parked_file where browser = ${browser} group by draft_id order by min(parked_at), draft_id`;

export const dropParkedFiles = (sql: Sql, drafts: readonly string[]) => sql`delete from parked_file where draft_id = any(${drafts}::uuid[])`;

export const sweepParkedFiles = (sql: Sql, before: Instant) => sql`delete from parked_file where parked_at <= ${before}`;
