/** SQL of changes of what is held about a person: what stood there, what stands there now, by which case. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { PersonRow } from './person.store.ts';

export type ChangeRow = {
  readonly person: PersonId;
  readonly caseId: CaseId;
  readonly unit: UnitId;
  readonly field: 'name' | 'phone' | 'birthYear' | 'address';
  readonly before: string | null;
  readonly after: string;
  /** Makes the commitment in the ledger one that nobody can guess. */
  readonly salt: string;
  readonly decidedBy: PersonId;
  readonly at: Instant;
};

/** Nothing comes back when this case changed this fact before. */
export const insertChange = (sql: Sql, row: ChangeRow) => sql<{ field: string }>`
  insert into person_change (person_id, case_id, unit_id, field, before, after, salt, decided_by, at)
  values (${row.person}, ${row.caseId}, ${row.unit}, ${row.field}, ${row.before}, ${row.after}, ${row.salt}, ${row.decidedBy}, ${row.at})
  on conflict do nothing returning field`;

export type ChangeShown = Omit<ChangeRow, 'person' | 'salt'> & { readonly code: string; readonly decider: string };
export const changesOf = (sql: Sql, person: PersonId) => sql<ChangeShown>`
  select h.case_id as "caseId", coalesce(c.code, c.tracking) as code, h.unit_id as unit, h.field, h.before, h.after, h.decided_by as "decidedBy", d.name as decider, h.at
  from person_change h join case_row c using (case_id) join person d on d.person_id = h.decided_by
  where h.person_id = ${person} order by h.at desc, h.field limit 100`;

export const lockPerson = (sql: Sql, id: PersonId) => sql<PersonRow>`
  select person_id as id, account, name, id_number as "idNumber", phone, birth_year as "birthYear", identity_level as "identityLevel", groups,
    home_unit_id as home, address
  from person where person_id = ${id} for update`;

export const updateFacts = (
  sql: Sql,
  id: PersonId,
  facts: {
    readonly name: string;
    readonly folded: string;
    readonly phone: string | null;
    readonly birthYear: number | null;
    readonly address: string | null;
  },
) => sql`
  update person set name = ${facts.name}, name_folded = ${facts.folded}, phone = ${facts.phone}, birth_year = ${facts.birthYear}, address = ${facts.address}
  where person_id = ${id}`;
