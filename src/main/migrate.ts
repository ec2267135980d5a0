/** The deeds of `./cuaso migrate`: on the configured database, and the dump from an empty one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '../base/time.ts';
import { exit, Stop } from '../cli/command.ts';
import { dumpSchema } from '../db/dump.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { connect } from '../db/sql.ts';
import type { Config } from './config.ts';
import { home } from './config.ts';
import type { Store } from './store.ts';
import { openStore } from './store.ts';

export async function migrateConfigured(config: Config): Promise<readonly string[]> {
  const store = await openStore(config, 'share');
  try {
    return await migrateStore(store);
  } finally {
    await store.close();
  }
}

export async function migrateStore(store: Store): Promise<readonly string[]> {
  if (store.owner !== undefined) return migrate(store.owner, instantOf(Date.now()));
  throw new Stop(exit.config, {
    vi: 'cần CUASO_OWNER_URL: địa chỉ của tài khoản sở hữu các bảng trong cơ sở dữ liệu bên ngoài',
    en: 'CUASO_OWNER_URL is needed: the URL of the role that owns the tables of the external database',
  });
}

export const schemaFile: string = join(home, 'src', 'db', 'schema.sql');

/** Runs all migrations in a database that is thrown away and writes what they made. */
export async function writeSchema(): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'cuaso-schema-'));
  const server = await startEmbedded({ data, durability: 'fast' });
  const owner = connect({ host: server.socket, port: 5432, user: server.user, database: server.database, max: 2 });
  try {
    await migrate(owner, instantOf(Date.now()));
    writeFileSync(schemaFile, await dumpSchema(owner));
    return schemaFile;
  } finally {
    await owner.end();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
