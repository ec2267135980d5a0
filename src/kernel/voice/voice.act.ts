/** The door of the voice room for deeds: it only re-exports. */
export { ratingsForCopy } from './copy.act.ts';
export type { CommentRow, DraftRow, NewComment, NewDraft } from './draft.act.ts';
export { answerTo, comment, concludeDraft, isDraftOpen, listDrafts, publishDraft, readDraft } from './draft.act.ts';
export { voiceFollower } from './follow.act.ts';
export { checkPhoneCode, forgetPhoneChecks, hasPassed, sendPhoneCode } from './phone.act.ts';
export type { Rating, RatingRow } from './rating.act.ts';
export { afterQuestions, rateResult, ratingLink, ratingOf, ratingsSince, readRating } from './rating.act.ts';
export type { DoorPack, Filed, Merged, Moderation, PlacedUnit, ReportCut, ReportFiling, ReportRow } from './report.act.ts';
export {
  fileReport,
  isReportPack,
  listDeskReports,
  listReports,
  loadPoints,
  mergeReport,
  moderate,
  openDeskReport,
  publicPhoto,
  rateAnswer,
  readReport,
  reopenReport,
  reportCounts,
  reportPacks,
  unitPoints,
  unitsHearing,
} from './report.act.ts';
export type { Given, Opening, PackSurvey, Results, SurveyRow, Way } from './survey.act.ts';
export {
  answerSurvey,
  isSurveyOpen,
  listSurveys,
  makeInvites,
  mostInvites,
  openPackSurvey,
  packSurveys,
  readInvite,
  readSurvey,
  resultsOf,
  wordsWritten,
} from './survey.act.ts';
