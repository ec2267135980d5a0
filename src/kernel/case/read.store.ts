/** SQL of lists: the queue, one's own cases, the cases behind a number. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

/** One line of a list; personal data: name and phone. */
export type CaseLine = {
  readonly id: CaseId;
  readonly tracking: string;
  readonly code: string | null;
  readonly packId: string;
  readonly packVersion: string;
  readonly unitId: UnitId;
  readonly status: number;
  readonly stage: 'submitted' | 'open' | 'waiting' | 'closed';
  readonly channel: string;
  readonly applicant: string;
  readonly phone: string;
  readonly submitted: Instant;
  readonly received: Instant | null;
  readonly due: Instant | null;
  readonly finished: Instant | null;
  readonly closed: Instant | null;
  readonly outcome: string | null;
  readonly fee: number;
  readonly feePaid: boolean;
  /** The open step, when there is one. */
  readonly task: string | null;
  readonly taskName: string | null;
  readonly role: string | null;
  readonly sign: boolean | null;
  /** Somebody named in it has still to agree. */
  readonly awaitsConsent: boolean;
};

/** How a tab of the queue is cut out; null means "any". */
export type QueueCut = {
  readonly stage: string | null;
  readonly sign: boolean | null;
  /** Result ready, not yet handed over. */
  readonly ready: boolean | null;
  /** Due at or after this moment and not finished. */
  readonly dueFrom: Instant | null;
  /** Due before this moment and not finished. */
  readonly dueBefore: Instant | null;
  readonly packId: string | null;
  /** Folded words, or the beginning of a code or phone. */
  readonly search: string | null;
};

/** Open steps of these roles in this branch, nearest promise first; submitted cases without a promise by age behind them. */
export const queueLines = (sql: Sql, units: readonly number[], roles: readonly string[], cut: QueueCut, limit: number, offset: number) => sql<CaseLine>`
  select c.case_id as id, tracking, code, pack_id as "packId", pack_version as "packVersion", c.unit_id as "unitId", status, stage, channel, applicant_name as applicant, phone,
    submitted_at as submitted, received_at as received, c.due, finished_at as finished, closed_at as closed, outcome, fee, fee_paid as "feePaid",
    t.task_id as task, t.name as "taskName", t.role, t.sign,
    exists (select 1 from case_party p where p.case_id = c.case_id and p.waits) as "awaitsConsent"
  from task_row t join case_row c using (case_id)
  where t.unit_id = any(${units}::int[]) and t.role = any(${roles}::text[])
    and (${cut.stage}::text is null or c.stage = ${cut.stage}) and (${cut.sign}::boolean is null or t.sign = ${cut.sign})
    and (${cut.ready}::boolean is null or (c.finished_at is not null) = ${cut.ready})
    and (${cut.dueFrom}::timestamptz is null or c.due >= ${cut.dueFrom})
    and (${cut.dueBefore}::timestamptz is null or (c.due < ${cut.dueBefore} and c.finished_at is null and c.stage = 'open'))
    and (${cut.packId}::text is null or c.pack_id = ${cut.packId})
    and (${cut.search}::text is null or c.applicant_folded like '%' || ${cut.search} || '%' or c.code ilike ${cut.search} || '%' or c.tracking like ${cut.search} || '%' or c.phone like '%' || ${cut.search})
  order by c.stage = 'waiting', c.due nulls last, c.submitted_at, c.case_id limit ${limit} offset ${offset}`;

export type QueueCounts = {
  readonly all: number;
  readonly reception: number;
  readonly working: number;
  readonly waiting: number;
  readonly signing: number;
  readonly returning: number;
  readonly soon: number;
  readonly late: number;
  readonly today: number;
};

export const queueCounts = (sql: Sql, units: readonly number[], roles: readonly string[], now: Instant, soon: Instant, endOfDay: Instant) => sql<QueueCounts>`
  select count(*)::int as "all",
    (count(*) filter (where c.stage = 'submitted'))::int as reception,
    (count(*) filter (where c.stage = 'open' and not t.sign and c.finished_at is null))::int as working,
    (count(*) filter (where c.stage = 'waiting'))::int as waiting,
    (count(*) filter (where c.stage = 'open' and t.sign))::int as signing,
    (count(*) filter (where c.stage = 'open' and c.finished_at is not null))::int as returning,
    (count(*) filter (where c.stage = 'open' and c.finished_at is null and c.due >= ${now} and c.due < ${soon}))::int as soon,
    (count(*) filter (where c.stage = 'open' and c.finished_at is null and c.due < ${now}))::int as late,
    (count(*) filter (where c.stage = 'open' and c.finished_at is null and c.due >= ${now} and c.due <= ${endOfDay}))::int as today
  from task_row t join case_row c using (case_id)
  where t.unit_id = any(${units}::int[]) and t.role = any(${roles}::text[])`;

export const linesOfPerson = (sql: Sql, person: PersonId, limit: number) => sql<CaseLine>`
  select case_id as id, tracking, code, pack_id as "packId", pack_version as "packVersion", unit_id as "unitId", status, stage, channel, applicant_name as applicant, phone,
    submitted_at as submitted, received_at as received, due, finished_at as finished, closed_at as closed, outcome, fee, fee_paid as "feePaid",
    null as task, null as "taskName", null as role, null as sign,
    exists (select 1 from case_party p where p.case_id = case_row.case_id and p.waits) as "awaitsConsent"
  from case_row where applicant_id = ${person} order by submitted_at desc limit ${limit}`;

/** Per version: cases filled in by people online, and how many answers they typed and found filled in, on average. */
export const typedOnAverage = (sql: Sql) => sql<{ packId: string; packVersion: string; cases: number; typed: number; known: number }>`
  select pack_id as "packId", pack_version as "packVersion", count(*)::int as cases,
    round(avg((state->'intake'->>'typed')::int), 1)::float8 as typed, round(avg((state->'intake'->>'known')::int), 1)::float8 as known
  from case_row where state ? 'intake' group by pack_id, pack_version`;

/** Answers of a person's own cases, newest first; refused and withdrawn ones are no source. */
export const formerCases = (sql: Sql, person: PersonId, limit: number) => sql<{
  packId: string;
  packVersion: string;
  code: string;
  submitted: Instant;
  answers: JsonObject;
}>`
  select pack_id as "packId", pack_version as "packVersion", coalesce(code, tracking) as code, submitted_at as submitted, state->'answers' as answers
  from case_row where applicant_id = ${person} and coalesce(outcome, 'granted') = 'granted' order by submitted_at desc limit ${limit}`;

/** A page of all cases of a branch for machines, newest first; the cursor is (submitted, id) of the last line seen. */
export const linesOfBranch = (sql: Sql, units: readonly number[], before: Instant | null, beforeId: string | null, limit: number) => sql<CaseLine>`
  select c.case_id as id, tracking, code, pack_id as "packId", pack_version as "packVersion", c.unit_id as "unitId", status, stage, channel, applicant_name as applicant, phone,
    submitted_at as submitted, received_at as received, due, finished_at as finished, closed_at as closed, outcome, fee, fee_paid as "feePaid",
    null as task, null as "taskName", null as role, null as sign,
    exists (select 1 from case_party p where p.case_id = c.case_id and p.waits) as "awaitsConsent"
  from case_row c
  where c.unit_id = any(${units}::int[]) and (${before}::timestamptz is null or (submitted_at, case_id) < (${before}::timestamptz, ${beforeId}::uuid))
  order by submitted_at desc, case_id desc limit ${limit}`;
