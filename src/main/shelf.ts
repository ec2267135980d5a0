/** The shelf: every published pack version, read and proved once per process. */
import type { Finding } from '../base/finding.ts';
import { isError } from '../base/finding.ts';
import type { UnitId } from '../base/id.ts';
import { isRefusal, sentenceOf } from '../base/refusal.ts';
import type { Sql } from '../db/sql.ts';
import { readPackFolders } from '../gate/pack-folder.ts';
import { systemPermit } from '../kernel/access/access.act.ts';
import { playStories } from '../kernel/case/case.ts';
import { goLive, publish, publishedFiles, publishedVersions } from '../kernel/rollout/rollout.act.ts';
import type { Shelf, World } from '../kernel/world.ts';
import { assemble, packHash } from '../pack/assemble.ts';
import type { Pack } from '../pack/pack.ts';
import { calendarNamed } from './calendar.ts';

export type LoadedShelf = Shelf & { readonly findings: readonly Finding[] };

/**
 * A version that no longer assembles stays out, with its findings; the others are served.
 * `known`: the shelf as it was; a published version never changes, so what stands there is not read again.
 */
export async function loadShelf(world: { readonly sql: Sql; readonly hash: World['hash'] }, known?: Shelf): Promise<LoadedShelf> {
  const packs = new Map<string, Pack>();
  const findings: Finding[] = [];
  for (const { packId, version } of await publishedVersions(world)) {
    const old = known?.find(packId, version);
    if (old !== undefined) {
      packs.set(`${packId} ${version}`, old);
      continue;
    }
    const made = await assemble(filesOf(await publishedFiles(world, packId, version)), world.hash);
    findings.push(...made.findings.filter(isError).map((finding) => ({ ...finding, file: `${packId}/${finding.file}` })));
    if (made.pack !== undefined) packs.set(`${packId} ${version}`, made.pack);
  }
  return { all: () => [...packs.values()], find: (id, version) => packs.get(`${id} ${version}`), findings };
}

const filesOf = (files: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text, 'base64')]));

type PublishWorld = Pick<World, 'sql' | 'now' | 'hash' | 'org'>;

/**
 * Publishes every pack of the folder that is without errors and switches a version that was never published live in the whole province.
 * Answers the findings; an invalid pack stops only itself. What stands on the shelf with the same files was proved when it was published.
 */
export async function publishFolder(world: PublishWorld & { readonly shelf?: Shelf }, folder: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const known = new Set(world.shelf?.all().map((pack) => pack.hash));
  const root = world.org().units.find((unit) => unit.parent === undefined);
  for (const { id, files } of await readPackFolders(folder)) {
    if (known.has(packHash(files, world.hash))) continue;
    const published = await publishPack(world, files, root === undefined ? [] : [root.id]);
    findings.push(...published.findings.map((finding) => ({ ...finding, file: `${id}/${finding.file}` })));
  }
  return findings;
}

export type Published = {
  readonly findings: readonly Finding[];
  /** Undefined when an error stopped it. */
  readonly done?: { readonly pack: Pack; readonly isNew: boolean };
};

/** Proves one pack, stores its version and switches a new version live in the branches of `units`; on every machine it is served as soon as that is heard. */
export async function publishPack(world: PublishWorld, files: ReadonlyMap<string, Uint8Array>, units: readonly UnitId[]): Promise<Published> {
  const permit = systemPermit(world, 'pack.rollout');
  const { pack, findings } = await assemble(files, world.hash);
  if (pack === undefined || findings.some(isError)) return { findings };
  // A story that does not come true stops publishing.
  const untrue = playStories(pack, calendarNamed).flatMap((played) => played.findings);
  if (untrue.some(isError)) return { findings: [...findings, ...untrue] };
  const row = {
    packId: pack.id,
    version: pack.version,
    hash: pack.hash,
    files: Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')])),
  };
  const published = await publish(world, permit, row);
  if (isRefusal(published)) {
    const taken = { file: 'pack.json', element: 'version', code: published.refused, message: sentenceOf(published, 'en'), repair: '', level: 'error' } as const;
    return { findings: [...findings, ...untrue, taken] };
  }
  const isNew = published === 'new';
  if (isNew) for (const unit of units) await goLive(world, permit, pack, unit);
  return { findings: [...findings, ...untrue], done: { pack, isNew } };
}
