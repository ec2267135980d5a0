/** Shared data of the province that anybody may see: what can be found, and how it is searched. */
export type { FindAudience, FindEntry, FindKind, FoundEntry } from './entry.ts';
export { audiences, findKinds, isFindAudience, isFindKind } from './entry.ts';
export { codeOf, houseEntries, wholePlace } from './house.ts';
export type { Ask, Found } from './seek.ts';
export { seek } from './seek.ts';
export type { Segment } from './segment.ts';
export { openSegment, segmentOf } from './segment.ts';
