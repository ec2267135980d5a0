/** Background work of a cell: leases due jobs, wakes up on notifications and at the next moment of law. Any number of processes may run it. */
import { systemPermit } from '../kernel/access/access.act.ts';
import { doDueWork, drainWork, isBehind, keepHouse, keepShort } from './duties.ts';
import type { JoinedWorld } from './world.ts';

export type Worker = {
  /** Does everything that is due now; resolves when nothing is left to do. */
  readonly drain: () => Promise<void>;
  /** Lets the running jobs finish, then ends. */
  readonly stop: () => Promise<void>;
};

/** How long an idle worker sleeps at most: timers of law are to the minute, a lost notification costs no more than this. */
const restMs = 5_000;
const shortRestMs = 100;
const houseKeepingMs = 6 * 3_600_000;
const shortKeepingMs = 600_000;

export async function startWork(world: JoinedWorld, onFault: (fault: unknown) => void): Promise<Worker> {
  const permit = systemPermit(world, 'system.run');
  let wake = (): void => undefined;
  let ended = false;
  let cleanedAt = 0;
  let sweptAt = 0;

  const houseKeeping = async (): Promise<void> => {
    if (Date.now() - sweptAt >= shortKeepingMs) {
      sweptAt = Date.now();
      for (const keep of keepShort) await keep(world, permit);
    }
    if (Date.now() - cleanedAt < houseKeepingMs) return;
    cleanedAt = Date.now();
    for (const keep of keepHouse) await keep(world, permit);
  };
  const loop = async (): Promise<void> => {
    while (!ended) {
      const sleep = Promise.withResolvers<void>();
      wake = sleep.resolve;
      const done = await houseKeeping()
        .then(() => doDueWork(world))
        .catch((fault: unknown) => {
          onFault(fault);
          return 0;
        });
      if (done > 0) continue;
      const isHeldBack = await isBehind(world).catch(() => false);
      const timer = setTimeout(sleep.resolve, isHeldBack ? shortRestMs : restMs);
      await sleep.promise;
      clearTimeout(timer);
    }
  };
  const stopListening = await Promise.all([
    world.sql.listen('job', () => wake()),
    // News for the followers of the ledger: deeds on cases tell 'case', all others 'ledger'.
    world.sql.listen('case', () => wake()),
    world.sql.listen('ledger', () => wake()),
    world.sql.listen('clock', () => void world.clock.refresh().then(() => wake())),
  ]);
  const running = loop();
  return {
    drain: () => drainWork(world),
    stop: async () => {
      ended = true;
      wake();
      await running;
      for (const stop of stopListening) await stop();
    },
  };
}
