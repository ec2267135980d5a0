/** The sample province in this process, on an embedded PostgreSQL that keeps every write through a power cut, with data that is thrown away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { UnitId } from '../src/base/id.ts';
import type { Refusal } from '../src/base/refusal.ts';
import { isRefusal } from '../src/base/refusal.ts';
import { terminalOn } from '../src/cli/terminal.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { socketFolder } from '../src/db/socket-folder.ts';
import type { Sql } from '../src/db/sql.ts';
import { askPermit, systemPermit } from '../src/kernel/access/access.act.ts';
import type { Permit, Right } from '../src/kernel/permit.ts';
import { findAccount } from '../src/kernel/person/person.act.ts';
import type { World } from '../src/kernel/world.ts';
import { openCell } from '../src/main/cell.ts';
import type { Config } from '../src/main/config.ts';
import { loadDemoPeople } from '../src/main/demo-people.ts';
import { openStore } from '../src/main/store.ts';
import type { JoinedWorld } from '../src/main/world.ts';
import { joinWorld } from '../src/main/world.ts';

export type Province = {
  readonly world: JoinedWorld;
  /** A connection to a second database that was the same before the first case. */
  readonly twin: pg.Client;
  close(): Promise<void>;
};

const quiet = { write: () => undefined };

/** `through` wraps the connections of the acts. */
export async function openProvince(through: (sql: Sql) => Sql = (sql) => sql): Promise<Province> {
  const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-'));
  const config: Config = {
    host: '127.0.0.1',
    port: 8080,
    data,
    databaseUrl: undefined,
    ownerUrl: undefined,
    origin: 'http://127.0.0.1:8080',
    proxies: 0,
    isDemo: true,
    lang: 'en',
    hasColor: false,
  };
  const terminal = terminalOn({ out: quiet, talk: process.stderr, lang: 'en', hasColor: false });
  const prepare = async (world: JoinedWorld): Promise<void> => void (await loadDemoPeople(world));
  await (await openCell(config, terminal, { migrates: true, whenRunning: 'refuse', prepare })).close();

  const server = await startEmbedded({ data });
  const host = socketFolder(data);
  // A database is copied while nobody is connected to it.
  const admin = new pg.Client({ host, port: 5432, user: 'cuaso', database: 'postgres' });
  await admin.connect();
  await admin.query('create database twin template cuaso');
  await admin.end();
  const twin = new pg.Client({ host, port: 5432, user: 'cuaso_app', database: 'twin', options: '-c TimeZone=UTC' });
  await twin.connect();
  const store = await openStore(config, 'share');
  const world = await joinWorld(config, through(store.app));
  await world.refresh();
  return {
    world,
    twin,
    close: async () => {
      await world.close();
      await twin.end();
      await store.close();
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export function sound<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused} ${JSON.stringify(result.about ?? {})}`);
  return result as T;
}

export async function permitOf<R extends Right>(world: World, account: string, right: R, unit: UnitId): Promise<Permit<R>> {
  const person = sound(await findAccount(world, systemPermit(world, 'system.run'), account));
  return sound(await askPermit(world, { person: person.id }, right, unit));
}
