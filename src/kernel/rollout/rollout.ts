/** Which pack version is live where. The nearest branch wins: a pilot in one commune goes before the whole province. */
import type { Instant } from '../../base/time.ts';
import type { UnitPath } from '../permit.ts';

export type Live = { readonly packId: string; readonly version: string; readonly path: UnitPath; readonly from: Instant; readonly to: Instant | null };

export function liveVersion(all: readonly Live[], packId: string, path: UnitPath, now: Instant): string | undefined {
  const nearest = all
    .filter((one) => one.packId === packId && path.startsWith(one.path) && one.from <= now && (one.to === null || now < one.to))
    .toSorted((a, b) => b.path.length - a.path.length || (a.from < b.from ? 1 : -1));
  return nearest[0]?.version;
}
