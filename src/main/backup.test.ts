import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { connectTo } from '../../test/kit/cluster.ts';
import { startEmbedded } from '../db/embedded.ts';
import { backUp, checkBackup, restore } from './backup.ts';

const place = mkdtempSync(join(tmpdir(), 'cuaso-backup-'));
const data = join(place, 'data');
const quiet = (): void => undefined;
const at = new Date('2022-11-15T01:00:00Z');
after(() => rmSync(place, { recursive: true, force: true }));

test('a running cell is not copied, a stopped one comes back with every row', async () => {
  const server = await startEmbedded({ data });
  const sql = connectTo({ host: server.socket }, 'cuaso');
  await sql.script("create table note (body text); insert into note values ('kept')");
  await assert.rejects(backUp(data, place, at, quiet), /is running/);
  await sql.end();
  await server.stop();

  const { folder } = await backUp(data, place, at, quiet);
  assert.equal(folder, join(place, 'cuaso-20221115-010000'));
  await assert.rejects(restore(folder, data, quiet), /holds data/);

  const elsewhere = join(place, 'elsewhere');
  await restore(folder, elsewhere, quiet);
  const again = await startEmbedded({ data: elsewhere });
  const found = connectTo({ host: again.socket }, 'cuaso');
  assert.deepEqual(await found`select body from note`, [{ body: 'kept' }]);
  await found.end();
  await again.stop();
});

test('one changed byte in a back-up is found and named, and nothing is restored', async () => {
  const folder = join(place, 'cuaso-20221115-010000');
  const file = join(folder, 'data', 'postgres', 'PG_VERSION');
  const before = readFileSync(file);
  writeFileSync(file, '19\n');
  await assert.rejects(checkBackup(folder, quiet), /postgres\/PG_VERSION differs/);
  await assert.rejects(restore(folder, join(place, 'third'), quiet), /postgres\/PG_VERSION differs/);
  writeFileSync(file, before);
  writeFileSync(join(folder, 'data', 'surplus'), 'x');
  await assert.rejects(checkBackup(folder, quiet), /surplus differs/);
});
