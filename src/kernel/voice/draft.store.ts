/** SQL of drafts and comments. */
import type { UnitId } from '../../base/id.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { UnitPath } from '../permit.ts';

export type DraftRow = {
  readonly id: string;
  readonly unitId: UnitId;
  readonly path: UnitPath;
  readonly title: string;
  readonly text: string;
  readonly ends: PlainDate;
  readonly published: Instant;
  readonly closed: Instant | null;
  readonly report: string | null;
  readonly comments: number;
};
export type CommentRow = {
  readonly id: string;
  readonly draftId: string;
  readonly about: string;
  readonly text: string;
  readonly name: string;
  readonly at: Instant;
  readonly hidden: boolean;
  readonly answer: string | null;
  readonly answered: Instant | null;
};

export const insertDraft = (sql: Sql, row: Pick<DraftRow, 'id' | 'unitId' | 'title' | 'text' | 'ends' | 'published'>) => sql`
  insert into voice_draft (draft_id, unit_id, title, text, ends, published_at) values (${row.id}, ${row.unitId}, ${row.title}, ${row.text}, ${row.ends}, ${row.published})`;

export const allDrafts = (sql: Sql, limit: number) => sql<DraftRow>`
  select draft_id as id, d.unit_id as "unitId", u.path, title, text, ends::text as ends, published_at as published, closed_at as closed, report,
    (select count(*)::int from voice_comment c where c.draft_id = d.draft_id and not c.hidden) as comments
  from voice_draft d join unit u using (unit_id) order by published_at desc limit ${limit}`;

export const draftById = (sql: Sql, id: string) => sql<DraftRow>`
  select draft_id as id, d.unit_id as "unitId", u.path, title, text, ends::text as ends, published_at as published, closed_at as closed, report,
    (select count(*)::int from voice_comment c where c.draft_id = d.draft_id and not c.hidden) as comments
  from voice_draft d join unit u using (unit_id) where draft_id = ${id}`;

export const insertComment = (sql: Sql, row: Pick<CommentRow, 'id' | 'draftId' | 'about' | 'text' | 'name' | 'at'>) => sql`
  insert into voice_comment (comment_id, draft_id, about, public_text, name, at) values (${row.id}, ${row.draftId}, ${row.about}, ${row.text}, ${row.name}, ${row.at})`;

export const commentsOf = (sql: Sql, draftId: string) => sql<CommentRow>`
  select comment_id as id, draft_id as "draftId", about, public_text as text, name, at, hidden, answer, answered_at as answered
  from voice_comment where draft_id = ${draftId} order by at, comment_id limit 1000`;

export const answerComment = (sql: Sql, id: string, draftId: string, answer: string | null, hidden: boolean, at: Instant) => sql<{ id: string }>`
  update voice_comment set answer = ${answer}, answered_at = ${answer === null ? null : at}, hidden = ${hidden} where comment_id = ${id} and draft_id = ${draftId} returning comment_id as id`;

export const closeDraft = (sql: Sql, id: string, report: string, at: Instant) => sql<{ id: string }>`
  update voice_draft set report = ${report}, closed_at = coalesce(closed_at, ${at}) where draft_id = ${id} returning draft_id as id`;
