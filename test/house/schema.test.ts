import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dumpSchema } from '../../src/db/dump.ts';
import { schemaFile } from '../../src/main/migrate.ts';
import { freshDatabase } from '../kit/database.ts';
import { meanings, tablesOf } from '../run/data-model.ts';

test('src/db/schema.sql is what the migrations make; ./cuaso migrate --dump writes it anew', async () => {
  const { owner } = await freshDatabase();
  assert.equal(readFileSync(schemaFile, 'utf8'), await dumpSchema(owner));
});

test('every table has its meaning and class in the data model, and nothing else is there', () => {
  const tables = tablesOf(readFileSync(schemaFile, 'utf8'));
  assert.deepEqual(tables.map(({ name }) => name).sort(), Object.keys(meanings).sort());
  const strangers = tables.flatMap(({ name, columns }) =>
    Object.keys(meanings[name]?.columns ?? {}).filter((column) => !columns.some(([known]) => known === column)),
  );
  assert.deepEqual(strangers, []);
});
