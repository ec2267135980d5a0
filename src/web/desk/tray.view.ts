/** `/khay-ky`: read, sign one or many, return with a sentence. The list is shown again before anything is signed. */
import type { Due } from '../parts/shape.ts';

export type TrayView = {
  /** '5 văn bản, 1 phải ký trước 10:30'. */
  readonly summary: string;
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly count: number; readonly current: boolean }[];
  readonly papers: readonly TrayPaper[];
  /** The ticked papers (`task`, several) go here first: the confirming page. */
  readonly confirm: string;
  readonly done?: string;
};

export type TrayPaper = {
  /** Task id, sent as `task`. */
  readonly task: string;
  readonly title: string;
  readonly due: Due;
  /** '1 trang', '14 bản'. */
  readonly size: string;
  readonly about: string;
  /** What was checked before it came here. */
  readonly text: string;
  readonly readHref: string;
  /** Absent on papers already signed. */
  readonly giveBack?: { readonly action: string; readonly key: string };
};

export type TrayConfirmView = {
  readonly action: string;
  readonly key: string;
  readonly papers: readonly { readonly task: string; readonly title: string; readonly about: string }[];
  readonly back: string;
  /** Signing asks a PIN (field `pin`) where the signer's device has one. */
  readonly pin: boolean;
  readonly problem?: string;
};
