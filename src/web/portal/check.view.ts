/** Check answers before submitting: every answer with "Sửa", papers, fee, the hour promised now, the declaration. */
import type { AnswerGroup, Fee, FieldProblem, Paper, Promised } from '../parts/shape.ts';

export type CheckView = {
  readonly title: string;
  /** Where the form of the declaration posts to, and its idempotency key. */
  readonly action: string;
  readonly key: string;
  /** Wire pairs carried along as hidden fields, so that a page without session still submits everything. */
  readonly carried: readonly { readonly name: string; readonly value: string }[];
  readonly back: string;
  /** Steps of the form; this page is the last of them. */
  readonly steps: number;
  readonly groups: readonly AnswerGroup[];
  readonly papers: readonly Paper[];
  readonly fee: Fee;
  readonly promised: Promised;
  /** The declaration a person ticks (field `_declare`), in the pack's words when it has one. */
  readonly declaration?: string;
  /** Unit that will handle the case. */
  readonly unit: string;
  readonly problems?: readonly FieldProblem[];
};
