import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../test/kit/database.ts';
import { instant } from '../base/time.ts';
import { dumpSchema } from './dump.ts';
import type { Migration } from './migrate.ts';
import { migrate, migrationState } from './migrate.ts';

const now = instant('2022-11-15T08:00:00+07:00');
const { owner: sql } = await freshDatabase({ name: 'template_bare', files: [] });
const first = { number: 1, name: '0001_first', text: 'create table first (id int)', hash: 'first' };
const shipped: readonly Migration[] = [first];
const more = (text: string): readonly Migration[] => {
  const number = shipped.length + 1;
  return [...shipped, { number, name: `${String(number).padStart(4, '0')}_trial`, text, hash: text }];
};

test('a migration runs once, also when two processes migrate at the same time', async () => {
  const files = more('create table trial (id int)');
  const runs = await Promise.all([migrate(sql, now, files), migrate(sql, now, files)]);
  assert.deepEqual(runs.flat().sort(), ['0001_first', '0002_trial']);
  assert.deepEqual(await migrationState(sql, files), { applied: files.length, pending: [], changed: [] });
});

test('an applied file that was edited is refused and nothing runs', async () => {
  const files = more('create table trial (id int8)');
  await assert.rejects(migrate(sql, now, files), /was changed after it had been applied/);
});

test('a migration that fails leaves nothing behind', async () => {
  const next = { number: shipped.length + 2, name: '0099_broken', text: 'create table half (id int); select 1/0', hash: 'x' };
  const files = [...more('create table trial (id int)'), next];
  await assert.rejects(migrate(sql, now, files), /0099_broken: division by zero/);
  assert.deepEqual(await sql`select to_regclass('half') as half`, [{ half: null }]);
});

test('the dump shows columns, rules, indexes, policies, grants and comments, and is the same each time', async () => {
  await sql.script(`
    create table shop (id int generated always as identity primary key, name text collate "C" not null default 'x' check (name <> ''), at timestamptz) ;
    create index shop_name on shop (name) where at is null; alter table shop enable row level security, force row level security;
    create policy own on shop for select to cuaso_app using (id > 0); grant select, insert on shop to cuaso_app; grant update (name) on shop to cuaso_lane;
    comment on table shop is 'A shop'; comment on column shop.name is 'Its name'`);
  const text = await dumpSchema(sql);
  for (const part of [
    'create table shop (\n  id integer generated always as identity not null,\n  name text collate "C" default \'x\'::text not null,\n  at timestamp with time zone,\n  constraint shop_pkey PRIMARY KEY (id)',
    "CHECK ((name <> ''::text))",
    'CREATE INDEX shop_name ON public.shop USING btree (name) WHERE (at IS NULL);',
    'alter table shop enable row level security, force row level security;',
    'create policy own on shop for select to cuaso_app using ((id > 0));',
    'grant insert, select on shop to cuaso_app;',
    'grant update (name) on shop to cuaso_lane;',
    "comment on table shop is 'A shop';",
    "comment on column shop.name is 'Its name';",
  ]) {
    assert.ok(text.includes(part), part);
  }
  assert.equal(text, await dumpSchema(sql));
});
