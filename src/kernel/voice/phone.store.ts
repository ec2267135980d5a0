/** SQL of one-time codes for phones. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

type Check = { readonly codeHash: string; readonly expires: Instant; readonly passed: Instant | null };

export const upsertCheck = (sql: Sql, visitor: string, phoneHash: string, codeHash: string, expires: Instant) => sql`
  insert into voice_phone_check (visitor, phone_hash, code_hash, expires_at) values (${visitor}, ${phoneHash}, ${codeHash}, ${expires})
  on conflict (visitor, phone_hash) do update set code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at`;

/** Counts the try before it is looked at, so that many at once are no more than the limit. */
export const takeTry = (sql: Sql, visitor: string, phoneHash: string, most: number) => sql<Check>`
  update voice_phone_check set tries = tries + 1 where visitor = ${visitor} and phone_hash = ${phoneHash} and tries < ${most}
  returning code_hash as "codeHash", expires_at as expires, passed_at as passed`;

export const readCheck = (sql: Sql, visitor: string, phoneHash: string) => sql<Check>`
  select code_hash as "codeHash", expires_at as expires, passed_at as passed from voice_phone_check where visitor = ${visitor} and phone_hash = ${phoneHash}`;

export const passCheck = (sql: Sql, visitor: string, phoneHash: string, at: Instant) => sql`
  update voice_phone_check set passed_at = ${at} where visitor = ${visitor} and phone_hash = ${phoneHash}`;
export const sweepChecks = (sql: Sql, before: Instant) => sql`delete from voice_phone_check where expires_at < ${before}`;
