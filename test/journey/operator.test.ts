import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startEmbedded } from '../../src/db/embedded.ts';
import { connectTo, urlOf } from '../kit/cluster.ts';
import { freshDatabase } from '../kit/database.ts';
import { runCuaso, startCuaso } from '../kit/process.ts';

// A database of one's own with durable writes, reached by its URL as an external one would be.
const place = mkdtempSync(join(tmpdir(), 'cuaso-operator-'));
const programs = process.env.CUASO_TEST_POSTGRES ?? 'embedded';
const server = await startEmbedded({ data: join(place, 'database'), ...(programs.startsWith('/') ? { programs } : {}) });
const address = { host: server.socket };
const app = urlOf(address, 'cuaso').replace('//cuaso@', '//cuaso_login@');
const settings = { DATABASE_URL: app, CUASO_DATA: join(place, 'data'), CUASO_PORT: '0' };
const owner = { ...settings, CUASO_OWNER_URL: urlOf(address, 'cuaso') };

after(async () => {
  await server.stop();
  rmSync(place, { recursive: true, force: true });
});

test('an operator sets an external database up: each step that is missing is named, then the cell serves', async () => {
  const sql = connectTo(address, 'cuaso', { max: 1 });
  await sql.script('create role cuaso_login login in role cuaso_app, cuaso_lane');
  await sql.end();

  const early = await runCuaso(['serve'], settings);
  assert.deepEqual([early.code, /migrations are waiting; run \.\/cuaso migrate/.test(early.talk)], [69, true], early.talk);

  const blind = await runCuaso(['migrate'], settings);
  assert.deepEqual([blind.code, /CUASO_OWNER_URL is needed/.test(blind.talk)], [78, true], blind.talk);
  const migrated = await runCuaso(['migrate'], owner);
  assert.match(migrated.out, /^0001_\w+\n0002_/);
  assert.equal((await runCuaso(['migrate'], owner)).out, '');

  const empty = await runCuaso(['serve'], settings);
  assert.deepEqual([empty.code, /run \.\/cuaso admin invite/.test(empty.talk)], [69, true], empty.talk);

  const invited = await runCuaso(['admin', 'invite', '--name', 'Hồ Minh Quân'], { ...settings, CUASO_ORIGIN: 'https://dichvucong.example.vn' });
  assert.match(invited.out, /^https:\/\/dichvucong\.example\.vn\/moi\/[\w-]{20,}\n$/, invited.talk);

  const cell = await startCuaso(['serve'], settings);
  const worker = await startCuaso(['work'], settings);
  assert.deepEqual(await (await fetch(`${cell.url}/readyz`)).json(), { ok: true, database: true, migrations: true, followers: true });
  assert.equal((await fetch(`${cell.url}/thu-tuc`)).status, 200);
  assert.equal((await fetch(`${cell.url}/demo`)).status, 404);
  assert.equal((await fetch(`${cell.url}/demo/accounts`)).status, 404);
  assert.equal(await worker.stop(), 0);
  assert.equal(await cell.stop(), 0);
});

test('a role that owns the tables is refused', async () => {
  const { code, talk } = await runCuaso(['serve'], { ...settings, DATABASE_URL: owner.CUASO_OWNER_URL });
  assert.deepEqual([code, /owns tables or bypasses row security/.test(talk)], [69, true], talk);
});

test('a database that could lose acknowledged writes is refused', async () => {
  const fast = await freshDatabase();
  const { code, talk } = await runCuaso(['serve'], { ...settings, DATABASE_URL: fast.appUrl });
  assert.deepEqual([code, /fsync is off/.test(talk)], [69, true], talk);
});

test('a database that is away, a busy port and a wrong setting each end the start with one sentence', async () => {
  const away = await runCuaso(['serve'], { ...settings, DATABASE_URL: 'postgres://x@localhost/x?host=/nowhere' });
  assert.deepEqual([away.code, away.talk.trim().split('\n').length], [69, 1], away.talk);
  assert.match(away.talk, /cannot be reached/);

  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resume) => other.once('listening', resume));
  const bound = other.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const busy = await runCuaso(['serve', '--port', String(port)], settings);
  assert.deepEqual([busy.code, busy.talk.includes(`port ${port} on 127.0.0.1 is in use`)], [69, true], busy.talk);
  other.close();

  const wrong = await runCuaso(['serve', '--port', 'eighty'], settings);
  assert.deepEqual([wrong.code, /CUASO_PORT: 'eighty' is not a port/.test(wrong.talk)], [78, true], wrong.talk);
});

test('doctor tells a monitor in JSON what is wrong', async () => {
  const { code, out } = await runCuaso(['doctor', '--json'], settings);
  const found = JSON.parse(out) as { readonly ok: boolean; readonly checks: readonly { readonly name: string; readonly level: string }[] };
  assert.deepEqual([code, found.ok], [0, true], out);
  assert.deepEqual(
    ['node', 'memory', 'disk', 'port', 'fonts', 'packs', 'database', 'clock', 'backup'],
    found.checks.map(({ name }) => name),
  );
});
