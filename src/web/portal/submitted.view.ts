/** Shown only after commit: code in groups of four with its QR, the promised hour, what was received, what comes next. */
import type { Fee, Happening, Paper, Promised } from '../parts/shape.ts';

export type SubmittedView = {
  readonly title: string;
  /** Twelve digits. */
  readonly trackingCode: string;
  /** SVG text of the QR code of the tracking address (base/qr.ts). */
  readonly qr: string;
  /** Whom it is about: 'Trẻ: Nguyễn Trần Minh Thư'. */
  readonly about?: string;
  /** 'Phường An Xuân', '09:42:17 thứ Ba 15/11/2022'. */
  readonly unit: string;
  readonly receivedAt: string;
  /** Masked: '0905 *** 768'. */
  readonly phone?: string;
  readonly promised: Promised;
  readonly papers: readonly Paper[];
  readonly fee: Fee;
  readonly next: readonly Happening[];
  /** '/tra-cuu?ma=...', and the PDF slip once there is one. */
  readonly trackHref: string;
  readonly slipHref?: string;
  /** The draft kept on this device under this name is removed now that the receipt exists. */
  readonly draft: string;
};
