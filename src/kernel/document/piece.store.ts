/** SQL of files on their way: what has begun, which pieces are here, and what the finished ones became. */
import type { PersonId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { UploadRow } from './document.store.ts';

export type SendingRow = { readonly id: string; readonly size: number };

export const sendingOf = (sql: Sql, person: PersonId, digest: string, name: string) => sql<SendingRow>`
  select sending_id as id, size from sending where person_id = ${person} and digest = ${digest} and name = ${name}`;

/** Until the end of the transaction nobody else begins a file for this person: what is counted stays true. */
export const beginsAlone = (sql: Sql, person: PersonId) => sql`select pg_advisory_xact_lock(hashtextextended(${`sending ${person}`}, 0))`;

/** Begun twice at once, the first one stays. */
export const insertSending = (
  sql: Sql,
  row: SendingRow & { readonly person: PersonId; readonly digest: string; readonly name: string; readonly at: Instant },
) => sql`
  insert into sending (sending_id, person_id, digest, name, size, begun_at)
  values (${row.id}, ${row.person}, ${row.digest}, ${row.name}, ${row.size}, ${row.at}) on conflict do nothing`;

/** Oldest first. */
export const sendingsBy = (sql: Sql, person: PersonId) => sql<SendingRow>`
  select sending_id as id, size from sending where person_id = ${person} order by begun_at, sending_id`;

export const allSending = (sql: Sql) => sql<{ readonly bytes: number }>`select coalesce(sum(size), 0)::float8 as bytes from sending`;

export const deleteSending = (sql: Sql, ids: readonly string[]) => sql`delete from sending where sending_id = any(${ids}::uuid[])`;

/** One puts it together; whoever began it and died is followed by the next after `before`. */
export const claimSending = (sql: Sql, id: string, now: Instant, before: Instant) => sql<{ readonly id: string }>`
  update sending set finishing_at = ${now} where sending_id = ${id} and (finishing_at is null or finishing_at < ${before}) returning sending_id as id`;

export const releaseSending = (sql: Sql, id: string) => sql`update sending set finishing_at = null where sending_id = ${id}`;

/** Gone meanwhile: the file was finished, or gave way. Then nothing is inserted. */
export const insertPiece = (sql: Sql, id: string, start: number, bytes: Uint8Array) => sql<{ readonly start: number }>`
  insert into piece (sending_id, start, bytes) select sending_id, ${start}::integer, ${bytes}::bytea from sending where sending_id = ${id} for key share
  on conflict do nothing returning start`;

export const isSamePiece = (sql: Sql, id: string, start: number, bytes: Uint8Array) => sql<{ readonly same: boolean }>`
  select bytes = ${bytes}::bytea as same from piece where sending_id = ${id} and start = ${start}`;

export const startsHere = (sql: Sql, id: string) => sql<{ readonly start: number }>`select start from piece where sending_id = ${id} order by start`;

/** A part of the file at a time: whole it would stand in memory three times. */
export const piecesFrom = (sql: Sql, id: string, from: number, count: number) => sql<{ readonly bytes: Uint8Array }>`
  select bytes from piece where sending_id = ${id} and start >= ${from} order by start limit ${count}`;

/** The oldest of equal ones: a file that was finished twice at once is one. */
export const uploadByContent = (sql: Sql, sender: PersonId, blob: string, name: string) => sql<UploadRow>`
  select upload_id as id, name, media_type as "mediaType", blob, size, sender, at, (select pages from page_picture where source = upload.blob and page = 1) as pages
  from upload where sender = ${sender} and blob = ${blob} and name = ${name} order by at, upload_id limit 1`;

export const sweepSendings = (sql: Sql, before: Instant) => sql`delete from sending where begun_at < ${before}`;
