import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { socketFolder } from '../../src/db/socket-folder.ts';
import { visitor } from '../kit/client.ts';
import { checkHistory, readHistory } from '../kit/history.ts';
import type { Running } from '../kit/process.ts';
import { runCuaso, startCuaso } from '../kit/process.ts';
import { apply, copies } from '../kit/walk.ts';
import { dice, gather } from './crowd.ts';

const cycles = Number(process.env.CUASO_KILL_CYCLES ?? 25);
const seed = Number(process.env.CUASO_KILL_SEED ?? 1);

const data = mkdtempSync(join(tmpdir(), 'cuaso-kill-'));
after(() => rmSync(data, { recursive: true, force: true }));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const settings = { CUASO_DATA: data, CUASO_PORT: String(port), CUASO_DEMO: '1' };
const start = (): Promise<Running> => startCuaso(['start'], settings);

/** A cell with its people and one case, so that no sample cases are played at the start. */
async function makeCell(): Promise<void> {
  const migrated = await runCuaso(['migrate'], settings);
  assert.equal(migrated.code, 0, migrated.talk);
  const first = await startCuaso(['serve'], settings);
  const citizen = visitor(url);
  await citizen.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account: 'cong-dan-an' }) });
  await apply(citizen, copies);
  assert.equal(await first.stop(), 0);
}

const postmaster = (): number => Number.parseInt(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8'), 10);

/** kill -9 of one or all; answers the process that serves afterwards and how long nobody was served, in ms. */
async function strike(what: 'node' | 'postgres' | 'all', running: Running): Promise<{ readonly running: Running; readonly away: number }> {
  const from = performance.now();
  if (what !== 'node') process.kill(postmaster(), 'SIGKILL');
  if (what !== 'postgres') await running.kill();
  const next = what === 'postgres' ? running : await start();
  await ready();
  return { running: next, away: performance.now() - from };
}

/** Until the product says that it is ready. */
async function ready(): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

test(`${cycles} kills of the server, the database or both lose no acknowledged step and double none`, { timeout: 400_000 }, async (t) => {
  await makeCell();
  const random = dice(seed);
  let running = await start();
  const crowd = await gather(url, 8, seed);
  t.after(async () => {
    crowd.stop();
    await running.kill();
  });
  const away: number[] = [];
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await new Promise((resume) => setTimeout(resume, 200 + random() * 900));
    const struck = await strike((['node', 'postgres', 'all'] as const)[cycle % 3] ?? 'all', running);
    running = struck.running;
    away.push(struck.away);
  }
  await crowd.finish();

  const client = new pg.Client({ host: socketFolder(data), user: 'cuaso', database: 'cuaso' });
  await client.connect();
  const query = async <T>(text: string): Promise<readonly T[]> => (await client.query(text)).rows as readonly T[];
  while ((await query("select from job where state in ('ready', 'leased') and kind <> 'case-timers'")).length > 0)
    await new Promise((resume) => setTimeout(resume, 50));
  assert.deepEqual(await query("select kind, last_fault from job where state = 'dead'"), []);
  const people = new Map((await query<{ account: string; id: string }>('select account, person_id as id from person')).map((one) => [one.account, one.id]));
  const stored = await readHistory(query);
  await client.end();
  assert.equal(await running.stop(), 0);

  const attempts = crowd.attempts.map((attempt) => ({ ...attempt, sender: people.get(attempt.sender) ?? '' }));
  const blobs = new Set(
    globSync('files/**/*', { cwd: data })
      .filter((file) => /[0-9a-f]{64}$/.test(file))
      .map((file) =>
        createHash('sha256')
          .update(readFileSync(join(data, file)))
          .digest('hex'),
      ),
  );
  const counts = Object.groupBy(attempts, (attempt) => attempt.answer);
  const worst = [...away].sort((a, b) => b - a)[0] ?? 0;
  t.diagnostic(
    `${stored.rows.length} cases, ${attempts.length} sendings: ${counts.ok?.length} ok, ${counts.fail?.length ?? 0} refused, ${counts.unknown?.length ?? 0} unknown; away at most ${(worst / 1000).toFixed(1)} s`,
  );
  assert.deepEqual(checkHistory({ ...stored, attempts, blobs }), []);
  assert.ok((counts.unknown?.length ?? 0) > 0 && (counts.ok?.length ?? 0) > cycles, 'the kills met work');
  // The promise is 15 s on a quiet machine; a test machine may be several times slower.
  assert.ok(worst < 60_000, `${worst} ms away`);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resume) => server.once('listening', resume));
  const at = server.address();
  await new Promise((resume) => server.close(resume));
  return typeof at === 'object' && at !== null ? at.port : 0;
}
