/** SQL of documents: what files a case has and where their bytes rest. */
import type { CaseId, DocumentId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type DocumentRow = {
  readonly id: DocumentId;
  readonly caseId: CaseId;
  /** 'attachment' from the citizen, 'original' one of the pictures an attachment was bound from; 'receipt', 'result', 'supplement', 'refusal', 'apology' made here. */
  readonly kind: string;
  readonly title: string;
  readonly mediaType: string;
  readonly blob: string;
  readonly size: number;
  readonly pages: number | null;
  readonly at: Instant;
  readonly signed: boolean;
  readonly verifyCode: string | null;
};

/** A document that is signed again keeps its id and code and gets the new bytes. */
export const upsertDocument = (sql: Sql, row: DocumentRow) => sql`
  insert into document (document_id, case_id, kind, title, media_type, blob, size, pages, made_at, signed, verify_code)
  values (${row.id}, ${row.caseId}, ${row.kind}, ${row.title}, ${row.mediaType}, ${row.blob}, ${row.size}, ${row.pages}, ${row.at}, ${row.signed}, ${row.verifyCode})
  on conflict (document_id) do update set blob = excluded.blob, size = excluded.size, signed = excluded.signed
  where document.case_id = excluded.case_id`;

export const documentById = (sql: Sql, id: string) => sql<DocumentRow>`
  select document_id as id, case_id as "caseId", kind, title, media_type as "mediaType", blob, size, pages, made_at as at, signed, verify_code as "verifyCode"
  from document where document_id = ${id}`;

/** A result counts once every signature is on it: a draft carries a code too, and proves nothing. */
export const documentByCode = (sql: Sql, code: string) => sql<DocumentRow>`
  select document_id as id, case_id as "caseId", kind, title, media_type as "mediaType", blob, size, pages, made_at as at, signed, verify_code as "verifyCode"
  from document where verify_code = ${code} and (kind <> 'result' or (signed and exists (
    select from case_row c where c.case_id = document.case_id and c.finished_at is not null and c.state->'refusal' is null and c.outcome is distinct from 'withdrawn')))`;

/** Made here and unchanged since: the bytes are the ones we keep. */
export const documentByBlob = (sql: Sql, blob: string) => sql<DocumentRow>`
  select document_id as id, case_id as "caseId", kind, title, media_type as "mediaType", blob, size, pages, made_at as at, signed, verify_code as "verifyCode"
  from document where blob = ${blob} and kind not in ('attachment', 'original') and (kind <> 'result' or (signed and exists (
    select from case_row c where c.case_id = document.case_id and c.finished_at is not null and c.state->'refusal' is null and c.outcome is distinct from 'withdrawn'))) limit 1`;

export type UploadRow = {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly blob: string;
  readonly size: number;
  readonly sender: string;
  readonly at: Instant;
  /** As far as it was looked at. */
  readonly pages?: number | null;
};

export const insertUpload = (sql: Sql, row: UploadRow) => sql`
  insert into upload (upload_id, name, media_type, blob, size, sender, at) values (${row.id}, ${row.name}, ${row.mediaType}, ${row.blob}, ${row.size}, ${row.sender}, ${row.at})`;

export const bytesSent = (sql: Sql, sender: string) => sql<{ bytes: number }>`
  select coalesce(sum(size), 0)::float8 as bytes from upload where sender = ${sender}`;

/** Only the sender's own uploads are found. */
export const uploadsById = (sql: Sql, sender: string, ids: readonly string[]) => sql<UploadRow>`
  select upload_id as id, name, media_type as "mediaType", blob, size, sender, at, (select pages from page_picture where source = upload.blob and page = 1) as pages
  from upload where sender = ${sender} and upload_id = any(${ids}::uuid[])`;

export const sweepUploads = (sql: Sql, before: Instant) => sql`delete from upload where at < ${before}`;
