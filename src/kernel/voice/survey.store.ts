/** SQL of surveys, their links and their sheets. */
import type { CaseId, UnitId } from '../../base/id.ts';
import type { Label } from '../../base/text.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { json } from '../../db/sql.ts';
import type { SurveyQuestion } from '../../pack/pack.ts';
import type { UnitPath } from '../permit.ts';
import type { AgeGroup, Sheet } from './sheet.ts';

export type SurveyRow = {
  readonly id: string;
  readonly caseId: CaseId | null;
  readonly packId: string | null;
  readonly unitId: UnitId;
  readonly path: UnitPath;
  readonly stage: 'before' | 'during' | 'after';
  readonly title: Label;
  readonly intro: Label;
  readonly questions: readonly SurveyQuestion[];
  readonly communeQuota: number | null;
  readonly ageQuota: number | null;
  readonly opened: Instant;
  readonly ends: PlainDate;
  readonly closed: Instant | null;
  readonly conclusion: string | null;
  readonly answers: number;
};
export type NewSurvey = Omit<SurveyRow, 'path' | 'closed' | 'conclusion' | 'answers'> & { readonly packSurvey: string | null };

export const insertSurvey = (sql: Sql, row: NewSurvey) => sql<{ id: string }>`
  insert into voice_survey (survey_id, case_id, pack_id, pack_survey, unit_id, stage, title, intro, questions, commune_quota, age_quota, opened_at, ends)
  values (${row.id}, ${row.caseId}, ${row.packId}, ${row.packSurvey}, ${row.unitId}, ${row.stage}, ${json(row.title)}, ${json(row.intro)}, ${json(row.questions)},
    ${row.communeQuota}, ${row.ageQuota}, ${row.opened}, ${row.ends})
  on conflict (case_id) do nothing returning survey_id as id`;

export const endSurvey = (sql: Sql, caseId: CaseId, closed: Instant | null, conclusion: string | null) => sql`
  update voice_survey set closed_at = coalesce(closed_at, ${closed}), conclusion = ${conclusion} where case_id = ${caseId}`;

export const allSurveys = (sql: Sql, limit: number) => sql<SurveyRow>`
  select survey_id as id, case_id as "caseId", pack_id as "packId", s.unit_id as "unitId", u.path, stage, title, intro, questions, commune_quota as "communeQuota", age_quota as "ageQuota",
    opened_at as opened, ends::text as ends, closed_at as closed, conclusion, (select count(*)::int from voice_answer a where a.survey_id = s.survey_id) as answers
  from voice_survey s join unit u using (unit_id) order by opened_at desc limit ${limit}`;

export const surveyById = (sql: Sql, id: string) => sql<SurveyRow>`
  select survey_id as id, case_id as "caseId", pack_id as "packId", s.unit_id as "unitId", u.path, stage, title, intro, questions, commune_quota as "communeQuota", age_quota as "ageQuota",
    opened_at as opened, ends::text as ends, closed_at as closed, conclusion, (select count(*)::int from voice_answer a where a.survey_id = s.survey_id) as answers
  from voice_survey s join unit u using (unit_id) where survey_id = ${id}`;

/** One writer at a time, so that a quota is never passed. */
export const lockSurvey = (sql: Sql, id: string) => sql`select survey_id from voice_survey where survey_id = ${id} for update`;

export const insertInvites = (sql: Sql, surveyId: string, hashes: readonly string[], at: Instant) => sql`
  insert into voice_invite (token_hash, survey_id, made_at) select h, ${surveyId}, ${at} from unnest(${hashes}::text[]) h`;
export const inviteByHash = (sql: Sql, hash: string) => sql<{ surveyId: string; used: Instant | null }>`
  select survey_id as "surveyId", used_at as used from voice_invite where token_hash = ${hash}`;
export const useInvite = (sql: Sql, hash: string, at: Instant) => sql`update voice_invite set used_at = ${at} where token_hash = ${hash} and used_at is null`;

export type NewSheet = {
  readonly id: string;
  readonly surveyId: string;
  readonly guard: string;
  readonly channel: 'link' | 'open' | 'paper';
  readonly commune: UnitId | null;
  readonly age: AgeGroup | null;
  readonly sheet: Sheet;
  readonly at: Instant;
};
export const insertSheet = (sql: Sql, row: NewSheet) => sql<{ id: string }>`
  insert into voice_answer (answer_id, survey_id, guard, channel, commune_id, age_group, answers, at)
  values (${row.id}, ${row.surveyId}, ${row.guard}, ${row.channel}, ${row.commune}, ${row.age}, ${json(row.sheet)}, ${row.at})
  on conflict (survey_id, guard) do nothing returning answer_id as id`;

export const guardUsed = (sql: Sql, surveyId: string, guard: string) => sql<{ id: string }>`
  select answer_id as id from voice_answer where survey_id = ${surveyId} and guard = ${guard}`;

export const countSheets = (sql: Sql, surveyId: string, commune: number | null, age: string | null) => sql<{ commune: number; age: number }>`
  select (count(*) filter (where commune_id = ${commune}))::int as commune, (count(*) filter (where age_group = ${age}))::int as age
  from voice_answer where survey_id = ${surveyId}`;

export const sheetsOf = (sql: Sql, surveyId: string) => sql<{ sheet: Sheet; channel: string }>`
  select answers as sheet, channel from voice_answer where survey_id = ${surveyId} limit 200000`;
