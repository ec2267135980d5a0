import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Json } from '../../src/base/json.ts';
import { canonical } from '../../src/base/json.ts';
import { startEmbedded } from '../../src/db/embedded.ts';
import { runningPostmaster } from '../../src/db/postmaster.ts';
import type { CaseEntry } from '../../src/kernel/case/case.ts';
import { foldAll } from '../../src/kernel/case/case.ts';
import { connectTo } from '../kit/cluster.ts';
import type { Running } from '../kit/process.ts';
import { startCuaso } from '../kit/process.ts';
import type { Street } from './clients.ts';
import { chance, liveOneCase, signIn } from './clients.ts';

const runs = 25;
const seed = 20221115;
const data = mkdtempSync(join(tmpdir(), 'cuaso-kill-'));
let cell: Running | undefined;
after(async () => {
  await cell?.kill().catch(() => undefined);
  rmSync(data, { recursive: true, force: true });
});

const open = (): Promise<Running> => startCuaso(['start', '--port', '0', '--data', data]);
const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

/** Writes are flushed for real here: nothing is switched off that protects them. */
test(`killing server, database or both ${runs} times loses no acknowledged deed and doubles none`, { timeout: 400_000 }, async () => {
  const random = chance(seed);
  cell = await open();
  const street: Street = { url: cell.url, kept: [], unanswered: 0, doubled: [], random, closed: false };
  after(() => {
    street.closed = true;
  });
  const people = { citizen: await signIn(street, 'cong-dan-bich'), desk: await signIn(street, 'mot-cua-an-xuan') };

  let isOver = false;
  const client = async (name: string): Promise<number> => {
    let lived = 0;
    for (; !isOver; lived += 1) await liveOneCase(street, people, `kill-${name}-${lived}`);
    return lived;
  };
  const clients = Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(client));

  for (let run = 0; run < runs; run += 1) {
    await Promise.race([pause(150 + random() * 500), clients]);
    const target = (['server', 'database', 'both'] as const)[run % 3];
    if (target !== 'server') killDatabase();
    if (target === 'database') continue;
    await cell.kill();
    cell = await open();
    street.url = cell.url;
  }
  isOver = true;
  const cases = (await clients).reduce((sum, lived) => sum + lived, 0);
  assert.equal(await cell.stop(), 0);
  assert.deepEqual(street.doubled, []);
  assert.ok(cases >= 6 && street.kept.length >= runs, `only ${cases} cases were lived through with ${street.kept.length} deeds`);
  assert.ok(street.unanswered > 0, 'no send was cut off, so nothing was proved');
  await compareWithLedger(street);
});

/** While the database is starting again there may be nothing to kill. */
function killDatabase(): void {
  const pid = runningPostmaster(join(data, 'postgres'));
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

async function compareWithLedger(street: Street): Promise<void> {
  const server = await startEmbedded({ data });
  const sql = connectTo({ host: server.socket }, 'cuaso', { max: 2 });
  try {
    const trackings = street.kept.filter(({ what }) => what === 'file').map(({ answer }) => answer.split('/').at(-1) ?? '');
    const rows = await sql<{ id: string; tracking: string; state: Json; version: number }>`
      select case_id as id, tracking, state, version from case_row where tracking = any(${trackings})`;
    assert.equal(rows.length, trackings.length, 'a filed case is missing');
    const [all] = await sql<{ filed: number; keys: number }>`
      select (select count(*)::int from case_row where applicant_name = 'Trần Thị Bích' and submitted_at >= (select min(submitted_at) from case_row where tracking = any(${trackings}))) as filed,
        (select count(*)::int from command_key where key like 'kill-%-file') as keys`;
    assert.deepEqual([all?.filed, all?.keys], [trackings.length, trackings.length], 'a case was filed twice');

    for (const row of rows) {
      const entries = await sql<{ seq: number; what: string; entry: CaseEntry }>`
        select seq, what, entry from ledger where case_id = ${row.id} and seq is not null order by seq`;
      assert.deepEqual(
        entries.map(({ seq }) => seq),
        entries.map((_, index) => index + 1),
        `${row.tracking}: the chain has a gap`,
      );
      assert.equal(row.version, entries.length);
      for (const what of ['case-submitted', 'case-received', 'task-completed'])
        assert.equal(entries.filter((entry) => entry.what === what).length, 1, `${row.tracking}: ${what}`);
      assert.equal(
        canonical(foldAll(entries.map(({ entry }) => entry)) as unknown as Json),
        canonical(row.state),
        `${row.tracking}: the row is not what its entries tell`,
      );
    }
    const codes = await sql<{ code: string }>`select code from case_row where code is not null order by code`;
    const numbers = Map.groupBy(codes, ({ code }) => code.slice(0, code.lastIndexOf('-')));
    for (const [book, found] of numbers) {
      const last = found.map(({ code }) => Number(code.slice(code.lastIndexOf('-') + 1)));
      assert.deepEqual(
        last,
        last.map((_, index) => index + 1),
        `${book} has gaps or doubles`,
      );
    }
  } finally {
    await sql.end();
    await server.stop();
  }
}
