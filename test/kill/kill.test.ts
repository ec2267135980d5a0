import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { socketFolder } from '../../src/db/socket-folder.ts';
import { makeCell } from '../kit/cell.ts';
import type { Running } from '../kit/process.ts';
import { startCuaso } from '../kit/process.ts';
import { dice, gather } from './crowd.ts';
import { freePort, judge, pause, ready } from './judge.ts';

const cycles = Number(process.env.CUASO_KILL_CYCLES ?? 25);
const seed = Number(process.env.CUASO_KILL_SEED ?? 1);

const data = mkdtempSync(join(tmpdir(), 'cuaso-kill-'));
after(() => rmSync(data, { recursive: true, force: true }));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
// A provider of one's own, which nobody asks here: the double of it is not what is killed.
const identity = { CUASO_IDENTITY_ISSUER: 'https://dinh-danh.example.vn', CUASO_IDENTITY_CLIENT: 'cuaso', CUASO_IDENTITY_SECRET: 'kill-test' };
const settings = { CUASO_DATA: data, CUASO_PORT: String(port), CUASO_DEMO: '1', ...identity };
const start = (): Promise<Running> => startCuaso(['start'], settings);

const postmaster = (): number => Number.parseInt(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8'), 10);

/** kill -9 of one or all; answers the process that serves afterwards and how long nobody was served, in ms. */
async function strike(what: 'node' | 'postgres' | 'all', running: Running): Promise<{ readonly running: Running; readonly away: number }> {
  const from = performance.now();
  if (what !== 'node') process.kill(postmaster(), 'SIGKILL');
  if (what !== 'postgres') await running.kill();
  const next = what === 'postgres' ? running : await start();
  await ready(url);
  return { running: next, away: performance.now() - from };
}

test(`${cycles} kills of the server, the database or both lose no acknowledged step and double none`, { timeout: 400_000 }, async (t) => {
  await makeCell(settings);
  const random = dice(seed);
  let running = await start();
  const crowd = await gather(url, 5, seed);
  t.after(async () => {
    crowd.stop();
    await running.kill();
  });
  const away: number[] = [];
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await pause(200 + random() * 900);
    const struck = await strike((['node', 'postgres', 'all'] as const)[cycle % 3] ?? 'all', running);
    running = struck.running;
    away.push(struck.away);
  }
  await crowd.finish();
  await judge(t, { database: { host: socketFolder(data), user: 'cuaso', database: 'cuaso' }, data, crowd, away });
  assert.equal(await running.stop(), 0);
});
