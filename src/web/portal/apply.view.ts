/** `/nop/<pack>`: the whole form as one document; the enhancer shows it step by step. */
import type { FormView } from '../parts/form.ts';
import type { Choice } from '../parts/shape.ts';

export type ApplyView = FormView & {
  readonly title: string;
  /** Address the form posts to; the answer is the check page or this page with problems. */
  readonly action: string;
  /** Idempotency key, sent as `_key`. */
  readonly key: string;
  readonly back: string;
  /** Units that take the case, sent as `_unit`; absent when the pack or the address decides. */
  readonly units?: readonly Choice[];
  readonly unit?: string;
  /** Name under which a draft is kept on this device: pack id and version. */
  readonly draft: string;
};
