/** The leader's board: numbers of a branch by unit, and the cases behind each number. */
import type { Instant, PlainDate } from '../../base/time.ts';
import { atClock, dateOf } from '../../base/time.ts';
import type { Permit, UnitPath } from '../permit.ts';
import type { World } from '../world.ts';
import type { Moments } from './indicator.store.ts';
import { casesBehind, numbersByUnit } from './indicator.store.ts';
import type { Opened, PeriodName, UnitNumbers } from './indicator.ts';
import { periodOf } from './indicator.ts';

export type { BenefitLine } from './benefit.act.ts';
export { benefitLines, benefitOfBranch } from './benefit.act.ts';
export type { NumberLine } from './indicator.store.ts';
export type { QuarterNumbers } from './quarter.act.ts';
export { quarterNumbers } from './quarter.act.ts';

/** Counts now, from the rows themselves: what is shown can be opened at the same moment. */
export const numbersOf = (world: World, permit: Permit<'indicator.read'>): Promise<readonly UnitNumbers[]> =>
  numbersByUnit(world.sql, rootOf(permit), momentsOf(world.now()));

/** At most 500 cases behind a number, within the permit's branch. */
export function openNumber(world: World, permit: Permit<'indicator.read'>, path: UnitPath, measure: Opened, period: PeriodName = 'month') {
  const root = rootOf(permit);
  const at = { ...momentsOf(world.now()), since: periodOf(period, world.now()) };
  return casesBehind(world.sql, path.startsWith(root) ? path : root, measure, at, 500);
}

function momentsOf(now: Instant): Moments {
  const today = dateOf(now);
  return { now, day: atClock(today, '00:00'), month: atClock(`${today.slice(0, 8)}01` as PlainDate, '00:00') };
}

function rootOf(permit: Permit<'indicator.read'>): string {
  if (permit.reach.kind === 'everywhere') return '/';
  return permit.reach.kind === 'branch' ? permit.reach.path : '/-/';
}

export { monthlyNumbers } from './monthly.act.ts';
