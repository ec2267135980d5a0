import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { connectTo } from '../../test/kit/cluster.ts';
import type { Embedded } from './embedded.ts';
import { startEmbedded } from './embedded.ts';
import { runningPostmaster } from './postmaster.ts';
import { socketFolder } from './socket-folder.ts';

const place = mkdtempSync(join(tmpdir(), 'cuaso-embedded-'));
const data = join(place, 'data');
const cluster = join(data, 'postgres');
after(() => rmSync(place, { recursive: true, force: true }));

/** Ended also when its test failed, so that the next test finds the data free. */
async function startHere(folder: string, durability: 'safe' | 'fast' = 'safe'): Promise<Embedded> {
  const server = await startEmbedded({ data: folder, durability });
  open.push(server);
  return server;
}
const open: Embedded[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const end = Date.now() + 20_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, 'waited 20 s in vain');
    await new Promise((resume) => setTimeout(resume, 20));
  }
};

test('every acknowledged write is flushed, and pages carry checksums', async () => {
  const server = await startHere(data);
  const sql = connectTo({ host: server.socket }, 'cuaso');
  const shown = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'log_error_verbosity') order by name`;
  assert.deepEqual(Object.fromEntries(shown.map(({ name, setting }) => [name, setting])), {
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '',
    log_error_verbosity: 'terse',
    synchronous_commit: 'on',
  });
  await sql.end();
  await server.stop();
  assert.equal(runningPostmaster(cluster), undefined);
});

test('a second server on the same data is refused with a sentence, a short command shares the first', async () => {
  const server = await startHere(data);
  await assert.rejects(startEmbedded({ data }), /another Cửa Số \(process \d+\) already runs on/);
  const shared = await startEmbedded({ data, whenRunning: 'share' });
  await shared.stop();
  assert.notEqual(runningPostmaster(cluster), undefined);
  await server.stop();
});

test('a database killed with -9 is started again and keeps what was committed', async () => {
  const server = await startHere(data);
  const sql = connectTo({ host: server.socket }, 'cuaso', { max: 1 });
  await sql.script("create table note (body text); insert into note values ('kept')");
  const before = runningPostmaster(cluster) ?? 0;
  process.kill(before, 'SIGKILL');
  // An old connection may still answer for a moment: another server has to be there first.
  await until(() => (runningPostmaster(cluster) ?? before) !== before);
  await until(() =>
    sql`select 1`.then(
      () => true,
      () => false,
    ),
  );
  assert.deepEqual(await sql`select body from note`, [{ body: 'kept' }]);
  await sql.end();
  await server.stop();
});

test('when the process that started it is killed with -9 the database ends, and the next start recovers', async () => {
  const script = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}; await startEmbedded({ data: ${JSON.stringify(data)} }); console.log('up'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resume) => child.stdout.once('data', resume));
  child.kill('SIGKILL');
  await until(() => runningPostmaster(cluster) === undefined);
  const server = await startHere(data);
  await server.stop();
});

test('a path longer than a socket allows gets a private folder of its own', async () => {
  const long = join(place, 'x'.repeat(120));
  const folder = socketFolder(long);
  assert.ok(Buffer.byteLength(folder) <= 93 && !folder.startsWith(place));
  const server = await startHere(long, 'fast');
  assert.ok(existsSync(join(folder, '.s.PGSQL.5432')));
  await server.stop();
  assert.equal(existsSync(folder), false);
});
