/** SQL of published pack versions and of where they are live. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { json } from '../../db/sql.ts';
import type { Live } from './rollout.ts';

export type VersionRow = { readonly packId: string; readonly version: string; readonly hash: string; readonly files: Readonly<Record<string, string>> };

export const insertVersion = (sql: Sql, row: VersionRow, at: Instant) => sql<{ packId: string }>`
  insert into pack_version (pack_id, version, hash, files, published_at) values (${row.packId}, ${row.version}, ${row.hash}, ${json(row.files)}, ${at})
  on conflict do nothing returning pack_id as "packId"`;

export const versionHash = (sql: Sql, packId: string, version: string) => sql<{ hash: string }>`
  select hash from pack_version where pack_id = ${packId} and version = ${version}`;

export const allVersions = (sql: Sql) => sql<Pick<VersionRow, 'packId' | 'version'>>`
  select pack_id as "packId", version from pack_version order by pack_id, published_at`;

export const filesOfVersion = (sql: Sql, packId: string, version: string) => sql<Pick<VersionRow, 'files'>>`
  select files from pack_version where pack_id = ${packId} and version = ${version}`;

export const allLive = (sql: Sql) => sql<Live>`
  select pack_id as "packId", version, path, live_from as "from", live_to as "to" from rollout join unit using (unit_id)`;

export const endLive = (sql: Sql, packId: string, unitId: number, at: Instant) => sql`
  update rollout set live_to = ${at} where pack_id = ${packId} and unit_id = ${unitId} and live_to is null`;

export const insertLive = (sql: Sql, packId: string, version: string, unitId: number, at: Instant) => sql`
  insert into rollout (pack_id, version, unit_id, live_from) values (${packId}, ${version}, ${unitId}, ${at}) on conflict do nothing`;
