/** News and notices of units: what a version must say, and whether it holds on a day. */
import type { UnitId } from '../../base/id.ts';
import { tidy } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { plainText, readArticle } from './article.ts';

export const newsKinds = ['news', 'notice'] as const;
export type NewsKind = (typeof newsKinds)[number];
export const isNewsKind = (text: string): text is NewsKind => newsKinds.some((one) => one === text);

/** Vietnamese always, English where somebody wrote it: '' otherwise. */
export type Bilingual = { readonly vi: string; readonly en: string };
export type Picture = { readonly blob: string; readonly width: number; readonly height: number; readonly alt: Bilingual };

export type NewsText = {
  readonly title: Bilingual;
  readonly text: Bilingual;
  /** Where it comes from: a decision with its number, an office. */
  readonly source: string;
  /** Who answers for it: name and post. */
  readonly responsible: string;
  readonly starts: PlainDate;
  /** Last day on which it holds; null for no end. */
  readonly ends: PlainDate | null;
};

export type NewsWish = NewsText & { readonly unit: UnitId; readonly kind: NewsKind };

/** Boxes of the form, so that a problem can stand beside its box. */
export type NewsProblem = {
  readonly box: 'title' | 'titleEn' | 'text' | 'source' | 'responsible' | 'ends';
  readonly code: string;
};

export const newsLimits = { title: 200, text: 20_000, source: 300, responsible: 200, why: 500, alt: 300 } as const;

const within = (text: string, least: number, most: number): boolean => text.length >= least && text.length <= most;

/** White space is tidied in everything but the article, where it carries the shape. */
export function tidyNews<T extends NewsText>(wish: T): T {
  const both = (one: Bilingual, clean: (text: string) => string): Bilingual => ({ vi: clean(one.vi), en: clean(one.en) });
  return {
    ...wish,
    title: both(wish.title, tidy),
    text: both(wish.text, (text) => text.normalize('NFC').trim()),
    source: tidy(wish.source),
    responsible: tidy(wish.responsible),
  };
}

/** Of a tidied text; nothing when all is well. */
export function newsProblems(wish: NewsText): readonly NewsProblem[] {
  const { title, text, source, responsible, starts, ends } = wish;
  const words = plainText(readArticle(text.vi));
  return [
    ...(within(title.vi, 5, newsLimits.title) ? [] : [{ box: 'title', code: 'length' } as const]),
    ...(within(words, 20, newsLimits.text) && text.vi.length <= newsLimits.text && text.en.length <= newsLimits.text
      ? []
      : [{ box: 'text', code: 'length' } as const]),
    // English is both or neither: a page is never half in another language.
    ...((title.en === '') === (text.en === '') && title.en.length <= newsLimits.title ? [] : [{ box: 'titleEn', code: 'both' } as const]),
    ...(within(source, 3, newsLimits.source) ? [] : [{ box: 'source', code: 'length' } as const]),
    ...(within(responsible, 3, newsLimits.responsible) ? [] : [{ box: 'responsible', code: 'length' } as const]),
    ...(ends === null || ends >= starts ? [] : [{ box: 'ends', code: 'order' } as const]),
  ];
}

export type NewsState = 'coming' | 'holds' | 'over' | 'withdrawn';

/** Of an approved version on a day. */
export function newsState(
  row: { readonly starts: PlainDate; readonly ends: PlainDate | null; readonly withdrawn: string | null },
  today: PlainDate,
): NewsState {
  if (row.withdrawn !== null) return 'withdrawn';
  if (today < row.starts) return 'coming';
  return row.ends !== null && row.ends < today ? 'over' : 'holds';
}
