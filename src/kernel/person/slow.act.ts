/** Slows down sign-in per pair of account and address: guessing gets slow, and nobody can lock out somebody at another address. */
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { plusMs } from '../../base/time.ts';
import type { World } from '../world.ts';
import { failuresLastMs, failuresNow, waitSeconds } from './person.ts';
import { countPair, forgetOldPairs, forgetPair, lockPair, startPair } from './slow.store.ts';

export type Pair = { readonly account: string; readonly address: string };
type Place = Pick<World, 'sql' | 'machine' | 'hash'>;

/** Counts the try as failed before it is made, so that a hundred at once are a hundred; `forgetTries` takes it back after a success. */
export function countedTry(world: Place, pair: Pair): Promise<true | Refusal> {
  const key = pairHash(world, pair);
  const now = world.machine();
  return world.sql.begin(async (sql) => {
    await startPair(sql, key, now);
    const [row] = await lockPair(sql, key);
    const wait = waitSeconds(row, now);
    if (wait > 0) return refuse('sign-in-slowed', { seconds: wait });
    await countPair(sql, key, failuresNow(row, now) + 1, now);
    return true;
  });
}

export async function forgetTries(world: Place, pair: Pair): Promise<void> {
  await forgetPair(world.sql, pairHash(world, pair));
  await forgetOldPairs(world.sql, plusMs(world.machine(), -failuresLastMs));
}

const pairHash = (world: Place, pair: Pair): string => world.hash(`${pair.account}\n${pair.address}`);
