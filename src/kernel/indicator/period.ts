/** Spans a leader looks back over: from the beginning of the current month, quarter or year until now. Pure. */
import type { Instant } from '../../base/time.ts';
import { atClock, date, dateOf } from '../../base/time.ts';

export const periodNames = ['month', 'quarter', 'year'] as const;
export type PeriodName = (typeof periodNames)[number];
export const isPeriod = (text: string): text is PeriodName => periodNames.some((one) => one === text);

/** The first moment of the period that `now` lies in. */
export function periodOf(name: PeriodName, now: Instant): Instant {
  const [year = '', month = ''] = dateOf(now).split('-');
  const first = { month: Number(month), quarter: Math.floor((Number(month) - 1) / 3) * 3 + 1, year: 1 }[name];
  return atClock(date(`${year}-${String(first).padStart(2, '0')}-01`), '00:00');
}
