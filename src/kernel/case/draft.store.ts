/** SQL of drafts: rows that come, change and go with what a person types. */
import type { PersonId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { json } from '../../db/sql.ts';
import type { Draft, DraftBoxes } from './draft.ts';

export type DraftRow = {
  readonly id: string;
  readonly place: string;
  readonly packId: string;
  readonly packVersion: string;
  readonly boxes: DraftBoxes;
  readonly saved: Instant;
};

/** Nothing happens when the person has a draft of this form already. */
export const insertDraft = (sql: Sql, row: Draft) => sql`
  insert into draft (draft_id, person_id, place, pack_id, pack_version, boxes, saved_at)
  values (${row.id}, ${row.person}, ${row.place}, ${row.pack.id}, ${row.pack.version}, ${json(row.boxes)}, ${row.saved})
  on conflict do nothing`;

export const lockDraft = (sql: Sql, person: PersonId, place: string) => sql<DraftRow>`
  select draft_id as id, place, pack_id as "packId", pack_version as "packVersion", boxes, saved_at as saved
  from draft where person_id = ${person} and place = ${place} for update`;

export const draftAt = (sql: Sql, person: PersonId, place: string) => sql<DraftRow>`
  select draft_id as id, place, pack_id as "packId", pack_version as "packVersion", boxes, saved_at as saved
  from draft where person_id = ${person} and place = ${place}`;

export const draftsOf = (sql: Sql, person: PersonId) => sql<Omit<DraftRow, 'boxes'>>`
  select draft_id as id, place, pack_id as "packId", pack_version as "packVersion", saved_at as saved
  from draft where person_id = ${person} order by saved_at desc limit 100`;

/** With every box, for the copy of the person's data. */
export const wholeDraftsOf = (sql: Sql, person: PersonId, limit: number) => sql<DraftRow>`
  select draft_id as id, place, pack_id as "packId", pack_version as "packVersion", boxes, saved_at as saved
  from draft where person_id = ${person} order by saved_at desc limit ${limit}`;

export const updateDraft = (sql: Sql, id: string, version: string, boxes: DraftBoxes, saved: Instant) => sql`
  update draft set boxes = ${json(boxes)}, pack_version = ${version}, saved_at = ${saved} where draft_id = ${id}`;

export const deleteDraft = (sql: Sql, person: PersonId, id: string) => sql<{ id: string }>`
  delete from draft where person_id = ${person} and draft_id = ${id} returning draft_id as id`;

export const deleteDraftAt = (sql: Sql, person: PersonId, place: string) => sql`delete from draft where person_id = ${person} and place = ${place}`;

export const insertParked = (sql: Sql, row: Omit<Draft, 'person'> & { readonly owner: string }) => sql`
  insert into draft (draft_id, owner, place, pack_id, pack_version, boxes, saved_at)
  values (${row.id}, ${row.owner}, ${row.place}, ${row.pack.id}, ${row.pack.version}, ${json(row.boxes)}, ${row.saved})`;

/** Whoever is not the owner finds nothing. */
export const findParked = (sql: Sql, id: string, owner: string) => sql<DraftRow>`
  select draft_id as id, place, pack_id as "packId", pack_version as "packVersion", boxes, saved_at as saved
  from draft where draft_id = ${id} and owner = ${owner}`;

/** What waits for this owner, the latest of every form, unless the person went on with the form since. The unique key of persons and places finds the few rows of nobody. */
export const parkedOf = (sql: Sql, person: PersonId, owner: string, since: Instant) => sql<Omit<DraftRow, 'boxes'>>`
  select distinct on (place) draft_id as id, place, pack_id as "packId", pack_version as "packVersion", saved_at as saved
  from draft parked where person_id is null and owner = ${owner} and saved_at >= ${since}
    and not exists (select from draft newer where newer.person_id = ${person} and newer.place = parked.place and newer.saved_at >= parked.saved_at)
  order by place, saved_at desc limit 100`;

export const deleteParked = (sql: Sql, id: string, owner: string) => sql`delete from draft where draft_id = ${id} and owner = ${owner}`;

export const countParked = (sql: Sql) => sql<{ count: number }>`select count(*)::int as count from draft where person_id is null`;

export const sweepDrafts = (sql: Sql, kept: Instant, parked: Instant) => sql`
  delete from draft where saved_at < ${kept} or (person_id is null and saved_at < ${parked})`;
