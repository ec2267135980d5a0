/** `/tra-cuu`: tracking by code and the last four digits of the phone; timeline only, no personal data. */
import type { FieldProblem, Happening, Promised } from '../parts/shape.ts';

export type TrackView = {
  /** What was typed, shown again. */
  readonly code: string;
  readonly lastDigits: string;
  readonly problems: readonly FieldProblem[];
  readonly found?: TrackedCase;
};

export type TrackedCase = {
  readonly title: string;
  readonly trackingCode: string;
  /** Official code once received. */
  readonly caseCode?: string;
  readonly unit: string;
  /** Telephone of the unit's desk. */
  readonly unitPhone?: string;
  readonly promised?: Promised;
  /** Final word instead of a promise: 'Đã có kết quả', 'Đã từ chối'. */
  readonly outcome?: { readonly state: 'xong' | 'qua' | 'dung'; readonly title: string; readonly text: string };
  readonly happenings: readonly Happening[];
  /** '/ho-so-cua-toi/<id>': shown as "sign in to see everything". */
  readonly signInHref: string;
};
