/** The benefit of one's own cases, computed anew from the cases whenever it is asked. */
import type { Permit } from '../permit.ts';
import { allowsPack, selfOf } from '../permit.ts';
import { findPerson } from '../person/person.act.ts';
import type { World } from '../world.ts';
import type { BenefitRow } from './benefit.store.ts';
import { benefitRows } from './benefit.store.ts';
import type { Benefit, BenefitTable, Trip } from './benefit.ts';
import { benefitOf, tripTo } from './benefit.ts';

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
