/** The processes that stay: `start` (everything in one), `serve` (pages and API) and `work` (background). */
import { exit, Stop } from '../cli/command.ts';
import type { Terminal } from '../cli/terminal.ts';
import { systemPermit } from '../kernel/access/access.act.ts';
import { takeBackJobs } from '../kernel/job/job.act.ts';
import { loadUnits } from '../kernel/org/org.act.ts';
import type { Cell } from './cell.ts';
import { openCell } from './cell.ts';
import type { Config } from './config.ts';
import { demoPower } from './demo.ts';
import { playDemoCases } from './demo-cases.ts';
import { startDemoGateway } from './demo-gateway.ts';
import { canDouble, demoIdentityAt, startDemoIdentity } from './demo-identity.ts';
import { playDemoNews } from './demo-news.ts';
import { loadDemoPeople, readDemoUnits } from './demo-people.ts';
import { startDemoPost, withDemoPost } from './demo-post.ts';
import { playDemoVoice } from './demo-voice.ts';
import type { Journal } from './journal.ts';
import { openJournal } from './journal.ts';
import { listen } from './listen.ts';
import { claimPort } from './port.ts';
import { serveWith } from './serve.ts';
import { askedToEnd } from './stay.ts';
import type { Worker } from './work.ts';
import { startWork } from './work.ts';
import type { JoinedWorld } from './world.ts';

const journal: Journal = openJournal((line) => void process.stderr.write(`${line}\n`));

/** Resolves after the process was asked to end and everything has ended. */
export async function start(config: Config, terminal: Terminal): Promise<void> {
  const at = await withDemoPost(await withIdentity(await withPort(config)));
  // Before the sample cases are played: what they tell people arrives somewhere.
  const post = startDemoPost(at);
  const cell = await openCell(at, terminal, { migrates: true, whenRunning: 'refuse', prepare: at.isDemo ? fillSample : fillUnits }).catch(
    async (fault: unknown) => {
      await post?.stop();
      throw fault;
    },
  );
  const worker = await orClose(cell, async () => {
    await post?.ready();
    if (cell.store.isEmbedded) await takeBackJobs(cell.world, systemPermit(cell.world, 'system.run'));
    if (at.isDemo) await playSample(cell, terminal);
    return await startWork(cell.world, journal.jobFault);
  });
  // A gateway of one's own in the settings goes before the sample one.
  const bank = at.isDemo && at.pay?.url === undefined ? startDemoGateway(at) : undefined;
  const identity = at.isDemo && config.identity === undefined ? startDemoIdentity(at) : undefined;
  await stay(cell, at, terminal, worker, post?.url).finally(() => Promise.all([bank?.stop(), identity?.close(), post?.stop()]));
}

/** A sample province without a provider of its own gets the double; a checkout without the packages for tests goes without. */
async function withIdentity(config: Config): Promise<Config> {
  if (!config.isDemo || config.identity !== undefined || !canDouble()) return config;
  return { ...config, identity: demoIdentityAt(config.origin, await claimPort(config.host, 0)) };
}

/** A cell whose beginning fails leaves nothing running. */
async function orClose<T>(cell: Cell, begin: () => Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (fault) {
    await cell.close();
    throw fault;
  }
}

export async function serve(config: Config, terminal: Terminal): Promise<void> {
  const at = await withPort(config);
  const cell = await openCell(at, terminal, { migrates: false, whenRunning: 'share', prepare: at.isDemo ? fillSample : nothing });
  // Moving the clock of the sample province fires timers before the answer, so that process works too.
  await stay(cell, at, terminal, at.isDemo ? await startWork(cell.world, journal.jobFault) : undefined);
}

export async function work(config: Config, terminal: Terminal): Promise<void> {
  const cell = await openCell(config, terminal, { migrates: false, whenRunning: 'share', prepare: nothing });
  const worker = await startWork(cell.world, journal.jobFault);
  terminal.print('Cửa Số: work');
  await askedToEnd();
  await worker.stop();
  await cell.close();
}

/** `phones`: where the sample telephones are shown. */
async function stay(cell: Cell, config: Config, terminal: Terminal, worker: Worker | undefined, phones?: string): Promise<void> {
  const { world } = cell;
  const endings = [async () => worker?.stop(), cell.close];
  try {
    const serving = await serveWith(
      world,
      journal,
      worker !== undefined && config.isDemo ? demoPower(world, worker, phones) : undefined,
      config.proxies,
      config.noWorker,
    );
    endings.unshift(serving.stop);
    const server = await listen(serving.fetch, config);
    endings.unshift(server.drain);
    terminal.print(`Cửa Số: http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${server.port}`);
    await askedToEnd();
  } finally {
    // From the outside in: no new requests, then no new work, then the database.
    for (const end of endings) await end();
  }
}

/** A port of 0 becomes the free one it stands for, before links are made with it. */
async function withPort(config: Config): Promise<Config> {
  const port = await claimPort(config.host, config.port);
  return port === config.port ? config : { ...config, port, origin: config.origin.replace(/:0$/, `:${port}`) };
}

/** The cases of the sample province, once: told with progress, since it takes some seconds. Nobody relies on them yet, so no commit waits for the disk. */
async function playSample(cell: Cell, terminal: Terminal): Promise<void> {
  const world = { ...cell.world, sql: cell.store.hasty };
  await playDemoCases(world, (done, total) => terminal.progress(done, total, terminal.lang === 'vi' ? 'lập hồ sơ mẫu' : 'playing sample cases'));
  await playDemoVoice(world);
  await playDemoNews(world);
}

const nothing = async (): Promise<void> => undefined;

async function fillUnits(world: JoinedWorld): Promise<void> {
  const loaded = await loadUnits(world, systemPermit(world, 'unit.admin'), await readDemoUnits());
  if (typeof loaded !== 'number') throw new Stop(exit.fault, { vi: 'không nạp được danh mục đơn vị', en: `the units could not be loaded: ${loaded.refused}` });
}

async function fillSample(world: JoinedWorld): Promise<void> {
  await loadDemoPeople(world);
}
