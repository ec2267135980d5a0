/** Every no and every breakdown: what is true, what to do next, and a number to quote. Used by citizens' pages and desks alike. */
import type { Link } from '../parts/shape.ts';

export type ErrorView = {
  readonly kind: 'citizen' | 'desk';
  /** HTTP status: 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503. */
  readonly status: number;
  /** The refusal's sentence (base/refusal.ts: sentenceOf); absent for a fault. */
  readonly sentence?: string;
  /** Number of the fault, to be quoted on the telephone: 'K7 204 118'. */
  readonly number?: string;
  /** '09:41:52 thứ Ba 15/11/2022' */
  readonly at: string;
  readonly next?: Link;
};
