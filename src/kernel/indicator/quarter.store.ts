/** SQL of what anybody may see of a quarter: counts, no cases. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type QuarterRow = { readonly packId: string; readonly met: number; readonly total: number };

export const quarterByPack = (sql: Sql, from: Instant, until: Instant) => sql<QuarterRow>`
  select pack_id as "packId", (count(*) filter (where finished_at <= due))::int as met, count(*)::int as total
  from case_row where finished_at >= ${from} and finished_at < ${until} and outcome is distinct from 'withdrawn' and due is not null
  group by pack_id order by pack_id`;
