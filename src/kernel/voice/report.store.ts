/** SQL of reports as the public sees them. */
import type { CaseId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { UnitPath } from '../permit.ts';
import type { PublicReport, ReportState } from './report.ts';

export type ReportRow = {
  readonly caseId: CaseId;
  readonly code: string;
  readonly packId: string;
  readonly unitId: UnitId;
  readonly path: UnitPath;
  readonly category: string;
  readonly text: string;
  readonly place: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly isPublic: boolean;
  readonly hidden: boolean;
  readonly danger: boolean;
  readonly photos: readonly string[];
  readonly state: ReportState;
  readonly answer: string | null;
  readonly filed: Instant;
  readonly due: Instant | null;
  readonly ended: Instant | null;
  readonly mergedInto: string | null;
  readonly mergedCode: string | null;
  /** How many were merged into this one. */
  readonly merged: number;
  readonly reopenedAs: string | null;
  readonly reopenedCode: string | null;
  /** Code of the report this one opened again. */
  readonly reopens: string | null;
  readonly rating: number | null;
  readonly ratingReason: string | null;
};

export type NewReport = PublicReport & {
  readonly caseId: CaseId;
  readonly code: string;
  readonly packId: string;
  readonly unitId: UnitId;
  readonly filed: Instant;
  readonly secret: string;
};

export const insertReport = (sql: Sql, row: NewReport) => sql<{ caseId: CaseId }>`
  insert into voice_report (case_id, code, pack_id, unit_id, category, public_text, public_place, latitude, longitude, is_public, danger, state, answer, filed_at, due, ended_at, secret)
  values (${row.caseId}, ${row.code}, ${row.packId}, ${row.unitId}, ${row.category}, ${row.text}, ${row.place}, ${row.point?.latitude ?? null}, ${row.point?.longitude ?? null},
    ${row.isPublic}, ${row.danger}, ${row.state}, ${row.answer ?? null}, ${row.filed}, ${row.due ?? null}, ${row.ended ?? null}, ${row.secret})
  on conflict (case_id) do nothing returning case_id as "caseId"`;

/** What the work changed; the words are the officer's from the first moment on. */
export const updateReport = (sql: Sql, caseId: CaseId, now: PublicReport) => sql<{ caseId: CaseId }>`
  update voice_report set state = ${now.state}, answer = ${now.answer ?? null}, due = ${now.due ?? null}, ended_at = ${now.ended ?? null}
  where case_id = ${caseId} returning case_id as "caseId"`;

export type ReportCut = {
  readonly packId: string | null;
  readonly category: string | null;
  readonly unitId: number | null;
  readonly state: string | null;
};

/** What everybody reads, newest first. */
export const publicReports = (sql: Sql, cut: ReportCut, limit: number, offset: number) => sql<ReportRow>`
  select r.case_id as "caseId", r.code, r.pack_id as "packId", r.unit_id as "unitId", u.path, r.category, r.public_text as text, r.public_place as place,
    r.latitude::float8 as latitude, r.longitude::float8 as longitude, r.is_public as "isPublic", r.hidden, r.danger, r.photos, r.state, r.answer, r.filed_at as filed, r.due, r.ended_at as ended,
    r.merged_into as "mergedInto", null as "mergedCode", (select count(*)::int from voice_report m where m.merged_into = r.case_id) as merged,
    r.reopened_as as "reopenedAs", null as "reopenedCode", null as reopens, r.rating, null as "ratingReason"
  from voice_report r join unit u using (unit_id)
  where r.is_public and not r.hidden and r.merged_into is null and r.state <> 'withdrawn'
    and (${cut.packId}::text is null or r.pack_id = ${cut.packId}) and (${cut.category}::text is null or r.category = ${cut.category})
    and (${cut.unitId}::int is null or r.unit_id = ${cut.unitId}) and (${cut.state}::text is null or r.state = ${cut.state})
  order by r.filed_at desc, r.case_id limit ${limit} offset ${offset}`;

export const countReports = (sql: Sql) => sql<{ packId: string; state: ReportState; count: number; onTime: number }>`
  select pack_id as "packId", state, count(*)::int as count, (count(*) filter (where ended_at <= due))::int as "onTime"
  from voice_report where merged_into is null group by pack_id, state`;

export const reportByCode = (sql: Sql, code: string) => sql<ReportRow>`
  select r.case_id as "caseId", r.code, r.pack_id as "packId", r.unit_id as "unitId", u.path, r.category, r.public_text as text, r.public_place as place,
    r.latitude::float8 as latitude, r.longitude::float8 as longitude, r.is_public as "isPublic", r.hidden, r.danger, r.photos, r.state, r.answer, r.filed_at as filed, r.due, r.ended_at as ended,
    r.merged_into as "mergedInto", (select m.code from voice_report m where m.case_id = r.merged_into) as "mergedCode",
    (select count(*)::int from voice_report m where m.merged_into = r.case_id) as merged,
    r.reopened_as as "reopenedAs", (select n.code from voice_report n where n.case_id = r.reopened_as) as "reopenedCode",
    (select o.code from voice_report o where o.reopened_as = r.case_id) as reopens, r.rating, r.rating_reason as "ratingReason"
  from voice_report r join unit u using (unit_id) where r.code = ${code}`;

export const codeBySecret = (sql: Sql, secret: string) => sql<{ code: string }>`select code from voice_report where secret = ${secret}`;
export const secretOfCase = (sql: Sql, caseId: CaseId) =>
  sql<{ code: string; secret: string }>`select code, secret from voice_report where case_id = ${caseId}`;

/** All reports of these units that are still somebody's work or ended lately, for the desk. */
export const deskReports = (sql: Sql, units: readonly number[], packId: string | null, limit: number) => sql<ReportRow>`
  select r.case_id as "caseId", r.code, r.pack_id as "packId", r.unit_id as "unitId", u.path, r.category, r.public_text as text, r.public_place as place,
    r.latitude::float8 as latitude, r.longitude::float8 as longitude, r.is_public as "isPublic", r.hidden, r.danger, r.photos, r.state, r.answer, r.filed_at as filed, r.due, r.ended_at as ended,
    r.merged_into as "mergedInto", (select m.code from voice_report m where m.case_id = r.merged_into) as "mergedCode",
    (select count(*)::int from voice_report m where m.merged_into = r.case_id) as merged,
    r.reopened_as as "reopenedAs", null as "reopenedCode", null as reopens, r.rating, r.rating_reason as "ratingReason"
  from voice_report r join unit u using (unit_id)
  where r.unit_id = any(${units}::int[]) and (${packId}::text is null or r.pack_id = ${packId})
  order by r.merged_into is not null, r.ended_at is not null, r.filed_at desc limit ${limit}`;

export const lockReports = (sql: Sql, codes: readonly string[]) => sql<{
  caseId: CaseId;
  code: string;
  path: UnitPath;
  mergedInto: string | null;
  packId: string;
}>`
  select r.case_id as "caseId", code, (select path from unit u where u.unit_id = r.unit_id) as path, merged_into as "mergedInto", pack_id as "packId"
  from voice_report r where code = any(${codes}::text[]) order by code for update`;

export const mergeInto = (sql: Sql, caseId: CaseId, into: CaseId) => sql`
  update voice_report set merged_into = ${into} where case_id = ${caseId} or merged_into = ${caseId}`;

export const moderateReport = (sql: Sql, caseId: CaseId, text: string, place: string, hidden: boolean, photos: readonly string[]) => sql`
  update voice_report set public_text = ${text}, public_place = ${place}, hidden = ${hidden}, photos = ${photos}::uuid[] where case_id = ${caseId}`;

/** Of a merged report the answer of the other is rated; where nothing was answered there is nothing to rate. */
export const rateReport = (sql: Sql, code: string, score: number, reason: string, at: Instant) => sql<{ code: string }>`
  update voice_report r set rating = ${score}, rating_reason = ${reason === '' ? null : reason}, rated_at = ${at}
  where code = ${code} and rating is null
    and exists (select from voice_report t where t.case_id = coalesce(r.merged_into, r.case_id) and t.ended_at is not null and t.state <> 'withdrawn')
  returning code`;

/** The case that was submitted with this key. */
export const caseOfKey = (sql: Sql, sender: string, key: string) => sql<{ id: CaseId }>`
  select case_id as id from case_row where case_id = (select (receipt ->> 'id')::uuid from command_key where sender = ${sender} and key = ${key})`;

export const markReopened = (sql: Sql, caseId: CaseId, as: CaseId) => sql<{ code: string }>`
  update voice_report set reopened_as = ${as} where case_id = ${caseId} and reopened_as is null returning code`;

export const nextCode = (sql: Sql, name: string) => sql<{ value: number }>`
  insert into counter (name, value) values (${name}, 1) on conflict (name) do update set value = counter.value + 1 returning value`;

/** Cases among these with the pack they are pinned to. */
export const packsOfCases = (sql: Sql, ids: readonly string[]) => sql<{ caseId: CaseId; packId: string; version: string; unitId: UnitId }>`
  select case_id as "caseId", pack_id as "packId", pack_version as version, unit_id as "unitId" from case_row where case_id = any(${ids}::uuid[])`;

export const allPoints = (sql: Sql) => sql<{ unitId: UnitId; latitude: number; longitude: number }>`
  select unit_id as "unitId", latitude::float8 as latitude, longitude::float8 as longitude from unit_point`;
export const upsertPoint = (sql: Sql, unitId: UnitId, latitude: number, longitude: number) => sql`
  insert into unit_point (unit_id, latitude, longitude) values (${unitId}, ${latitude}, ${longitude})
  on conflict (unit_id) do update set latitude = excluded.latitude, longitude = excluded.longitude`;

export const releasedPhoto = (sql: Sql, code: string, number: number) => sql<{ id: string }>`
  select photos[${number}] as id from voice_report where code = ${code} and is_public and not hidden and photos[${number}] is not null`;
