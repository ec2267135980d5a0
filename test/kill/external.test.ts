import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startEmbedded } from '../../src/db/embedded.ts';
import { connectTo, urlOf } from '../kit/cluster.ts';
import type { Running } from '../kit/process.ts';
import { runCuaso, startCuaso } from '../kit/process.ts';
import { systemPostgres } from '../run/tools.ts';
import { dice, gather } from './crowd.ts';
import { freePort, judge, pause, ready } from './judge.ts';

const cycles = Number(process.env.CUASO_KILL_CYCLES ?? 25) / 5;

const place = mkdtempSync(join(tmpdir(), 'cuaso-kill-external-'));
const data = join(place, 'data');
const programs = systemPostgres();
// Durable, and started again by itself when it is killed, as a service manager would.
const server = await startEmbedded({ data: join(place, 'database'), ...(programs === undefined ? {} : { programs }) });
after(async () => {
  await server.stop();
  rmSync(place, { recursive: true, force: true });
});
const address = { host: server.socket };
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const app = urlOf(address, 'cuaso').replace('//cuaso@', '//cuaso_login@');
const settings = { DATABASE_URL: app, CUASO_DATA: data, CUASO_PORT: String(port), CUASO_DEMO: '1' };
const serve = (): Promise<Running> => stand('serve');
const work = (): Promise<Running> => stand('work');

/** As a service manager does it: again, while the database is on its way up and the process says so. */
async function stand(word: 'serve' | 'work'): Promise<Running> {
  for (;;) {
    const running = await startCuaso([word], settings).catch((fault: unknown) => {
      if (fault instanceof Error && /the database cannot be reached/.test(fault.message)) return undefined;
      throw fault;
    });
    if (running !== undefined) return running;
    await pause(100);
  }
}

const postmaster = (): number => Number.parseInt(readFileSync(join(place, 'database', 'postgres', 'postmaster.pid'), 'utf8'), 10);

test(`${cycles} kills of server, worker and the database of the system lose no acknowledged step and double none`, { timeout: 400_000 }, async (t) => {
  const sql = connectTo(address, 'cuaso', { max: 1 });
  await sql.script('create role cuaso_login login in role cuaso_app, cuaso_lane');
  await sql.end();
  const migrated = await runCuaso(['migrate'], { ...settings, CUASO_OWNER_URL: urlOf(address, 'cuaso') });
  assert.equal(migrated.code, 0, migrated.talk);

  let [serving, working] = [await serve(), await work()];
  const random = dice(7);
  const crowd = await gather(url, 3, 7);
  t.after(async () => {
    crowd.stop();
    await Promise.all([serving.kill(), working.kill()]);
  });
  const away: number[] = [];
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await pause(300 + random() * 1200);
    const from = performance.now();
    const what = (['postgres', 'serve', 'work', 'all'] as const)[cycle % 4];
    if (what === 'postgres' || what === 'all') process.kill(postmaster(), 'SIGKILL');
    if (what === 'serve' || what === 'all') {
      await serving.kill();
      serving = await serve();
    }
    if (what === 'work' || what === 'all') {
      await working.kill();
      working = await work();
    }
    await ready(url);
    away.push(performance.now() - from);
  }
  await crowd.finish();
  await judge(t, { database: { host: server.socket, user: 'cuaso', database: 'cuaso' }, data, crowd, away });
  assert.deepEqual(await Promise.all([serving.stop(), working.stop()]), [0, 0]);
});
