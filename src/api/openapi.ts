/** The OpenAPI 3.1 document, made from the routes that are served and the schemas that check. Pure. */
import type { Json, JsonObject } from '../base/json.ts';
import type { RefusalCode } from '../base/refusal.ts';
import { refusals } from '../base/refusal.ts';
import { problemSchema } from './problem.ts';
import type { Route } from './route.ts';
import type { Schema } from './schema.ts';

/** `origin` is where this cell is reached, '' in reference documents. */
export function openApi(routes: readonly Route[], origin: string): JsonObject {
  const named = new Map<string, Json>();
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route, named) };
  refOf(problemSchema, named);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cửa Số',
      version: '1',
      description:
        'What the pages do, for programs. Times are ISO 8601 with +07:00, money is whole đồng. Every deed carries an Idempotency-Key: sent again it answers the first receipt. Unknown fields are refused, not ignored.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin === '' ? '/' : origin }],
    security: [{ session: [] }, { token: [] }],
    tags: [
      { name: 'cases', description: 'Filing, reading and moving cases.' },
      { name: 'tasks', description: 'What waits to be done.' },
      { name: 'files', description: 'Papers and their signatures.' },
      { name: 'catalogue', description: 'What everybody may know.' },
    ],
    paths,
    components: {
      schemas: Object.fromEntries(named),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'phien', description: '`__Host-phien` over https. Posts are taken from pages of this origin only.' },
        token: { type: 'http', scheme: 'bearer', description: 'Issued under /quan-tri to the holder of a post, for some of its rights.' },
      },
    },
  };
}

type Named = Map<string, Json>;

function operation(route: Route, named: Named): JsonObject {
  const codes: readonly RefusalCode[] = [...generalCodes(route), ...route.refuses];
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.for === 'anybody' ? { security: [] } : {}),
    parameters: parametersOf(route, named),
    ...bodyOf(route, named),
    responses: { [route.answers.status]: good(route, named), ...notModified(route), ...problems(codes) },
  };
}

/** Refusals that every route of this shape may give. */
export function generalCodes(route: Route): readonly RefusalCode[] {
  const isDeed = route.deed !== undefined;
  return [
    ...(route.for === 'signed-in' ? (['not-signed-in'] as const) : []),
    ...(route.method === 'post' ? (['wrong-origin', 'bad-request', 'wrong-media-type'] as const) : []),
    ...(route.takes?.kind === 'json' ? (['body-too-large', 'json-too-deep', 'request-has-problems'] as const) : []),
    ...(route.query === undefined ? [] : (['request-has-problems'] as const)),
    ...(isDeed ? (['key-missing', 'key-reused'] as const) : []),
    ...(route.deed === 'on-case' ? (['version-changed'] as const) : []),
    'too-many-requests',
  ];
}

function parametersOf(route: Route, named: Named): Json {
  const params = Object.entries(route.params ?? {}).map(([name, schema]) => ({ name, in: 'path', required: true, schema: refOf(schema, named) }));
  const query = Object.entries(route.query ?? {}).map(([name, schema]) => ({ name, in: 'query', required: false, schema: refOf(schema, named) }));
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,100}$' } };
  const ifMatch = { name: 'If-Match', in: 'header', required: false, description: 'The ETag on which the decision was made.', schema: { type: 'string' } };
  const ifNoneMatch = { name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string' } };
  return [
    ...params,
    ...query,
    ...(route.deed === undefined ? [] : [key]),
    ...(route.deed === 'on-case' ? [ifMatch] : []),
    ...(isConditional(route) ? [ifNoneMatch] : []),
  ];
}

const isConditional = (route: Route): boolean => route.method === 'get' && route.answers.headers?.ETag !== undefined;
const notModified = (route: Route): JsonObject => (isConditional(route) ? { 304: { description: 'Not changed since.' } } : {});

function bodyOf({ takes }: Route, named: Named): JsonObject {
  if (takes === undefined) return {};
  if (takes.kind === 'json') return { requestBody: { required: true, content: { 'application/json': { schema: refOf(takes.schema, named) } } } };
  const file = { type: 'object', properties: { tep: { type: 'string', format: 'binary' } }, required: ['tep'] };
  return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file }, 'application/pdf': {} } } };
}

function good({ answers }: Route, named: Named): JsonObject {
  const headers = Object.entries(answers.headers ?? {}).map(([name, description]) => [name, { description, schema: { type: 'string' } }] as const);
  const content: JsonObject =
    answers.schema === undefined ? { 'application/pdf': {}, 'image/*': {} } : { 'application/json': { schema: refOf(answers.schema, named) } };
  return { description: answers.says, ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }), content };
}

/** One answer a status, naming its codes. */
function problems(codes: readonly RefusalCode[]): JsonObject {
  const byStatus = Map.groupBy([...new Set(codes)], (code) => refusals[code].http);
  const schema = { $ref: '#/components/schemas/Problem' };
  const rows = [...byStatus]
    .toSorted(([a], [b]) => a - b)
    .map(([status, some]) => [String(status), { description: some.join(', '), content: { 'application/problem+json': { schema } } }] as const);
  return Object.fromEntries(rows);
}

/** A shape with a title is written once and referred to. */
function refOf(schema: Schema, named: Named): Json {
  if (schema.title === undefined) return plain(schema, named);
  if (!named.has(schema.title)) {
    named.set(schema.title, {});
    named.set(schema.title, plain(schema, named));
  }
  const ref = { $ref: `#/components/schemas/${schema.title}` };
  return Array.isArray(schema.type) && schema.type.includes('null') ? { oneOf: [ref, { type: 'null' }] } : ref;
}

function plain(schema: Schema, named: Named): Json {
  const { properties, items, title: _title, ...rest } = schema;
  return {
    ...rest,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, refOf(one, named)])) }),
    ...(items === undefined ? {} : { items: refOf(items, named) }),
  };
}
