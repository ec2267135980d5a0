/** The door of the case room for deeds: it only re-exports. */

export { doCaseJob } from './case-job.act.ts';
export type { NamedCase, SeenConsent } from './consent.act.ts';
export { countNamed, listNamed, openNamed, recordConsent, sayConsent, shownNumber } from './consent.act.ts';
export type { CopyPart, CopyParts, CopyRow } from './copy.act.ts';
export { askCopy, forgetCopies, listCopies, personJob, takeCopy } from './copy.act.ts';
export type { NewDraft, SavedDraft } from './draft.act.ts';
export { dropDraft, dropDraftAt, findDraft, forgetDrafts, listDrafts, ownerMark, saveDraft } from './draft.act.ts';
export { effectFollower } from './effect.act.ts';
export { knownOf } from './known.act.ts';
export type { LookRow } from './looked.act.ts';
export { whoLooked } from './looked.act.ts';
export {
  answerSupplement,
  completeTask,
  extendCase,
  fireTimers,
  playsRole,
  readSupplement,
  receiveCase,
  refuseCase,
  requestSupplement,
  setClock,
  takeFee,
  withdrawCase,
} from './move.act.ts';
export type { Command, Receipt } from './on-case.act.ts';
export { mayTouch } from './on-case.act.ts';
export type { ParkedFile } from './parked.act.ts';
export { dropParked, forgetParkedFiles, listParked, parkDraft, takeOver } from './parked.act.ts';
export type { CaseLine, Cursor, QueueCounts, QueueCut, WholeCase } from './read.act.ts';
export { countInbox, findCase, listBranch, listInbox, listMine, noCut, openCase, peekCase, soonAfter, trackCase, typedFields } from './read.act.ts';
export { signTask } from './sign.act.ts';
export { slipPdf, slipPicture } from './slip.act.ts';
export type { Answers, Problems, Submission } from './submit.act.ts';
export { hasProblems, readWith, submitCase, takenIn } from './submit.act.ts';
