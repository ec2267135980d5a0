import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { TestWorld } from '../../../test/kit/world.ts';
import { freshWorld } from '../../../test/kit/world.ts';
import { instant, plusMs } from '../../base/time.ts';
import { systemPermit } from '../access/access.act.ts';
import { forgetJobs, LeaseLost, runDueJobs, schedule, takeBackJobs } from './job.act.ts';
import { backOffMs, leaseMs, maxTries } from './job.ts';

let world: TestWorld;
const due = instant('2022-11-15T08:00:00+07:00');
const permit = () => systemPermit(world, 'system.run');
const wish = (name: string, when = due) => ({ kind: 'test', caseId: null, body: { name }, due: when });
const rows = () => world.database.owner<{ name: string; state: string; tries: number; fault: string | null }>`
  select body ->> 'name' as name, state, tries, last_fault as fault from job order by body ->> 'name'`;

beforeEach(async () => {
  world ??= await freshWorld();
  await world.database.owner`delete from job`;
});

test('jobs that are due by law are done once, earliest first; later ones wait', async () => {
  const later = plusMs(world.now(), 60_000);
  await schedule(world.sql, [wish('b'), wish('a', plusMs(due, -1000)), wish('later', later)]);
  const done: unknown[] = [];
  const doJob = (job: { readonly body: { readonly name?: unknown } }, finish: (sql: TestWorld['sql']) => Promise<void>): Promise<void> => {
    done.push(job.body.name);
    return world.sql.begin(finish);
  };
  assert.equal(await runDueJobs(world, permit(), doJob), 2);
  assert.equal(await runDueJobs(world, permit(), doJob), 0);
  assert.deepEqual(done.toSorted(), ['a', 'b']);
  assert.equal(await runDueJobs({ ...world, now: () => later }, permit(), doJob), 1);
});

test('a job that fails waits longer each time and is dead after its last try', async () => {
  await schedule(world.sql, [wish('a')]);
  let machine = world.machine();
  const at = { ...world, machine: () => machine };
  const fail = (): Promise<void> => Promise.reject(new Error('printer on fire'));
  for (let tries = 1; tries <= maxTries; tries += 1) {
    assert.equal(await runDueJobs(at, permit(), fail), 1, `try ${tries}`);
    assert.equal(await runDueJobs(at, permit(), fail), 0, 'not before its wait is over');
    machine = plusMs(machine, backOffMs(tries) + 1);
  }
  assert.equal(await runDueJobs(at, permit(), fail), 0);
  assert.deepEqual(await rows(), [{ name: 'a', state: 'dead', tries: maxTries, fault: 'Error: printer on fire' }]);
});

test('a lease that ran out is taken by another worker, and whatever the first one stores is taken back', async () => {
  await schedule(world.sql, [wish('a')]);
  const effects: string[] = [];
  const late = plusMs(world.machine(), leaseMs + 1);
  await runDueJobs(world, permit(), async (_job, finish) => {
    // Meanwhile the second worker leases it, does it and is done.
    await runDueJobs({ ...world, machine: () => late }, permit(), async (_same, finishSecond) => {
      await world.sql.begin(finishSecond);
      effects.push('second');
    });
    await world.sql.begin(async (sql) => {
      await sql`insert into counter (name, value) values ('never', 1)`;
      await finish(sql);
    });
    effects.push('first');
  });
  assert.deepEqual(effects, ['second']);
  assert.deepEqual(await world.database.owner`select from counter where name = 'never'`, []);
  assert.deepEqual(
    (await rows()).map((row) => row.state),
    ['done'],
  );
  assert.ok(new LeaseLost('x') instanceof Error);
});

test('what a dead process held is free again at the next start, and its try does not count', async () => {
  await schedule(world.sql, [wish('a')]);
  const [held] = await world.database.owner<{ tries: number }>`
    update job set state = 'leased', leased_until = ${plusMs(world.machine(), leaseMs)}, tries = tries + 1, fence = fence + 1 returning tries`;
  assert.equal(held?.tries, 1);
  assert.equal(await runDueJobs(world, permit(), () => Promise.resolve()), 0, 'held');
  await takeBackJobs(world, permit());
  assert.deepEqual(await rows(), [{ name: 'a', state: 'ready', tries: 0, fault: null }]);
  assert.equal(await runDueJobs(world, permit(), (_job, finish) => world.sql.begin(finish)), 1);
});

test('two workers at once never take the same job', async () => {
  await schedule(
    world.sql,
    Array.from({ length: 20 }, (_, index) => wish(`job-${index}`)),
  );
  const done: unknown[] = [];
  const doJob = async (job: { readonly body: { readonly name?: unknown } }, finish: (sql: TestWorld['sql']) => Promise<void>): Promise<void> => {
    await world.sql.begin(finish);
    done.push(job.body.name);
  };
  const taken = await Promise.all([1, 2, 3].map(() => runDueJobs(world, permit(), doJob, 10)));
  assert.equal(
    taken.reduce((sum, one) => sum + one, 0),
    20,
  );
  assert.equal(new Set(done).size, 20);
});

test('what was done is dropped thirty days later; what waits or is dead stays', async () => {
  await schedule(world.sql, [wish('done'), wish('dead')]);
  let machine = world.machine();
  const at = { ...world, machine: () => machine };
  const finished = machine;
  for (let tries = 0; tries <= maxTries; tries += 1) {
    await runDueJobs(at, permit(), (job, finish) => (job.body.name === 'done' ? world.sql.begin(finish) : Promise.reject(new Error('printer on fire'))));
    machine = plusMs(machine, backOffMs(tries + 1) + 1);
  }
  await schedule(world.sql, [wish('waits')]);
  const names = async () => (await rows()).map((row) => `${row.name} ${row.state}`);
  machine = plusMs(finished, 30 * 86_400_000);
  await forgetJobs(at, permit());
  assert.deepEqual(await names(), ['dead dead', 'done done', 'waits ready']);
  machine = plusMs(machine, 1);
  await forgetJobs(at, permit());
  assert.deepEqual(await names(), ['dead dead', 'waits ready']);
});
