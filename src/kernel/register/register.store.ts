/** SQL of what can be found. */
import type { Label } from '../../base/text.ts';
import type { Sql } from '../../db/sql.ts';
import type { FindEntry } from './entry.ts';

export type FindRow = {
  readonly kind: string;
  readonly key: string;
  readonly href: string;
  readonly title: Label;
  readonly summary: Label;
  readonly words: readonly string[];
  readonly body: string;
  readonly audiences: readonly string[];
  readonly isGone: boolean;
};

export const upsertEntry = (sql: Sql, one: FindEntry) => sql`
  insert into find_entry (kind, key, href, title, summary, words, body, audiences)
  values (${one.kind}, ${one.key}, ${one.href}, ${one.title}, ${one.summary}, ${one.words}, ${one.body}, ${one.audiences})
  on conflict (kind, key) do update set href = excluded.href, title = excluded.title, summary = excluded.summary, words = excluded.words, body = excluded.body,
    audiences = excluded.audiences, is_gone = false, changed_in = pg_current_xact_id()`;

export const takeBack = (sql: Sql, kind: string, key: string) => sql`
  update find_entry set is_gone = true, body = '', changed_in = pg_current_xact_id() where kind = ${kind} and key = ${key} and not is_gone`;

/** Everything written by transactions before this one is committed and seen. */
export const horizon = (sql: Sql) => sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`;

/** In order of kind and key, after the one given. */
export const entriesSince = (sql: Sql, xid: string, after: { readonly kind: string; readonly key: string }, most: number) => sql<FindRow>`
  select kind, key, href, title, summary, words, body, audiences, is_gone as "isGone" from find_entry
  where changed_in >= ${xid}::xid8 and (kind, key) > (${after.kind}, ${after.key}) order by kind, key limit ${most}`;
