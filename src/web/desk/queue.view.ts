/** `/ban-lam-viec`: one queue ordered by time left, tabs with counts, the state in the address bar. */
import type { Choice, Due } from '../parts/shape.ts';

export type QueueView = {
  /** 'Thứ Ba 15/11/2022, 09:42'. */
  readonly now: string;
  /** The line beside the title: '1 quá hạn, 4 sắp hạn, trả trước 17:30 hôm nay: 3'. */
  readonly summary: string;
  /** key is the value of `?tab=`; hot marks overdue work; hotkey is the letter after `g`. */
  readonly tabs: readonly { readonly key: string; readonly href: string; readonly text: string; readonly count: number; readonly current: boolean; readonly hot?: boolean; readonly hotkey?: string }[];
  /** Search text and filters as they stand in the address (`q`, `thu-tuc`, `don-vi`). */
  readonly query: string;
  readonly filters: readonly { readonly name: string; readonly label: string; readonly value: string; readonly choices: readonly Choice[] }[];
  readonly dense: boolean;
  readonly cases: readonly QueueLine[];
  /** Cases behind the current tab, and where the next and former page is. */
  readonly total: number;
  readonly next?: string;
  readonly former?: string;
  readonly csv?: string;
  /** '/tiep-nhan' when this person may receive. */
  readonly reception?: string;
};

export type QueueLine = {
  readonly id: string;
  readonly href: string;
  /** Case code, or 'chờ mã' before reception. */
  readonly code: string;
  readonly procedure: string;
  readonly person: string;
  readonly phone: string;
  /** '15/11' and '09:42'. */
  readonly day: string;
  readonly clock: string;
  readonly due: Due;
  /** Below the chip: '15/11 17:30'. */
  readonly dueAt: string;
  readonly step: string;
  readonly holder: string;
  readonly channel: string;
  readonly fee: string;
  readonly flag?: { readonly text: string; readonly tone: 'ink' | 'son' | 'gold' | 'men' | 'cham' | 'plain' };
};
