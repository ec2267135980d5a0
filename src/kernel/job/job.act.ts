/** Scheduling and doing background work. A job runs at least once; its effect is stored once, guarded by the fence. */
import { randomUUID } from 'node:crypto';
import { plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { buryJob, countJobs, dropDone, finishJob, freeLeases, insertJob, leaseJobs, renewLease, retryJob } from './job.store.ts';
import type { LeasedJob, NewJob } from './job.ts';
import { backOffMs, leaseMs, maxTries } from './job.ts';

/** Inside the transaction of the deed that wants the work. */
export async function schedule(sql: Sql, jobs: readonly NewJob[]): Promise<void> {
  for (const job of jobs) await insertJob(sql, randomUUID(), job);
  if (jobs.length > 0) await sql.notify('job');
}

/**
 * Takes back what a process held that has ended with its database, so that nothing waits for the lease to run out.
 * Only for whoever runs the database alone; a worker that lives after all loses by the fence.
 */
export const takeBackJobs = async (world: World, _permit: Permit<'system.run'>): Promise<void> => void (await freeLeases(world.sql));

/** Does one job. `finish` marks it done inside the transaction that stores the effect and throws when the lease was lost. */
export type DoJob = (job: LeasedJob, finish: (sql: Sql) => Promise<void>) => Promise<void>;

/** Somebody else holds the job now; whatever this worker did is taken back. */
export class LeaseLost extends Error {}

/**
 * Takes up to `most` due jobs and does them one after another. Answers how many it took.
 * A job that throws is tried again with growing waits, at most 8 times, then it is dead and shown to the administrator.
 */
export async function runDueJobs(world: World, _permit: Permit<'system.run'>, doJob: DoJob, most = 16): Promise<number> {
  const machine = world.machine();
  const jobs = await leaseJobs(world.sql, world.now(), machine, plusMs(machine, leaseMs), most);
  for (const job of jobs) await runOne(world, job, doJob);
  return jobs.length;
}

async function runOne(world: World, job: LeasedJob, doJob: DoJob): Promise<void> {
  const heartbeat = setInterval(() => void renewLease(world.sql, job.id, job.fence, plusMs(world.machine(), leaseMs)).catch(() => undefined), leaseMs / 3);
  try {
    await doJob(job, async (sql) => {
      const [mine] = await finishJob(sql, job.id, job.fence, world.machine());
      if (mine === undefined) throw new LeaseLost(job.id);
    });
  } catch (fault) {
    if (fault instanceof LeaseLost) return;
    const text = fault instanceof Error ? `${fault.name}: ${fault.message}`.slice(0, 500) : 'unknown fault';
    if (job.tries >= maxTries) await buryJob(world.sql, job.id, job.fence, text);
    else await retryJob(world.sql, job.id, job.fence, plusMs(world.machine(), backOffMs(job.tries)), text);
  } finally {
    clearInterval(heartbeat);
  }
}

/** What was done is told by the ledger; the job itself is kept for questions of the administrator: thirty days of the machine. */
const keptMs = 30 * 86_400_000;
const droppedAtOnce = 5_000;

/** House-keeping. Dead jobs stay until somebody has looked at them. */
export async function forgetJobs(world: World, _permit: Permit<'system.run'>): Promise<void> {
  const before = plusMs(world.machine(), -keptMs);
  while ((await dropDone(world.sql, before, droppedAtOnce)).length === droppedAtOnce);
}

export const jobCounts = (world: World, _permit: Permit<'system.run'> | Permit<'person.admin'>) => countJobs(world.sql);
