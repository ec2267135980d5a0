/** `/ho-so/<code>`: form and history left, papers right, deeds in the bar at the bottom. */
import type { AnswerGroup, Choice, Due, Fee, FieldProblem, Happening, Link } from '../parts/shape.ts';
import type { FormView } from '../parts/form.ts';

export type CaseView = {
  readonly title: string;
  readonly code: string;
  readonly trackingCode: string;
  /** 'Hàng việc' with its address, and '6 trên 47' when opened from a queue. */
  readonly back: Link;
  readonly place?: string;
  /** The next case of the queue (`n`). */
  readonly next?: string;
  readonly due: Due;
  /** '17:30 thứ Hai 21/11/2022'. */
  readonly dueAt: string;
  readonly dueBecause?: string;
  readonly person: { readonly rows: readonly { readonly label: string; readonly value: string; readonly note?: string; readonly link?: Link }[]; readonly tag?: string };
  readonly groups: readonly AnswerGroup[];
  readonly fee: Fee;
  readonly happenings: readonly Happening[];
  readonly papers: readonly CasePaper[];
  /** The open task of this person; absent when another one holds the case. */
  readonly task?: TaskView;
  /** Who holds it when it is not this person's work. */
  readonly heldBy?: string;
  readonly deeds: readonly Deed[];
  /** Something to know at once: quarantined, changed meanwhile, incident. */
  readonly notice?: { readonly tone: 'sap' | 'dung' | 'han' | 'info'; readonly title: string; readonly text: string };
  /** What was just done: 'Đã tiếp nhận, mã H47...' */
  readonly done?: string;
};

/** picture: address of an image to show; otherwise the document opens behind href. */
export type CasePaper = { readonly id: string; readonly name: string; readonly note: string; readonly href: string; readonly picture?: string; readonly embed?: string; readonly current: boolean; readonly select: string };

export type TaskView = {
  readonly action: string;
  readonly key: string;
  /** Name of the step as the process says: 'Thẩm tra, ghi sổ'. */
  readonly title: string;
  /** Text of the main button: 'Trình lãnh đạo'. */
  readonly button: string;
  /** What completing leads to. */
  readonly explain?: string;
  readonly form?: FormView;
};

/** A deed with its dialog. Fields on the wire: `_key`, `reason`, `text`, `method`, `recipient`; a supplement sends `target` (several), `reason.<target>`, `text.<target>`. */
export type Deed = {
  readonly id: string;
  readonly action: string;
  readonly key: string;
  readonly label: string;
  /** Single key that opens it. */
  readonly hotkey?: string;
  /** The one red button when there is no task. */
  readonly main?: boolean;
  /** Why it cannot be done now; the button is shown disabled with this sentence. */
  readonly blocked?: string;
  /** What will happen, and to whom. */
  readonly explain: string;
  readonly reasons?: readonly Choice[];
  /** Fields and papers that may be asked for again. */
  readonly targets?: readonly (Choice & { readonly group?: string })[];
  readonly text?: 'optional' | 'required';
  readonly methods?: readonly Choice[];
  readonly recipient?: { readonly name: string };
  readonly problems?: readonly FieldProblem[];
};
