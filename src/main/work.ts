/** Background work of a cell: leases due jobs, wakes up on notifications and at the next moment of law. Any number of processes may run it. */

import { systemPermit } from '../kernel/access/access.act.ts';
import { doCaseJob } from '../kernel/case/case.act.ts';
import { forgetUploads } from '../kernel/document/document.act.ts';
import { runDueJobs } from '../kernel/job/job.act.ts';
import { makeMonths } from '../kernel/ledger/ledger.act.ts';
import type { JoinedWorld } from './world.ts';

export type Worker = {
  /** Does everything that is due now; resolves when nothing is left to do. */
  readonly drain: () => Promise<void>;
  /** Lets the running jobs finish, then ends. */
  readonly stop: () => Promise<void>;
};

/** How long an idle worker sleeps at most: timers of law are to the minute, a lost notification costs no more than this. */
const restMs = 5_000;
const houseKeepingMs = 6 * 3_600_000;

export async function startWork(world: JoinedWorld, onFault: (fault: unknown) => void): Promise<Worker> {
  const permit = systemPermit(world, 'system.run');
  let wake = (): void => undefined;
  let ended = false;
  let cleanedAt = 0;

  const round = async (): Promise<number> => await runDueJobs(world, permit, (job, finish) => doCaseJob(world, permit, job, finish));
  const houseKeeping = async (): Promise<void> => {
    if (Date.now() - cleanedAt < houseKeepingMs) return;
    cleanedAt = Date.now();
    await makeMonths(world.sql, world.now());
    await forgetUploads(world, permit);
  };
  const loop = async (): Promise<void> => {
    while (!ended) {
      const sleep = Promise.withResolvers<void>();
      wake = sleep.resolve;
      const done = await houseKeeping()
        .then(round)
        .catch((fault: unknown) => {
          onFault(fault);
          return 0;
        });
      if (done > 0) continue;
      const timer = setTimeout(sleep.resolve, restMs);
      await sleep.promise;
      clearTimeout(timer);
    }
  };
  const stopListening = await Promise.all([
    world.sql.listen('job', () => wake()),
    world.sql.listen('clock', () => void world.clock.refresh().then(() => wake())),
  ]);
  const running = loop();
  return {
    drain: async () => {
      while ((await round()) > 0);
    },
    stop: async () => {
      ended = true;
      wake();
      await running;
      for (const stop of stopListening) await stop();
    },
  };
}
