/** Followers read the ledger in order, each from where it stopped: notices, indicators, search. The position is stored with the effect. */
import { plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { FollowerRow } from './follow.store.ts';
import { entriesAfter, hasNews, insertFollower, insertMiss, lagOf, lockFollower, moveFollower, noteFault } from './follow.store.ts';
import type { LedgerEntry } from './ledger.ts';

export type Follower = {
  /** Lower-case words with hyphens; the name under which its position is kept. */
  readonly name: string;
  /** Names of entries it cares for; the others only move its position. */
  readonly wants: (what: string) => boolean;
  /** Stores the effect of entries, oldest first, with the SQL of one transaction. Anything outside goes through a job written here. */
  readonly takeIn: (sql: Sql, entries: readonly LedgerEntry[]) => Promise<void>;
};

/** An entry that cannot be taken in after this many tries is put aside, seen by the administrator, and the follower goes on. */
const mostTries = 8;
const restMs = (tries: number): number => Math.min(1000 * 2 ** (tries - 1), 60_000);

/**
 * Lets a follower take in at most `most` entries. Answers how many it read: 0 when there is no news, another process has it, or it rests after a fault.
 * Entries of transactions that still run are not seen, so none is ever passed over.
 */
export async function followLedger(world: World, _permit: Permit<'system.run'>, follower: Follower, most = 200): Promise<number> {
  // Most looks find nothing: they cost one statement and no transaction.
  const [look] = await hasNews(world.sql, follower.name, world.machine());
  if (look?.news === false) return 0;
  try {
    return await takeBatch(world, follower, most);
  } catch (fault) {
    // A wrong entry among good ones: one by one, so that only the wrong one is held.
    return most === 1 ? await setAside(world, follower, fault) : await followLedger(world, _permit, follower, 1);
  }
}

const takeBatch = (world: World, follower: Follower, most: number): Promise<number> =>
  world.sql.begin(async (sql) => {
    const [row] = await takeRow(sql, world, follower.name);
    if (row === undefined) return 0;
    const entries = await entriesAfter(sql, row, most);
    const wanted = entries.filter((entry) => follower.wants(entry.what));
    if (wanted.length > 0) await follower.takeIn(sql, wanted);
    const last = entries.at(-1);
    if (last !== undefined) await moveFollower(sql, follower.name, last);
    return entries.length;
  });

/** The row, locked; none while another process holds it or it rests. */
async function takeRow(sql: Sql, world: World, name: string): Promise<readonly FollowerRow[]> {
  await insertFollower(sql, name);
  return await lockFollower(sql, name, world.machine());
}

/** Counts the try; after the last one the entry is put aside and the follower stands behind it. */
function setAside(world: World, follower: Follower, fault: unknown): Promise<number> {
  const text = (fault instanceof Error ? `${fault.name}: ${fault.message}` : 'unknown fault').slice(0, 500);
  return world.sql.begin(async (sql) => {
    const [row] = await takeRow(sql, world, follower.name);
    if (row === undefined) return 0;
    const [entry] = await entriesAfter(sql, row, 1);
    if (entry === undefined) return 0;
    const tries = row.tries + 1;
    if (tries < mostTries) {
      await noteFault(sql, follower.name, tries, plusMs(world.machine(), restMs(tries)), text);
      return 0;
    }
    await insertMiss(sql, follower.name, entry.position, text, world.now());
    await moveFollower(sql, follower.name, entry);
    return 1;
  });
}

/** Entries that wait for a follower, and the fault it rests after; for health and the administrator. */
export const followerLag = async (world: Pick<World, 'sql'>, name: string) =>
  (await lagOf(world.sql, name))[0] ?? { name, waiting: 0, missed: 0, lastFault: null };
