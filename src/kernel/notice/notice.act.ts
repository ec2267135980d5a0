/** The door of the notice room for deeds: it only re-exports. */
export { noticesForCopy } from './copy.act.ts';
export { noticeFollower } from './follow.act.ts';
export type { DeadRow, NoticeRow, PaperRow } from './inbox.act.ts';
export { deliveryCounts, handOverPaper, listDead, listNotices, listPapers, readAllNotices, readNotice, resend, unreadOf } from './inbox.act.ts';
export { doNoticeJob, placesOf } from './send.act.ts';
export type { DeviceRow, NewWishes, Subscription, Wishes } from './wish.act.ts';
export { addDevice, confirmEmail, removeDevice, saveWishes, wishesOf } from './wish.act.ts';
