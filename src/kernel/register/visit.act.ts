/** Visits are summed in this process and written as sums: no row is about one visit, and nothing about the visitor reaches this room. */
import type { PlainDate } from '../../base/time.ts';
import { dateOf, plusDays, plusMs } from '../../base/time.ts';
import type { World } from '../world.ts';
import { addVisits, noteSet, visitsSince } from './news.store.ts';
import type { PageGroup } from './visit.ts';

export type Visits = {
  readonly saw: (page: PageGroup) => void;
  /** Writes what was counted so far. */
  readonly settle: () => Promise<void>;
};

/** At most so much is lost when a process is killed. */
const restMs = 15_000;

/** `onFault`: a count that could not be written is told, and no page waits for it. */
export function openVisits(world: Pick<World, 'sql' | 'now' | 'machine'>, onFault: (fault: unknown) => void): Visits {
  let counted = new Map<PageGroup, number>();
  let day = dateOf(world.now());
  let next = plusMs(world.machine(), restMs);
  let work: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    const [sums, of] = [counted, day];
    counted = new Map();
    day = dateOf(world.now());
    next = plusMs(world.machine(), restMs);
    if (sums.size > 0) {
      // Always in one order, so that two processes never wait for each other.
      const pages = [...sums.keys()].sort();
      work = work.then(() =>
        addVisits(
          world.sql,
          of,
          pages,
          pages.map((page) => sums.get(page) ?? 0),
        ).then(() => undefined, onFault),
      );
    }
    return work;
  };
  return {
    saw: (page) => {
      if (dateOf(world.now()) !== day) void write();
      counted.set(page, (counted.get(page) ?? 0) + 1);
      if (world.machine() >= next) void write();
    },
    settle: write,
  };
}

export type VisitLine = { readonly day: PlainDate; readonly page: string; readonly visits: number };
/** Of the last so many days, today included. */
export const visitsOf = (world: World, days: number): Promise<readonly VisitLine[]> => visitsSince(world.sql, plusDays(dateOf(world.now()), 1 - days));

/** Since when a set of open data has been as it is. */
export async function changedAt(world: World, name: string, fingerprint: string) {
  const at = world.now();
  return (await noteSet(world.sql, name, fingerprint, at))[0]?.changed ?? at;
}
