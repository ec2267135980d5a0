/** Bounds of FEEL: what one expression may cost before it is refused by name. */
import type { FeelValue, Limits, Run, WarningCode } from './values.ts';
import { isContext, isList } from './values.ts';

export type FeelLimits = Partial<Limits>;

/** fuel: steps of loops, calls and list work; calls: nested calls; items: length of a list; text and source: characters; depth: nesting of the source. */
export const defaultLimits: Limits = { fuel: 100_000, calls: 200, items: 10_000, text: 65_536, source: 4_096, depth: 32 };

export const limitsOf = (limits: FeelLimits | undefined): Limits => (limits === undefined ? defaultLimits : { ...defaultLimits, ...limits });

export const newRun = (limits: Limits): Run => ({ fuel: limits.fuel, calls: limits.calls, limits, warnings: [] });

export type LimitName = 'fuel' | 'calls' | 'items' | 'text' | 'source' | 'depth';
/** Thrown inside an evaluation only; the doors turn it into the refusal 'feel-limit'. */
export class LimitReached extends Error {
  readonly limit: LimitName;
  readonly most: number;
  constructor(limit: LimitName, most: number) {
    super(`over the limit of ${most} ${limit}`);
    this.limit = limit;
    this.most = most;
  }
}

export function spend(run: Run, steps: number): void {
  run.fuel -= steps;
  if (run.fuel < 0) throw new LimitReached('fuel', run.limits.fuel);
}

/** A list as long as it may be; longer ones end the evaluation. */
export function bounded<List extends readonly unknown[]>(run: Run, list: List): List {
  if (list.length > run.limits.items) throw new LimitReached('items', run.limits.items);
  return list;
}

export function boundedText(run: Run, text: string): string {
  if (text.length > run.limits.text) throw new LimitReached('text', run.limits.text);
  return text;
}

/** A result as large as it may be when all of it is written out: each item costs a step. */
export function boundedValue(run: Run, value: FeelValue): FeelValue {
  if (isList(value)) {
    spend(run, 1 + value.length / 8);
    for (const item of value) if (typeof item === 'object') boundedValue(run, item);
  } else if (isContext(value)) {
    spend(run, 1 + value.size / 8);
    for (const field of value.values()) if (typeof field === 'object') boundedValue(run, field);
  }
  return value;
}

const mostWarnings = 50;
/** Notes why a value is null, and is that null. */
export function warn(run: Run, code: WarningCode, message: string): null {
  if (run.warnings.length < mostWarnings) run.warnings.push({ code, message });
  return null;
}
