/** What a simulated year says: how long steps wait, how busy people are, how many cases are late. */
import type { Instant } from '../../base/time.ts';
import { atClock, isBefore, plusDays } from '../../base/time.ts';
import { timeLeft } from '../../engine/clock/clock.ts';
import type { SimulatedMove, SimulatedStep, SimulationWish } from './simulate.ts';
import { reception, simulateMoves, yearDays } from './simulate.ts';
import type { CaseState } from './state.ts';

/** Half of all values lie at or below `p50`, 95 of 100 at or below `p95`. Office hours. */
export type Spread = { readonly p50: number; readonly p95: number };
export type StepOfYear = {
  readonly element: string;
  readonly name: string;
  readonly role: string;
  readonly done: number;
  readonly waited: Spread;
  /** Share of those with a time of their own that were done after it; null when none had. */
  readonly lateShare: number | null;
  readonly longestQueue: number;
};
export type RoleOfYear = {
  readonly role: string;
  readonly holders: number /** Share of the office hours of the year spent at work. */;
  readonly utilisation: number;
};
export type SimulatedYear = {
  readonly pack: string;
  readonly version: string;
  readonly from: string;
  readonly seed: number;
  readonly effort: number;
  readonly cases: {
    readonly filed: number;
    /** The rules did not let them in. */
    readonly notEligible: number;
    readonly received: number;
    readonly finished: number;
    /** Finished after the promised hour. */
    readonly late: number;
    /** Still open after the last day, and those of them whose hour has passed. */
    readonly open: number;
    readonly overdue: number;
    /** Moves the law of the case refused: the case rests there. */
    readonly stuck: number;
  };
  /** Late and overdue ones among all finished and overdue; null when there are none. */
  readonly lateShare: number | null;
  /** From reception to the finished work. */
  readonly hours: Spread;
  readonly steps: readonly StepOfYear[];
  readonly roles: readonly RoleOfYear[];
};

type Gathered = { readonly waited: number[]; late: number; owed: number; queue: number; role: string };

export function simulate(wish: SimulationWish): SimulatedYear {
  const steps = new Map<string, Gathered>();
  const busy = new Map<string, number>();
  const last = new Map<string, CaseState>();
  const count = { filed: 0, notEligible: 0, received: 0, finished: 0, late: 0, stuck: 0 };
  const hours: number[] = [];
  for (const one of simulateMoves(wish)) {
    if (one.step !== undefined) gather(steps, busy, one.step);
    if (one.step !== undefined && one.entries.length === 0) count.stuck += 1;
    if (one.state === undefined) count.notEligible += 1;
    for (const entry of one.entries) {
      if (entry.what === 'case-submitted') count.filed += 1;
      if (entry.what === 'case-received') count.received += 1;
    }
    const finished = finishedNow(one, last.get(one.case));
    if (finished !== undefined) {
      count.finished += 1;
      if (isBefore(finished.due, finished.at)) count.late += 1;
      hours.push(timeLeft(finished.received, finished.at, wish.calendar).workingMinutes / 60);
    }
    if (one.state?.stage.at === 'closed') last.delete(one.case);
    else if (one.state !== undefined) last.set(one.case, one.state);
  }
  const end = atClock(plusDays(wish.from, yearDays), '00:00');
  const open = [...last.values()].filter((state) => state.finished === undefined);
  const overdue = open.filter((state) => state.clock !== undefined && isBefore(state.clock.due, end)).length;
  const judged = count.finished + overdue;
  return {
    pack: wish.pack.id,
    version: wish.pack.version,
    from: wish.from,
    seed: wish.seed,
    effort: wish.effort,
    cases: { ...count, filed: count.filed + count.notEligible, open: open.length, overdue },
    lateShare: judged === 0 ? null : (count.late + overdue) / judged,
    hours: spreadOf(hours),
    steps: stepsOf(wish, steps),
    roles: rolesOf(wish, busy, end),
  };
}

function gather(steps: Map<string, Gathered>, busy: Map<string, number>, step: SimulatedStep): void {
  const known = steps.get(step.element) ?? { waited: [], late: 0, owed: 0, queue: 0, role: step.role };
  steps.set(step.element, known);
  known.waited.push(step.waited / 60);
  known.queue = Math.max(known.queue, step.queue);
  if (step.late !== undefined) known.owed += 1;
  if (step.late === true) known.late += 1;
  busy.set(step.role, (busy.get(step.role) ?? 0) + step.worked);
}

/** The work of a case is done once: when its result is ready, or when it is closed without one. */
function finishedNow(
  one: SimulatedMove,
  before: CaseState | undefined,
): { readonly at: Instant; readonly due: Instant; readonly received: Instant } | undefined {
  const { state } = one;
  if (state?.finished === undefined || state.clock === undefined || before?.finished !== undefined) return undefined;
  return { at: state.finished, due: state.clock.due, received: state.clock.received };
}

/** In the order of the diagram, reception first. */
function stepsOf({ pack }: SimulationWish, steps: ReadonlyMap<string, Gathered>): readonly StepOfYear[] {
  const order = [reception, ...pack.process.elements.keys()];
  return [...steps]
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([element, { waited, late, owed, queue, role }]) => ({
      element,
      name: element === reception ? 'Tiếp nhận' : (pack.process.elements.get(element)?.name ?? element),
      role,
      done: waited.length,
      waited: spreadOf(waited),
      lateShare: owed === 0 ? null : late / owed,
      longestQueue: queue,
    }));
}

function rolesOf(wish: SimulationWish, busy: ReadonlyMap<string, number>, end: Instant): readonly RoleOfYear[] {
  const office = timeLeft(atClock(wish.from, '00:00'), end, wish.calendar).workingMinutes;
  return [...busy].map(([role, minutes]) => {
    const holders = wish.holders.get(role) ?? 1;
    return { role, holders, utilisation: minutes / (holders * office) };
  });
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
