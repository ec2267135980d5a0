/** `openSite()`: a whole product on a fresh world, answering on a real port. Legal time and background work are the test's own. */
import type { Instant } from '../../src/base/time.ts';
import type { IdentityGate } from '../../src/kernel/person/person.ts';
import type { World } from '../../src/kernel/world.ts';
import { demoPower } from '../../src/main/demo.ts';
import { openJournal } from '../../src/main/journal.ts';
import { listen } from '../../src/main/listen.ts';
import { serveWith } from '../../src/main/serve.ts';
import type { Visitor } from './client.ts';
import { visitor } from './client.ts';
import { atEnd } from './ending.ts';
import { openLine, secondGeneration } from './line.ts';
import type { TestWorld } from './world.ts';
import { freshWorld } from './world.ts';

export type TestSite = {
  readonly world: TestWorld;
  /** 'http://127.0.0.1:41234'. */
  readonly url: string;
  readonly visitor: () => Visitor;
  /** Somebody signed in through the page of the demonstration. */
  readonly as: (account: string) => Promise<Visitor>;
  /** What went wrong inside so far: empty unless a request was answered with 5xx. */
  readonly faults: readonly string[];
  /** Called by itself when the test file ends; a file of many sites calls it as each is done. */
  readonly close: () => Promise<void>;
};

type Host = '127.0.0.1' | 'localhost';
let former: Promise<unknown> = Promise.resolve();

/** One after another: style and scripts are bundled by a helper that ends with the first bundle. 'localhost' is the one name without https for which a browser makes passkeys. */
export function openSite(host: Host = '127.0.0.1', options: SiteOptions = {}): Promise<TestSite> {
  const site = former.then(() => makeSite(host, options));
  former = site.catch(() => undefined);
  return site;
}

export type SiteOptions = {
  /** The gate to an identity provider that knows this site's address; none is set up without it. */
  readonly identity?: (origin: string) => Promise<IdentityGate>;
  /** Gates that stand in for those of the sample province. */
  readonly gates?: Partial<World['gates']>;
  /** Everybody, a device's worker too, reaches the site over 2G. */
  readonly line?: '2G';
  /** The page with the sample telephones; or no demonstration at all, as in a real province. */
  readonly demo?: { readonly phones: string } | 'none';
};

async function makeSite(host: Host, options: SiteOptions): Promise<TestSite> {
  let answer: Parameters<typeof listen>[0] = () => new Response(null, { status: 503 });
  // The port is known before the world, so that links, QR codes and passkeys name the address people really use.
  const server = await listen((request, env) => answer(request, env), { host: '127.0.0.1', port: 0 });
  const own = `http://${host}:${server.port}`;
  const line = options.line === undefined ? undefined : await openLine(own, secondGeneration);
  const url = line?.url ?? own;
  const world = await freshWorld(url, { ...(options.identity === undefined ? {} : { identity: await options.identity(url) }), ...options.gates });
  const faults: string[] = [];
  const journal = openJournal((line) => void faults.push(line));
  const power = demoPower(world, { drain: world.work, stop: async () => undefined }, options.demo === 'none' ? undefined : options.demo?.phones);
  const told = {
    ...journal,
    fault: (fault: unknown, route: string) => {
      faults.push(`${route}: ${fault instanceof Error ? fault.stack : String(fault)}`);
      return journal.fault(fault, route);
    },
  };
  const moving = {
    ...power,
    moveClock: async (to: Instant) => {
      world.setClock(to);
      await world.work();
      return to;
    },
  };
  const serving = await serveWith(world, told, options.demo === 'none' ? undefined : moving);
  answer = serving.fetch;
  const close = atEnd(async () => {
    await line?.close();
    await server.drain();
    await serving.stop();
    await world.close();
  });
  return {
    world,
    url,
    visitor: () => visitor(url),
    as: async (account) => {
      const one = visitor(url);
      const page = await one.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account }) });
      if (page.status !== 303) throw new Error(`${account} could not sign in: ${page.status} ${page.text}`);
      return one;
    },
    faults,
    close,
  };
}
