/** SQL of data copies: asked, gathered, taken once. */
import type { PersonId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { json } from '../../db/sql.ts';

export type CopyFile = { readonly name: string; readonly blob: string; readonly size: number; readonly crc: number };
export type CopyParts = { readonly facts: JsonObject; readonly files: readonly CopyFile[] };
export type CopyRow = {
  readonly id: string;
  readonly owner: PersonId;
  readonly state: 'waiting' | 'ready' | 'taken';
  readonly done: number;
  readonly total: number;
  readonly asked: Instant;
  readonly ready: Instant | null;
  readonly taken: Instant | null;
};

/** Nothing comes back while another one of the same person is being gathered. */
export const insertCopy = (sql: Sql, id: string, owner: PersonId, facts: JsonObject, at: Instant) => sql<{ id: string }>`
  insert into data_copy (copy_id, owner_id, state, parts, asked_at) values (${id}, ${owner}, 'waiting', ${json({ facts, files: [] })}, ${at})
  on conflict do nothing returning copy_id as id`;

export const copiesOf = (sql: Sql, owner: PersonId, limit: number) => sql<CopyRow>`
  select copy_id as id, owner_id as owner, state, done, total, asked_at as asked, ready_at as ready, taken_at as taken
  from data_copy where owner_id = ${owner} order by asked_at desc, copy_id limit ${limit}`;

export const copiesAsked = (sql: Sql, owner: PersonId, since: Instant) => sql<{ asked: number }>`
  select count(*)::int as asked from data_copy where owner_id = ${owner} and asked_at > ${since}`;

export const waitingCopy = (sql: Sql, id: string) => sql<{ owner: PersonId; parts: CopyParts }>`
  select owner_id as owner, parts from data_copy where copy_id = ${id} and state = 'waiting'`;

export const noteProgress = (sql: Sql, id: string, done: number, total: number) => sql`
  update data_copy set done = ${done}, total = ${total} where copy_id = ${id} and state = 'waiting'`;

export const finishCopy = (sql: Sql, id: string, parts: CopyParts, at: Instant) => sql`
  update data_copy set state = 'ready', parts = ${json(parts)}, done = total, ready_at = ${at} where copy_id = ${id} and state = 'waiting'`;

export const lockReady = (sql: Sql, id: string, owner: PersonId) => sql<{ parts: CopyParts }>`
  select parts from data_copy where copy_id = ${id} and owner_id = ${owner} and state = 'ready' for update`;

export const markTaken = (sql: Sql, id: string, at: Instant) => sql`update data_copy set state = 'taken', parts = null, taken_at = ${at} where copy_id = ${id}`;

/** What nobody fetched is forgotten. */
export const dropCopies = (sql: Sql, before: Instant, at: Instant) => sql`
  update data_copy set state = 'taken', parts = null, taken_at = ${at} where state = 'ready' and ready_at < ${before}`;
