import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../test/kit/database.ts';
import { refuse } from '../base/refusal.ts';
import { CommitUnknown, isConnectionLost } from './fault.ts';
import { json } from './sql.ts';

const { owner: sql, app } = await freshDatabase({ name: 'template_bare', files: [] });
await sql.script('create table note (id int primary key, body text); grant select on note to cuaso_app');
const bodies = async (): Promise<readonly string[]> => (await sql<{ body: string }>`select body from note order by id`).map((row) => row.body);
const clear = (): Promise<void> => sql.script('truncate note');

test('instants arrive in legal time, decimals as text, jsonb as data', async () => {
  const [row] = await sql`select '2022-11-15 01:00:00.250Z'::timestamptz as at, 1.50 as price, 12::int8 as count, 9007199254740993 as huge,
    ${json([1])}::jsonb as list, '2022-11-15'::date as day, array['2022-11-15 01:00:00Z'::timestamptz, null] as times`;
  assert.deepEqual(row, {
    at: '2022-11-15T08:00:00.250+07:00',
    price: '1.50',
    count: 12,
    huge: '9007199254740993',
    list: [1],
    day: '2022-11-15',
    times: ['2022-11-15T08:00:00+07:00', null],
  });
});

test('values are data, never SQL', async () => {
  const [row] = await sql<{ text: string; n: number }>`select ${"'; drop table note; --"}::text as text, cardinality(${['a', 'b,"c']}::text[]) as n`;
  assert.deepEqual(row, { text: "'; drop table note; --", n: 2 });
});

test('a refusal from the work rolls back and is returned', async () => {
  await clear();
  const answer = await sql.begin(async (tx) => {
    await tx`insert into note values (1, 'lost')`;
    return refuse('conflict');
  });
  assert.deepEqual(answer, { refused: 'conflict' });
  assert.deepEqual(await bodies(), []);
});

test('rollback ends the transaction from the depth of the work', async () => {
  await clear();
  const answer = await sql.begin(async (tx): Promise<string> => {
    await tx`insert into note values (1, 'lost')`;
    return tx.rollback('given up');
  });
  assert.equal(answer, 'given up');
  assert.deepEqual(await bodies(), []);
});

test('a fault rolls back and is thrown', async () => {
  await clear();
  const work = sql.begin(async (tx) => {
    await tx`insert into note values (1, 'lost')`;
    throw new Error('broken disk');
  });
  await assert.rejects(work, /broken disk/);
  assert.deepEqual(await bodies(), []);
});

test('a savepoint takes back only its own part', async () => {
  await clear();
  await sql.begin(async (tx) => {
    await tx`insert into note values (1, 'kept')`;
    await tx.savepoint((inner) => inner`insert into note values (1, 'twice')`).catch(() => undefined);
    await tx.savepoint(async (inner) => {
      await inner`insert into note values (2, 'refused')`;
      return refuse('conflict');
    });
    await tx`insert into note values (3, 'also kept')`;
  });
  assert.deepEqual(await bodies(), ['kept', 'also kept']);
});

test('a swallowed fault does not pass for a commit', async () => {
  await clear();
  const work = sql.begin(async (tx) => {
    await tx`select 1/0`.catch(() => undefined);
  });
  await assert.rejects(work, /nothing was committed/);
});

test('of two deadlocked works one is repeated and both succeed', async () => {
  await clear();
  await sql`insert into note values (1, ''), (2, '')`;
  const bothHoldOne = Promise.withResolvers<void>();
  let [holding, runs] = [0, 0];
  const work = (first: number, second: number): Promise<void> =>
    sql.begin(async (tx) => {
      runs += 1;
      await tx`update note set body = body || 'x' where id = ${first}`;
      holding += 1;
      if (holding === 2) bothHoldOne.resolve();
      await bothHoldOne.promise;
      await tx`update note set body = body || 'y' where id = ${second}`;
    });
  await Promise.all([work(1, 2), work(2, 1)]);
  // On a crowded machine the server may choose both as victims.
  assert.ok(runs >= 3, `${runs} runs`);
  assert.deepEqual(
    (await bodies()).map((body) => body.length),
    [2, 2],
  );
});

test('a connection lost before the commit is a fault that says so, and the pool goes on', async () => {
  const work = sql.begin(async (tx) => {
    const [row] = await tx<{ pid: number }>`select pg_backend_pid() as pid`;
    await sql`select pg_terminate_backend(${row?.pid})`;
    await tx`select 1`;
  });
  await assert.rejects(work, (fault) => isConnectionLost(fault) && !(fault instanceof CommitUnknown));
  assert.deepEqual(await sql`select 1 as one`, [{ one: 1 }]);
});

test('a connection lost at the commit leaves the outcome unknown', async () => {
  const work = sql.begin(async (tx) => {
    const [row] = await tx<{ pid: number }>`select pg_backend_pid() as pid`;
    await sql`select pg_terminate_backend(${row?.pid})`;
    await sql`select pg_sleep(0.05)`;
  });
  await assert.rejects(work, CommitUnknown);
});

test('the role of the app owns nothing and cannot write where it was not allowed', async () => {
  assert.deepEqual(await app`select current_user::text as me, rolbypassrls as bypass, rolsuper as super from pg_roles where rolname = current_user`, [
    { me: 'cuaso_app', bypass: false, super: false },
  ]);
  await assert.rejects(app`insert into note values (9, 'no')`, /permission denied/);
});

test('a notification sent in a transaction is heard after the commit, and again after the connection broke', async () => {
  const heard: string[] = [];
  let wake = (): void => undefined;
  const next = (): Promise<void> =>
    new Promise((resume) => {
      wake = resume;
    });
  const stop = await sql.listen('cuaso_test', (payload) => {
    heard.push(payload);
    wake();
  });
  const first = next();
  await sql.begin((tx) => tx.notify('cuaso_test', '81452'));
  await first;
  const again = next();
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()`;
  await again;
  assert.deepEqual(heard, ['', '81452', '']);
  await stop();
});
