/** The other side of the message gates for a test: a mail server, SMS and Zalo as `./cuaso demo-post` runs them, in this process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Arrived } from '../../src/gate/double-post.ts';
import { openPostDouble } from '../../src/gate/double-post.ts';
import { openMessageGates } from '../../src/gate/message-gates.ts';
import type { World } from '../../src/kernel/world.ts';
import { doubleGates } from '../../src/main/demo-post.ts';

export type { Arrived } from '../../src/gate/double-post.ts';

const open: (() => Promise<void>)[] = [];
after(async () => {
  for (const close of open) await close();
});

/** Gives a world gates that lead to the double at this address. `services`: push services beside the well-known ones. */
export function joinGates(world: Pick<World, 'gates' | 'origin' | 'now'>, url: string, smtp: string, services: readonly string[] = []): void {
  const data = mkdtempSync(join(tmpdir(), 'cuaso-post-'));
  open.push(async () => rmSync(data, { recursive: true, force: true }));
  const settings = { ...doubleGates(url, smtp), pushServices: services };
  // The world of a test was joined without gates; all its copies share this one object.
  Object.assign(
    world.gates.message,
    openMessageGates(settings, join(data, 'push.json'), world.origin, () => Date.parse(world.now())),
  );
}

/** A double in this process, joined to the world. Answers how to read what arrived. */
export async function openPost(
  world: Pick<World, 'gates' | 'origin' | 'now'>,
  services: readonly string[] = [],
): Promise<{ readonly arrived: () => Promise<readonly Arrived[]>; readonly url: string }> {
  const double = await openPostDouble({ http: 0, smtp: 0 });
  open.push(double.close);
  joinGates(world, double.url, double.smtp, services);
  return { arrived: () => arrivedAt(double.url), url: double.url };
}

export async function arrivedAt(url: string): Promise<readonly Arrived[]> {
  const answer = await fetch(`${url}/messages.json`);
  return ((await answer.json()) as { readonly messages: readonly Arrived[] }).messages;
}
