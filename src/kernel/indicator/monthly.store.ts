/** SQL of the open figures: finished cases by procedure and month, counts alone. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type MonthRow = { readonly packId: string; readonly month: string; readonly met: number; readonly total: number };

export const finishedByMonth = (sql: Sql, from: Instant, until: Instant) => sql<MonthRow>`
  select pack_id as "packId", to_char(finished_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') as month,
    (count(*) filter (where finished_at <= due))::int as met, count(*)::int as total
  from case_row where finished_at >= ${from} and finished_at < ${until} and outcome is distinct from 'withdrawn' and due is not null
  group by 1, 2 order by 2, 1`;
