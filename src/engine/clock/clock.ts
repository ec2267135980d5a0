/** The legal clock: from a rule, a moment and a calendar to the promised hour and the sentence that explains it. Pure; local time is UTC+7. */

export type { Instant } from '../../base/time.ts';
export { readCalendar, readOffice, withClosures, withOffice } from './calendar.ts';
export { draftYear } from './draft.ts';
export type { Due } from './due.ts';
export { dueBy, extendedBy } from './due.ts';
export type { AgencyClock, AgencyTerm, Holding } from './interlink.ts';
export { agencyClocks } from './interlink.ts';
export type { ClockStatus, DueState, TimeLeft } from './left.ts';
export { dueState, showLeft, timeLeft } from './left.ts';
export type { Calendar, DayKind, Office, OfficeWeek, Pause, PauseWhy, Rule, Season, Span, SpecialDay } from './model.ts';
