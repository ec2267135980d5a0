/** Everything a cell answers over HTTP: health, the API, the pages. Joined here because the rims never see each other. */
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { apiApp } from '../api/api.ts';
import { migrationState } from '../db/migrate.ts';
import { deliveryCounts } from '../kernel/notice/notice.act.ts';
import { openFinder, openVisits } from '../kernel/register/register.act.ts';
import { webApp } from '../web/app.ts';
import { brake } from '../web/brake.ts';
import type { Bundle } from '../web/bundle.ts';
import { keptBundle } from '../web/bundle-kept.ts';
import type { CaseNews } from '../web/ioc/leader.route.ts';
import type { DemoPower } from '../web/request.ts';
import { loadBenefitTable } from './benefit.ts';
import { lagsOfFollowers } from './duties.ts';
import { loadHandbook } from './handbook.ts';
import type { Journal } from './journal.ts';
import type { JoinedWorld } from './world.ts';

export type Serving = {
  readonly fetch: Hono<{ Bindings: HttpBindings }>['fetch'];
  readonly stop: () => Promise<void>;
};

type Env = { Bindings: HttpBindings & { address?: string } };

let bundled: Promise<Bundle> | undefined;

/** `proxies`: how many of our own stand in front. `noWorker`: devices give theirs up. */
export async function serveWith(world: JoinedWorld, journal: Journal, demo: DemoPower | undefined, proxies = 0, noWorker?: true): Promise<Serving> {
  bundled ??= keptBundle();
  const bundle = await bundled;
  const news = await caseNews(world);
  const finder = await openFinder(world.sql);
  const visits = openVisits(world, (fault) => void journal.fault(fault, 'visits'));
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    // A request that came through no socket has nobody behind it.
    if (c.env?.incoming !== undefined) c.env.address = askerOf(c.env.incoming.socket.remoteAddress ?? '', c.req.header('x-forwarded-for'), proxies);
    await next();
  });
  app.use(journal.requests);
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const ready = await readiness(world);
    return c.json(ready, ready.ok ? 200 : 503);
  });
  // Only for a collector on the same machine: a request that came through a proxy is somebody else's.
  app.get('/metrics', async (c) =>
    isLocal(c.env.incoming.socket.remoteAddress) && forwarded.every((name) => c.req.header(name) === undefined)
      ? c.text(`${journal.metrics()}${await messageMetrics(world)}`)
      : c.notFound(),
  );
  // One budget for guesses of codes, whichever door they come through: 30 tries in 10 minutes from an address, 10 for a code.
  const guesses = { address: brake(30, 600), code: brake(10, 600) };
  app.route(
    '/',
    apiApp(world, { onFault: journal.fault, rates: { request: brake(3000, 60), guess: guesses.address, code: guesses.code, file: brake(60, 600) } }),
  );
  const site = {
    world,
    finder,
    guesses,
    assets: bundle.assets,
    phone: '1022',
    benefit: loadBenefitTable(),
    handbook: loadHandbook(),
    visits,
    ...(demo === undefined ? {} : { demo }),
  };
  const web = webApp(site, { bundle: noWorker ? { ...bundle, worker: bundle.farewell } : bundle, news, onFault: journal.fault });
  app.route('/', web);
  // An address nobody knows is answered by the site's own page, in the language of the person.
  app.notFound((c) => web.fetch(c.req.raw, c.env));
  const stop = async (): Promise<void> => {
    await visits.settle();
    await finder.stop();
    await news.stop();
  };
  return { fetch: app.fetch, stop };
}

/** Messages to people by way and state; nothing while the database is away. */
async function messageMetrics(world: JoinedWorld): Promise<string> {
  const counts = await deliveryCounts(world).catch(() => []);
  return counts.map((row) => `cuaso_deliveries{channel="${row.channel}",state="${row.state}"} ${row.deliveries}\n`).join('');
}

const forwarded = ['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

/** Whoever spoke to the outermost proxy of ours: each adds an address at the end of the list; what stood before was written by the asker. */
export function askerOf(peer: string, list: string | undefined, proxies: number): string {
  const seen = [...(list ?? '').split(',').map((one) => one.trim()), peer].filter((one) => one !== '');
  return networkOf((seen.at(-1 - proxies) ?? seen[0] ?? '').slice(0, 64));
}

/** One subscriber of IPv6 holds 2^64 addresses: the first four groups name the subscriber. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.toLowerCase().startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::', 2);
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail === undefined ? [] : tail.split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}

const isLocal = (address: string | undefined): boolean => address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';

type Readiness = { readonly ok: boolean; readonly database: boolean; readonly migrations: boolean; readonly followers: boolean };

/** followers: none rests after a fault. */
async function readiness(world: JoinedWorld): Promise<Readiness> {
  const state = await migrationState(world.sql).catch(() => undefined);
  const database = state !== undefined;
  const migrations = state !== undefined && state.pending.length === 0 && state.changed.length === 0;
  const followers = database && migrations && (await lagsOfFollowers(world)).every((lag) => lag.lastFault === null);
  return { ok: database && migrations, database, migrations, followers };
}

/** One listening connection for all open leader's pages. */
async function caseNews(world: JoinedWorld): Promise<CaseNews & { readonly stop: () => Promise<void> }> {
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const heard of watchers) heard();
  };
  const stops = [await world.sql.listen('case', tell), await world.sql.listen('clock', () => void world.clock.refresh().then(tell))];
  return {
    watch: (heard) => {
      watchers.add(heard);
      return () => void watchers.delete(heard);
    },
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}
