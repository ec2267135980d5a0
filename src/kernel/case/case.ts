/** The door of the case room for thinking: words and pure functions. Deeds are in case.act.ts. */
export { advance } from './advance.ts';
export { faultsLeft, faultsNamed, isNamed } from './asked.ts';
export type { ComingStep } from './coming.ts';
export { comingSteps } from './coming.ts';
export { awaited, isSettled, partiesOf, shownTo } from './consent.ts';
export type { Draft, DraftBox, DraftBoxes, Fitted, Typed } from './draft.ts';
export { askedNewly, boxesPosted, boxesTyped, draftKeepDays, fieldOf, fitDraft, isKept, mergeBoxes } from './draft.ts';
export { fold, foldAll } from './fold.ts';
export type { Correction, Fact, Intake, Known } from './known.ts';
export { answersKnown, factsOfPerson, knownFields, questionsLeft, reasonName, recordMeanings } from './known.ts';
export type { Assessment, Filing } from './open.ts';
export { assess, open } from './open.ts';
export { mayFile, questionsFor, quoteFee } from './quote.ts';
export type { ShownGroup, ShownRow } from './show.ts';
export { shownGroups, shownTree, shownValue } from './show.ts';
export type { SimulatedMove, SimulatedStep, SimulationWish } from './simulate.ts';
export { simulateMoves } from './simulate.ts';
export type { RoleOfYear, SimulatedYear, Spread, StepOfYear } from './simulated-year.ts';
export { simulate } from './simulated-year.ts';
export type { SlipSize, SlipWords } from './slip.ts';
export type {
  Applicant,
  AttachedFile,
  CaseClock,
  CaseEntry,
  CaseFacts,
  CaseState,
  Channel,
  Fee,
  FeeLine,
  MadeDocument,
  Move,
  OpenJob,
  OpenTask,
  Outcome,
  Party,
  PartyAnswer,
  PartySays,
  Payment,
  SignedDocument,
  Stage,
  Supplement,
} from './state.ts';
export { hourOwed, isPaused, knownData, owed, resultOf, statusOfCase } from './state.ts';
export type { Played, PlayedMove } from './story.ts';
export { playStories, playStory } from './story.ts';
export { storyStatusOf } from './story-check.ts';
