/** SQL of cases, their open tasks, official numbers and command keys. */
import type { CaseId, UnitId } from '../../base/id.ts';
import type { Json } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { json } from '../../db/sql.ts';
import type { UnitPath } from '../permit.ts';
import type { CaseState, OpenTask } from './state.ts';

export type CaseRow = {
  readonly caseId: CaseId;
  readonly unitId: UnitId;
  readonly path: UnitPath;
  readonly version: number;
  readonly hash: string;
  readonly quarantined: boolean;
  readonly state: CaseState;
};

/** The case and the path of its unit, locked until the end of the transaction. */
export const lockCase = (sql: Sql, id: CaseId) => sql<CaseRow>`
  select case_id as "caseId", unit_id as "unitId", (select path from unit where unit.unit_id = case_row.unit_id) as path, version, hash, quarantined, state
  from case_row where case_id = ${id} for update`;

export const loadCase = (sql: Sql, id: CaseId) => sql<CaseRow>`
  select case_id as "caseId", unit_id as "unitId", (select path from unit where unit.unit_id = case_row.unit_id) as path, version, hash, quarantined, state
  from case_row where case_id = ${id}`;

export const caseIdByCode = (sql: Sql, code: string) => sql<{ caseId: CaseId }>`select case_id as "caseId" from case_row where code = ${code}`;
export const caseIdByTracking = (sql: Sql, tracking: string) => sql<{ caseId: CaseId }>`select case_id as "caseId" from case_row where tracking = ${tracking}`;

/** The second secret of tracking: the last four digits of the phone. */
export const digitsByCode = (sql: Sql, code: string) =>
  sql<{ caseId: CaseId; digits: string }>`select case_id as "caseId", right(phone, 4) as digits from case_row where code = ${code}`;
export const digitsByTracking = (sql: Sql, tracking: string) =>
  sql<{ caseId: CaseId; digits: string }>`select case_id as "caseId", right(phone, 4) as digits from case_row where tracking = ${tracking}`;

/** The columns that lists and counts read, beside the state itself. */
export type CaseColumns = {
  readonly code: string | null;
  readonly status: number;
  readonly stage: string;
  readonly receivedAt: Instant | null;
  readonly due: Instant | null;
  readonly finishedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly outcome: string | null;
  readonly fee: number;
  readonly feePaid: boolean;
};

export const insertCase = (sql: Sql, state: CaseState, folded: string, columns: CaseColumns, version: number, hash: string) => sql`
  insert into case_row (case_id, tracking, code, pack_id, pack_version, unit_id, version, hash, status, stage, channel, applicant_id, applicant_name, applicant_folded, phone,
    submitted_at, received_at, due, finished_at, closed_at, outcome, fee, fee_paid, state)
  values (${state.id}, ${state.tracking}, ${columns.code}, ${state.pack.id}, ${state.pack.version}, ${state.unit}, ${version}, ${hash}, ${columns.status}, ${columns.stage}, ${state.channel},
    ${state.applicant.id}, ${state.applicant.name}, ${folded}, ${state.applicant.phone}, ${state.submitted}, ${columns.receivedAt}, ${columns.due}, ${columns.finishedAt}, ${columns.closedAt},
    ${columns.outcome}, ${columns.fee}, ${columns.feePaid}, ${json(state)})`;

/** Guarded by the version that was read: nothing is returned when somebody was faster. */
export const updateCase = (sql: Sql, id: CaseId, before: number, state: CaseState, columns: CaseColumns, version: number, hash: string) => sql<{
  caseId: CaseId;
}>`
  update case_row set code = ${columns.code}, version = ${version}, hash = ${hash}, status = ${columns.status}, stage = ${columns.stage}, received_at = ${columns.receivedAt},
    due = ${columns.due}, finished_at = ${columns.finishedAt}, closed_at = ${columns.closedAt}, outcome = ${columns.outcome}, fee = ${columns.fee}, fee_paid = ${columns.feePaid}, state = ${json(state)}
  where case_id = ${id} and version = ${before} returning case_id as "caseId"`;

export const quarantineCase = (sql: Sql, id: CaseId) => sql`update case_row set quarantined = true where case_id = ${id}`;

export const insertTasks = (sql: Sql, id: CaseId, unit: UnitId, tasks: readonly OpenTask[]) => sql`
  insert into task_row (case_id, task_id, element, name, role, unit_id, sign, opened_at, due)
  select ${id}, task_id, element, name, role, coalesce(task_unit, ${unit}), sign, opened_at, due from unnest(
    ${tasks.map((task) => task.id)}::text[], ${tasks.map((task) => task.element)}::text[], ${tasks.map((task) => task.name)}::text[], ${tasks.map((task) => task.role)}::text[],
    ${tasks.map((task) => task.unit ?? null)}::int[], ${tasks.map((task) => task.sign)}::boolean[], ${tasks.map((task) => task.opened)}::timestamptz[],
    ${tasks.map((task) => task.due ?? null)}::timestamptz[]) as t (task_id, element, name, role, task_unit, sign, opened_at, due)`;

export const deleteTasks = (sql: Sql, id: CaseId, tasks: readonly string[]) =>
  sql`delete from task_row where case_id = ${id} and task_id = any(${tasks}::text[])`;

/** Claims a key; nothing is returned when the sender has used it before. A second sender of the same key waits here for the first one's commit. */
export const claimKey = (sql: Sql, sender: string, key: string, bodyHash: string, at: Instant) => sql<{ key: string }>`
  insert into command_key (sender, key, body_hash, at) values (${sender}, ${key}, ${bodyHash}, ${at}) on conflict do nothing returning key`;
export const readKey = (sql: Sql, sender: string, key: string) => sql<{ bodyHash: string; receipt: Json }>`
  select body_hash as "bodyHash", receipt from command_key where sender = ${sender} and key = ${key}`;
export const storeReceipt = (sql: Sql, sender: string, key: string, receipt: Json) => sql`
  update command_key set receipt = ${json(receipt)} where sender = ${sender} and key = ${key}`;

/** The next number of a book, from a row that stays locked until the end of the transaction: no gaps, no doubles. */
export const nextNumber = (sql: Sql, counter: string) => sql<{ value: number }>`
  insert into counter (name, value) values (${counter}, 1) on conflict (name) do update set value = counter.value + 1 returning value`;
