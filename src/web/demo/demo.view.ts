/** `/demo`: act as somebody with one button, move the legal clock. Exists only in the demo. */

export type DemoView = {
  /** '08:00 thứ Ba 15/11/2022' */
  readonly now: string;
  /** The value a clock form starts with: '2022-11-15T08:00'. */
  readonly nowInput: string;
  /** Posted as `account` to /demo/sign-in. */
  readonly groups: readonly { readonly unit: string; readonly accounts: readonly DemoAccount[] }[];
  readonly current?: string;
  /** Ready-made jumps of the clock: value is an instant sent as `to`. */
  readonly jumps: readonly { readonly to: string; readonly text: string }[];
  readonly done?: string;
};

export type DemoAccount = { readonly id: string; readonly name: string; readonly role: string; readonly does: string };
