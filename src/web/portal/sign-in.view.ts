/** `/dang-nhap`: citizens by the national identity (or the demo's accounts), officers by passkey. */
import type { Link } from '../parts/shape.ts';

export type SignInView = {
  /** Where to go afterwards: an address of this site. */
  readonly next: string;
  /** Identity provider of citizens, when one is set up. */
  readonly identity?: Link;
  /** Passkey of officers: addresses that answer the options and take the assertion (JSON). */
  readonly passkey?: { readonly options: string; readonly finish: string };
  /** '/demo' while the demo is on. */
  readonly demo?: string;
  readonly problem?: string;
};

/** First passkey of an invited officer, or one more on another device. */
export type EnrolView = {
  readonly name: string;
  readonly post: string;
  readonly options: string;
  readonly finish: string;
  readonly next: string;
  readonly problem?: string;
};
