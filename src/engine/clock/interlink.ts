/** One case over several agencies: each has a clock of its own, which stands still while the case lies elsewhere. */

import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Label } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { isBefore } from '../../base/time.ts';
import { dueBy } from './due.ts';
import type { Calendar, Pause, Rule } from './model.ts';

/** One stretch of time in which an agency held the case. Stretches under one name share one clock: 'land office, appointment 1'. */
export type Holding = {
  readonly clock: string;
  readonly from: Instant;
  /** When it was handed on; absent while the agency still holds it. */
  readonly to?: Instant;
  /** Pauses inside the stretch: a supplement, a payment that is waited for. */
  readonly pauses?: readonly Pause[];
};

/** What the law gives the holder of a clock, counted in the calendar of its own office. */
export type AgencyTerm = { readonly rule: Rule; readonly calendar: Calendar };

export type AgencyClock = {
  readonly clock: string;
  /** running: holds the case. elsewhere: handed on and may get it back. paused: holds it and waits for somebody. done: finished for good. */
  readonly state: 'running' | 'paused' | 'elsewhere' | 'done';
  /** By when it is, or was, owed; absent while the clock stands still, since nobody knows how long. */
  readonly due?: Instant;
  readonly because?: Label;
  /** When the agency was last done with it. */
  readonly handedOn?: Instant;
  /** Whether it was handed on in time; absent while it is held or stands still. */
  readonly onTime?: boolean;
};

/**
 * The clocks of an interlinked case, in the order in which they began. `finished`: clocks that will not run again.
 * Time elsewhere is a pause of the clock (Decree 61/2018: the time of another agency is not counted against this one).
 * Refuses like `dueBy`, and with 'clock-rule' for a clock without a term.
 */
export function agencyClocks(
  holdings: readonly Holding[],
  terms: ReadonlyMap<string, AgencyTerm>,
  finished: ReadonlySet<string> = new Set(),
): readonly AgencyClock[] | Refusal {
  const clocks: AgencyClock[] = [];
  for (const clock of [...new Set(holdings.map((holding) => holding.clock))]) {
    const term = terms.get(clock);
    if (term === undefined) return { refused: 'clock-rule', about: { clock } };
    const stretches = holdings.filter((holding) => holding.clock === clock).toSorted((a, b) => (isBefore(a.from, b.from) ? -1 : 1));
    const read = clockOf(clock, stretches, term, finished.has(clock));
    if (isRefusal(read)) return read;
    clocks.push(read);
  }
  return clocks;
}

function clockOf(clock: string, stretches: readonly Holding[], { rule, calendar }: AgencyTerm, isFinished: boolean): AgencyClock | Refusal {
  const first = stretches[0];
  const last = stretches.at(-1);
  if (first === undefined || last === undefined) return { refused: 'clock-rule', about: { clock } };
  const pauses = [...stretches.flatMap((stretch) => stretch.pauses ?? []), ...gapsBetween(stretches)];
  const isPaused = pauses.some((pause) => pause.to === undefined);
  if (last.to === undefined && isPaused) return { clock, state: 'paused' };
  const due = dueBy(rule, first.from, calendar, pauses);
  if (isRefusal(due)) return due;
  if (last.to === undefined) return { clock, state: 'running', ...due };
  const handedOn = { handedOn: last.to, onTime: !isBefore(due.due, last.to) };
  return isFinished ? { clock, state: 'done', ...due, ...handedOn } : { clock, state: 'elsewhere', ...handedOn };
}

/** Between two stretches the case lay elsewhere. */
function gapsBetween(stretches: readonly Holding[]): readonly Pause[] {
  return stretches.flatMap((stretch, index) => {
    const next = stretches[index + 1];
    return stretch.to === undefined || next === undefined || !isBefore(stretch.to, next.from)
      ? []
      : [{ from: stretch.to, to: next.from, why: 'other' as const }];
  });
}
