/** The door of the case room for deeds. */
export {
  answerSupplement,
  completeTask,
  extendCase,
  fireTimers,
  playsRole,
  receiveCase,
  refuseCase,
  requestSupplement,
  takeFee,
  withdrawCase,
} from './move.act.ts';
export type { Command, Receipt } from './on-case.act.ts';
export { mayTouch } from './on-case.act.ts';
export { doCaseJob, signTask } from './paper.act.ts';
export type { CaseLine, Cursor, QueueCounts, QueueCut, WholeCase } from './read.act.ts';
export { countInbox, findCase, listBranch, listInbox, listMine, noCut, openCase, soonAfter, trackCase } from './read.act.ts';
export type { Answers, Problems, Submission } from './submit.act.ts';
export { hasProblems, readWith, submitCase } from './submit.act.ts';
