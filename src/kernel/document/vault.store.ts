/** SQL of the vault: papers a person keeps, and those of the own cases. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type VaultRow = {
  readonly id: string;
  /** 'own' was put here by the person; the rest are kinds of documents of cases. */
  readonly kind: string;
  readonly title: string;
  readonly mediaType: string;
  readonly blob: string;
  readonly size: number;
  readonly at: Instant;
  readonly signed: boolean;
  readonly verifyCode: string | null;
  readonly caseId: CaseId | null;
  readonly caseCode: string | null;
  readonly packId: string | null;
  readonly packVersion: string | null;
  readonly unit: UnitId | null;
};

/** Signed results of ended work and what was attached before, of the person's own cases, then the own papers; the newest first, the same bytes once. */
export const vaultRows = (sql: Sql, owner: PersonId, limit: number) => sql<VaultRow>`
  select * from (
    select distinct on (blob) * from (
      select document_id as id, d.kind, title, media_type as "mediaType", blob, size, made_at as at, signed, verify_code as "verifyCode",
        case_id as "caseId", coalesce(c.code, c.tracking) as "caseCode", pack_id as "packId", pack_version as "packVersion", unit_id as unit
      from document d join case_row c using (case_id)
      where c.applicant_id = ${owner} and (d.kind = 'attachment' or (d.kind = 'result' and signed and c.finished_at is not null
        and c.state->'refusal' is null and c.outcome is distinct from 'withdrawn'))
      union all
      select paper_id, 'own', title, media_type, blob, size, added_at, false, null, null, null, null, null, null
      from vault_paper where owner_id = ${owner}
    ) found order by blob, kind = 'own' desc, at
  ) once order by at desc, id limit ${limit}`;

export const insertVaultPaper = (
  sql: Sql,
  row: {
    readonly id: string;
    readonly owner: PersonId;
    readonly title: string;
    readonly mediaType: string;
    readonly blob: string;
    readonly size: number;
    readonly at: Instant;
  },
) => sql`
  insert into vault_paper (paper_id, owner_id, title, media_type, blob, size, added_at)
  values (${row.id}, ${row.owner}, ${row.title}, ${row.mediaType}, ${row.blob}, ${row.size}, ${row.at})`;

export const vaultSize = (sql: Sql, owner: PersonId) => sql<{ bytes: number; papers: number }>`
  select coalesce(sum(size), 0)::float8 as bytes, count(*)::int as papers from vault_paper where owner_id = ${owner}`;

export const deleteVaultPaper = (sql: Sql, id: string, owner: PersonId) => sql<{ id: string }>`
  delete from vault_paper where paper_id = ${id} and owner_id = ${owner} returning paper_id as id`;
