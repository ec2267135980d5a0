/** `/`: one search box, what people came for, events of life, and numbers that come from cases. */
import type { IconName } from '../parts/icon.ts';
import type { Figure, Link } from '../parts/shape.ts';

export type HomeView = {
  /** Up to three procedures people ask for most, under the search box. */
  readonly tries: readonly Link[];
  /** Categories of the packs that are live: at least one procedure stands behind each. */
  readonly lives: readonly { readonly href: string; readonly icon: IconName; readonly title: string; readonly text: string }[];
  /** Number of procedures live in the province. */
  readonly procedures: number;
  /** Computed from cases; the section is left out when empty. value: '97,8 %'. */
  readonly figures: readonly Figure[];
};
