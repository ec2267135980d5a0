/** The API as one Hono app: `/api/v1/...` and `/api/openapi.json`. Every request passes the same checks in the same order; one catch at the end. */
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { CommandKey } from '../base/id.ts';
import { isCommandKey } from '../base/id.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { Lang } from '../base/text.ts';
import type { World } from '../kernel/world.ts';
import { readFile, readJson } from './body.ts';
import { caseRoutes } from './case.route.ts';
import { catalogueRoutes } from './catalogue.route.ts';
import { deedRoutes } from './deed.route.ts';
import { fileRoutes } from './file.route.ts';
import { languageOf } from './language.ts';
import { openApi } from './openapi.ts';
import type { No } from './problem.ts';
import { faultOf, no, problemOf } from './problem.ts';
import type { Answer, Ask, Rates, Route } from './route.ts';
import type { Flaw, Schema } from './schema.ts';
import { check, object } from './schema.ts';
import { taskRoutes } from './task.route.ts';
import { addressOf, isOwnOrigin, nameForRate, permitFor, whoAsks } from './who.ts';

export type { Rates, Slow } from './route.ts';

export type ApiParts = {
  /** Called once for a fault; answers the number the person can quote. */
  readonly onFault: (fault: unknown, route: string) => string;
  readonly rates: Rates;
};

/** The document itself is a route like the others, so that it lists everything there is. */
const documentRoute: Route = {
  ...{ id: 'readOpenApi', method: 'get', path: '/api/openapi.json', tag: 'catalogue', for: 'anybody', summary: 'This document.' },
  answers: { status: 200, says: 'OpenAPI 3.1.', schema: { type: 'object', additionalProperties: true } },
  refuses: [],
  does: async ({ world }) => ({ json: openApi(routes, world.origin) }),
};

export const routes: readonly Route[] = [...caseRoutes, ...deedRoutes, ...taskRoutes, ...fileRoutes, ...catalogueRoutes, documentRoute];

export function apiApp(world: World, parts: ApiParts): Hono {
  const app = new Hono();
  app.use('/api/*', headers(world));
  for (const route of routes) app.on(route.method.toUpperCase(), honoPath(route.path), (c) => serve(c, world, parts, route));
  for (const path of new Set(routes.map((route) => route.path))) app.all(honoPath(path), (c) => wrongMethod(c, path));
  app.all('/api/*', (c) => sayNo(c, refuse('not-found')));
  app.onError((fault, c) => sayFault(c, parts.onFault(fault, c.req.routePath)));
  return app;
}

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

async function serve(c: Context, world: World, parts: ApiParts, route: Route): Promise<Response> {
  const ask = await askOf(c, world, parts.rates, route);
  if (isRefusal(ask)) return sayNo(c, ask);
  const answer = await route.does(ask);
  return isRefusal(answer) ? sayNo(c, answer) : give(answer);
}

/** Who, how often, from where, then what: nothing is read of a body that would be refused anyway. */
async function askOf(c: Context, world: World, rates: Rates, route: Route): Promise<Ask | No> {
  const address = addressOf(c);
  const who = await whoAsks(c, world);
  const slow = rates.request(nameForRate(address, isRefusal(who) ? undefined : who));
  if (slow !== undefined) return slow;
  if (isRefusal(who)) return who;
  if (route.for === 'signed-in' && who === undefined) return refuse('not-signed-in');
  if (route.method === 'post' && who?.by !== 'token' && !isOwnOrigin(c, world)) return refuse('wrong-origin');
  // PostgreSQL stores no U+0000: an address with one is nobody's.
  if (c.req.url.includes('%00')) return refuse('bad-request');
  const params = paramsOf(c, route);
  if (params === undefined) return refuse('not-found');
  const query = queryOf(c, route);
  if (isRefusal(query)) return query;
  const key = c.req.header('idempotency-key') ?? '';
  if (route.deed !== undefined && !isCommandKey(key)) return refuse('key-missing');
  const version = versionOf(c.req.header('if-match'));
  if (version === 'unreadable') return refuse('bad-request');
  const sent = await sentOf(c, route, who);
  if (isRefusal(sent)) return sent;
  return {
    ...{ world, rates, who, address, params, query, version, ...sent },
    key: key as CommandKey,
    ifNoneMatch: c.req.header('if-none-match'),
    permit: (right, where) => permitFor(world, who, right, where),
  };
}

/** Undefined when a part of the address cannot be an id of ours. */
function paramsOf(c: Context, route: Route): Readonly<Record<string, string>> | undefined {
  const found = Object.entries(route.params ?? {}).map(([name, schema]) => [name, c.req.param(name) ?? '', schema] as const);
  return found.every(([, value, schema]) => check(schema, value).length === 0) ? Object.fromEntries(found.map(([name, value]) => [name, value])) : undefined;
}

/** Numbers arrive as digits; `lang` chooses the language anywhere. */
function queryOf(c: Context, route: Route): Readonly<Record<string, string | number>> | No {
  const known = route.query ?? {};
  const sent = Object.entries(c.req.queries()).filter(([name]) => name !== 'lang');
  const twice: readonly Flaw[] = sent.filter(([, values]) => values.length > 1).map(([field]) => ({ field, code: 'too-many', text: onlyOnce }));
  const values = Object.fromEntries(sent.map(([name, [value = '']]) => [name, typedValue(Object.hasOwn(known, name) ? known[name] : undefined, value)]));
  const flaws = [...twice, ...check(optional(known), values)];
  return flaws.length > 0 ? no('request-has-problems', flaws) : values;
}
const optional = (known: Readonly<Record<string, Schema>>): Schema =>
  object(Object.fromEntries(Object.entries(known).map(([name, schema]) => [`${name}?`, schema])));
const typedValue = (schema: Schema | undefined, value: string): string | number =>
  schema?.type === 'integer' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
const onlyOnce = { vi: 'Chỉ ghi một lần.', en: 'Give it once.' };

/** If-Match with one strong ETag of ours; '*' asks for nothing more than that the case is there. */
function versionOf(sent: string | undefined): number | undefined | 'unreadable' {
  if (sent === undefined || sent === '*') return undefined;
  const [, version] = /^"(\d{1,9})"$/.exec(sent.trim()) ?? [];
  return version === undefined ? 'unreadable' : Number(version);
}

async function sentOf(c: Context, route: Route, who: Ask['who']): Promise<Pick<Ask, 'body' | 'file'> | No> {
  if (route.takes === undefined) return { body: {}, file: undefined };
  if (route.takes.kind === 'file') {
    const file = await readFile(c, who === undefined ? 'stranger' : 'person');
    return isRefusal(file) ? file : { body: {}, file };
  }
  const read = await readJson(c);
  if (isRefusal(read)) return read;
  const flaws = check(route.takes.schema, read.value);
  return flaws.length > 0 ? no('request-has-problems', flaws) : { body: objectOf(read.value), file: undefined };
}
const objectOf = (value: Json): JsonObject => (isObject(value) ? value : {});

function give(answer: Answer): Response {
  if ('notModified' in answer) return new Response(null, { status: 304, headers: answer.headers });
  if ('bytes' in answer) return new Response(Readable.toWeb(Readable.from(answer.bytes)) as ReadableStream, { headers: answer.headers });
  return new Response(JSON.stringify(answer.json), { status: answer.status ?? 200, headers: { 'Content-Type': 'application/json', ...answer.headers } });
}

function sayNo(c: Context, refusal: No): Response {
  const { status, headers: more, body } = problemOf(refusal, langOf(c));
  return problem(c, status, body, more);
}

function wrongMethod(c: Context, path: string): Response {
  const methods = routes.filter((route) => route.path === path).flatMap((route) => (route.method === 'get' ? ['GET', 'HEAD'] : ['POST']));
  const { status, body } = problemOf(refuse('method-not-allowed'), langOf(c));
  return problem(c, status, body, { Allow: methods.join(', ') });
}

const sayFault = (c: Context, number: string): Response => problem(c, 500, faultOf(number, langOf(c)));

function problem(c: Context, status: number, body: object, more: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', 'Content-Language': langOf(c), ...more } });
}

function langOf(c: Context): Lang {
  const asked = c.req.query('lang');
  return languageOf(asked === 'vi' || asked === 'en' ? asked : getCookie(c, 'lang'), c.req.header('accept-language'));
}

/** Answers stay out of every cache and can do nothing in a browser. */
const headers =
  (world: World) =>
  async (c: Context, next: () => Promise<void>): Promise<void> => {
    await next();
    const set = (name: string, value: string): void => c.res.headers.set(name, value);
    set('Cache-Control', 'no-store');
    set('Vary', 'Cookie, Authorization, Accept-Language');
    set('X-Content-Type-Options', 'nosniff');
    set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
    set('Referrer-Policy', 'no-referrer');
    if (world.origin.startsWith('https:')) set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  };
