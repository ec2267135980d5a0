/** SQL of units. */
import type { UnitId } from '../../base/id.ts';
import type { PlainDate } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { UnitPath } from '../permit.ts';
import type { CalendarUse } from './org.ts';
import type { UnitForm, UnitKind } from './unit.ts';

export type UnitRow = {
  readonly id: UnitId;
  readonly parent: UnitId | null;
  readonly path: UnitPath;
  readonly kind: UnitKind;
  readonly form: UnitForm | null;
  readonly name: string;
  readonly nameEn: string | null;
  readonly folded: string;
  readonly gso: string | null;
  readonly agencyCode: string;
  readonly agencyCodeOld: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly predecessors: readonly UnitId[];
};

export const readUnits = (sql: Sql) => sql<UnitRow>`
  select unit_id as id, parent_id as parent, path, kind, form, name, name_en as "nameEn", folded, gso, agency_code as "agencyCode",
    agency_code_old as "agencyCodeOld", valid_from as "from", valid_to as until, predecessors
  from unit order by unit_id`;

export const readUnit = (sql: Sql, id: UnitId) => sql<UnitRow>`
  select unit_id as id, parent_id as parent, path, kind, form, name, name_en as "nameEn", folded, gso, agency_code as "agencyCode",
    agency_code_old as "agencyCodeOld", valid_from as "from", valid_to as until, predecessors
  from unit where unit_id = ${id}`;

/** Best match first: names that begin with the words, then names that contain them. */
export const searchUnits = (
  sql: Sql,
  search: { readonly words: string; readonly kinds: readonly string[]; readonly on: PlainDate; readonly limit: number },
) => sql<UnitRow>`
  select unit_id as id, parent_id as parent, path, kind, form, name, name_en as "nameEn", folded, gso, agency_code as "agencyCode",
    agency_code_old as "agencyCodeOld", valid_from as "from", valid_to as until, predecessors
  from unit
  where kind = any(${search.kinds}::text[]) and valid_from <= ${search.on}::date and (valid_to is null or valid_to > ${search.on}::date)
    and not exists (select from unnest(string_to_array(${search.words}::text, ' ')) word where position(word in folded) = 0)
  order by position(${search.words}::text in folded) = 0, position(${search.words}::text in folded), unit_id
  limit ${search.limit}`;

/** Rows that are new or differ are written; answers their ids. The transaction holds one statement, so the order of parents does not matter. */
export const writeUnits = (sql: Sql, rows: readonly UnitRow[]) => sql<{ id: UnitId }>`
  insert into unit as old (unit_id, parent_id, path, kind, form, name, name_en, folded, gso, agency_code, agency_code_old, valid_from, valid_to, predecessors)
  select id, parent, path, kind, form, name, "nameEn", folded, gso, "agencyCode", "agencyCodeOld", "from", until,
    array(select jsonb_array_elements_text(predecessors)::int)
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id int, parent int, path text, kind text, form text, name text, "nameEn" text,
    folded text, gso text, "agencyCode" text, "agencyCodeOld" text, "from" date, until date, predecessors jsonb)
  on conflict (unit_id) do update set parent_id = excluded.parent_id, path = excluded.path, kind = excluded.kind, form = excluded.form, name = excluded.name,
    name_en = excluded.name_en, folded = excluded.folded, gso = excluded.gso, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
    predecessors = excluded.predecessors
  where (old.parent_id, old.path, old.kind, old.form, old.name, old.name_en, old.folded, old.gso, old.valid_from, old.valid_to, old.predecessors)
    is distinct from (excluded.parent_id, excluded.path, excluded.kind, excluded.form, excluded.name, excluded.name_en, excluded.folded, excluded.gso,
      excluded.valid_from, excluded.valid_to, excluded.predecessors)
  returning unit_id as id`;

/** Ids whose agency code in the store is another one than in these rows. */
export const changedCodes = (sql: Sql, rows: readonly UnitRow[]) => sql<{ id: UnitId }>`
  select unit_id as id from unit join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id int, "agencyCode" text, "agencyCodeOld" text) on unit_id = id
  where (agency_code, agency_code_old) is distinct from ("agencyCode", "agencyCodeOld")`;

export const readCalendars = (sql: Sql) => sql<CalendarUse>`
  select unit_id as unit, calendar, valid_from as "from" from unit_calendar order by unit_id, valid_from`;

export const writeCalendar = (sql: Sql, use: CalendarUse) => sql<{ unit: UnitId }>`
  insert into unit_calendar as old (unit_id, calendar, valid_from) values (${use.unit}, ${use.calendar}, ${use.from})
  on conflict (unit_id, valid_from) do update set calendar = excluded.calendar where old.calendar <> excluded.calendar
  returning unit_id as unit`;
