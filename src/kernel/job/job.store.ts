/** SQL of the job table. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { json } from '../../db/sql.ts';
import type { LeasedJob, NewJob } from './job.ts';

export const insertJob = (sql: Sql, id: string, job: NewJob) => sql`
  insert into job (id, kind, case_id, body, due) values (${id}, ${job.kind}, ${job.caseId}, ${json(job.body)}, ${job.due})`;

/** Takes the jobs that are due by law and free by lease. Each lease raises the fence. */
export const leaseJobs = (sql: Sql, legal: Instant, machine: Instant, until: Instant, most: number) => sql<LeasedJob>`
  update job set state = 'leased', leased_until = ${until}, fence = fence + 1, tries = tries + 1
  where id in (
    select id from job
    where state in ('ready', 'leased') and due <= ${legal}
      and (state = 'ready' or leased_until < ${machine}) and (not_before is null or not_before <= ${machine})
    order by due limit ${most} for update skip locked)
  returning id, kind, case_id as "caseId", body, due, tries, fence`;

/** In the transaction that stores the effect: false when another worker has taken the job meanwhile. */
export const finishJob = (sql: Sql, id: string, fence: number, machine: Instant) => sql<{ id: string }>`
  update job set state = 'done', leased_until = null, done_at = ${machine} where id = ${id} and fence = ${fence} and state = 'leased' returning id`;

export const retryJob = (sql: Sql, id: string, fence: number, notBefore: Instant, fault: string) => sql`
  update job set state = 'ready', leased_until = null, not_before = ${notBefore}, last_fault = ${fault} where id = ${id} and fence = ${fence} and state = 'leased'`;

export const buryJob = (sql: Sql, id: string, fence: number, fault: string) => sql`
  update job set state = 'dead', leased_until = null, last_fault = ${fault} where id = ${id} and fence = ${fence} and state = 'leased'`;

/** The try that a dead process began does not count. */
export const freeLeases = (sql: Sql) => sql`
  update job set state = 'ready', leased_until = null, tries = greatest(tries - 1, 0) where state = 'leased'`;

export const renewLease = (sql: Sql, id: string, fence: number, until: Instant) => sql`
  update job set leased_until = ${until} where id = ${id} and fence = ${fence} and state = 'leased'`;

/** So many at a time, that no lock is held for long. */
export const dropDone = (sql: Sql, before: Instant, most: number) => sql<{ id: string }>`
  delete from job where id in (select id from job where state = 'done' and done_at < ${before} limit ${most} for update skip locked) returning id`;

export const countJobs = (sql: Sql) => sql<{ state: string; jobs: number }>`select state, count(*)::int as jobs from job where state <> 'done' group by state`;
