/** SQL of benefit: the facts of a person's own cases that the formula asks for. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

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
