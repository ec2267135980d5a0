/** `openSite()`: a whole product on a fresh world, answering on a real port. Legal time and background work are the test's own. */
import { after } from 'node:test';
import { demoPower } from '../../src/main/demo.ts';
import { openJournal } from '../../src/main/journal.ts';
import { listen } from '../../src/main/listen.ts';
import { serveWith } from '../../src/main/serve.ts';
import type { Visitor } from './client.ts';
import { visitor } from './client.ts';
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
};

const open: (() => Promise<void>)[] = [];
after(async () => {
  for (const close of open) await close();
});

export async function openSite(): Promise<TestSite> {
  const world = await freshWorld();
  const faults: string[] = [];
  const journal = openJournal((line) => void faults.push(line));
  const power = demoPower(world, { drain: world.work, stop: async () => undefined });
  const told = {
    ...journal,
    fault: (fault: unknown, route: string) => {
      faults.push(`${route}: ${fault instanceof Error ? fault.stack : String(fault)}`);
      return journal.fault(fault, route);
    },
  };
  const serving = await serveWith(world, told, {
    ...power,
    moveClock: async (to) => {
      world.setClock(to);
      await world.work();
      return to;
    },
  });
  const server = await listen(serving.fetch, { host: '127.0.0.1', port: 0 });
  open.push(async () => {
    await server.drain();
    await serving.stop();
  });
  const url = `http://127.0.0.1:${server.port}`;
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
  };
}
