/** SQL of the leader's numbers, straight from the rows of work, and of the cases behind each. */
import type { CaseId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Opened, UnitNumbers } from './indicator.ts';

export type Moments = { readonly now: Instant; readonly day: Instant; readonly month: Instant };
/** With the beginning of the period asked for. */
export type Since = Moments & { readonly since: Instant };

/** One row a unit that has any case counted here. */
export const numbersByUnit = (sql: Sql, path: string, at: Moments) => sql<UnitNumbers>`
  select unit_id as "unitId", u.path,
    (count(*) filter (where stage <> 'closed'))::int as open,
    (count(*) filter (where finished_at >= ${at.month} and outcome is distinct from 'withdrawn' and finished_at <= due))::int as "onTime",
    (count(*) filter (where finished_at >= ${at.month} and outcome is distinct from 'withdrawn' and due is not null))::int as finished,
    (count(*) filter (where stage = 'open' and finished_at is null and due < ${at.now}))::int as overdue,
    (count(*) filter (where received_at >= ${at.day}))::int as received
  from case_row join unit u using (unit_id)
  where u.path like ${`${path}%`} and (stage <> 'closed' or finished_at >= ${at.month} or received_at >= ${at.day})
  group by unit_id, u.path`;

export type NumberLine = {
  readonly id: CaseId;
  readonly code: string | null;
  readonly tracking: string;
  readonly packId: string;
  readonly packVersion: string;
  readonly unitId: number;
  readonly received: Instant | null;
  readonly due: Instant | null;
  readonly finished: Instant | null;
  readonly stage: string;
  readonly taskName: string | null;
};

/** The cases behind one number: codes and steps, no personal data. */
export const casesBehind = (sql: Sql, path: string, measure: Opened, at: Since, limit: number) => sql<NumberLine>`
  select c.case_id as id, code, tracking, pack_id as "packId", pack_version as "packVersion", c.unit_id as "unitId", received_at as received, due, finished_at as finished, stage,
    (select string_agg(t.name, ', ') from task_row t where t.case_id = c.case_id) as "taskName"
  from case_row c join unit u using (unit_id)
  where u.path like ${`${path}%`} and case ${measure}
    when 'open' then stage <> 'closed'
    when 'onTime' then finished_at >= ${at.month} and outcome is distinct from 'withdrawn' and finished_at <= due
    when 'overdue' then stage = 'open' and finished_at is null and due < ${at.now}
    when 'saved' then c.submitted_at >= ${at.since} and channel = 'online' and applicant_id is not null and outcome is distinct from 'withdrawn'
    when 'rated' then exists (select from voice_rating r where r.case_id = c.case_id and r.rated_at >= ${at.since})
    else received_at >= ${at.day} end
  order by due nulls last, c.submitted_at limit ${limit}`;
