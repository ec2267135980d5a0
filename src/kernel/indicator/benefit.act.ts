/** The benefit of one's own cases, computed anew from the cases whenever it is asked; and the same for all people of a branch, kept for ten minutes. */
import { plusMs } from '../../base/time.ts';
import type { Permit, UnitPath } from '../permit.ts';
import { allowsPack, selfOf } from '../permit.ts';
import { findPerson } from '../person/person.act.ts';
import type { World } from '../world.ts';
import type { BenefitRow } from './benefit.store.ts';
import { benefitGroups, benefitRows } from './benefit.store.ts';
import type { Benefit, BenefitTable, Trip } from './benefit.ts';
import { benefitOf, timesBenefit, tripTo } from './benefit.ts';
import type { PeriodName } from './period.ts';
import { periodOf } from './period.ts';

export type BenefitLine = BenefitRow & { readonly trip: Trip; readonly benefit: Benefit };

/** The latest 500 cases of the permit's holder, or of the person the holder acts for. */
export async function benefitLines(world: Pick<World, 'sql' | 'org'>, permit: Permit<'case.read'>, table: BenefitTable): Promise<readonly BenefitLine[]> {
  if (permit.reach.kind !== 'own') return [];
  const org = world.org();
  const person = await findPerson(world, permit, permit.actor.person);
  const home = 'refused' in person || person.home === undefined || selfOf(permit) !== permit.actor.person ? undefined : org.byId.get(person.home);
  const rows = (await benefitRows(world.sql, selfOf(permit), 500)).filter((row) => allowsPack(permit, row.packId));
  return rows.flatMap((row) => {
    const unit = org.byId.get(row.unit);
    if (unit === undefined) return [];
    const trip = tripTo(org, unit, home, table);
    return [{ ...row, trip, benefit: benefitOf(row, trip, table) }];
  });
}

export type UnitBenefit = { readonly path: UnitPath; readonly benefit: Benefit };

/** The facts lie inside the cases: looked at again after ten minutes of the machine. */
const keptMs = 600_000;
type Kept = { readonly until: string; readonly benefits: Promise<readonly UnitBenefit[]> };
const kept = new WeakMap<World, Map<string, Kept>>();

/** What cases filed in the period saved, by unit and home of the applicant; within the permit's branch. */
export async function benefitOfBranch(
  world: World,
  permit: Permit<'indicator.read'>,
  table: BenefitTable,
  period: PeriodName,
): Promise<readonly UnitBenefit[]> {
  const path = permit.reach.kind === 'everywhere' ? '/' : permit.reach.kind === 'branch' ? permit.reach.path : '/-/';
  const since = periodOf(period, world.now());
  const known = kept.get(world) ?? new Map<string, Kept>();
  kept.set(world, known);
  for (const [key, { until }] of known) if (until <= world.machine()) known.delete(key);
  const key = `${since} ${path}`;
  const benefits = known.get(key)?.benefits ?? countBranch(world, path, since, table);
  known.set(key, known.get(key) ?? { until: plusMs(world.machine(), keptMs), benefits });
  // A fault is not kept.
  return await benefits.catch((fault: unknown) => {
    known.delete(key);
    throw fault;
  });
}

async function countBranch(world: World, path: string, since: ReturnType<typeof periodOf>, table: BenefitTable): Promise<readonly UnitBenefit[]> {
  const org = world.org();
  return (await benefitGroups(world.sql, path, since)).flatMap(({ unit: id, home, cases, ...one }) => {
    const unit = org.byId.get(id);
    if (unit === undefined) return [];
    const trip = tripTo(org, unit, home === null ? undefined : org.byId.get(home), table);
    return [{ path: unit.path, benefit: timesBenefit(benefitOf(one, trip, table), cases) }];
  });
}
