/** A cell made ready to work: database, migrations where allowed, the joined world, packs. What is missing is told in a sentence and nothing starts. */
import { join } from 'node:path';
import { isError, printFinding } from '../base/finding.ts';
import { instant } from '../base/time.ts';
import { exit, Stop } from '../cli/command.ts';
import type { Terminal } from '../cli/terminal.ts';
import { makeMonths } from '../kernel/ledger/ledger.act.ts';
import type { Config } from './config.ts';
import { home } from './config.ts';
import { migrateStore } from './migrate.ts';
import { publishFolder } from './shelf.ts';
import type { Store } from './store.ts';
import { openStore } from './store.ts';
import { inspectStore } from './store-check.ts';
import type { JoinedWorld } from './world.ts';
import { joinWorld } from './world.ts';

export type Cell = {
  readonly world: JoinedWorld;
  readonly store: Store;
  /** Ends gates, connections and the embedded database, in this order. */
  close(): Promise<void>;
};

export type CellOptions = {
  /** `start` migrates by itself; the production processes refuse until `./cuaso migrate` was run. */
  readonly migrates: boolean;
  /** Whether an embedded database that another process of ours runs may be shared: `serve` and `work` beside each other. */
  readonly whenRunning: 'refuse' | 'share';
  /** Fills an empty cell before packs are published: units and sample people. */
  readonly prepare: (world: JoinedWorld) => Promise<void>;
};

export async function openCell(config: Config, terminal: Terminal, options: CellOptions): Promise<Cell> {
  const store = await openStore(config, options.whenRunning);
  try {
    if (options.migrates && store.owner !== undefined) await migrateStore(store);
    await refuseWhenUnsafe(store, terminal);
    const world = await joinWorld(config, store.app);
    let stopHearing = async (): Promise<void> => undefined;
    try {
      // Before the first entry: a month that already has entries in the default partition cannot get its own any more.
      await makeMonths(world.sql, world.now());
      await options.prepare(world);
      await stock(world, terminal);
      // Another process published a pack or switched one live: this one serves it at once.
      stopHearing = await world.sql.listen('shelf', () => void readAgain(world, terminal));
    } catch (fault) {
      await world.close();
      throw fault;
    }
    const close = async (): Promise<void> => {
      await stopHearing();
      await world.close();
      await store.close();
    };
    return { world, store, close };
  } catch (fault) {
    await store.close();
    throw fault;
  }
}

async function refuseWhenUnsafe(store: Store, terminal: Terminal): Promise<void> {
  const findings = await inspectStore(store.app).catch((fault: unknown) => {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new Stop(exit.missing, { vi: `không tới được cơ sở dữ liệu: ${why}`, en: `the database cannot be reached: ${why}` });
  });
  const wrong = findings.find((finding) => finding.level === 'stop');
  if (wrong !== undefined) throw new Stop(exit.missing, wrong.says);
  for (const { says } of findings) terminal.say({ vi: `cuaso: ${says.vi}`, en: `cuaso: ${says.en}` });
}

async function readAgain(world: JoinedWorld, terminal: Terminal): Promise<void> {
  const findings = await world.refresh().catch(() => []);
  for (const finding of findings.filter(isError)) terminal.say(`cuaso: ${printFinding(finding)}`);
}

/** The sample province took its packs into use before its oldest case. */
const sampleLive = instant('2022-09-01T07:30:00+07:00');

/** Publishes the packs of the checkout and reads units and shelf; a wrong pack is told and left out. */
async function stock(world: JoinedWorld, terminal: Terminal): Promise<void> {
  await world.refresh();
  if (world.org().units.length === 0) {
    throw new Stop(exit.missing, {
      vi: 'chưa có đơn vị nào; chạy ./cuaso admin invite để nạp danh mục đơn vị và mời người quản trị đầu tiên',
      en: 'there are no units yet; run ./cuaso admin invite to load them and invite the first administrator',
    });
  }
  const findings = [...(await publishFolder(world.sample ? { ...world, now: () => sampleLive } : world, join(home, 'packs'))), ...(await world.refresh())];
  for (const finding of findings.filter(isError)) terminal.say(`cuaso: ${printFinding(finding)}`);
}
