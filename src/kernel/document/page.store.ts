/** SQL of page pictures: which picture and which small picture belong to a page of a file. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type PageRow = {
  readonly source: string;
  readonly page: number;
  readonly pages: number;
  readonly picture: string;
  readonly thumb: string;
  readonly width: number;
  readonly height: number;
  readonly at: Instant;
};

/** Made twice at once, the first one stays: both are the same picture. */
export const insertPage = (sql: Sql, row: PageRow) => sql`
  insert into page_picture (source, page, pages, picture, thumb, width, height, made_at)
  values (${row.source}, ${row.page}, ${row.pages}, ${row.picture}, ${row.thumb}, ${row.width}, ${row.height}, ${row.at})
  on conflict (source, page) do nothing`;

export const pageOf = (sql: Sql, source: string, page: number) => sql<PageRow>`
  select source, page, pages, picture, thumb, width, height, made_at as at from page_picture where source = ${source} and page = ${page}`;

export const firstPages = (sql: Sql, sources: readonly string[]) => sql<{ readonly source: string; readonly pages: number }>`
  select source, pages from page_picture where page = 1 and source = any(${sources}::text[])
  union select blob, pages from document where blob = any(${sources}::text[]) and pages is not null`;

export const sweepPages = (sql: Sql, before: Instant) => sql`
  delete from page_picture where made_at < ${before} and not exists (select from document where document.blob = page_picture.source)`;
