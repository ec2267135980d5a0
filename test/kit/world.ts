/** `freshWorld()`: the sample province on a database of its own, with published packs, real papers and signatures, and clocks that stand still until a test moves them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Refusal } from '../../src/base/refusal.ts';
import { isRefusal } from '../../src/base/refusal.ts';
import type { Instant } from '../../src/base/time.ts';
import { instant, plusMs } from '../../src/base/time.ts';
import type { Sql } from '../../src/db/sql.ts';
import { openPageLook } from '../../src/gate/page-look.ts';
import { openPaper } from '../../src/gate/paper-typst.ts';
import { signInAsSample } from '../../src/kernel/access/access.act.ts';
import { readOrg } from '../../src/kernel/org/org.act.ts';
import type { Session } from '../../src/kernel/person/person.ts';
import type { World } from '../../src/kernel/world.ts';
import type { Config } from '../../src/main/config.ts';
import { home } from '../../src/main/config.ts';
import { loadDemoPeople } from '../../src/main/demo-people.ts';
import { drainWork } from '../../src/main/duties.ts';
import type { LoadedShelf } from '../../src/main/shelf.ts';
import { loadShelf, publishFolder } from '../../src/main/shelf.ts';
import type { JoinedWorld } from '../../src/main/world.ts';
import { joinWorld, sha256, uuid7 } from '../../src/main/world.ts';
import type { Template } from './cluster.ts';
import type { FreshDatabase } from './database.ts';
import { freshDatabase } from './database.ts';
import { atEnd } from './ending.ts';

export type TestWorld = JoinedWorld & {
  readonly database: FreshDatabase;
  /** Legal time from now on; the machine's clock stays. */
  readonly setClock: (at: Instant) => void;
  /** The machine's clock goes on; legal time stays. */
  readonly wait: (ms: number) => void;
  /** Does all background work that is due by legal time. Throws when a job failed. */
  readonly work: () => Promise<void>;
  /** Signs a sample person in: `cookie` goes into a request, the session into `askPermit`. */
  readonly signIn: (account: string) => Promise<{ readonly session: Session; readonly cookie: string }>;
};

/** A Tuesday morning within office hours. */
const opening = instant('2022-11-15T08:40:00+07:00');
/** The sample province took its packs into use before its oldest case. */
const live = instant('2022-09-01T07:30:00+07:00');
const machineStart = instant('2026-05-04T08:40:00+07:00');

/** Units, sample people with their posts and the packs of the repository, loaded once per cluster. */
const province: Template = {
  name: 'template_province',
  prepare: async (owner: Sql) => {
    const place = { sql: owner, now: () => opening, newId: uuid7, hash: sha256 };
    await loadDemoPeople(place);
    const org = await readOrg(place);
    await publishFolder({ ...place, now: () => live, org: () => org }, join(home, 'packs'));
  },
};

/** `origin`: what links and QR codes begin with. */
export async function freshWorld(origin = 'http://127.0.0.1:8080', gates: Partial<World['gates']> = {}): Promise<TestWorld> {
  const database = await freshDatabase(province);
  const data = mkdtempSync(join(tmpdir(), 'cuaso-world-'));
  const joined = await joinWorld(configFor(data, origin), database.app, await provinceShelf(database.app));
  const close = atEnd(async () => {
    await joined.close();
    rmSync(data, { recursive: true, force: true });
    await database.end();
  });
  await joined.refresh();
  let legal = opening;
  let machine = machineStart;
  const world: World = { ...joined, gates: { ...joined.gates, ...helpers(), ...gates }, now: () => legal, machine: () => machine };
  return {
    ...joined,
    ...world,
    close,
    database,
    setClock: (at) => {
      legal = at;
    },
    wait: (ms) => {
      machine = plusMs(machine, ms);
    },
    work: () => doWork(world),
    signIn: async (account) => {
      const opened = sound(await signInAsSample(world, account, 'thử'));
      return { session: opened.session, cookie: `phien=${opened.token}` };
    },
  };
}

let shared: Pick<World['gates'], 'look' | 'paper'> | undefined;
/** The processes that print papers and look into files, once for all worlds of a test process: they keep nothing of anybody. */
function helpers(): Pick<World['gates'], 'look' | 'paper'> {
  if (shared !== undefined) return shared;
  const [look, paper] = [openPageLook(), openPaper()];
  atEnd(() => Promise.all([look.close(), paper.close()]));
  shared = { look, paper };
  return shared;
}

let shelf: Promise<LoadedShelf> | undefined;
/** The published packs of the template, read and proved once per process: every database of a test begins with the same. */
function provinceShelf(sql: Sql): Promise<LoadedShelf> {
  shelf ??= loadShelf({ sql, hash: sha256 });
  return shelf;
}

const configFor = (data: string, origin: string): Config => ({
  host: '127.0.0.1',
  port: 8080,
  data,
  databaseUrl: undefined,
  ownerUrl: undefined,
  origin,
  proxies: 0,
  isDemo: true,
  lang: 'vi',
  hasColor: false,
});

async function doWork(world: World): Promise<void> {
  await drainWork(world);
  const [failed] = await world.sql<{ fault: string }>`
    select last_fault as fault from job where last_fault is not null and state <> 'done'
    union all select last_fault from follower where last_fault is not null limit 1`;
  if (failed !== undefined) throw new Error(`background work failed: ${failed.fault}`);
}

/** The result of a deed that a test expects to succeed. */
export function sound<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused} ${JSON.stringify(result.about ?? {})}`);
  return result as T;
}
