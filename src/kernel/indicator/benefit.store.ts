/** SQL of benefit: the facts of a person's own cases that the formula asks for. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { BenefitCase } from './benefit.ts';

export type BenefitRow = {
  readonly id: CaseId;
  readonly code: string;
  readonly packId: string;
  readonly packVersion: string;
  readonly unit: UnitId;
  readonly submitted: Instant;
  readonly channel: string;
  readonly outcome: string | null;
  readonly hasCounterPaper: boolean;
  readonly supplements: number;
};

export const benefitRows = (sql: Sql, person: PersonId, limit: number) => sql<BenefitRow>`
  select case_id as id, coalesce(code, tracking) as code, pack_id as "packId", pack_version as "packVersion", unit_id as unit, submitted_at as submitted, channel, outcome,
    exists (select from jsonb_array_elements(state->'files') file where file->>'blob' is null) as "hasCounterPaper",
    (select count(*)::int from jsonb_array_elements(state->'supplements') asked where asked->>'answered' is not null) as supplements
  from case_row where applicant_id = ${person} and outcome is distinct from 'withdrawn' order by submitted_at desc, case_id limit ${limit}`;

/** Cases that are alike for the formula, and how many there are. */
export type BenefitGroup = BenefitCase & { readonly unit: UnitId; readonly home: UnitId | null; readonly cases: number };

/** The same facts of all people's cases of a branch, filed since a moment: what each of them sees on the own page, summed. */
export const benefitGroups = (sql: Sql, path: string, since: Instant) => sql<BenefitGroup>`
  select unit, home, channel, outcome, "hasCounterPaper", supplements, count(*)::int as cases from (
    select c.unit_id as unit, p.home_unit_id as home, channel, outcome,
      exists (select from jsonb_array_elements(state->'files') file where file->>'blob' is null) as "hasCounterPaper",
      (select count(*)::int from jsonb_array_elements(state->'supplements') asked where asked->>'answered' is not null) as supplements
    from case_row c join unit u using (unit_id) join person p on p.person_id = c.applicant_id
    where u.path like ${`${path}%`} and c.submitted_at >= ${since} and outcome is distinct from 'withdrawn') one
  group by unit, home, channel, outcome, "hasCounterPaper", supplements`;
