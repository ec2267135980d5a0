/** Quarters of the year: what "đúng hẹn quý trước" counts. */
import type { Instant, PlainDate } from '../../base/time.ts';
import { atClock, dateOf } from '../../base/time.ts';

export type Quarter = {
  readonly year: number /** 1 to 4. */;
  readonly number: number;
  readonly from: Instant /** First instant after it. */;
  readonly until: Instant;
};

/** The whole quarter before the one in which `now` lies. */
export function lastQuarter(now: Instant): Quarter {
  const today = dateOf(now);
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const here = Math.floor((month - 1) / 3);
  const [lastYear, last] = here === 0 ? [year - 1, 3] : [year, here - 1];
  return { year: lastYear, number: last + 1, from: begin(lastYear, last), until: begin(year, here) };
}

const begin = (year: number, quarter: number): Instant => atClock(`${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01` as PlainDate, '00:00');
