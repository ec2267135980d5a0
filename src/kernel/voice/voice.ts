/** The door of the voice room for thinking. Deeds are in voice.act.ts. */
export { covered, maskPersonal } from './mask.ts';
export type { PublicReport, ReportState } from './report.ts';
export { lowScore, reopenUntil, reportStates } from './report.ts';
export type { AgeGroup, Cell, Quota, Sheet, SheetProblem, Tally } from './sheet.ts';
export { ageGroups, isAgeGroup, leastShown, paperNumber, questionsOf, readSheet, tallyOf } from './sheet.ts';
export type { Point, Told, Twin } from './twin.ts';
export { metresBetween, twinsOf } from './twin.ts';
