/** SQL of "who looked": traces over all cases of a person, looks at the person, and deeds done in the person's name. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type LookRow = {
  readonly position: number;
  readonly at: Instant;
  readonly what: string;
  readonly entry: JsonObject;
  readonly actor: PersonId;
  readonly role: string;
  readonly unit: UnitId | null;
  readonly behalf: PersonId | null;
  readonly caseId: CaseId | null;
  readonly code: string | null;
  readonly packId: string | null;
  readonly packVersion: string | null;
};

/** Without the person's own looks; the newest first. */
export const looksAt = (sql: Sql, owner: PersonId, limit: number) => sql<LookRow>`
  select position, at, what, entry, actor, role, unit, behalf, case_id as "caseId", code, pack_id as "packId", pack_version as "packVersion" from (
    select l.position, l.at, l.what, l.entry, l.actor, l.role, l.unit_id as unit, l.behalf, l.case_id, coalesce(c.code, c.tracking) as code, c.pack_id, c.pack_version
    from case_row c join ledger l using (case_id) where c.applicant_id = ${owner} and (l.seq is null or l.behalf = ${owner})
    union all
    select position, at, what, entry, actor, role, unit_id, behalf, null, null, null, null
    from ledger where case_id is null and entry->>'person' = ${owner} and what in ('person-read', 'vault-read', 'data-copied')
  ) seen where actor <> ${owner} order by position desc limit ${limit}`;
