/** What can be found: kept by the rooms that publish, read by every process that answers searches. */
export { dropFindable, keepFindable } from './findable.act.ts';
export type { Finder } from './finder.act.ts';
export { openFinder } from './finder.act.ts';
export type { DeskNews, GivenPicture, NewsLine, NewsRow, OneNews, VersionRow } from './news.act.ts';
export {
  correctNews,
  decideNews,
  doRegisterJob,
  keepPicture,
  listDeskNews,
  listNews,
  newsAddress,
  newsUnits,
  openDeskNews,
  readNews,
  withdrawNews,
  writeNews,
} from './news.act.ts';
export type { VisitLine, Visits } from './visit.act.ts';
export { changedAt, openVisits, visitsOf } from './visit.act.ts';
