/** The shelf: every published pack version, read and proved once per process. */
import type { Finding } from '../base/finding.ts';
import { isError } from '../base/finding.ts';
import { isRefusal, sentenceOf } from '../base/refusal.ts';
import type { Sql } from '../db/sql.ts';
import { readPackFolders } from '../gate/pack-folder.ts';
import { systemPermit } from '../kernel/access/access.act.ts';
import { playStories } from '../kernel/case/case.ts';
import { goLive, publish, publishedVersions } from '../kernel/rollout/rollout.act.ts';
import type { Shelf, World } from '../kernel/world.ts';
import { assemble } from '../pack/assemble.ts';
import type { Pack } from '../pack/pack.ts';
import { calendarNamed } from './calendar.ts';

export type LoadedShelf = Shelf & { readonly findings: readonly Finding[] };

/** A version that no longer assembles stays out, with its findings; the others are served. */
export async function loadShelf(world: { readonly sql: Sql; readonly hash: World['hash'] }): Promise<LoadedShelf> {
  const packs = new Map<string, Pack>();
  const findings: Finding[] = [];
  for (const row of await publishedVersions(world)) {
    const files = new Map(Object.entries(row.files).map(([path, text]) => [path, Buffer.from(text, 'base64')]));
    const made = await assemble(files, world.hash);
    findings.push(...made.findings.filter(isError).map((finding) => ({ ...finding, file: `${row.packId}/${finding.file}` })));
    if (made.pack !== undefined) packs.set(`${row.packId} ${row.version}`, made.pack);
  }
  return { all: () => [...packs.values()], find: (id, version) => packs.get(`${id} ${version}`), findings };
}

/**
 * Publishes every pack of the folder that is without errors and switches a version that was never published live in the whole province.
 * Answers the findings; an invalid pack stops only itself.
 */
export async function publishFolder(world: Pick<World, 'sql' | 'now' | 'hash' | 'org'>, folder: string): Promise<readonly Finding[]> {
  const permit = systemPermit(world, 'pack.rollout');
  const findings: Finding[] = [];
  for (const { id, files } of await readPackFolders(folder)) {
    const made = await assemble(files, world.hash);
    findings.push(...made.findings.map((finding) => ({ ...finding, file: `${id}/${finding.file}` })));
    if (made.pack === undefined || made.findings.some(isError)) continue;
    // A story that does not come true stops publishing.
    const untrue = playStories(made.pack, calendarNamed).flatMap((played) => played.findings);
    findings.push(...untrue.map((finding) => ({ ...finding, file: `${id}/${finding.file}` })));
    if (untrue.some(isError)) continue;
    const row = {
      packId: made.pack.id,
      version: made.pack.version,
      hash: made.pack.hash,
      files: Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')])),
    };
    const published = await publish(world, permit, row);
    if (isRefusal(published))
      findings.push({ file: `${id}/pack.json`, element: 'version', code: published.refused, message: sentenceOf(published, 'en'), repair: '', level: 'error' });
    const root = world.org().units.find((unit) => unit.parent === undefined);
    if (published === 'new' && root !== undefined) await goLive(world, permit, made.pack, root.id);
  }
  return findings;
}
