/** On-time figures by procedure and month, for anybody to take away. */
import { atClock, dateOf, plusDays } from '../../base/time.ts';
import type { World } from '../world.ts';
import { finishedByMonth } from './monthly.store.ts';
import type { OpenMonth } from './monthly.ts';
import { openMonth } from './monthly.ts';

/** The last two years up to the end of last month: a month that is still running would move under the reader. */
export async function monthlyNumbers(world: World): Promise<readonly OpenMonth[]> {
  const today = dateOf(world.now());
  const until = atClock(plusDays(today, 1 - Number(today.slice(8, 10))), '00:00');
  const from = atClock(plusDays(dateOf(until), -730), '00:00');
  const rows = await finishedByMonth(world.sql, from, until);
  return rows.map(openMonth);
}
