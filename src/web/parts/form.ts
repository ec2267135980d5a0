/** A form as it is shown: the pack's form, what was typed, what is wrong. */
import type { Form } from '../../engine/form/form.ts';
import type { FieldProblem } from './shape.ts';

export type FormView = {
  readonly form: Form;
  /** What was typed, by wire name ('child.fullName', date parts 'child.birthDate.day'), one text per value. */
  readonly typed: Readonly<Record<string, readonly string[]>>;
  readonly problems: readonly FieldProblem[];
  /** Wire names whose value came from a register: shown as "đã có sẵn", read only; the text says from where. */
  readonly known?: Readonly<Record<string, string>>;
  /** Files already received for a file field, by wire name. */
  readonly files?: Readonly<Record<string, readonly { readonly name: string; readonly note: string; readonly id: string }[]>>;
};
