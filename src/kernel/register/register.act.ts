/** What can be found: kept by the rooms that publish, read by every process that answers searches. */
export { dropFindable, keepFindable } from './findable.act.ts';
export type { Finder } from './finder.act.ts';
export { openFinder } from './finder.act.ts';
