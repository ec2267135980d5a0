import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { routes } from '../../src/api/api.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { samplePaper } from '../../src/main/sample-paper.ts';
import { brake } from '../../src/web/brake.ts';
import type { House, Reply, Send } from '../kit/api.ts';
import { answers, file, filing, openHouse, receive, refused, stateOf, wideRates } from '../kit/api.ts';

const nowhere = '01890a5d-ac96-774b-bcce-b302099a8057';
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const keys = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(',')}}`;
const asJson = { 'content-type': 'application/json' };
const formOf = (field: string, bytes: Uint8Array | string, name: string): FormData => {
  const form = new FormData();
  form.set(field, new File([bytes as Uint8Array<ArrayBuffer>], name));
  return form;
};

type Bad = {
  readonly says: string;
  readonly status: number;
  readonly code: string;
  readonly path?: string;
  readonly send?: Send;
  /** Who sends; the citizen unless said otherwise. */
  readonly as?: keyof House['as'];
  readonly method?: string;
  /** A field that has to be named among the errors. */
  readonly field?: string;
};

const filings: readonly Bad[] = [
  { says: 'no key', status: 400, code: 'key-missing', send: { json: filing() } },
  { says: 'a key of seven characters', status: 400, code: 'key-missing', send: { json: filing(), headers: { 'idempotency-key': 'nop-001' } } },
  { says: 'a key of 101 characters', status: 400, code: 'key-missing', send: { json: filing(), headers: { 'idempotency-key': 'k'.repeat(101) } } },
  { says: 'a key with a space', status: 400, code: 'key-missing', send: { json: filing(), headers: { 'idempotency-key': 'nop ho so 1' } } },
  { says: 'broken JSON', status: 400, code: 'bad-request', send: { body: '{"service":', headers: asJson } },
  { says: 'two values', status: 400, code: 'bad-request', send: { body: '{}{}', headers: asJson } },
  { says: 'a key twice in one object', status: 400, code: 'bad-request', send: { body: '{"unit":"1","unit":"2"}', headers: asJson } },
  { says: 'bytes that are no UTF-8', status: 400, code: 'bad-request', send: { body: new Uint8Array([0x7b, 0xff, 0x7d]), headers: asJson } },
  { says: 'the zero character', status: 400, code: 'bad-request', send: { body: '{"service":"a\\u0000"}', headers: asJson } },
  { says: 'half a surrogate pair', status: 400, code: 'bad-request', send: { body: '{"service":"\\ud800"}', headers: asJson } },
  { says: 'nothing at all', status: 422, code: 'request-has-problems', field: 'service' },
  { says: 'an empty JSON body', status: 400, code: 'bad-request', send: { body: '', headers: asJson } },
  { says: 'nesting of 33', status: 400, code: 'json-too-deep', send: { body: nested(33), headers: asJson } },
  { says: 'nesting of 32', status: 422, code: 'request-has-problems', send: { body: nested(31), headers: asJson }, field: 'a' },
  { says: 'a million brackets', status: 400, code: 'json-too-deep', send: { body: '['.repeat(1_000_000), headers: asJson } },
  { says: '10,001 keys', status: 400, code: 'json-too-deep', send: { body: keys(10_001), headers: asJson } },
  { says: '10,000 keys', status: 422, code: 'request-has-problems', send: { body: keys(10_000), headers: asJson } },
  { says: '__proto__', status: 400, code: 'json-too-deep', send: { body: '{"__proto__":{"isAdmin":true}}', headers: asJson } },
  { says: '__proto__ in the answers', status: 400, code: 'json-too-deep', send: { body: '{"answers":{"child":{"__proto__":{}}}}', headers: asJson } },
  { says: 'constructor', status: 400, code: 'json-too-deep', send: { body: '{"constructor":{"prototype":{}}}', headers: asJson } },
  { says: 'a text of more than 64 KB', status: 413, code: 'body-too-large', send: { json: { service: 'a'.repeat(65_535) } } },
  { says: 'a body of 1 MB and one byte', status: 413, code: 'body-too-large', send: { body: `${' '.repeat(1_048_575)}{}`, headers: asJson } },
  {
    says: 'a form instead of JSON',
    status: 415,
    code: 'wrong-media-type',
    send: { body: 'service=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  },
  { says: 'JSON that says it is text', status: 415, code: 'wrong-media-type', send: { body: '{}', headers: { 'content-type': 'text/plain' } } },
  {
    says: 'JSON in another character set',
    status: 415,
    code: 'wrong-media-type',
    send: { body: '{}', headers: { 'content-type': 'application/json; charset=utf-16' } },
  },
  { says: 'a list', status: 422, code: 'request-has-problems', send: { json: [] } },
  { says: 'an unknown field', status: 422, code: 'request-has-problems', send: { json: filing({ status: 10 }) }, field: 'status' },
  { says: 'a number as unit', status: 422, code: 'request-has-problems', send: { json: filing({ unit: 20347 }) }, field: 'unit' },
  { says: 'answers as text', status: 422, code: 'request-has-problems', send: { json: filing({ answers: 'x' }) }, field: 'answers' },
  { says: 'a path as service', status: 422, code: 'request-has-problems', send: { json: filing({ service: '../../etc' }) }, field: 'service' },
  { says: 'a channel of the assistants', status: 422, code: 'request-has-problems', send: { json: filing({ channel: 'assisted' }) }, field: 'channel' },
  {
    says: '21 papers',
    status: 422,
    code: 'request-has-problems',
    send: { json: filing({ papers: Array(21).fill({ paper: 'birth-proof' }) }) },
    field: 'papers',
  },
  {
    says: 'a file that is not there',
    status: 422,
    code: 'request-has-problems',
    send: { json: filing({ papers: [{ paper: 'birth-proof', upload: nowhere }] }) },
    field: 'papers.0.upload',
  },
  {
    says: 'a paper with nothing',
    status: 422,
    code: 'request-has-problems',
    send: { json: filing({ papers: [{ paper: 'birth-proof' }] }) },
    field: 'papers.0.upload',
  },
  { says: 'an unknown unit', status: 422, code: 'unit-not-found', send: { json: filing({ unit: '99999' }) } },
  { says: 'an unknown service', status: 404, code: 'pack-not-live', send: { json: filing({ service: 'khong-co' }) } },
  { says: 'a unit of another kind', status: 404, code: 'pack-not-live', send: { json: filing({ unit: '49' }) } },
  { says: 'the counter from home', status: 403, code: 'not-allowed', send: { json: filing({ channel: 'counter' }) } },
  { says: 'the counter of another ward', status: 403, code: 'not-allowed', as: 'far', send: { json: filing({ channel: 'counter' }) } },
  {
    says: 'a missing answer',
    status: 422,
    code: 'answers-have-problems',
    send: { json: filing({ answers: { ...answers, child: {} } }) },
    field: 'answers.child.birthDate',
  },
  {
    says: 'an answer of the wrong type',
    status: 422,
    code: 'answers-have-problems',
    send: { json: filing({ answers: { ...answers, copies: 'hai' } }) },
    field: 'answers.copies',
  },
  { says: 'a missing paper', status: 422, code: 'answers-have-problems', send: { json: filing({ papers: [] }) }, field: 'papers.birth-proof' },
  { says: 'a post from another site', status: 403, code: 'wrong-origin', send: { json: filing(), headers: { origin: 'https://evil.example' } } },
  { says: 'a post without origin', status: 403, code: 'wrong-origin', send: { json: filing(), headers: { origin: 'null' } } },
  { says: 'a cross-site post', status: 403, code: 'wrong-origin', send: { json: filing(), headers: { 'sec-fetch-site': 'cross-site' } } },
];

const others = (id: string): readonly Bad[] => [
  ...['cases/1', 'cases/..%2f..', `cases/${nowhere.toUpperCase()}`, `cases/${nowhere}`, 'documents/x/content', `documents/${nowhere}/content`].map(
    (path): Bad => ({ says: `reading ${path}`, method: 'GET', path: `/api/v1/${path}`, status: 404, code: 'not-found', as: 'desk' }),
  ),
  { says: 'a case of another ward', method: 'GET', path: `/api/v1/cases/${id}`, status: 404, code: 'not-found', as: 'far' },
  {
    says: 'receiving in another ward',
    path: `/api/v1/cases/${id}/refuse`,
    send: { json: { reason: 'x', note: 'y' } },
    status: 404,
    code: 'not-found',
    as: 'far',
  },
  { says: 'a citizen who receives', path: `/api/v1/cases/${id}/receive`, status: 403, code: 'not-allowed' },
  { says: 'a citizen who takes money', path: `/api/v1/cases/${id}/fee`, status: 403, code: 'not-allowed' },
  { says: 'a deed on no case', path: `/api/v1/cases/${nowhere}/receive`, status: 404, code: 'not-found', as: 'desk' },
  { says: 'a deed that is none', path: `/api/v1/cases/${id}/approve`, status: 404, code: 'not-found', as: 'desk' },
  {
    says: 'a body for a deed that takes none',
    path: `/api/v1/cases/${id}/receive`,
    send: { json: { code: 'H47' } },
    status: 422,
    code: 'request-has-problems',
    field: 'code',
    as: 'desk',
  },
  {
    says: 'a supplement without reasons',
    path: `/api/v1/cases/${id}/supplement`,
    send: { json: { reasons: [], note: 'x' } },
    status: 422,
    code: 'reason-needed',
    as: 'officer',
  },
  {
    says: 'a reason that is not listed',
    path: `/api/v1/cases/${id}/supplement`,
    send: { json: { reasons: ['vui'], note: 'x' } },
    status: 422,
    code: 'reason-needed',
    as: 'officer',
  },
  {
    says: 'an empty note',
    path: `/api/v1/cases/${id}/refuse`,
    send: { json: { reason: 'false-papers', note: '' } },
    status: 422,
    code: 'request-has-problems',
    field: 'note',
    as: 'officer',
  },
  {
    says: 'a note of blanks',
    path: `/api/v1/cases/${id}/refuse`,
    send: { json: { reason: 'false-papers', note: '  ' } },
    status: 422,
    code: 'reason-needed',
    as: 'officer',
  },
  {
    says: 'a note of 2,001 characters',
    path: `/api/v1/cases/${id}/refuse`,
    send: { json: { reason: 'false-papers', note: 'x'.repeat(2001) } },
    status: 422,
    code: 'request-has-problems',
    field: 'note',
    as: 'officer',
  },
  { says: 'an answer nobody asked for', path: `/api/v1/cases/${id}/answer`, send: { json: { answers } }, status: 409, code: 'case-not-open' },
  { says: 'If-Match of the future', path: `/api/v1/cases/${id}/withdraw`, send: { headers: { 'if-match': '"99"' } }, status: 412, code: 'version-changed' },
  { says: 'If-Match that is no version', path: `/api/v1/cases/${id}/withdraw`, send: { headers: { 'if-match': 'abc' } }, status: 400, code: 'bad-request' },
  { says: 'a step that is none', path: `/api/v1/tasks/${id}.999999/complete`, status: 409, code: 'task-not-open', as: 'officer' },
  { says: 'a step without a case', path: `/api/v1/tasks/${nowhere}.1/complete`, status: 404, code: 'not-found', as: 'officer' },
  { says: 'a step with another name', path: `/api/v1/tasks/${id}.check/complete`, status: 404, code: 'not-found', as: 'officer' },
  { says: 'reception a second time', path: `/api/v1/tasks/${id}.reception/complete`, status: 409, code: 'case-not-open', as: 'desk' },
  ...['limit=0', 'limit=201', 'limit=1.5', 'limit=', 'limit=1&limit=2', 'cursor=', 'cursor=abc', 'cursor=WzFd', 'page=2', 'scope=all'].map(
    (query): Bad => ({ says: `the list with ${query}`, method: 'GET', path: `/api/v1/cases?${query}`, status: 422, code: 'request-has-problems', as: 'desk' }),
  ),
  { says: 'a queue with a place far away', method: 'GET', path: '/api/v1/tasks?cursor=Wy0xXQ', status: 422, code: 'request-has-problems', as: 'desk' },
  { says: 'a citizen who asks for the queue', method: 'GET', path: '/api/v1/tasks', status: 403, code: 'not-allowed' },
  { says: 'units with an unknown question', method: 'GET', path: '/api/v1/units?name=x', status: 422, code: 'request-has-problems' },
  { says: 'units with 101 characters', method: 'GET', path: `/api/v1/units?q=${'x'.repeat(101)}`, status: 422, code: 'request-has-problems' },
  { says: 'a procedure that is none', method: 'GET', path: '/api/v1/procedures/khong-co', status: 404, code: 'not-found' },
  {
    says: 'tracking with three digits',
    path: '/api/v1/track',
    send: { json: { code: '1', lastDigits: '123' } },
    status: 422,
    code: 'request-has-problems',
    field: 'lastDigits',
  },
  {
    says: 'tracking what is not there',
    path: '/api/v1/track',
    send: { json: { code: '000000000000', lastDigits: '2768' } },
    status: 404,
    code: 'tracking-not-found',
  },
  { says: 'checking a text', path: '/api/v1/verify', send: { body: 'hello', headers: { 'content-type': 'application/pdf' } }, status: 422, code: 'not-a-pdf' },
  { says: 'checking nothing', path: '/api/v1/verify', send: { body: '', headers: { 'content-type': 'application/pdf' } }, status: 422, code: 'file-empty' },
  { says: 'checking JSON', path: '/api/v1/verify', send: { json: {} }, status: 415, code: 'wrong-media-type' },
  { says: 'checking a form without its file', path: '/api/v1/verify', send: { body: formOf('file', 'x', 'a.pdf') }, status: 422, code: 'file-empty' },
  {
    says: 'a broken form',
    path: '/api/v1/verify',
    send: { body: '--x\r\nbroken', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    status: 400,
    code: 'bad-request',
  },
  {
    says: 'a form without its boundary',
    path: '/api/v1/verify',
    send: { body: 'x', headers: { 'content-type': 'multipart/form-data' } },
    status: 400,
    code: 'bad-request',
  },
  { says: 'a program as a picture', path: '/api/v1/uploads', send: { body: formOf('tep', 'MZ\u0000', 'giay.png') }, status: 422, code: 'file-kind-refused' },
  {
    says: 'a PDF with another name',
    path: '/api/v1/uploads',
    send: { body: formOf('tep', samplePaper('Giấy'), 'giay.exe') },
    status: 422,
    code: 'file-kind-refused',
  },
  { says: 'an empty file', path: '/api/v1/uploads', send: { body: formOf('tep', '', 'giay.pdf') }, status: 422, code: 'file-empty' },
  {
    says: 'a file of 20 MB and one byte',
    path: '/api/v1/uploads',
    send: { body: formOf('tep', new Uint8Array(20 * 1_048_576 + 1), 'giay.pdf') },
    status: 413,
    code: 'file-too-large',
  },
  { says: 'an address that is none', method: 'GET', path: '/api/v1/nothing', status: 404, code: 'not-found' },
  { says: 'the API without an address', method: 'GET', path: '/api', status: 404, code: 'not-found' },
];

test('every bad input gets its own coded problem and changes nothing', async () => {
  const house = await openHouse();
  const { api } = house;
  const id = await file(house);
  await receive(house, id);
  const before = await stateOf(house);
  let number = 0;
  for (const bad of [...filings, ...others(id)]) {
    number += 1;
    const key = bad.code === 'key-missing' ? {} : { key: `xau-${number}-dau-vao` };
    const reply: Reply = await api.call(bad.method ?? 'POST', bad.path ?? '/api/v1/cases', { cookie: house.as[bad.as ?? 'citizen'], ...key, ...bad.send });
    assert.deepEqual([reply.status, reply.json.code], [bad.status, bad.code], `${bad.says}: ${JSON.stringify(reply.json)}`);
    const { errors = [] } = refused(reply, bad.status, bad.code) as { readonly errors?: readonly JsonObject[] };
    if (bad.field !== undefined)
      assert.ok(
        errors.some(({ field }) => field === bad.field),
        `${bad.says}: ${JSON.stringify(errors)}`,
      );
    assert.ok(String(reply.json.title).length > 10, bad.says);
    assert.deepEqual(await stateOf(house), before, bad.says);
  }
  assert.deepEqual(api.faults, []);
  // After all this the house still works.
  await file(house, 'nop-ho-so-tot');
});

test('whoever is not signed in is refused at every door that needs it, before anything is read', async () => {
  const { api, as, world } = await openHouse();
  for (const route of routes.filter((one) => one.for === 'signed-in')) {
    const path = route.path.replace('{id}', nowhere);
    const reply = await api.call(route.method.toUpperCase(), path, route.method === 'post' ? { body: '{', key: 'khong-dang-nhap' } : {});
    refused(reply, 401, 'not-signed-in');
    assert.equal(reply.headers.get('www-authenticate'), 'Bearer realm="cuaso"', route.id);
  }
  refused(await api.get('/api/v1/cases', { cookie: `phien=${'A'.repeat(43)}` }), 401, 'not-signed-in');
  assert.equal((await api.get('/api/v1/cases', { cookie: as.desk })).status, 200);
  world.wait(13 * 3_600_000);
  refused(await api.get('/api/v1/cases', { cookie: as.desk }), 401, 'not-signed-in');
});

test('a known address with another method says which ones it takes', async () => {
  const { api, as } = await openHouse();
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const reply = await api.call(method, path.replace('{id}', nowhere), { cookie: as.desk });
      refused(reply, 405, 'method-not-allowed');
      assert.equal(reply.headers.get('allow'), allowed, `${method} ${path}`);
    }
  }
});

test('a body without end is cut off at its limit', async () => {
  const { api, as } = await openHouse();
  const status = await new Promise<number | undefined>((done, fail) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'khong-het-1', cookie: as.citizen, 'transfer-encoding': 'chunked' };
    const sending = request(`${api.origin}/api/v1/cases`, { method: 'POST', headers }, (answer) => {
      done(answer.statusCode);
      sending.destroy();
    });
    const part = Buffer.alloc(65_536, ' ');
    let sent = 0;
    const more = (): void => {
      if (sending.destroyed) return;
      sent += part.length;
      if (sent > 64 * 1_048_576) fail(new Error('64 MB were taken in'));
      else sending.write(part, () => setImmediate(more));
    };
    sending.on('error', () => undefined);
    more();
  });
  assert.equal(status, 413);
});

test('whoever asks too often is told how long to wait; guessing codes is slower than reading', async () => {
  const house = await openHouse({ ...wideRates(), guess: brake(3, 600), request: brake(40, 600) });
  const { api, as } = house;
  const guess = (code: string) => api.post('/api/v1/track', { json: { code, lastDigits: '0000' } });
  for (const code of ['1', '2', '3']) refused(await guess(code), 404, 'tracking-not-found');
  const slowed = await guess('4');
  refused(slowed, 429, 'too-many-requests');
  assert.ok(Number(slowed.headers.get('retry-after')) > 0);
  for (let count = 0; count < 40; count += 1) assert.equal((await api.get('/api/v1/cases', { cookie: as.desk })).status, 200);
  refused(await api.get('/api/v1/cases', { cookie: as.desk }), 429, 'too-many-requests');
  // Somebody else is not slowed by it.
  assert.equal((await api.get('/api/v1/cases', { cookie: as.officer })).status, 200);
});
