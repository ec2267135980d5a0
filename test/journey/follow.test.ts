import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { systemPermit } from '../../src/kernel/access/access.act.ts';
import { append, followerLags, followLedger } from '../../src/kernel/ledger/ledger.act.ts';
import type { TestWorld } from '../kit/world.ts';
import { freshWorld } from '../kit/world.ts';

type Seen = number[];
const numberIn = (entry: { readonly entry: { readonly n?: unknown } }): number => Number(entry.entry.n);

async function worldWithNews(count: number) {
  const world = await freshWorld();
  const permit = systemPermit(world, 'system.run');
  const tell = (n: number): Promise<void> => append(world.sql, world.hash, permit, [{ what: 'news-told', at: world.now(), n }]);
  for (let n = 1; n <= count; n += 1) await tell(n);
  return { world, permit, tell };
}

const watching = (seen: Seen, wrong?: number) => ({
  name: 'test-watcher',
  wants: (what: string) => what === 'news-told',
  takeIn: async (_: unknown, entries: readonly { readonly entry: { readonly n?: unknown } }[]) => {
    if (entries.some((entry) => numberIn(entry) === wrong)) throw new Error('cannot take this in');
    seen.push(...entries.map(numberIn));
  },
});

/** Until nothing waits or the follower rests. A transaction in any database of the cluster holds entries back for a while. */
async function followToEnd(world: TestWorld, read: () => Promise<number>): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    if ((await read()) > 0) continue;
    const [lag] = await followerLags(world, ['test-watcher']);
    if (lag?.waiting === 0 || (lag?.lastFault ?? null) !== null) return;
    await setTimeout(10);
  }
}

test('a follower sees every entry once and in order, however small its batches are', async () => {
  const { world, permit, tell } = await worldWithNews(5);
  const seen: Seen = [];
  await followToEnd(world, () => followLedger(world, permit, [watching(seen)], 2));
  await tell(6);
  await followToEnd(world, () => followLedger(world, permit, [watching(seen)], 2));
  assert.deepEqual(seen, [1, 2, 3, 4, 5, 6]);
  assert.equal((await followerLags(world, ['test-watcher']))[0]?.waiting, 0);
});

test('an entry whose transaction ends later than a younger one is not passed over', async () => {
  const { world, permit, tell } = await worldWithNews(0);
  const seen: Seen = [];
  await world.sql.begin(async (sql) => {
    await append(sql, world.hash, permit, [{ what: 'news-told', at: world.now(), n: 1 }]);
    await tell(2);
    for (let tries = 0; tries < 20; tries += 1) await followLedger(world, permit, [watching(seen)]);
    assert.deepEqual(seen, [], 'the younger entry waits for the older one');
  });
  await followToEnd(world, () => followLedger(world, permit, [watching(seen)]));
  assert.deepEqual(seen, [1, 2]);
});

test('an entry that cannot be taken in holds the follower for some tries, then it is put aside and the others go on', async () => {
  const { world, permit } = await worldWithNews(3);
  const seen: Seen = [];
  const follow = () => followLedger(world, permit, [watching(seen, 2)]);
  await followToEnd(world, follow);
  assert.deepEqual(seen, [1]);
  assert.match((await followerLags(world, ['test-watcher']))[0]?.lastFault ?? '', /cannot take this in/);
  for (let tries = 0; tries < 10; tries += 1) {
    world.wait(61_000);
    await followToEnd(world, follow);
  }
  assert.deepEqual(seen, [1, 3]);
  const [lag] = await followerLags(world, ['test-watcher']);
  assert.deepEqual({ waiting: lag?.waiting, missed: lag?.missed, fault: lag?.lastFault }, { waiting: 0, missed: 1, fault: null });
});
