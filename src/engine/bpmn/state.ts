/** What is remembered of a running process, and the words in which it is moved: plain JSON throughout. */
import type { Json, JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import type { Process, StepTime } from './process.ts';

/**
 * The whole state. Data of the outermost level is not in it: it is the case's own data, given as `facts.data`.
 * Two states with the same JSON behave the same.
 */
export type ProcessState = {
  readonly process: string;
  /** The next number to give; ids are these numbers as text. */
  readonly next: number;
  readonly nodes: readonly Node[];
  readonly waits: readonly Wait[];
  /** Finished activities that could still be undone, oldest first. */
  readonly undo?: readonly Undo[];
  readonly paused?: true;
  readonly ended?: Ended;
};

export type Ended = { readonly how: 'completed' | 'terminated' | 'cancelled'; readonly at: Instant };

/** A token, or a scope that holds tokens. The first node is the process itself. */
export type Node = {
  readonly id: string;
  /** Element id. */
  readonly at: string;
  /** Id of the node that holds it; absent for the process itself. */
  readonly in?: string;
  /**
   * scope: the process, a sub-process or an event sub-process; call: a called process; many: all rounds of a repeated activity;
   * task, job: open work; event: waits for one of its `waits`; join: waits at a gateway for other tokens; undo: waits until its compensation is done; held: an incident stopped it before it could begin.
   */
  readonly is: 'scope' | 'call' | 'many' | 'task' | 'job' | 'event' | 'join' | 'undo' | 'held';
  /** Join: the flow by which it came. */
  readonly via?: string;
  /** Own variables: mapped inputs, items of a repetition, data of a called process. */
  readonly vars?: JsonObject;
  /** The called process whose element `at` is; absent on the outermost level. */
  readonly of?: string;
  /** Call: the process that was called. */
  readonly calls?: string;
  readonly rounds?: Rounds;
  /** Undo: activities still to be undone, next one first. */
  readonly undoing?: readonly string[];
  readonly incident?: Incident;
};

/** Where a repeated activity stands. */
export type Rounds = {
  /** Number of rounds begun. */
  readonly begun: number;
  readonly done: number;
  /** Rounds in all; absent for a standard loop. */
  readonly total?: number;
  readonly items?: readonly Json[];
  readonly out?: readonly Json[];
};

export type Incident = { readonly code: IncidentCode; readonly text: string /** Where a retry begins. */; readonly from: RetryFrom };
/** enter: do the element again; work: only open its task or job again, events at its boundary stay awaited; finish: write its results again; leave: choose the way out again; wait: it still waits, only look again. */
export type RetryFrom = 'enter' | 'work' | 'finish' | 'leave' | 'wait';

export type IncidentCode =
  | 'no-open-path'
  | 'condition-not-boolean'
  | 'expression-refused'
  | 'decision-refused'
  | 'job-failed'
  | 'error-not-caught'
  | 'called-process-missing'
  | 'too-many-steps'
  | 'too-many-rounds'
  | 'bad-collection'
  | 'bad-timer'
  | 'bad-name';

/** Something that may happen to a node: its own event, an event at its boundary, or the start of an event sub-process inside it. */
export type Wait = {
  readonly id: string;
  readonly node: string;
  /** The event element: may differ from the node's element. */
  readonly at: string;
  readonly on: 'timer' | 'message' | 'signal' | 'condition';
  /** It starts an event sub-process inside the node. */
  readonly inside?: true;
  /** Message or signal name. */
  readonly name?: string;
  readonly correlation?: string;
  readonly due?: Instant;
  /** A paused duration: milliseconds left. */
  readonly left?: number;
  /** A date on the calendar: a pause does not move it. */
  readonly fixed?: true;
  /** Cycle: ISO 8601 period and how often it may still fire (absent: for ever). */
  readonly every?: string;
  readonly times?: number;
  /** Condition: its last value, so that it fires when it becomes true and not while it stays true. */
  readonly was?: true;
};

export type Undo = {
  readonly activity: string;
  readonly in: string;
  readonly of?: string /** Undone inner activities of a finished sub-process. */;
  readonly inner?: readonly Undo[];
};

export type Start =
  | { readonly do: 'start'; readonly by?: 'none'; readonly element?: string; readonly data?: JsonObject }
  | { readonly do: 'start'; readonly by: 'message' | 'signal'; readonly name: string; readonly data?: JsonObject }
  | { readonly do: 'start'; readonly by: 'timer' | 'condition'; readonly element?: string; readonly data?: JsonObject };

export type Complete = {
  readonly do: 'complete';
  /** The id of an open task or job. */
  readonly id: string;
  /** Variables it brings. */
  readonly result?: JsonObject;
  /** A BPMN error code instead of success: goes to the catcher of that code, or becomes an incident. */
  readonly error?: string;
  /** A BPMN escalation code: an interrupting catcher ends the work, otherwise the work stays open. */
  readonly escalation?: string;
  /** A technical failure in words: becomes an incident that `retry` reopens. */
  readonly failure?: string;
};

export type Command =
  | Start
  | Complete
  | { readonly do: 'message'; readonly name: string; readonly correlation?: string; readonly data?: JsonObject }
  | { readonly do: 'signal'; readonly name: string; readonly data?: JsonObject }
  /** All timers due at `facts.now`, or the given ones whatever their time. */
  | { readonly do: 'fire-timers'; readonly ids?: readonly string[] }
  /** The case data changed outside: conditional events look again. */
  | { readonly do: 'change-data' }
  | { readonly do: 'retry'; readonly id: string }
  /** Suspends all timers; durations keep what is left of them. */
  | { readonly do: 'pause' }
  | { readonly do: 'resume' }
  /** Closes everything, called processes included. */
  | { readonly do: 'cancel' };

export type Facts = {
  readonly now: Instant;
  /** Data of the outermost level as it is before this step; `set-data` effects tell what to change in it. */
  readonly data: JsonObject;
  readonly decide?: (decisionId: string, inputs: JsonObject) => Json | Refusal;
  /** The catalogue of called processes; it answers the same for the same name as long as a state lives. */
  readonly process?: (ref: string) => Process | undefined;
};

type At = { readonly id: string; readonly element: string /** The called process it belongs to; absent on the outermost level. */; readonly process?: string };

/** What the caller has to do outside, in this order. */
export type Effect =
  | OpenTask
  | (At & { readonly do: 'close-task'; readonly why: 'completed' | 'withdrawn' })
  | OpenJob
  | (At & { readonly do: 'close-job'; readonly why: 'completed' | 'withdrawn' | 'failed' })
  | (At & { readonly do: 'set-timer'; readonly due: Instant })
  | (At & { readonly do: 'cancel-timer' })
  | (At & { readonly do: 'await-message'; readonly name: string; readonly correlation?: string })
  | (At & { readonly do: 'stop-message' })
  | (At & { readonly do: 'send-message'; readonly name: string; readonly correlation?: string; readonly data: JsonObject })
  | (At & { readonly do: 'throw-signal'; readonly name: string; readonly data: JsonObject })
  /** Nobody inside the process caught it; the work went on. */
  | (At & { readonly do: 'escalate'; readonly code: string })
  | { readonly do: 'set-data'; readonly name: string; readonly value: Json }
  | (At & { readonly do: 'incident'; readonly code: IncidentCode; readonly text: string })
  | { readonly do: 'ended'; readonly how: Ended['how'] /** The last end event, where one was reached. */; readonly element?: string };

export type OpenTask = At & {
  readonly do: 'open-task';
  readonly name: string;
  readonly roles: readonly string[];
  readonly users: readonly string[];
  readonly assignee?: string;
  readonly form?: string;
  readonly priority?: number;
  /** Which unit does it (`cuaso:unit role`), a word the pack defines. */
  readonly unit?: string;
  readonly stepTime?: StepTime;
  /** A moment, or a date '2022-11-30': by then the task is owed. */
  readonly due?: Instant | PlainDate;
  /** The signature demanded (`cuaso:sign role`). */
  readonly sign?: string;
  /** The document to make (`cuaso:document template`). */
  readonly document?: string;
  readonly extensions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Mapped inputs and the item of a repetition. */
  readonly input: JsonObject;
};

export type OpenJob = At & {
  readonly do: 'open-job';
  readonly name: string;
  readonly type: string;
  readonly retries: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly extensions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly input: JsonObject;
};

export type Stepped = { readonly state: ProcessState; readonly effects: readonly Effect[] };
