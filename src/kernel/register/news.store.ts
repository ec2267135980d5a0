/** SQL of news, their versions, and the counts of pages. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { json } from '../../db/sql.ts';
import type { UnitPath } from '../permit.ts';
import type { Bilingual, NewsKind, NewsText, Picture } from './news.ts';

export type NewsRow = {
  readonly id: string;
  readonly code: string;
  readonly unitId: UnitId;
  readonly path: UnitPath;
  readonly kind: NewsKind;
  readonly shown: number | null;
  readonly published: Instant | null;
  readonly withdrawn: Instant | null;
  readonly withdrawnWhy: string | null;
};

export type VersionRow = NewsText & {
  readonly newsId: string;
  readonly version: number;
  readonly picture: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: Bilingual | null;
  readonly why: string | null;
  readonly writtenBy: PersonId;
  readonly written: Instant;
  readonly decision: 'approved' | 'returned' | null;
  readonly decidedBy: PersonId | null;
  readonly decided: Instant | null;
  readonly decidedWhy: string | null;
};

export const nextNews = (sql: Sql, name: string) => sql<{ value: number }>`
  insert into counter (name, value) values (${name}, 1) on conflict (name) do update set value = counter.value + 1 returning value`;

export const insertNews = (sql: Sql, row: Pick<NewsRow, 'id' | 'code' | 'unitId' | 'kind'>) => sql`
  insert into news (news_id, code, unit_id, kind) values (${row.id}, ${row.code}, ${row.unitId}, ${row.kind})`;

type NewVersion = NewsText & {
  readonly newsId: string;
  readonly version: number;
  readonly picture: Picture | null;
  readonly why: string | null;
  readonly by: PersonId;
  readonly at: Instant;
};
export const insertVersion = (sql: Sql, row: NewVersion) => sql`
  insert into news_version (news_id, version, title, text, source, responsible, starts, ends, picture, width, height, alt, why, written_by, written_at)
  values (${row.newsId}, ${row.version}, ${json(row.title)}, ${json(row.text)}, ${row.source}, ${row.responsible}, ${row.starts}, ${row.ends}, ${row.picture?.blob ?? null},
    ${row.picture?.width ?? null}, ${row.picture?.height ?? null}, ${row.picture === null ? null : json(row.picture.alt)}, ${row.why}, ${row.by}, ${row.at})`;

export const lockNews = (sql: Sql, code: string) => sql<NewsRow>`
  select news_id as id, code, unit_id as "unitId", (select path from unit u where u.unit_id = n.unit_id) as path, kind, shown, published_at as published,
    withdrawn_at as withdrawn, withdrawn_why as "withdrawnWhy"
  from news n where code = ${code} for update`;
export const newsByCode = (sql: Sql, code: string) => sql<NewsRow>`
  select news_id as id, code, unit_id as "unitId", u.path, n.kind, shown, published_at as published, withdrawn_at as withdrawn, withdrawn_why as "withdrawnWhy"
  from news n join unit u using (unit_id) where code = ${code}`;

export const versionsOf = (sql: Sql, newsId: string) => sql<VersionRow>`
  select news_id as "newsId", version, title, text, source, responsible, starts::text as starts, ends::text as ends, picture, width, height, alt, why,
    written_by as "writtenBy", written_at as written, decision, decided_by as "decidedBy", decided_at as decided, decided_why as "decidedWhy"
  from news_version where news_id = ${newsId} order by version desc limit 200`;

export const decideVersion = (sql: Sql, newsId: string, on: { decision: 'approved' | 'returned'; by: PersonId; at: Instant; why: string | null }) => sql<{
  version: number;
}>`
  update news_version set decision = ${on.decision}, decided_by = ${on.by}, decided_at = ${on.at}, decided_why = ${on.why}
  where news_id = ${newsId} and decision is null returning version`;

export const showVersion = (sql: Sql, newsId: string, version: number, at: Instant) => sql`
  update news set shown = ${version}, published_at = coalesce(published_at, ${at}) where news_id = ${newsId}`;
export const withdrawRow = (sql: Sql, newsId: string, why: string, at: Instant) => sql`
  update news set withdrawn_at = ${at}, withdrawn_why = ${why} where news_id = ${newsId} and withdrawn_at is null`;

export type NewsLine = Pick<NewsRow, 'code' | 'unitId' | 'kind'> &
  Pick<VersionRow, 'title' | 'text' | 'starts' | 'ends' | 'responsible'> & { readonly published: Instant; readonly changed: Instant; readonly version: number };

/** What holds on the day, or what is over, newest first. */
export const publicNews = (
  sql: Sql,
  cut: { readonly unit: number | null; readonly day: PlainDate; readonly over: boolean; readonly most: number; readonly skip: number },
) => sql<NewsLine>`
  select code, unit_id as "unitId", kind, title, text, starts::text as starts, ends::text as ends, responsible, published_at as published, decided_at as changed, version
  from news n join news_version v on v.news_id = n.news_id and v.version = n.shown
  where withdrawn_at is null and starts <= ${cut.day} and (ends is not null and ends < ${cut.day}) = ${cut.over} and (${cut.unit}::int is null or unit_id = ${cut.unit})
  order by greatest(starts, (published_at at time zone 'Asia/Ho_Chi_Minh')::date) desc, published_at desc, code desc limit ${cut.most} offset ${cut.skip}`;

export const unitsWithNews = (sql: Sql, day: PlainDate) => sql<{ unitId: UnitId; count: number }>`
  select unit_id as "unitId", count(*)::int as count from news n join news_version v on v.news_id = n.news_id and v.version = n.shown
  where withdrawn_at is null and starts <= ${day} and (ends is null or ends >= ${day}) group by unit_id order by unit_id`;

export type DeskNews = Pick<NewsRow, 'code' | 'unitId' | 'kind' | 'shown' | 'withdrawn'> &
  Pick<VersionRow, 'title' | 'starts' | 'ends' | 'version' | 'written' | 'decision' | 'writtenBy'>;
/** The newest version of every piece of these units, what waits for a decision first. */
export const deskNews = (sql: Sql, units: readonly number[], most: number) => sql<DeskNews>`
  select code, unit_id as "unitId", kind, shown, withdrawn_at as withdrawn, title, starts::text as starts, ends::text as ends, version, written_at as written, decision, written_by as "writtenBy"
  from news n join lateral (select * from news_version v where v.news_id = n.news_id order by version desc limit 1) v using (news_id)
  where unit_id = any(${units}::int[]) order by (decision is null) desc, written_at desc limit ${most}`;

/** Sums are kept, never single visits. */
export const addVisits = (sql: Sql, day: PlainDate, pages: readonly string[], counts: readonly number[]) => sql`
  insert into page_visit (day, page, visits) select ${day}, p, n from unnest(${pages}::text[], ${counts}::int[]) as seen (p, n)
  on conflict (day, page) do update set visits = page_visit.visits + excluded.visits`;
export const visitsSince = (sql: Sql, day: PlainDate) => sql<{ day: PlainDate; page: string; visits: number }>`
  select day::text as day, page, visits::int as visits from page_visit where day >= ${day} order by day, page`;

/** Since when this set has been the same; a new fingerprint counts from `at`. */
export const noteSet = (sql: Sql, name: string, fingerprint: string, at: Instant) => sql<{ changed: Instant }>`
  insert into open_set (name, fingerprint, changed_at) values (${name}, ${fingerprint}, ${at})
  on conflict (name) do update set changed_at = case when open_set.fingerprint = excluded.fingerprint then open_set.changed_at else excluded.changed_at end,
    fingerprint = excluded.fingerprint
  returning changed_at as changed`;
