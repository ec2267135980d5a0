/** `/xac-minh`: checks a signed document by its code (QR) or by upload, and says valid, changed or unknown, and why. */
import type { FieldProblem } from '../parts/shape.ts';

export type VerifyView = {
  /** Code from the QR address, shown again. */
  readonly code: string;
  readonly problems: readonly FieldProblem[];
  readonly verdict?: Verdict;
};

export type Verdict = {
  /** `valid` whole and ours, `changed` bytes differ from what was signed, `unknown` not made here or not signed. */
  readonly state: 'valid' | 'changed' | 'unknown';
  /** Why, one sentence each. */
  readonly because: readonly string[];
  /** 'Giấy khai sinh', number, issued by, issued at; only what is open to everyone. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly signatures: readonly { readonly signer: string; readonly at: string; readonly state: 'valid' | 'changed' | 'unknown'; readonly text: string }[];
  /** Name of the uploaded file, or the code that was looked up. */
  readonly subject: string;
};
