/** The model of a process after reading: immutable, compiled, ready for the token game. */
import type { JsonObject } from '../../base/json.ts';
import type { Formula } from './formula.ts';

/** One executable process of a file. Elements of embedded sub-processes lie in the same map; `scope` tells where they belong. */
export type Process = {
  readonly id: string;
  readonly name: string;
  /** The text by which a catalogue finds exactly this version again; the process id when nothing else was said. See `pinned`. */
  readonly ref: string;
  readonly elements: ReadonlyMap<string, Element>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** Ids of the start events on the outermost level. */
  readonly starts: readonly StartEvent[];
  /** Event sub-processes per scope id (process or sub-process). */
  readonly eventSubProcesses: ReadonlyMap<string, readonly EventSubProcess[]>;
  /** Other executable processes of the same file by id: called when the catalogue does not know better. */
  readonly siblings: ReadonlyMap<string, Process>;
  readonly extensions: Extensions;
  readonly properties: Readonly<Record<string, string>>;
};

/** The same process under a name that pins its version ('khai-sinh@1.2.0/main'): states store this name for called processes. */
export const pinned = (process: Process, ref: string): Process => ({ ...process, ref });

export type Flow = {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly condition?: Formula;
};

/** The children of `extensionElements` in our namespace, by local name: { time: { value: '4', unit: 'hours' }, unit: { role: 'commune' } }. */
export type Extensions = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Common = {
  readonly id: string;
  readonly name: string;
  /** Id of the process or sub-process that holds it. */
  readonly scope: string;
  /** Ids of incoming sequence flows. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly Flow[];
  /** Name of the innermost lane, '' when it lies in none. */
  readonly lane: string;
  readonly documentation: string;
  readonly extensions: Extensions;
  /** zeebe:properties. */
  readonly properties: Readonly<Record<string, string>>;
};

/** A data mapping: the value of `value` goes to the dotted path `target`. */
export type Mapping = { readonly value: Formula; readonly target: readonly string[] };

export type Loop =
  | {
      readonly kind: 'many';
      readonly isSequential: boolean;
      readonly collection?: Formula;
      readonly cardinality?: Formula;
      readonly itemName?: string;
      readonly outputName?: string;
      readonly output?: Formula;
      readonly until?: Formula;
    }
  | { readonly kind: 'again'; readonly condition?: Formula; readonly testBefore: boolean; readonly maximum: number };

type ActivityCommon = Common & {
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly boundaries: readonly BoundaryEvent[];
  readonly otherwise?: Flow;
  readonly loop?: Loop;
  readonly isForCompensation: boolean;
  /** Id of the activity that undoes this one. */
  readonly undoneBy?: string;
};

/** How a person's task is offered; texts may be formulas of the case data. */
export type UserTask = ActivityCommon & {
  readonly kind: 'user-task';
  /** zeebe:formDefinition formId, formKey or externalReference. */
  readonly form?: string;
  /** zeebe:assignmentDefinition candidateGroups: one or several roles. */
  readonly roles?: Formula;
  readonly users?: Formula;
  readonly assignee?: Formula;
  readonly priority?: Formula;
  /** zeebe:taskSchedule dueDate: a date or a date and time, by which the task is owed. */
  readonly due?: Formula;
  readonly headers: Readonly<Record<string, string>>;
};
/** Work done by a machine outside: the task waits until the job is completed. */
export type JobTask = ActivityCommon & {
  readonly kind: 'job-task';
  readonly shape: 'service-task' | 'send-task' | 'script-task' | 'business-rule-task';
  readonly type: Formula;
  readonly retries: number;
  readonly headers: Readonly<Record<string, string>>;
};
export type SendTask = ActivityCommon & { readonly kind: 'send-task'; readonly message: MessageName };
export type ReceiveTask = ActivityCommon & { readonly kind: 'receive-task'; readonly message: MessageName };
export type ScriptTask = ActivityCommon & { readonly kind: 'script-task'; readonly script: Formula; readonly resultName?: string };
export type DecisionTask = ActivityCommon & { readonly kind: 'decision-task'; readonly decision: Formula; readonly resultName: string };
/** Manual and abstract tasks: nothing to wait for. */
export type PlainTask = ActivityCommon & { readonly kind: 'plain-task'; readonly shape: 'task' | 'manual-task' };
export type SubProcess = ActivityCommon & { readonly kind: 'sub-process'; readonly start: string };
export type CallActivity = ActivityCommon & { readonly kind: 'call-activity'; readonly called: Formula };
export type EventSubProcess = Common & { readonly kind: 'event-sub-process'; readonly start: StartEvent };

export type Task = UserTask | JobTask | SendTask | ReceiveTask | ScriptTask | DecisionTask | PlainTask;
export type Activity = Task | SubProcess | CallActivity;

export type ExclusiveGateway = Common & { readonly kind: 'exclusive'; readonly otherwise?: Flow };
export type ParallelGateway = Common & { readonly kind: 'parallel' };
export type InclusiveGateway = Common & {
  readonly kind: 'inclusive';
  readonly otherwise?: Flow;
  /** For each incoming flow: the elements from which it can still be reached without passing this gateway. */
  readonly upstream: ReadonlyMap<string, ReadonlySet<string>>;
};
export type EventGateway = Common & { readonly kind: 'event-gateway' };
export type Gateway = ExclusiveGateway | ParallelGateway | InclusiveGateway | EventGateway;

export type MessageName = { readonly name: Formula; readonly correlation?: Formula };

export type TimerRule =
  | { readonly kind: 'date'; readonly value: Formula }
  | { readonly kind: 'duration'; readonly value: Formula }
  | { readonly kind: 'cycle'; readonly value: Formula };

/** What an event waits for. */
export type Trigger =
  | { readonly on: 'none' }
  | { readonly on: 'timer'; readonly timer: TimerRule }
  | { readonly on: 'message'; readonly message: MessageName }
  | { readonly on: 'signal'; readonly name: Formula }
  | { readonly on: 'condition'; readonly condition: Formula }
  /** Without a code every error is caught. */
  | { readonly on: 'error'; readonly code?: string }
  | { readonly on: 'escalation'; readonly code?: string }
  | { readonly on: 'compensation' };

/** What an event does when a token reaches it. */
export type Throw =
  | { readonly does: 'none' }
  | { readonly does: 'message'; readonly message: MessageName }
  /** A throwing event with a job type: a worker sends the message, the token waits. */
  | { readonly does: 'job'; readonly type: Formula; readonly retries: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly does: 'signal'; readonly name: Formula }
  | { readonly does: 'error'; readonly code: Formula }
  | { readonly does: 'escalation'; readonly code: Formula }
  | { readonly does: 'compensation'; readonly activity?: string }
  | { readonly does: 'terminate' };

export type StartEvent = Common & {
  readonly kind: 'start';
  readonly trigger: Trigger;
  readonly outputs: readonly Mapping[];
  /** False only for the start of a non-interrupting event sub-process. */
  readonly isInterrupting: boolean;
  readonly form?: string;
};
export type CatchEvent = Common & { readonly kind: 'catch'; readonly trigger: Trigger; readonly outputs: readonly Mapping[] };
/** Both ends of a link: the throwing one jumps to the catching one. */
export type LinkEvent = Common & { readonly kind: 'link'; readonly link: string; readonly target?: string };
export type ThrowEvent = Common & { readonly kind: 'throw'; readonly effect: Throw; readonly inputs: readonly Mapping[]; readonly outputs: readonly Mapping[] };
export type EndEvent = Common & { readonly kind: 'end'; readonly effect: Throw; readonly inputs: readonly Mapping[]; readonly outputs: readonly Mapping[] };
export type BoundaryEvent = Common & {
  readonly kind: 'boundary';
  readonly trigger: Trigger;
  readonly outputs: readonly Mapping[];
  readonly attachedTo: string;
  readonly isInterrupting: boolean;
};
export type Event = StartEvent | CatchEvent | LinkEvent | ThrowEvent | EndEvent | BoundaryEvent;

export type Element = Activity | Gateway | Event | EventSubProcess;

const activityKinds: ReadonlySet<string> = new Set([
  'user-task',
  'job-task',
  'send-task',
  'receive-task',
  'script-task',
  'decision-task',
  'plain-task',
  'sub-process',
  'call-activity',
]);
export const isActivity = (element: Element): element is Activity => activityKinds.has(element.kind);

/** Attributes of one of our extension elements, empty when it is absent. */
export const extensionOf = (element: { readonly extensions: Extensions }, name: string): Readonly<Record<string, string>> =>
  Object.hasOwn(element.extensions, name) ? (element.extensions[name] ?? nothing) : nothing;
const nothing: Readonly<Record<string, string>> = {};

export type StepTime = { readonly value: number; readonly unit: 'hours' | 'working-days' | 'calendar-days' | 'months' };

/** The time the law or the plan gives to one step (`cuaso:time`). */
export function stepTimeOf(element: { readonly extensions: Extensions }): StepTime | undefined {
  const { value, unit } = extensionOf(element, 'time');
  if (value === undefined || (unit !== 'hours' && unit !== 'working-days' && unit !== 'calendar-days' && unit !== 'months')) return undefined;
  return { value: Number(value), unit };
}

export type Variables = JsonObject;
