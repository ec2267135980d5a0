/** Which pack version is live where. The nearest branch wins: a pilot in one commune goes before the whole province. */
import type { Instant } from '../../base/time.ts';
import type { Pack } from '../../pack/pack.ts';
import type { UnitPath } from '../permit.ts';

export type Live = { readonly packId: string; readonly version: string; readonly path: UnitPath; readonly from: Instant; readonly to: Instant | null };

export function liveVersion(all: readonly Live[], packId: string, path: UnitPath, now: Instant): string | undefined {
  const nearest = all
    .filter((one) => one.packId === packId && path.startsWith(one.path) && one.from <= now && (one.to === null || now < one.to))
    .toSorted((a, b) => b.path.length - a.path.length || (a.from < b.from ? 1 : -1));
  return nearest[0]?.version;
}

/**
 * Does somebody in the unit play every role of the pack? A deputy stands in for the head. A citizen must not file where nobody receives.
 * Services the offices keep among themselves name their units in the data, so nothing is asked of them here.
 */
export function isStaffed(pack: Pick<Pack, 'roles' | 'audience' | 'door'>, held: ReadonlySet<string> | undefined): boolean {
  if (pack.audience === 'internal' && pack.door?.kind !== 'report') return true;
  return [...pack.roles.values()].every(({ role }) => held?.has(role) === true || (role === 'unitLeader' && held?.has('deputyLeader') === true));
}
