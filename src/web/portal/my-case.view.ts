/** `/ho-so-cua-toi/<id>`: everything about one's own case: hour, history, answers, papers, result, who looked. */
import type { AnswerGroup, Fee, FieldProblem, Happening, Paper, Promised } from '../parts/shape.ts';

export type MyCaseView = {
  readonly title: string;
  readonly code: string;
  readonly trackingCode: string;
  readonly unit: string;
  readonly promised?: Promised;
  readonly outcome?: { readonly state: 'xong' | 'qua' | 'dung'; readonly title: string; readonly text: string };
  readonly happenings: readonly Happening[];
  readonly groups: readonly AnswerGroup[];
  readonly papers: readonly Paper[];
  readonly fee?: Fee;
  /** Signed results to download; verifyHref opens the public check. */
  readonly results: readonly { readonly name: string; readonly note: string; readonly href: string; readonly verifyHref?: string }[];
  /** Faults to repair; the clock stands meanwhile. */
  readonly supplement?: SupplementAsk;
  /** Deed of withdrawing, while the law allows it. */
  readonly withdraw?: { readonly action: string; readonly key: string };
  /** Officers who opened the case: 'Nguyễn Thị Thu Hà, Một cửa An Xuân', when, why. */
  readonly reads: readonly { readonly who: string; readonly at: string; readonly why?: string }[];
};

export type SupplementAsk = {
  readonly action: string;
  readonly key: string;
  /** 'thứ Ba 22/11/2022' when the ask runs out. */
  readonly until?: string;
  /** Free words of the officer. */
  readonly note?: string;
  readonly faults: readonly SupplementFault[];
  readonly problems?: readonly FieldProblem[];
};

/** name is the wire name of the field or paper that may now be changed. */
export type SupplementFault = {
  readonly name: string;
  readonly label: string;
  readonly reason: string;
  readonly control: 'text' | 'textarea' | 'file';
  /** What was given at first; for a file its name. */
  readonly given?: string;
};
