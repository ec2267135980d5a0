/** The deed of `./cuaso pack publish`: beside a running cell, through its database; every process hears it and serves the pack. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exit, Stop } from '../cli/command.ts';
import type { PublishResult } from '../cli/pack-publish.ts';
import { readPackFolder } from '../gate/pack-folder.ts';
import { readOrg } from '../kernel/org/org.act.ts';
import type { Config } from './config.ts';
import { home } from './config.ts';
import { keptClock } from './legal-clock.ts';
import { publishPack } from './shelf.ts';
import { openStore } from './store.ts';
import { inspectStore } from './store-check.ts';
import { sha256 } from './world.ts';

export async function publishToCell(config: Config, folder: string, codes: readonly string[]): Promise<PublishResult> {
  const path = existsSync(resolve(folder)) ? resolve(folder) : join(home, folder);
  if (!existsSync(join(path, 'pack.json')))
    throw new Stop(exit.input, { vi: `${folder} không phải một gói (không có pack.json)`, en: `${folder} is not a pack (no pack.json)` });
  const store = await openStore(config, 'share');
  try {
    const wrong = (await inspectStore(store.app)).find((finding) => finding.level === 'stop');
    if (wrong !== undefined) throw new Stop(exit.missing, wrong.says);
    const { now } = await keptClock(store.app);
    const org = await readOrg({ sql: store.app });
    const units = org.units.filter((unit) => (codes.length === 0 ? unit.parent === undefined : codes.includes(unit.agencyCode)));
    if (units.length < Math.max(1, codes.length)) {
      const unknown = codes.filter((code) => org.units.every((unit) => unit.agencyCode !== code)).join(', ');
      throw new Stop(exit.input, { vi: `không có đơn vị ${unknown}`, en: `there is no unit ${unknown}` });
    }
    const world = { sql: store.app, now, hash: sha256, org: () => org };
    const { findings, done } = await publishPack(
      world,
      await readPackFolder(path),
      units.map((unit) => unit.id),
    );
    if (done === undefined) return { findings };
    const { id, version } = done.pack;
    return { findings, done: { id, version, isNew: done.isNew, address: `${config.origin}/thu-tuc/${id}` } };
  } finally {
    await store.close();
  }
}
