import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { readPath } from '../../src/base/json.ts';
import { date, instant } from '../../src/base/time.ts';
import { givePost, systemPermit } from '../../src/kernel/access/access.act.ts';
import { unitAt } from '../../src/kernel/org/org.ts';
import { addPerson } from '../../src/kernel/person/person.act.ts';
import { samplePaper } from '../../src/main/sample-paper.ts';
import { answers, atCounter, checked, file, filing, fits, openHouse, receive, refused, returned, stateOf, twice } from '../kit/api.ts';
import { sound } from '../kit/world.ts';

const pdf = (title: string, name = 'chứng sinh.pdf'): FormData => {
  const form = new FormData();
  form.set('tep', new File([samplePaper(title) as Uint8Array<ArrayBuffer>], name, { type: 'application/pdf' }));
  return form;
};

test('a birth registration goes through the API from filing to the signed result, each deed sent twice', async () => {
  const { world, api, as } = await openHouse();
  const upload = await twice(api, '/api/v1/uploads', { cookie: as.citizen, key: 'tep-chung-sinh', body: pdf('Giấy chứng sinh') }, 201);
  const papers: Json = [{ paper: 'birth-proof', upload: String(upload.id) }];
  const filed = await twice(api, '/api/v1/cases', { cookie: as.citizen, key: 'nop-ho-so-1', json: filing({ papers }) }, 201);
  const id = String(filed.id);
  const first = async (cookie: string) => String(readPath(fits('listTasks', await api.get('/api/v1/tasks', { cookie })), 'items.0.id'));
  assert.equal(await first(as.desk), `${id}.reception`);

  const received = await twice(api, `/api/v1/cases/${id}/receive`, { cookie: as.desk, key: 'tiep-nhan-1' });
  assert.match(String(received.code), /^H47\.[\d.]+-221115-0001$/);
  await world.work();
  await twice(api, `/api/v1/tasks/${await first(as.officer)}/complete`, { cookie: as.officer, key: 'tham-tra-1', json: { result: checked } });
  await world.work();
  const before = fits('readCase', await api.get(`/api/v1/cases/${id}`, { cookie: as.citizen }));
  assert.deepEqual(
    (before.documents as JsonObject[]).map(({ kind }) => kind),
    ['receipt'],
    'the draft is not for the citizen',
  );
  const draft = (fits('readCase', await api.get(`/api/v1/cases/${id}`, { cookie: as.chair })).documents as JsonObject[]).find(({ kind }) => kind === 'result');
  refused(await api.get(String(draft?.content), { cookie: as.citizen }), 404, 'not-found');

  await twice(api, `/api/v1/tasks/${await first(as.chair)}/complete`, { cookie: as.chair, key: 'ky-ket-qua-1', json: {} });
  const done = await twice(api, `/api/v1/tasks/${await first(as.desk)}/complete`, { cookie: as.desk, key: 'tra-ket-qua-1', json: { result: returned } });
  assert.equal(done.status, 10);

  const whole = fits('readCase', await api.get(`/api/v1/cases/${id}`, { cookie: as.citizen }));
  assert.deepEqual([whole.stage, whole.outcome, whole.code], ['closed', 'granted', received.code]);
  const bytes = await api.get(String(draft?.content), { cookie: as.citizen });
  assert.equal(bytes.status, 200);
  assert.equal(bytes.headers.get('content-type'), 'application/pdf');
  assert.match(bytes.headers.get('content-disposition') ?? '', /^attachment; /);
  assert.equal(bytes.headers.get('x-content-type-options'), 'nosniff');
  const asPdf = { headers: { 'content-type': 'application/pdf' } };
  const verdict = fits('verifyDocument', await api.post('/api/v1/verify', { ...asPdf, body: bytes.bytes }));
  assert.deepEqual([verdict.verdict, readPath(verdict, 'known.kind')], ['valid', 'result']);
  const forged = Uint8Array.from(bytes.bytes);
  const at = Buffer.from(forged).indexOf('stream') + 20;
  forged[at] = (forged[at] ?? 0) ^ 1;
  const changed = fits('verifyDocument', await api.post('/api/v1/verify', { ...asPdf, body: forged }));
  assert.deepEqual([changed.verdict, changed.known], ['changed', null]);
  const [row] = await world.sql<{ cases: number; codes: number }>`select count(*)::int as cases, count(distinct code)::int as codes from case_row`;
  assert.deepEqual(row, { cases: 1, codes: 1 });
  assert.deepEqual(api.faults, []);
});

test('supplement, answer, extension, fee, refusal and withdrawal, each sent twice, give one receipt each', async () => {
  const house = await openHouse();
  const { world, api, as } = house;
  const id = await file(house, 'nop-ho-so-1', { answers: { ...answers, copies: 2 } });
  await receive(house, id);
  const path = (deed: string): string => `/api/v1/cases/${id}/${deed}`;
  const asked = { reasons: ['birth-proof-unreadable'], note: 'Chụp lại giấy chứng sinh đủ bốn góc.' };
  assert.equal((await twice(api, path('supplement'), { cookie: as.officer, key: 'bo-sung-1', json: asked })).status, 5);
  world.setClock(instant('2022-11-17T09:00:00+07:00'));
  const more = { answers: { ...answers, copies: 2 }, papers: atCounter };
  assert.equal((await twice(api, path('answer'), { cookie: as.citizen, key: 'tra-loi-1', json: more })).status, 4);
  refused(await api.post(path('supplement'), { cookie: as.officer, key: 'bo-sung-2', json: asked }), 409, 'already-supplemented');
  const reason = { reason: 'verification', note: 'Xác minh tại nơi sinh.' };
  await twice(api, path('extend'), { cookie: as.officer, key: 'gia-han-1', json: reason });
  refused(await api.post(path('extend'), { cookie: as.officer, key: 'gia-han-2', json: reason }), 409, 'already-extended');
  await twice(api, path('fee'), { cookie: as.desk, key: 'thu-phi-1' });
  refused(await api.post(path('fee'), { cookie: as.desk, key: 'thu-phi-2' }), 409, 'fee-already-paid');
  const refusal = { reason: 'already-registered', note: 'Trẻ đã được đăng ký khai sinh.' };
  assert.equal((await twice(api, path('refuse'), { cookie: as.officer, key: 'tu-choi-1', json: refusal })).status, 8);
  await world.work();
  const whole = fits('readCase', await api.get(`/api/v1/cases/${id}`, { cookie: as.citizen }));
  assert.deepEqual(
    (whole.history as JsonObject[]).map(({ what }) => what).filter((what) => what !== 'document-made' && what !== 'job-completed'),
    ['case-submitted', 'case-received', 'supplement-requested', 'supplement-answered', 'case-extended', 'fee-taken', 'case-refused'],
  );
  assert.equal(readPath(whole, 'fee.paid.amount'), 16_000);

  const other = await file(house, 'nop-ho-so-2');
  assert.equal((await twice(api, `/api/v1/cases/${other}/withdraw`, { cookie: as.citizen, key: 'rut-ho-so-1' })).status, 8);
  refused(await api.post(`/api/v1/cases/${other}/receive`, { cookie: as.desk, key: 'tiep-nhan-9' }), 409, 'case-not-open');
  assert.deepEqual(api.faults, []);
});

test('a key that comes back with another body is refused and changes nothing', async () => {
  const house = await openHouse();
  const { api, as } = house;
  const id = await file(house);
  await api.post('/api/v1/uploads', { cookie: as.citizen, key: 'tep-dau-tien', body: pdf('Giấy chứng sinh') });
  const before = await stateOf(house);
  const other = filing({ answers: { ...answers, copies: 1 } });
  refused(await api.post('/api/v1/cases', { cookie: as.citizen, key: 'nop-ho-so-1', json: other }), 422, 'key-reused');
  refused(await api.post(`/api/v1/cases/${id}/withdraw`, { cookie: as.citizen, key: 'nop-ho-so-1' }), 422, 'key-reused');
  refused(await api.post('/api/v1/uploads', { cookie: as.citizen, key: 'tep-dau-tien', body: pdf('Giấy khác') }), 422, 'key-reused');
  assert.deepEqual(await stateOf(house), before);
  // Keys are the sender's own: somebody else may use the same.
  assert.equal((await api.post(`/api/v1/cases/${id}/receive`, { cookie: as.desk, key: 'nop-ho-so-1' })).status, 200);
});

test('two officers complete one step at the same moment: one wins, the other is told', async () => {
  const house = await openHouse();
  const { world, api, as } = house;
  const unit = unitAt(world.org(), '20347', date('2022-11-15'));
  const admin = systemPermit(world, 'person.admin');
  const person = sound(await addPerson(world, admin, { account: 'tu-phap-thu-hai', name: 'Người Mẫu Thứ Hai' }));
  assert.ok(unit !== undefined);
  sound(await givePost(world, admin, { person: person.id, unit: unit.id, role: 'officer', title: 'Công chức tư pháp', from: date('2021-07-01') }));
  const second = (await world.signIn('tu-phap-thu-hai')).cookie;
  const id = await file(house);
  await receive(house, id);
  const task = readPath(fits('listTasks', await api.get('/api/v1/tasks', { cookie: second })), 'items.0.id');
  const path = `/api/v1/tasks/${task}/complete`;
  const replies = await Promise.all([
    api.post(path, { cookie: as.officer, key: 'tham-tra-mot', json: { result: checked } }),
    api.post(path, { cookie: second, key: 'tham-tra-hai', json: { result: { ...checked, registerNumber: '216' } } }),
  ]);
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 409]);
  refused(replies.find((reply) => reply.status === 409) ?? replies[0], 409, 'task-not-open');
  const whole = fits('readCase', await api.get(`/api/v1/cases/${id}`, { cookie: as.desk }));
  assert.equal((whole.history as JsonObject[]).filter(({ what }) => what === 'task-completed').length, 1);
});

test('twenty resends of one filing at once make one case', async () => {
  const house = await openHouse();
  const { world, api, as } = house;
  const send = { cookie: as.citizen, key: 'mat-ket-noi-1', json: filing() };
  const replies = await Promise.all(Array.from({ length: 20 }, () => api.post('/api/v1/cases', send)));
  assert.deepEqual([...new Set(replies.map((reply) => `${reply.status} ${reply.json.id}`))].length, 1);
  const [row] = await world.sql<{ cases: number }>`select count(*)::int as cases from case_row`;
  assert.equal(row?.cases, 1);
});

test('If-Match lets a deed pass at the version it names and at no other', async () => {
  const house = await openHouse();
  const { api, as } = house;
  const id = await file(house);
  const etag = (await api.get(`/api/v1/cases/${id}`, { cookie: as.desk })).headers.get('etag') ?? '';
  assert.equal(etag, '"1"');
  const path = `/api/v1/cases/${id}/receive`;
  const before = await stateOf(house);
  refused(await api.post(path, { cookie: as.desk, key: 'tiep-nhan-1', headers: { 'if-match': '"2"' } }), 412, 'version-changed');
  refused(await api.post(path, { cookie: as.desk, key: 'tiep-nhan-1', headers: { 'if-match': 'W/"1"' } }), 400, 'bad-request');
  assert.deepEqual(await stateOf(house), before);
  const done = await api.post(path, { cookie: as.desk, key: 'tiep-nhan-1', headers: { 'if-match': etag } });
  assert.deepEqual([done.status, done.headers.get('etag')], [200, `"${done.json.version}"`]);
});
