/** `/ho-so-cua-toi`: what waits for the citizen first, then what is under way, then results. */
import type { Due } from '../parts/shape.ts';

export type MyCasesView = {
  readonly name: string;
  /** In this order on screen; empty groups are left out. */
  readonly groups: readonly { readonly kind: 'supplement' | 'result' | 'open' | 'closed'; readonly cases: readonly MyCaseLine[] }[];
};

export type MyCaseLine = {
  readonly href: string;
  readonly title: string;
  /** Case code or, before reception, tracking code. */
  readonly code: string;
  readonly about?: string;
  readonly due: Due;
  /** 'Hẹn trả 17:30 thứ Ba 15/11/2022' or what is asked. */
  readonly text: string;
};
