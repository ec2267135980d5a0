/** Forward-only migrations: numbered SQL files, each in one transaction, each remembered with its hash. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../base/time.ts';
import type { Sql } from './sql.ts';

export type Migration = { readonly number: number; readonly name: string; readonly text: string; readonly hash: string };

export type MigrationState = {
  readonly applied: number;
  /** Names of files the database has not seen yet. */
  readonly pending: readonly string[];
  /** Names applied here with another text than the file has now, or without a file. */
  readonly changed: readonly string[];
};

const folder = join(import.meta.dirname, 'migrations');
const fileName = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/** All migrations in order. Throws when a file's name or number is out of line. */
export function readMigrations(from: string = folder): readonly Migration[] {
  const files = readdirSync(from)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const number = Number(fileName.exec(file)?.[1] ?? Number.NaN);
    if (number !== index + 1) throw new Error(`${file}: migrations are named 0001_name.sql, 0002_name.sql ... without gaps`);
    const text = readFileSync(join(from, file), 'utf8');
    return { number, name: file.slice(0, -4), text, hash: createHash('sha256').update(text).digest('hex') };
  });
}

/**
 * Brings the database of `owner` (the role that owns the tables) up to the files and returns the names applied now.
 * Two migrations at once wait for each other. Throws, changing nothing, when an applied file was edited or is missing.
 */
export async function migrate(owner: Sql, now: Instant, files: readonly Migration[] = readMigrations()): Promise<readonly string[]> {
  await makeRoles(owner);
  const applied: string[] = [];
  for (const file of files) {
    const isNew = await owner.begin((sql) => applyOne(sql, file, files, now));
    if (isNew) applied.push(file.name);
  }
  return applied;
}

export async function migrationState(sql: Sql, files: readonly Migration[] = readMigrations()): Promise<MigrationState> {
  const [found] = await sql<{ exists: boolean }>`select to_regclass('migration') is not null as exists`;
  return compare(files, found?.exists === true ? await appliedRows(sql) : []);
}

/** The names of the roles the product works under; an operator creates them with a password before the first migration of an external database. */
const roles = ['cuaso_app', 'cuaso_lane'] as const;

async function makeRoles(owner: Sql): Promise<void> {
  for (const role of roles) {
    const [found] = await owner`select from pg_roles where rolname = ${role}`;
    if (found !== undefined) continue;
    await owner.script(`create role ${role} nologin`).catch((fault: unknown) => {
      throw new Error(`the role ${role} does not exist and this account may not create it; run: create role ${role} login password '...'`, { cause: fault });
    });
  }
}

/** Any fixed number: whoever holds this lock migrates. */
const lock = 4_720_221;

async function applyOne(sql: Sql, file: Migration, files: readonly Migration[], now: Instant): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${lock}::bigint)`;
  await sql.script(createTable);
  const { changed, pending } = compare(files, await appliedRows(sql));
  if (changed.length > 0) throw new Error(`migration ${changed.join(', ')} was changed after it had been applied; write a new one instead`);
  if (!pending.includes(file.name)) return false;
  await sql.script('set local statement_timeout = 0');
  await sql.script(file.text).catch((fault: unknown) => {
    throw new Error(`migration ${file.name}: ${fault instanceof Error ? fault.message : String(fault)}`, { cause: fault });
  });
  await sql`insert into migration (number, name, hash, applied_at) values (${file.number}, ${file.name}, ${file.hash}, ${now})`;
  return true;
}

const createTable = `
  create table if not exists migration (
    number int primary key, name text not null, hash text not null, applied_at timestamptz not null);
  grant select on migration to cuaso_app, cuaso_lane;`;

type Row = { readonly number: number; readonly name: string; readonly hash: string };

const appliedRows = (sql: Sql): Promise<readonly Row[]> => sql<Row>`select number, name, hash from migration order by number`;

function compare(files: readonly Migration[], rows: readonly Row[]): MigrationState {
  const done = new Map(rows.map((row) => [row.number, row]));
  const byNumber = new Map(files.map((file) => [file.number, file]));
  return {
    applied: rows.length,
    pending: files.filter((file) => !done.has(file.number)).map((file) => file.name),
    changed: rows.filter((row) => byNumber.get(row.number)?.hash !== row.hash).map((row) => row.name),
  };
}
