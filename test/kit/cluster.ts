/** Throw-away PostgreSQL clusters for tests and benches: no fsync, deleted whole. Which PostgreSQL: CUASO_TEST_POSTGRES ('embedded', a folder of programs, or a URL). */
import { randomBytes } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '../../src/base/time.ts';
import { startEmbedded } from '../../src/db/embedded.ts';
import type { Migration } from '../../src/db/migrate.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { Sql } from '../../src/db/sql.ts';
import { connect } from '../../src/db/sql.ts';

/** How to reach a cluster as its owner; plain data, so that a runner can hand it to the processes of its test files. */
export type Address = { readonly url: string } | { readonly host: string };
export type Cluster = { readonly address: Address; stop(): Promise<void> };

export async function startCluster(postgres: string = process.env.CUASO_TEST_POSTGRES ?? 'embedded'): Promise<Cluster> {
  if (postgres.startsWith('postgres')) return { address: { url: postgres }, stop: async () => undefined };
  const data = mkdtempSync(join(roomForIt(), 'cuaso-test-'));
  const server = await startEmbedded({ data, durability: 'fast', ...(postgres === 'embedded' ? {} : { programs: postgres }) });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  };
  return { address: { host: server.socket }, stop };
}

const memory = '/dev/shm';
const mostBytes = 4e9;

/** In memory where there is room for it: the databases of all test files are 1.3 GB, and to delete them from a disk takes longer than many a test. */
function roomForIt(): string {
  if (!existsSync(memory)) return tmpdir();
  // What runs that were killed have left there.
  for (const old of globSync(join(memory, 'cuaso-test-*')))
    if (Date.now() - statSync(old).mtimeMs > 3 * 3_600_000) rmSync(old, { recursive: true, force: true });
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > mostBytes && freemem() > 2 * mostBytes ? memory : tmpdir();
}

type Role = 'cuaso_app' | 'cuaso_lane';

/** As the owner, or under one of the product's roles. */
export function connectTo(address: Address, database: string, as: { readonly role?: Role; readonly max?: number } = {}): Sql {
  return connect({ url: urlOf(address, database), max: as.max ?? 5, ...(as.role === undefined ? {} : { role: as.role }) });
}

/** A connection URL, also for product processes that a test starts. */
export function urlOf(address: Address, database: string, role?: Role): string {
  const url = new URL('url' in address ? address.url : `postgres://cuaso@localhost/?host=${encodeURIComponent(address.host)}`);
  url.pathname = `/${database}`;
  if (role !== undefined) url.searchParams.set('options', `-c role=${role}`);
  return url.href;
}

/** A template database: the migrations (all shipped ones unless said otherwise), then what `prepare` adds. */
export type Template = { readonly name: string; readonly files?: readonly Migration[]; readonly prepare?: (owner: Sql) => Promise<void> };

/** The shipped migrations and nothing else. */
export const migrated: Template = { name: 'template_cuaso' };

/** Makes the template once, whoever asks first; others wait. */
export async function ensureTemplate(address: Address, template: Template): Promise<void> {
  const admin = connectTo(address, 'postgres', { max: 1 });
  try {
    await admin.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtext(${template.name}))`;
      if (await exists(address, template.name)) return;
      await makeTemplate(address, template);
    });
  } finally {
    await admin.end();
  }
}

async function exists(address: Address, name: string): Promise<boolean> {
  const look = connectTo(address, 'postgres', { max: 1 });
  const [found] = await look`select from pg_database where datname = ${name}`;
  await look.end();
  return found !== undefined;
}

/** Filled under another name and renamed at the end: a killed preparation is repeated. */
async function makeTemplate(address: Address, template: Template): Promise<void> {
  const draft = `draft_${randomBytes(6).toString('hex')}`;
  const maker = connectTo(address, 'postgres', { max: 1 });
  await maker.script(`create database ${draft}`);
  const owner = connectTo(address, draft);
  await migrate(owner, instant('2022-11-15T08:00:00+07:00'), template.files);
  await template.prepare?.(owner);
  await owner.end();
  await maker.script(`alter database ${draft} rename to ${template.name}`);
  await maker.end();
}

/** A new database with everything the template has. Returns its name. */
export async function cloneTemplate(address: Address, template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = connectTo(address, 'postgres', { max: 1 });
  // file_copy is the quicker one without fsync.
  await admin.script(`create database ${name} template ${template} strategy file_copy`);
  await admin.end();
  return name;
}
