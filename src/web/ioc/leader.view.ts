/** `/dieu-hanh`: numbers from the work itself, worst first, each opening to its cases; live by server-sent events. */
import type { Due, DueState, Link } from '../parts/shape.ts';

export type LeaderView = {
  /** '09:42 thứ Ba 15/11/2022'. */
  readonly asOf: string;
  /** Address of the event stream; each message is JSON `LeaderNews`. */
  readonly live: string;
  /** id names the number on the wire ('open', 'overdue'). */
  readonly tiles: readonly LeaderTile[];
  /** Ranked, worst first. */
  readonly units: readonly LeaderUnit[];
  readonly back?: Link;
  /** Name of the branch shown: 'Tỉnh Quảng Nam', 'TP Tam Kỳ'. */
  readonly branch: string;
};

export type LeaderTile = { readonly id: string; readonly title: string; readonly href: string; readonly value: string; readonly unit?: string; readonly due: Due; readonly lines: readonly string[] };

export type LeaderUnit = {
  readonly id: string;
  readonly name: string;
  /** Opens the branch below it. */
  readonly href?: string;
  readonly open: LeaderNumber;
  readonly onTime: LeaderNumber;
  readonly overdue: LeaderNumber;
  readonly received: LeaderNumber;
  /** Share on time 0-100; absent without finished cases. */
  readonly percent?: number;
  readonly state: DueState;
};
export type LeaderNumber = { readonly value: string; readonly href: string };

/** What the stream sends: numbers by id ('tile.open', 'unit.20347.overdue') as they are to be shown. */
export type LeaderNews = { readonly asOf: string; readonly numbers: Readonly<Record<string, string>> };

/** `/dieu-hanh/ho-so?...`: the cases behind one number. */
export type NumberView = {
  readonly title: string;
  /** How the number is counted, in one sentence. */
  readonly formula: string;
  readonly value: string;
  readonly back: string;
  readonly total: number;
  readonly next?: string;
  readonly cases: readonly { readonly href?: string; readonly code: string; readonly procedure: string; readonly unit: string; readonly received: string; readonly due: Due; readonly step: string; readonly holder: string }[];
};
