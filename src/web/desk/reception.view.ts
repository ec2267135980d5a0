/** `/tiep-nhan`: person, procedure, papers, fee on one screen, in the order of the counter; no mouse needed. */
import type { FormView } from '../parts/form.ts';
import type { Choice, Fee, FieldProblem, Link, Promised } from '../parts/shape.ts';

export type ReceptionView = {
  readonly counter: string;
  readonly now: string;
  /** Online cases waiting to be received, nearest promise first. */
  readonly waiting: readonly { readonly href: string; readonly title: string; readonly person: string; readonly at: string; readonly code: string }[];
  /** Step 1: `?thu-tuc=` chooses the procedure. */
  readonly procedures: readonly Choice[];
  readonly chosen?: ReceptionForm;
  /** After receiving: the slip. */
  readonly done?: { readonly code: string; readonly text: string; readonly slipHref?: string; readonly caseHref: string };
};

export type ReceptionForm = {
  readonly action: string;
  readonly key: string;
  readonly pack: string;
  readonly title: string;
  readonly form: FormView;
  readonly fee?: Fee;
  readonly promised?: Promised;
  readonly units?: readonly Choice[];
  readonly known?: { readonly name: string; readonly text: string; readonly open: readonly Link[] };
  readonly problems: readonly FieldProblem[];
};
