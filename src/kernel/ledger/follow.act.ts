/** Followers read the ledger in order, each from where it stopped: notices, indicators, search. The position is stored with the effect. */
import { plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { FollowerRow } from './follow.store.ts';
import { entriesAfter, insertFollower, insertMiss, lagsOf, lockFollower, moveFollower, noteFault, withNews } from './follow.store.ts';
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
 * Lets followers take in at most `most` entries each. Answers how many they read: 0 when there is no news, other processes have them, or they rest after
 * a fault. Entries of transactions that still run are not seen, so none is ever passed over.
 */
export async function followLedger(world: World, _permit: Permit<'system.run'>, followers: readonly Follower[], most = 200): Promise<number> {
  // Most looks find nothing: they cost one statement for all and no transaction.
  const names = followers.map(({ name }) => name);
  const news = new Set((await withNews(world.sql, names, world.machine())).map(({ name }) => name));
  let done = 0;
  for (const follower of followers) if (news.has(follower.name)) done += await readOn(world, follower, most);
  return done;
}

async function readOn(world: World, follower: Follower, most: number): Promise<number> {
  try {
    return await takeBatch(world, follower, most);
  } catch (fault) {
    // A wrong entry among good ones: one by one, so that only the wrong one is held.
    return most === 1 ? await setAside(world, follower, fault) : await readOn(world, follower, 1);
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
  const taken = await lockFollower(sql, name, world.machine());
  if (taken.length > 0) return taken;
  const [first] = await insertFollower(sql, name);
  return first === undefined ? [] : await lockFollower(sql, name, world.machine());
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

type FollowerLag = Awaited<ReturnType<typeof lagsOf>>[number];

/** Entries that wait for each follower, and the fault it rests after; for health and the administrator. A follower that never read is not among them. */
export const followerLags = (world: Pick<World, 'sql'>, names: readonly string[]): Promise<readonly FollowerLag[]> => lagsOf(world.sql, names);
