/** `/thu-tuc/<pack>`: who, papers, fee, time and result on one phone screen, "Bắt đầu" on top. */
import type { Link } from '../parts/shape.ts';

export type ProcedureView = {
  readonly title: string;
  readonly code: string;
  /** 'Hộ tịch', 'cấp xã'. */
  readonly field: string;
  readonly level: string;
  readonly back: Link;
  /** '/nop/<pack>'; absent while the pack is not live anywhere. */
  readonly apply?: string;
  /** Minutes the form takes. */
  readonly minutes?: number;
  readonly who: FactText;
  readonly papers: FactText;
  readonly fee: FactText;
  readonly time: FactText;
  readonly result: FactText;
  readonly steps: readonly FactText[];
  /** Other situations: question and answer. */
  readonly others: readonly FactText[];
  /** Share on time last quarter, from cases; absent without cases. percent and target 0-100. */
  readonly onTime?: { readonly percent: number; readonly met: number; readonly total: number; readonly target: number };
  /** Legal basis, one line each, and the pack version '1.4.0'. */
  readonly basis: readonly string[];
  readonly version: string;
};

/** Main sentence and a quieter second one. */
export type FactText = { readonly main: string; readonly note?: string };
