/** The door of the notice room for thinking: who is told what, in which words, by which way and when. Deeds are in notice.act.ts. */
export type { Arrival, MessageGate, MessageGates, Outgoing, Taken } from './gate.ts';
export type { Channel, Reach, Way } from './plan.ts';
export { afterQuiet, channels, isChannel, mostTries, nextWay, officeHours, reminderAt, standardChannels, waitAfter, waysTo } from './plan.ts';
export type { Message, NoticeFacts, Places } from './text.ts';
export { messageOf, pathOf, plain, textMessageOf } from './text.ts';
export type { CaseToldOf, Receiver, Telling } from './told.ts';
export { promiseSetBy, tellingsOf, tellingsOfPromise } from './told.ts';
export type { WishGroup } from './wish.ts';
export { readEmail, readWishes, ungrouped, wishGroups } from './wish.ts';
export type { NoticeKind } from './words.ts';
export { isForNamed, isForOfficers, isNoticeKind, noticeKinds, noticeWords } from './words.ts';
