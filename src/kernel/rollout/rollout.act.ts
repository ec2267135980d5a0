/** Publishing pack versions and switching them live in a branch of the organisation. */
import type { UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { dateOf } from '../../base/time.ts';
import type { Pack } from '../../pack/pack.ts';
import { heldRoles } from '../access/access.act.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Unit } from '../org/org.ts';
import { isAlive } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { VersionRow } from './rollout.store.ts';
import { allLive, allVersions, endLive, filesOfVersion, insertLive, insertVersion, versionHash } from './rollout.store.ts';
import { isStaffed, liveVersion } from './rollout.ts';

/** Every version ever published: what the shelf is filled from. */
export const publishedVersions = (world: Pick<World, 'sql'>) => allVersions(world.sql);
/** The files of a published version as base64, by their path. */
export const publishedFiles = async (world: Pick<World, 'sql'>, packId: string, version: string) =>
  (await filesOfVersion(world.sql, packId, version))[0]?.files ?? {};

/**
 * Stores a proved version. The same version with the same files is nothing new; with other files it is refused ('version-taken'):
 * a running case never changes rules under the citizen's feet.
 */
export async function publish(world: Pick<World, 'sql' | 'now' | 'hash'>, permit: Permit<'pack.rollout'>, row: VersionRow): Promise<'new' | 'known' | Refusal> {
  return await world.sql.begin<'new' | 'known' | Refusal>(async (sql) => {
    const [fresh] = await insertVersion(sql, row, world.now());
    if (fresh !== undefined) {
      await append(sql, world.hash, permit, [{ what: 'pack-published', at: world.now(), pack: row.packId, version: row.version, hash: row.hash }]);
      await sql.notify('shelf');
      return 'new';
    }
    const [known] = await versionHash(sql, row.packId, row.version);
    return known?.hash === row.hash ? 'known' : refuse('version-taken', { pack: row.packId, version: row.version });
  });
}

/** From now on new cases in this branch use this version. */
export async function goLive(
  world: Pick<World, 'sql' | 'now' | 'hash'>,
  permit: Permit<'pack.rollout'>,
  pack: { readonly id: string; readonly version: string },
  unit: UnitId,
): Promise<void> {
  await world.sql.begin(async (sql) => {
    await endLive(sql, pack.id, unit, world.now());
    await insertLive(sql, pack.id, pack.version, unit, world.now());
    await append(sql, world.hash, permit, [{ what: 'pack-live', at: world.now(), pack: pack.id, version: pack.version, unit }]);
    await sql.notify('shelf');
  });
}

/** The version a new case at this unit is opened under. */
export async function packFor(world: World, service: string, unit: Unit): Promise<Pack | Refusal> {
  const version = liveVersion(await allLive(world.sql), service, unit.path, world.now());
  const pack = version === undefined ? undefined : world.shelf.find(service, version);
  if (pack === undefined || !pack.unitKinds.includes(unit.kind)) return refuse('pack-not-live');
  return isStaffed(pack, (await heldRoles(world)).get(unit.id)) ? pack : refuse('unit-not-staffed');
}

/** Units that take this service today: of its kinds, alive, and with somebody in every role. */
export async function unitsServing(world: World, pack: Pack): Promise<readonly Unit[]> {
  const held = await heldRoles(world);
  const today = dateOf(world.now());
  return world.org().units.filter((unit) => pack.unitKinds.includes(unit.kind) && isAlive(unit, today) && isStaffed(pack, held.get(unit.id)));
}

/** What citizens may file: everything live but the services the offices keep among themselves. */
export const publicPacks = async (world: World): Promise<readonly Pack[]> => (await livePacks(world)).filter((pack) => pack.audience === 'citizens');

/** Packs live anywhere now, newest live version each. */
export async function livePacks(world: World): Promise<readonly Pack[]> {
  const live = await allLive(world.sql);
  const now = world.now();
  const versions = new Map(
    live
      .filter((one) => one.from <= now && (one.to === null || now < one.to))
      .toSorted((a, b) => b.path.length - a.path.length)
      .map((one) => [one.packId, one.version]),
  );
  return [...versions].flatMap(([id, version]) => world.shelf.find(id, version) ?? []);
}
