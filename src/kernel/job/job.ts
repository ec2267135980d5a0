/** Background work as data. Jobs are written in the transaction of the deed that wants them, and done at least once. */
import type { CaseId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';

export type NewJob = {
  readonly kind: string;
  readonly caseId: CaseId | null;
  readonly body: JsonObject;
  /** Legal time from which it may run. */
  readonly due: Instant;
};

export type LeasedJob = NewJob & { readonly id: string; readonly tries: number; readonly fence: number };

/** How long a worker may hold a job without a sign of life, milliseconds. */
export const leaseMs = 30_000;
export const maxTries = 8;

/** Wait before try number `tries` (1, 2 ...): 1 s, 2 s, 4 s ... at most two minutes. */
export const backOffMs = (tries: number): number => Math.min(1000 * 2 ** (tries - 1), 120_000);
