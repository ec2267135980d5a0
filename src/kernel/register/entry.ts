/** What can be found: one line of the search, whatever it stands for. Never anything about a person. */
import type { Label } from '../../base/text.ts';

/** An open list: a new kind is one line here. `weight` lifts what people mostly look for. */
export const findKinds = {
  procedure: { name: { vi: 'Thủ tục', en: 'Procedure' }, weight: 1.3 },
  event: { name: { vi: 'Việc trong đời', en: 'Life event' }, weight: 1.15 },
  report: { name: { vi: 'Phản ánh, kiến nghị', en: 'Report, petition' }, weight: 1.1 },
  place: { name: { vi: 'Nơi nhận hồ sơ', en: 'Office' }, weight: 1 },
  handbook: { name: { vi: 'Cẩm nang', en: 'Handbook' }, weight: 0.95 },
  news: { name: { vi: 'Tin, thông báo', en: 'News and notices' }, weight: 0.85 },
} as const satisfies Readonly<Record<string, { readonly name: Label; readonly weight: number }>>;
export type FindKind = keyof typeof findKinds;
export const isFindKind = (text: string): text is FindKind => Object.hasOwn(findKinds, text);

/** For whom somebody searches. */
export const audiences = ['citizen', 'business', 'elder', 'helper'] as const;
export type FindAudience = (typeof audiences)[number];
export const isFindAudience = (text: string): text is FindAudience => audiences.some((one) => one === text);

export type FindEntry = {
  readonly kind: FindKind;
  /** Its own within the kind: pack id, code of a unit, number of a notice. */
  readonly key: string;
  /** Address on this site. */
  readonly href: string;
  readonly title: Label;
  readonly summary: Label;
  /** Other words people use for it; they count almost like the title. */
  readonly words: readonly string[];
  /** Running text, searched but not kept. */
  readonly body: string;
  /** Empty: for everybody. */
  readonly audiences: readonly FindAudience[];
};

/** What a result needs; the running text is gone. */
export type FoundEntry = Omit<FindEntry, 'words' | 'body'>;
