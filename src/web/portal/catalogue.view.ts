/** `/thu-tuc`: search results and the list of procedures. */
import type { Link } from '../parts/shape.ts';

export type CatalogueView = {
  /** What was typed; '' for the whole list. */
  readonly query: string;
  readonly categories: readonly { readonly href: string; readonly text: string; readonly count: number; readonly current: boolean }[];
  readonly results: readonly ProcedureLine[];
};

export type ProcedureLine = {
  readonly href: string;
  /** National code '1.001193'. */
  readonly code: string;
  readonly title: string;
  /** One sentence on what one gets. */
  readonly text: string;
  /** 'trong ngày', 'miễn phí': shown at the line's end. */
  readonly time: string;
  readonly fee: string;
};

export type CatalogueEmpty = { readonly query: string; readonly suggestions: readonly Link[] };
