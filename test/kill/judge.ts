/** After the kills: waits until nothing is left to do, reads what is stored, and lets the history checker judge. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import pg from 'pg';
import { checkHistory, readHistory } from '../kit/history.ts';
import type { Crowd } from './crowd.ts';

export type Scene = {
  /** How to reach the database as its owner. */
  readonly database: pg.ClientConfig;
  /** Folder with the files of the cell. */
  readonly data: string;
  readonly crowd: Crowd;
  /** How long nobody was served after each kill, ms. */
  readonly away: readonly number[];
};

export async function judge(t: TestContext, { database, data, crowd, away }: Scene): Promise<void> {
  const client = new pg.Client(database);
  await client.connect();
  const query = async <T>(text: string): Promise<readonly T[]> => (await client.query(text)).rows as readonly T[];
  // Timers, reminders and news of later days wait by law.
  const due = 'due <= now() + make_interval(secs => (select ahead_ms from legal_clock) / 1000.0)';
  while ((await query(`select from job where state in ('ready', 'leased') and ${due}`)).length > 0) await pause(50);
  assert.deepEqual(await query("select kind, last_fault from job where state = 'dead'"), []);
  const people = new Map((await query<{ account: string; id: string }>('select account, person_id as id from person')).map((one) => [one.account, one.id]));
  const stored = await readHistory(query);
  await client.end();

  const attempts = crowd.attempts.map((attempt) => ({ ...attempt, sender: people.get(attempt.sender) ?? '' }));
  const counts = Object.groupBy(attempts, (attempt) => attempt.answer);
  const [ok, fail, unknown] = [counts.ok?.length ?? 0, counts.fail?.length ?? 0, counts.unknown?.length ?? 0];
  const worst = Math.max(...away);
  t.diagnostic(
    `${stored.rows.length} cases, ${attempts.length} sendings: ${ok} ok, ${fail} refused, ${unknown} unknown; away at most ${(worst / 1000).toFixed(1)} s`,
  );
  assert.deepEqual(checkHistory({ ...stored, attempts, blobs: hashesIn(data) }), []);
  assert.ok(unknown > 0 && ok > away.length, 'the kills met work');
  // The promise is 15 s on a quiet machine; a test machine may be several times slower.
  assert.ok(worst < 60_000, `${worst} ms away`);
}

/** Of the bytes that are there, whatever their names say. */
function hashesIn(data: string): ReadonlySet<string> {
  const files = globSync('files/**/*', { cwd: data }).filter((file) => /[0-9a-f]{64}$/.test(file));
  return new Set(
    files.map((file) =>
      createHash('sha256')
        .update(readFileSync(join(data, file)))
        .digest('hex'),
    ),
  );
}

/** Until the product says that it is ready. */
export async function ready(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.status === 200) return;
    await pause(20);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resume) => server.once('listening', resume));
  const at = server.address();
  await new Promise((resume) => server.close(resume));
  return typeof at === 'object' && at !== null ? at.port : 0;
}

export const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
