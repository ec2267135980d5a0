/** SQL of people whose consent a case needs. */
import type { CaseId, PersonId } from '../../base/id.ts';
import type { Sql } from '../../db/sql.ts';
import type { CaseRow } from './case.store.ts';

export const deleteParties = (sql: Sql, id: CaseId) => sql`delete from case_party where case_id = ${id}`;

export const insertParties = (sql: Sql, id: CaseId, rows: readonly { readonly id: string; readonly idNumber: string; readonly waits: boolean }[]) => sql`
  insert into case_party (case_id, party_id, id_number, waits)
  select ${id}, party_id, id_number, waits from unnest(
    ${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.idNumber)}::text[], ${rows.map((row) => row.waits)}::boolean[]) as t (party_id, id_number, waits)`;

/** Cases that name this number, those that wait for its consent first, then the newest. */
export const casesNaming = (sql: Sql, idNumber: string, limit: number) => sql<CaseRow>`
  select case_id as "caseId", unit_id as "unitId", (select path from unit where unit.unit_id = case_row.unit_id) as path, version, hash, quarantined, state
  from case_row join (select case_id, bool_or(waits) as waits from case_party where id_number = ${idNumber} group by case_id) named using (case_id)
  order by (named.waits and stage <> 'closed') desc, submitted_at desc, case_id limit ${limit}`;

export const countNaming = (sql: Sql, idNumber: string) => sql<{ waiting: number }>`
  select count(distinct case_id)::int as waiting from case_party join case_row using (case_id) where id_number = ${idNumber} and waits and stage <> 'closed'`;

/** The number of a person, where a sign-in or a counter has shown it. */
export const numberOf = (sql: Sql, person: PersonId) =>
  sql<{ idNumber: string | null }>`select id_number as "idNumber" from person where person_id = ${person}`;
