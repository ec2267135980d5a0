/** SQL of failed sign-ins: one row per pair of account and address, by hash. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export const startPair = (sql: Sql, pair: string, at: Instant) => sql`
  insert into sign_in_failure (pair_hash, failures, last_at) values (${pair}, 0, ${at}) on conflict do nothing`;

export const lockPair = (sql: Sql, pair: string) => sql<{ failures: number; last: Instant }>`
  select failures, last_at as last from sign_in_failure where pair_hash = ${pair} for update`;

export const countPair = (sql: Sql, pair: string, failures: number, at: Instant) => sql`
  update sign_in_failure set failures = ${failures}, last_at = ${at} where pair_hash = ${pair}`;

export const forgetPair = (sql: Sql, pair: string) => sql`
  delete from sign_in_failure where pair_hash = ${pair}`;

export const forgetOldPairs = (sql: Sql, before: Instant) => sql`
  delete from sign_in_failure where last_at < ${before}`;
