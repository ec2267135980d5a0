/** SQL of ratings of results. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type RatingRow = {
  readonly caseId: CaseId;
  readonly packId: string;
  readonly packVersion: string;
  readonly unitId: UnitId;
  readonly token: string;
  readonly asked: Instant;
  readonly score: number | null;
  readonly reason: string | null;
  readonly workCase: CaseId | null;
};

export const insertRating = (sql: Sql, row: Pick<RatingRow, 'caseId' | 'packId' | 'packVersion' | 'unitId' | 'token' | 'asked'>) => sql<{ caseId: CaseId }>`
  insert into voice_rating (case_id, pack_id, pack_version, unit_id, token, asked_at) values (${row.caseId}, ${row.packId}, ${row.packVersion}, ${row.unitId}, ${row.token}, ${row.asked})
  on conflict (case_id) do nothing returning case_id as "caseId"`;

export const ratingByToken = (sql: Sql, token: string) => sql<RatingRow>`
  select case_id as "caseId", pack_id as "packId", pack_version as "packVersion", unit_id as "unitId", token, asked_at as asked, score, reason, work_case as "workCase"
  from voice_rating where token = ${token}`;
export const ratingByCase = (sql: Sql, caseId: string) => sql<RatingRow>`
  select case_id as "caseId", pack_id as "packId", pack_version as "packVersion", unit_id as "unitId", token, asked_at as asked, score, reason, work_case as "workCase"
  from voice_rating where case_id = ${caseId}`;

/** Scores given to results of a person's own cases. */
export const ratingsOfPerson = (sql: Sql, owner: PersonId, limit: number) => sql<{
  caseCode: string;
  unit: UnitId;
  score: number;
  reason: string | null;
  at: Instant;
}>`
  select coalesce(c.code, c.tracking) as "caseCode", r.unit_id as unit, score, reason, rated_at as at
  from voice_rating r join case_row c using (case_id) where c.applicant_id = ${owner} and score is not null order by rated_at desc limit ${limit}`;

export const saveRating = (sql: Sql, caseId: CaseId, score: number, reason: string, at: Instant) => sql<{ caseId: CaseId }>`
  update voice_rating set score = ${score}, reason = ${reason === '' ? null : reason}, rated_at = ${at} where case_id = ${caseId} and score is null returning case_id as "caseId"`;

export const linkWork = (sql: Sql, caseId: CaseId, work: CaseId) => sql`update voice_rating set work_case = ${work} where case_id = ${caseId}`;

export type UnitRating = { readonly unitId: UnitId; readonly count: number; readonly good: number; readonly sum: number };
export const ratingsByUnit = (sql: Sql, since: Instant) => sql<UnitRating>`
  select unit_id as "unitId", count(*)::int as count, (count(*) filter (where score >= 4))::int as good, sum(score)::int as sum
  from voice_rating where score is not null and rated_at >= ${since} group by unit_id`;

export const ratingCounts = (sql: Sql, packId: string | null, units: readonly number[] | null) => sql<{ count: number; good: number; sum: number }>`
  select count(*)::int as count, (count(*) filter (where score >= 4))::int as good, coalesce(sum(score), 0)::int as sum
  from voice_rating where score is not null and (${packId}::text is null or pack_id = ${packId}) and (${units}::int[] is null or unit_id = any(${units}::int[]))`;
