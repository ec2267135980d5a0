import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dumpSchema } from '../../src/db/dump.ts';
import { schemaFile } from '../../src/main/migrate.ts';
import { freshDatabase } from '../kit/database.ts';

test('src/db/schema.sql is what the migrations make; ./cuaso migrate --dump writes it anew', async () => {
  const { owner } = await freshDatabase();
  assert.equal(readFileSync(schemaFile, 'utf8'), await dumpSchema(owner));
});

test('every table says what it is for', async () => {
  const { owner } = await freshDatabase();
  const silent = await owner<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace and c.relname <> 'migration'
      and not exists (select from pg_description d where d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0)`;
  assert.deepEqual(silent, []);
});
