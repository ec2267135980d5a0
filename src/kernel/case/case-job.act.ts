/** Background work of cases, by its kind: timers, papers, work the process handed over, the end of an opened case. */
import type { CaseId, CommandKey } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Sql } from '../../db/sql.ts';
import type { LeasedJob } from '../job/job.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { advance } from './advance.ts';
import { fireTimers } from './move.act.ts';
import type { Receipt } from './on-case.act.ts';
import { onCase } from './on-case.act.ts';
import type { SlipKind } from './paper.act.ts';
import { makeDraft, makePaper } from './paper.act.ts';
import { known } from './print.act.ts';
import type { Finish, JobOn } from './process-job.act.ts';
import { giveNumber, inform, openChild } from './process-job.act.ts';
import type { OpenJob, Outcome } from './state.ts';

/** Does one background job of a case. Throws when it should be tried again. */
export async function doCaseJob(world: World, permit: Permit<'system.run'>, job: LeasedJob, finish: (sql: Sql) => Promise<void>): Promise<void> {
  if (job.caseId === null) return await world.sql.begin(finish);
  const key = `job-${job.id}` as CommandKey;
  const done = await doKind(world, permit, job, key, finish);
  // A case that has moved on meanwhile wants nothing more; anything else is tried again.
  if (isRefusal(done) && ['task-not-open', 'case-not-open', 'not-found'].includes(done.refused)) return await world.sql.begin(finish);
  if (isRefusal(done)) throw new Error(`job ${job.kind} was refused: ${done.refused}`);
}

async function doKind(
  world: World,
  permit: Permit<'system.run'>,
  job: LeasedJob,
  key: CommandKey,
  finish: (sql: Sql) => Promise<void>,
): Promise<Receipt | Refusal | undefined> {
  const id = job.caseId as CaseId;
  switch (job.kind) {
    case 'case-timers':
      return await fireTimers(world, permit, { id, key }, finish);
    case 'case-paper':
      return await makePaper(world, permit, { id, key, kind: String(job.body.kind) as SlipKind }, finish);
    case 'case-child-ended':
      return await endChild(world, permit, { id, key }, { child: String(job.body.child) as CaseId, outcome: String(job.body.outcome) as Outcome }, finish);
    case 'case-job':
      return await runProcessJob(world, permit, { id, key, job: String(job.body.job) }, finish);
    default:
      throw new Error(`no work is known for jobs of kind ${job.kind}`);
  }
}

/** The end of a case that this one opened. */
function endChild(
  world: World,
  permit: Permit<'system.run'>,
  on: { readonly id: CaseId; readonly key: CommandKey },
  child: { readonly child: CaseId; readonly outcome: Outcome },
  finish: Finish,
): Promise<Receipt | Refusal> {
  return onCase(
    world,
    permit,
    on.id,
    { key: on.key, body: { do: 'end-child', ...child } },
    {
      decide: (before, facts) => advance(facts.pack, before, { do: 'end-child', ...child }, facts),
      also: (sql) => finish(sql),
    },
  );
}

/** Work the process handed to the platform, by its type. */
async function runProcessJob(world: World, permit: Permit<'system.run'>, on: JobOn, finish: Finish): Promise<Receipt | Refusal> {
  const found = await known(world, on.id);
  if (isRefusal(found)) return found;
  const job = found.state.jobs.find((one) => one.id === on.job);
  switch (job?.type) {
    case undefined:
      return refuse('task-not-open');
    case 'document':
      return await makeDraft(world, permit, on, found, job as OpenJob, finish);
    case 'number':
      return await giveNumber(world, permit, on, job as OpenJob, finish);
    case 'inform':
      return await inform(world, permit, on, job as OpenJob, finish);
    case 'open-case':
      return await openChild(world, permit, on, job as OpenJob, found.state, finish);
    default:
      throw new Error(`the platform knows no work of type ${job?.type}`);
  }
}
