import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../src/base/json.ts';
import { readPath } from '../../src/base/json.ts';
import { instant } from '../../src/base/time.ts';
import { askPermit, issueToken, revokeToken, systemPermit } from '../../src/kernel/access/access.act.ts';
import type { Right } from '../../src/kernel/permit.ts';
import { findAccount } from '../../src/kernel/person/person.act.ts';
import { openJournal } from '../../src/main/journal.ts';
import { serveWith } from '../../src/main/serve.ts';
import type { House } from '../kit/api.ts';
import { answers, checked, file, filing, fits, openHouse, receive, refused } from '../kit/api.ts';
import { sound } from '../kit/world.ts';

async function tokenFor({ world }: House, account: string, rights: readonly Right[]) {
  const { session } = await world.signIn('quan-tri');
  const admin = sound(await askPermit(world, session, 'person.admin'));
  const person = sound(await findAccount(world, systemPermit(world, 'system.run'), account));
  return { admin, ...sound(await issueToken(world, admin, { person: person.id, name: 'Phần mềm thử', rights })) };
}

const codes = (json: JsonObject): readonly string[] => (json.items as readonly JsonObject[]).map(({ id }) => String(id));
const traces = async ({ world }: House, id: string): Promise<readonly (readonly [string, string])[]> =>
  (
    await world.sql<{
      role: string;
      purpose: string;
    }>`select role, entry->>'purpose' as purpose from ledger where case_id = ${id} and what = 'case-read' order by position`
  ).map(({ role, purpose }) => [role, purpose] as const);

test('a program with a token does what the token says, in the post of its holder, from any origin', async () => {
  const house = await openHouse();
  const { api, world } = house;
  const { bearer, token, admin } = await tokenFor(house, 'mot-cua-an-xuan', ['case.list', 'case.read', 'case.receive', 'case.submit']);
  const send = { bearer, headers: { origin: 'https://phan-mem.example' } };
  const filed = fits('submitCase', await api.post('/api/v1/cases', { ...send, key: 'nop-tai-quay', json: filing({ channel: 'counter' }) }), 201);
  assert.deepEqual(codes(fits('listCases', await api.get('/api/v1/cases', send))), [filed.id]);
  const path = `/api/v1/cases/${filed.id}`;
  assert.equal((await api.post(`${path}/receive`, { ...send, key: 'tiep-nhan-1' })).status, 200);
  const whole = fits('readCase', await api.get(path, send));
  assert.equal(whole.channel, 'counter');
  // Rights the post has but the token has not.
  refused(await api.post(`${path}/supplement`, { ...send, key: 'bo-sung-1', json: { reasons: ['x'], note: 'y' } }), 403, 'not-allowed');
  refused(await api.post(`${path}/withdraw`, { ...send, key: 'rut-ho-so' }), 403, 'not-allowed');
  // A program is never a citizen with own cases.
  refused(await api.post('/api/v1/cases', { ...send, key: 'nop-cho-minh', json: filing() }), 403, 'not-allowed');
  refused(await api.get('/api/v1/cases?scope=own', send), 403, 'not-allowed');
  assert.equal(sound(await revokeToken(world, admin, token.id)), true);
  const ended = await api.get('/api/v1/cases', send);
  refused(ended, 401, 'not-signed-in');
  assert.equal(ended.headers.get('www-authenticate'), 'Bearer realm="cuaso"');
});

test('a signature is a person’s own act: a token never signs, a session does', async () => {
  const house = await openHouse();
  const { api, as, world } = house;
  const { bearer } = await tokenFor(house, 'chu-tich-an-xuan', ['case.list', 'case.read', 'case.work']);
  const id = await file(house);
  await receive(house, id);
  const next = async () => String(readPath(fits('readCase', await api.get(`/api/v1/cases/${id}`, { cookie: as.chair })), 'tasks.0.id'));
  await api.post(`/api/v1/tasks/${await next()}/complete`, { cookie: as.officer, key: 'tham-tra-1', json: { result: checked } });
  await world.work();
  const path = `/api/v1/tasks/${await next()}/complete`;
  refused(await api.post(path, { bearer, key: 'ky-bang-ma' }), 403, 'not-allowed');
  refused(await api.post(path, { cookie: as.officer, key: 'ky-thay-sep' }), 403, 'not-allowed');
  assert.equal((await api.post(path, { cookie: as.chair, key: 'ky-that-su' })).status, 200);
});

test('with a token the cookie is not looked at, and what looks like a token opens nothing', async () => {
  const house = await openHouse();
  const { api, as } = house;
  for (const authorization of ['Bearer', 'Bearer x', 'Basic eDp4', `Bearer cuaso_${'A'.repeat(43)}`, `Bearer ${'x'.repeat(5000)}`]) {
    refused(await api.get('/api/v1/cases', { cookie: as.desk, headers: { authorization } }), 401, 'not-signed-in');
  }
});

test('lists page through every case once, newest first, and hold no personal data', async () => {
  const house = await openHouse();
  const { api, as, world } = house;
  const filed: string[] = [];
  for (let number = 1; number <= 5; number += 1) {
    // Two of them in the same second.
    world.setClock(instant(`2022-11-15T09:0${Math.min(number, 4)}:00+07:00`));
    filed.push(await file(house, `nop-ho-so-${number}`));
  }
  for (const cookie of [as.desk, as.citizen]) {
    const seen: string[] = [];
    let next: unknown = '';
    while (next !== null) {
      const page = fits('listCases', await api.get(`/api/v1/cases?limit=2${next === '' ? '' : `&cursor=${next}`}`, { cookie }));
      seen.push(...codes(page));
      next = page.next;
      assert.ok(!/Nguyễn|0905|5412768/.test(JSON.stringify(page)), 'a name or a telephone stands in a list');
      assert.ok(seen.length <= 5);
    }
    assert.deepEqual([...seen].sort(), [...filed].sort());
    assert.deepEqual(seen.slice(2), filed.slice(0, 3).toReversed());
  }
  assert.deepEqual(codes(fits('listCases', await api.get('/api/v1/cases', { cookie: as.far }))), []);
  const queue = fits('listTasks', await api.get('/api/v1/tasks?limit=3', { cookie: as.desk }));
  const rest = fits('listTasks', await api.get(`/api/v1/tasks?limit=3&cursor=${queue.next}`, { cookie: as.desk }));
  assert.deepEqual([...codes(queue), ...codes(rest)].sort(), filed.map((id) => `${id}.reception`).sort());
  assert.equal(rest.next, null);
});

test('an officer’s read leaves its trace before the answer, a citizen’s own read none, and a stranger’s nothing at all', async () => {
  const house = await openHouse();
  const { api, as } = house;
  const id = await file(house);
  const path = `/api/v1/cases/${id}`;
  const own = fits('readCase', await api.get(path, { cookie: as.citizen }));
  assert.deepEqual([own.tasks, own.findings], [undefined, undefined]);
  assert.deepEqual(await traces(house, id), []);
  refused(await api.get(path, { cookie: as.far }), 404, 'not-found');
  assert.deepEqual(await traces(house, id), []);
  const whole = fits('readCase', await api.get(path, { cookie: as.desk }));
  assert.equal(readPath(whole, 'tasks.0.id'), `${id}.reception`);
  assert.deepEqual(await traces(house, id), [['receptionist', 'api']]);
  await receive(house, id);
  const slip = readPath(fits('readCase', await api.get(path, { cookie: as.officer })), 'documents.0.content');
  assert.equal((await api.get(String(slip), { cookie: as.desk })).status, 200);
  refused(await api.get(String(slip), { cookie: as.far }), 404, 'not-found');
  assert.deepEqual(await traces(house, id), [
    ['receptionist', 'api'],
    ['officer', 'api'],
    ['receptionist', 'api-file'],
  ]);
});

test('an ETag is good until the case moves', async () => {
  const house = await openHouse();
  const { api, as } = house;
  const id = await file(house);
  const path = `/api/v1/cases/${id}`;
  const etag = (await api.get(path, { cookie: as.citizen })).headers.get('etag') ?? '';
  for (const known of [etag, `W/${etag}`, `"0", ${etag}`, '*']) {
    const reply = await api.get(path, { cookie: as.citizen, headers: { 'if-none-match': known } });
    assert.deepEqual([reply.status, reply.bytes.length, reply.headers.get('etag')], [304, 0, etag], known);
  }
  await receive(house, id);
  const moved = await api.get(path, { cookie: as.citizen, headers: { 'if-none-match': etag } });
  assert.equal(moved.status, 200);
  assert.notEqual(moved.headers.get('etag'), etag);
  const head = await api.call('HEAD', path, { cookie: as.citizen });
  assert.deepEqual([head.status, head.bytes.length], [200, 0]);
});

test('tracking shows the timeline to whoever has the code and the last digits, and no personal data', async () => {
  const house = await openHouse();
  const { api, as } = house;
  const id = await file(house);
  await receive(house, id);
  const { tracking, code } = (await api.get(`/api/v1/cases/${id}`, { cookie: as.citizen })).json;
  for (const typed of [String(tracking), String(code), String(code).toLowerCase(), String(tracking).replace(/(\d{4})/g, '$1 ')]) {
    const found = fits('trackCase', await api.post('/api/v1/track', { json: { code: typed, lastDigits: '2768' } }));
    assert.deepEqual([found.status, found.code], [4, code], typed);
    assert.ok(!/Nguyễn|0905412768|049085002345/.test(JSON.stringify(found)));
  }
  const wrong = refused(await api.post('/api/v1/track', { json: { code: String(tracking), lastDigits: '0000' } }), 404, 'tracking-not-found');
  assert.deepEqual(refused(await api.post('/api/v1/track', { json: { code: '123456789012', lastDigits: '0000' } }), 404, 'tracking-not-found'), wrong);
});

test('everybody may read procedures, units and the document', async () => {
  const { api } = await openHouse();
  const list = fits('listProcedures', await api.get('/api/v1/procedures'));
  for (const id of codes(list)) {
    const one = fits('readProcedure', await api.get(`/api/v1/procedures/${id}`));
    assert.ok((one.fields as readonly unknown[]).length > 5, id);
  }
  const birth = (await api.get('/api/v1/procedures/khai-sinh')).json;
  const paths = (birth.fields as readonly JsonObject[]).map(({ path }) => String(path));
  const asked = Object.entries(answers).flatMap(([name, value]) =>
    typeof value === 'object' ? Object.keys(value as JsonObject).map((inner) => `${name}.${inner}`) : [name],
  );
  for (const path of asked) assert.ok(paths.includes(path), `${path} is not among the fields`);
  const units = fits('listUnits', await api.get('/api/v1/units?q=an%20xuan'));
  assert.equal(readPath(units, 'items.0.gso'), '20347');
  assert.equal((fits('listUnits', await api.get('/api/v1/units')).items as readonly unknown[]).length, 50);
  const document = fits('readOpenApi', await api.get('/api/openapi.json'));
  assert.equal(document.openapi, '3.1.0');
});

test('a problem speaks the language asked for; answers stay out of caches and frames', async () => {
  const { api, as } = await openHouse();
  const path = '/api/v1/cases/x';
  const title = async (headers: Readonly<Record<string, string>>, cookie = as.desk) => {
    const reply = await api.get(path, { cookie, headers });
    return `${reply.headers.get('content-language')} ${reply.json.title}`;
  };
  const vi = 'vi Không có trang hoặc hồ sơ này. Kiểm tra lại địa chỉ hoặc mã.';
  const en = 'en There is no such page or case. Check the address or the code.';
  assert.equal(await title({}), vi);
  assert.equal(await title({ 'accept-language': 'en-GB,en;q=0.9' }), en);
  assert.equal(await title({ 'accept-language': 'en' }, `${as.desk}; lang=vi`), vi);
  const { headers } = await api.get('/api/v1/cases', { cookie: as.desk });
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
});

test('a fault answers a number to quote, reports once, and tells nothing of what broke', async () => {
  const house = await openHouse();
  const { api, as, world } = house;
  const id = await file(house);
  await world.database.owner`update case_row set pack_version = '1.0.0', state = jsonb_set(state, '{pack,version}', '"9.9.9"') where case_id = ${id}`;
  const reply = await api.get(`/api/v1/cases/${id}`, { cookie: as.desk });
  assert.deepEqual([reply.status, reply.json.code], [500, 'fault']);
  assert.match(String(reply.json.detail), /F-1/);
  assert.ok(!JSON.stringify(reply.json).includes('9.9.9'));
  assert.equal(api.faults.length, 1);
});

test('the API stands beside the pages in the process that serves both', async () => {
  const { world } = await openHouse();
  const serving = await serveWith(
    world,
    openJournal(() => undefined),
    undefined,
  );
  try {
    const ask = async (path: string, init: RequestInit = {}) => {
      const answer = await serving.fetch(new Request(`http://127.0.0.1:8080${path}`, init));
      return `${answer.status} ${answer.headers.get('content-type')?.split(';')[0]}`;
    };
    assert.equal(await ask('/api/v1/units?q=an+xuan'), '200 application/json');
    assert.equal(await ask('/api/openapi.json'), '200 application/json');
    assert.equal(await ask('/api/v1/cases'), '401 application/problem+json');
    assert.equal(await ask('/api/v1/nothing'), '404 application/problem+json');
    assert.equal(await ask('/api/v1/units', { method: 'DELETE' }), '405 application/problem+json');
    assert.equal(await ask('/'), '200 text/html');
  } finally {
    await serving.stop();
  }
});
