/** BPMN 2.0 as pure functions: read a diagram, move its tokens, look at what stands open. */

export type { DiagramEdit } from './edit.ts';
export { editXml } from './edit.ts';
export type { Formula } from './formula.ts';
export { lintProcess } from './lint.ts';
export type { Look } from './look.ts';
export { look } from './look.ts';
export type { MigrationMap, Question } from './migrate.ts';
export { migrate } from './migrate.ts';
export type { Element, Extensions, Flow, Process, StartEvent, StepTime, UserTask } from './process.ts';
export { extensionOf, pinned, stepTimeOf } from './process.ts';
export type { ReadBpmn } from './read.ts';
export { readBpmn, readDiagram } from './read.ts';
export type { Diagram, Parsed } from './read-xml.ts';
export { decodeXml, parseXml, writeXml } from './read-xml.ts';
export type { Command, Complete, Effect, Ended, Facts, Incident, IncidentCode, Node, OpenJob, OpenTask, ProcessState, Start, Stepped, Wait } from './state.ts';
export { step } from './step.ts';
