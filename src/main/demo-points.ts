/** Approximate middles of the districts of the sample province and of the wards that work in it, degrees WGS 84, read off public maps. */
import { systemPermit } from '../kernel/access/access.act.ts';
import type { Org } from '../kernel/org/org.ts';
import { loadPoints } from '../kernel/voice/voice.act.ts';
import type { World } from '../kernel/world.ts';

/** By GSO code. */
const middles: Readonly<Record<string, readonly [number, number]>> = {
  // districts: their seats
  '502': [15.5736, 108.474],
  '503': [15.8801, 108.338],
  '504': [15.88, 107.48],
  '505': [15.94, 107.67],
  '506': [15.883, 108.113],
  '507': [15.889, 108.245],
  '508': [15.8283, 108.2608],
  '509': [15.67, 108.217],
  '510': [15.75, 107.83],
  '511': [15.44, 107.8],
  '512': [15.57, 108.11],
  '513': [15.739, 108.354],
  '514': [15.489, 108.302],
  '515': [15.34, 108.23],
  '516': [15.19, 108.1],
  '517': [15.433, 108.66],
  '518': [15.5, 108.4],
  '519': [15.67, 107.95],
  // communes
  '20347': [15.571, 108.477],
  '20398': [15.877, 108.33],
  '20455': [15.887, 107.484],
};

export async function loadDemoPoints(world: Pick<World, 'sql' | 'now'>, org: Org): Promise<void> {
  const points = org.units.flatMap((unit) => {
    const middle = unit.gso === undefined || unit.until !== undefined ? undefined : middles[unit.gso];
    return middle === undefined ? [] : [{ unitId: unit.id, latitude: middle[0], longitude: middle[1] }];
  });
  await loadPoints(world, systemPermit(world, 'unit.admin'), points);
}
