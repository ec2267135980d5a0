import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Json, JsonObject } from '../base/json.ts';
import { isObject, readPath } from '../base/json.ts';
import type { World } from '../kernel/world.ts';
import { apiApp, routes } from './api.ts';
import { openApi } from './openapi.ts';

const document = openApi(routes, 'https://cuaso.example');
const paths = document.paths as { readonly [path: string]: JsonObject };
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation: operation as JsonObject })),
);

const rates = { request: () => undefined, guess: () => undefined, code: () => undefined, file: () => undefined };
// Registering routes asks nothing of the world.
const app = apiApp({ origin: 'https://cuaso.example' } as World, { rates, onFault: () => '' });

test('the document lists exactly the routes that are served', () => {
  const served = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const listed = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  assert.deepEqual([...new Set(served)].sort(), [...listed].sort());
  assert.equal(new Set(served).size, served.length, 'no route is registered twice');
});

test('docs/reference/api.md lists exactly the routes that are served', () => {
  const page = readFileSync(new URL('../../docs/reference/api.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(GET|POST) (\S+)` \| (anybody|signed in) \| (deed)? ?\| (.*) \|$/gm)].map(([, ...cells]) =>
    cells.map((cell) => cell ?? ''),
  );
  const wanted = routes.map((route) => [
    route.method.toUpperCase(),
    route.path,
    route.for === 'anybody' ? 'anybody' : 'signed in',
    route.deed === undefined ? '' : 'deed',
    route.summary,
  ]);
  assert.deepEqual(rows, wanted);
});

test('every operation has a name of its own, parameters for its path, and answers', () => {
  const names = operations.map(({ operation }) => operation.operationId);
  assert.equal(new Set(names).size, names.length);
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = operation.parameters as readonly JsonObject[];
    assert.deepEqual(
      parameters.filter((one) => one.in === 'path').map((one) => one.name),
      inPath,
      path,
    );
    const statuses = Object.keys(operation.responses as JsonObject);
    assert.ok(statuses.some((status) => status.startsWith('2')) && statuses.includes('429'), path);
  }
});

test('every deed documents its key, and a deed on a case its If-Match', () => {
  for (const route of routes) {
    const parameters = readPath(paths[route.path], `${route.method}.parameters`) as readonly JsonObject[];
    const names = parameters.map(({ name }) => name);
    assert.equal(names.includes('Idempotency-Key'), route.deed !== undefined, route.id);
    assert.equal(names.includes('If-Match'), route.deed === 'on-case', route.id);
  }
});

test('every reference leads somewhere and every named shape is used', () => {
  const schemas = readPath(document, 'components.schemas') as JsonObject;
  const used = new Set([...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
  assert.deepEqual([...used].sort(), Object.keys(schemas).sort());
});

test('every shape is JSON Schema: a known type, bounded texts and lists, nothing unknown in objects we made', () => {
  const types = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'];
  const visit = (schema: Json, at: string): void => {
    if (!isObject(schema) || schema.$ref !== undefined || schema.oneOf !== undefined) return;
    for (const type of [schema.type].flat()) assert.ok(types.includes(String(type)), `${at}: ${type}`);
    if (schema.type === 'array') assert.ok(typeof schema.maxItems === 'number', `${at} has no bound`);
    if (schema.type === 'string')
      assert.ok(
        ['maxLength', 'enum', 'pattern'].some((name) => Object.hasOwn(schema, name)),
        `${at} has no bound`,
      );
    if (schema.properties !== undefined) assert.equal(schema.additionalProperties, false, at);
    for (const [name, inner] of Object.entries((schema.properties ?? {}) as JsonObject)) visit(inner, `${at}.${name}`);
    if (schema.items !== undefined) visit(schema.items, `${at}.*`);
    for (const name of (schema.required ?? []) as readonly string[]) assert.ok(Object.hasOwn((schema.properties ?? {}) as JsonObject, name), `${at}.${name}`);
  };
  for (const [name, schema] of Object.entries(readPath(document, 'components.schemas') as JsonObject)) visit(schema, name);
});
