/** Forms: a bounded JSON Schema and a layout become pages and fields; what people send becomes typed answers, or problems that say how to put them right. */
export { readAnswers, readJsonAnswers } from './answers.ts';
export { compileCondition, conditionReads } from './condition.ts';
export { feelAnswers } from './feel-context.ts';
export type { Condition } from './holds.ts';
export { holds } from './holds.ts';
export type {
  Agrees,
  Check,
  Choice,
  Control,
  DataClass,
  Facts,
  Field,
  FileKind,
  Form,
  Format,
  FormGroup,
  FormPage,
  JsonReading,
  Paper,
  PaperKind,
  Pattern,
  Problem,
  ProblemCode,
  Purpose,
  RawAnswers,
  Reading,
  Repeat,
  ValueKind,
  When,
} from './model.ts';
export { boxesOf, withoutBox } from './model.ts';
export type { GivenPaper, WantedPaper } from './papers.ts';
export { checkPapers, lackOfPaper, paperBox, wantedPapers } from './papers.ts';
export type { Wanted } from './part.ts';
export { partOf } from './part.ts';
export { readForm } from './read.ts';
export { lackOf } from './sentences.ts';
