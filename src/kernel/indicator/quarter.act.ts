/** The share on time in the last whole quarter, for everybody to see. */
import { plusMs } from '../../base/time.ts';
import type { World } from '../world.ts';
import type { QuarterRow } from './quarter.store.ts';
import { quarterByPack } from './quarter.store.ts';
import type { Quarter } from './quarter.ts';
import { lastQuarter } from './quarter.ts';

export type QuarterNumbers = { readonly quarter: Quarter; readonly byPack: ReadonlyMap<string, Omit<QuarterRow, 'packId'>> };

/** A quarter that is over hardly changes: counted again after ten minutes of the machine. */
const keptMs = 600_000;
const kept = new WeakMap<World, { readonly until: string; readonly from: string; readonly numbers: QuarterNumbers }>();

/** Cases of the whole province that ended in the last quarter, withdrawn ones left out: how many, and how many by the promised hour. */
export async function quarterNumbers(world: World): Promise<QuarterNumbers> {
  const quarter = lastQuarter(world.now());
  const known = kept.get(world);
  if (known !== undefined && known.from === quarter.from && world.machine() < known.until) return known.numbers;
  const rows = await quarterByPack(world.sql, quarter.from, quarter.until);
  const numbers = { quarter, byPack: new Map(rows.map(({ packId, ...counts }) => [packId, counts])) };
  kept.set(world, { until: plusMs(world.machine(), keptMs), from: quarter.from, numbers });
  return numbers;
}
