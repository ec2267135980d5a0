/** Shared data of the province that anybody may see: what can be found, and how it is searched. */

export type { Article, Block, Inline } from './article.ts';
export { beginningOf, plainText, readArticle } from './article.ts';
export type { FindAudience, FindEntry, FindKind, FoundEntry } from './entry.ts';
export { audiences, findKinds, isFindAudience, isFindKind } from './entry.ts';
export type { Handbook, HandbookArticle } from './handbook.ts';
export { handbookAddress, handbookEntries, readHandbook } from './handbook.ts';
export { codeOf, houseEntries, wholePlace } from './house.ts';
export type { Bilingual, NewsKind, NewsProblem, NewsState, NewsText, NewsWish, Picture } from './news.ts';
export { isNewsKind, newsKinds, newsProblems, newsState, tidyNews } from './news.ts';
export type { Ask, Found } from './seek.ts';
export { seek } from './seek.ts';
export type { Segment } from './segment.ts';
export { openSegment, segmentOf } from './segment.ts';
export type { PageGroup } from './visit.ts';
export { groupOf, isPageGroup, isProgram, pageGroups } from './visit.ts';
