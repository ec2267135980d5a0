/** The API of a test world behind a real socket, a short way to call it, and people who know one story of the birth registration. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import type { Rates } from '../../src/api/api.ts';
import { apiApp, routes } from '../../src/api/api.ts';
import { check } from '../../src/api/schema.ts';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { readPath } from '../../src/base/json.ts';
import { home } from '../../src/main/config.ts';
import { brake } from '../../src/web/brake.ts';
import type { TestWorld } from './world.ts';
import { freshWorld } from './world.ts';

export type Reply = { readonly status: number; readonly headers: Headers; readonly json: JsonObject; readonly bytes: Uint8Array };
export type Send = {
  readonly cookie?: string;
  readonly bearer?: string;
  readonly key?: string;
  /** Sent as JSON. */
  readonly json?: Json;
  /** Sent as it is, under the content type among the headers. */
  readonly body?: string | Uint8Array | FormData;
  readonly headers?: Readonly<Record<string, string>>;
};
export type TestApi = {
  readonly origin: string;
  readonly get: (path: string, send?: Send) => Promise<Reply>;
  readonly post: (path: string, send?: Send) => Promise<Reply>;
  readonly call: (method: string, path: string, send?: Send) => Promise<Reply>;
  /** Faults the app has reported. */
  readonly faults: readonly unknown[];
};

export const wideRates = (): Rates => ({ request: brake(100_000, 1), guess: brake(100_000, 1), code: brake(100_000, 1), file: brake(100_000, 1) });

export async function openApiOn(world: TestWorld, rates: Rates = wideRates()): Promise<TestApi> {
  const faults: unknown[] = [];
  const app = apiApp(world, { rates, onFault: (fault) => `F-${faults.push(fault)}` });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  after(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = async (method: string, path: string, send: Send = {}): Promise<Reply> => {
    const body = send.json === undefined ? send.body : JSON.stringify(send.json);
    const headers = {
      ...(send.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(send.cookie === undefined ? {} : { cookie: send.cookie }),
      ...(send.bearer === undefined ? {} : { authorization: `Bearer ${send.bearer}` }),
      ...(send.key === undefined ? {} : { 'idempotency-key': send.key }),
      ...send.headers,
    };
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson = /json/.test(answer.headers.get('content-type') ?? '') && bytes.length > 0;
    return { status: answer.status, headers: answer.headers, bytes, json: isJson ? (JSON.parse(new TextDecoder().decode(bytes)) as JsonObject) : {} };
  };
  return { origin, faults, call, get: (path, send) => call('GET', path, send), post: (path, send) => call('POST', path, send) };
}

const story = JSON.parse(readFileSync(join(home, 'packs/khai-sinh/stories/on-time.json'), 'utf8')) as JsonObject;
export const answers = readPath(story, 'when.0.answers') as JsonObject;
/** What the officer finds, and how the desk hands over. */
export const checked = readPath(story, 'when.2.data') as JsonObject;
export const returned = readPath(story, 'when.4.data') as JsonObject;
export const atCounter: Json = [{ paper: 'birth-proof', atCounter: true }];
export const filing = (changes: JsonObject = {}): JsonObject => ({ service: 'khai-sinh', unit: '20347', answers, papers: atCounter, ...changes });

/** Cookies: a citizen, the desk, the officer and the chairman of one ward, and a desk far away. */
export type People = { readonly citizen: string; readonly desk: string; readonly officer: string; readonly chair: string; readonly far: string };
export type House = { readonly world: TestWorld; readonly api: TestApi; readonly as: People };

export async function openHouse(rates?: Rates): Promise<House> {
  const world = await freshWorld();
  const api = await openApiOn(world, rates);
  const cookie = async (account: string): Promise<string> => (await world.signIn(account)).cookie;
  const as = {
    citizen: await cookie('cong-dan-an'),
    desk: await cookie('mot-cua-an-xuan'),
    officer: await cookie('tu-phap-an-xuan'),
    chair: await cookie('chu-tich-an-xuan'),
    far: await cookie('mot-cua-a-tieng'),
  };
  return { world, api, as };
}

/** The answer has the status, and its body the shape that its route documents. */
export function fits(id: string, reply: Reply, status = 200): JsonObject {
  assert.equal(reply.status, status, JSON.stringify(reply.json));
  const schema = routes.find((route) => route.id === id)?.answers.schema;
  assert.ok(schema !== undefined, id);
  assert.deepEqual(check(schema, reply.json), []);
  return reply.json;
}

export function refused(reply: Reply, status: number, code: string): JsonObject {
  assert.deepEqual([reply.status, reply.json.code], [status, code], JSON.stringify(reply.json));
  assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(reply.json.type, `https://cuaso.vn/problems/${code}`);
  return reply.json;
}

/** Sends a deed twice: the second answer is the first one again. */
export async function twice(api: TestApi, path: string, send: Send, status = 200): Promise<JsonObject> {
  const first = await api.post(path, send);
  assert.equal(first.status, status, JSON.stringify(first.json));
  const again = await api.post(path, send);
  assert.deepEqual([again.status, again.json], [first.status, first.json], `${path} sent again`);
  return first.json;
}

/** Files one case as the citizen; answers its id. */
export async function file({ api, as }: House, key = 'nop-ho-so-1', changes: JsonObject = {}): Promise<string> {
  return String(fits('submitCase', await api.post('/api/v1/cases', { cookie: as.citizen, key, json: filing(changes) }), 201).id);
}

export async function receive({ api, as, world }: House, id: string): Promise<void> {
  const done = await api.post(`/api/v1/cases/${id}/receive`, { cookie: as.desk, key: `tiep-nhan-${id}` });
  assert.equal(done.status, 200, JSON.stringify(done.json));
  await world.work();
}

/** Everything that a refused request must leave as it was. Traces of reads are not changes. */
export async function stateOf({ world }: House): Promise<unknown> {
  const [row] = await world.sql`
    select (select count(*) from case_row) as cases, (select string_agg(hash, ',' order by case_id) from case_row) as hashes,
      (select count(*) from ledger where what not in ('case-read', 'signed-in')) as entries, (select count(*) from command_key) as keys,
      (select count(*) from upload) as uploads, (select count(*) from job) as jobs, (select sum(value) from counter) as numbers, (select count(*) from task_row) as tasks`;
  return row;
}
