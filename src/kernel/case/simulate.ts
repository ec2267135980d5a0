/**
 * A year of a service, made up from its own stories: cases arrive, wait for the people of each role, are worked on in office hours and end.
 * The moves are those of real cases; only chance, people and the platform are stood in for. The same wish gives the same year.
 */
import type { CaseCode, CaseId, PersonId, TrackingCode, UnitId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject, readPath } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import { atClock, dateOf, daysBetween, instantOf, plusDays, plusMs, readDate, toMs, weekdayOf } from '../../base/time.ts';
import { stepTimeOf } from '../../engine/bpmn/bpmn.ts';
import type { Calendar } from '../../engine/clock/clock.ts';
import { dueBy, timeLeft } from '../../engine/clock/clock.ts';
import type { Pack, StoryMove } from '../../pack/pack.ts';
import { advance } from './advance.ts';
import { agendaOf } from './agenda.ts';
import type { Chance } from './chance.ts';
import { chanceOf, drawn } from './chance.ts';
import { awaited } from './consent.ts';
import { fold } from './fold.ts';
import { open } from './open.ts';
import { finished, signedBy, standInHash } from './stand-in.ts';
import type { CaseEntry, CaseFacts, CaseState, Move, OpenTask } from './state.ts';
import { owed } from './state.ts';

export type SimulationWish = {
  readonly pack: Pack;
  readonly calendar: Calendar;
  /** The first of 365 days. */
  readonly from: PlainDate;
  /** How many cases are filed in them. */
  readonly cases: number;
  readonly seed: number;
  /** People per role of the pack; a role that is not named has one. */
  readonly holders: ReadonlyMap<string, number>;
  /** How much of the time given to a step is work at the desk, from 0 to 1. The rest is waiting for a turn. */
  readonly effort: number;
};

/** One thing that happened to one case. */
export type SimulatedMove = {
  readonly at: Instant;
  readonly case: CaseId;
  readonly entries: readonly CaseEntry[];
  /** Undefined when the rules did not let the case in. */
  readonly state: CaseState | undefined;
  readonly step?: SimulatedStep;
};
/** A step somebody did; minutes are office minutes. */
export type SimulatedStep = {
  readonly element: string;
  readonly role: string;
  readonly waited: number;
  readonly worked: number;
  /** Done after the moment at which the step itself was owed; undefined when it had none. */
  readonly late: boolean | undefined;
  /** Steps that waited for this role when it began, this one included. */
  readonly queue: number;
};

export const yearDays = 365;
export const reception = 'reception';
/** Minutes of work for what has no time in the diagram. */
const receptionMinutes = 12;
const otherMinutes = 60;
/** Working days until a case that this one opened has ended. */
const childDays = 10;

type Waiting = { readonly case: CaseId; readonly task: OpenTask; readonly due: number; readonly since: Instant; readonly order: number };
type Happening = { readonly at: number; readonly order: number; readonly does: (at: Instant) => Iterable<SimulatedMove> };
type Desk = { free: number; readonly queue: ReturnType<typeof agendaOf<Waiting>> };

type Town = SimulationWish & {
  readonly chance: Chance;
  readonly next: ReturnType<typeof agendaOf<Happening>>;
  readonly running: Map<CaseId, CaseState>;
  readonly desks: Map<string, Desk>;
  readonly books: Map<string, number>;
  readonly filed: Map<string, number>;
  readonly told: Told;
  order: number;
};
/** What the stories of the pack know: applications that are let in, and what each step records. */
type Told = {
  readonly filings: readonly (readonly [JsonObject, PlainDate])[];
  readonly results: ReadonlyMap<string, readonly (readonly [JsonObject, PlainDate])[]>;
};

/** Everything that happens, in the order of time. Ends after the last day; what is open then stays open. */
export function* simulateMoves(wish: SimulationWish): Generator<SimulatedMove> {
  const told = toldBy(wish.pack);
  if (told.filings.length === 0) return;
  const chance = chanceOf(wish.seed);
  const next = agendaOf<Happening>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
  const town: Town = { ...wish, told, chance, next, running: new Map(), desks: new Map(), books: new Map(), filed: new Map(), order: 0 };
  for (const [index, at] of arrivals(town).entries()) later(town, at, (now) => arrive(town, `sim-${index + 1}` as CaseId, now));
  const end = toMs(atClock(plusDays(wish.from, yearDays), '00:00'));
  for (let one = next.take(); one !== undefined && one.at < end; one = next.take()) yield* one.does(instantOf(one.at));
}

const later = (town: Town, at: Instant, does: Happening['does']): void => {
  town.order += 1;
  town.next.add({ at: toMs(at), order: town.order, does });
};

// Arrivals

/** How much is filed on a day of the week (Sunday first) and in an hour of the day, in proportion: most in office hours, some from home. */
const weekdayWeights = [0.15, 1.2, 1.1, 1, 1, 0.95, 0.3] as const;
const hourWeights = [0, 0, 0, 0, 0, 0, 0.2, 1, 3, 3.2, 2.6, 1, 0.4, 1.4, 2.6, 2.4, 1.6, 0.7, 0.4, 0.5, 0.7, 0.6, 0.3, 0.1] as const;

function arrivals({ from, cases, chance }: Town): readonly Instant[] {
  const days = Array.from({ length: yearDays }, (_, day) => weekdayWeights[weekdayOf(plusDays(from, day))] ?? 1);
  return Array.from({ length: cases }, () => {
    const [day, hour] = [drawn(days, chance), drawn(hourWeights, chance)];
    return plusMs(atClock(plusDays(from, day), '00:00'), (hour * 60 + Math.floor(chance.next() * 60)) * 60_000);
  }).toSorted((a, b) => toMs(a) - toMs(b));
}

function* arrive(town: Town, id: CaseId, at: Instant): Generator<SimulatedMove> {
  const [sample, day] = town.chance.pick(town.told.filings) ?? [{}, town.from];
  const answers = shifted(sample, daysBetween(day, dateOf(at)));
  const name = readPath(answers, town.pack.applicant.name);
  const applicant = { id: null, name: typeof name === 'string' ? name : '', phone: '' };
  const tracking = id as string as TrackingCode;
  const entries = open(town.pack, { id, tracking, unit: 1 as UnitId, channel: 'online', applicant, answers, files: [] }, at, standInHash);
  if (isRefusal(entries)) {
    yield { at, case: id, entries: [], state: undefined };
    return;
  }
  const state = foldFrom(undefined, entries);
  if (state === undefined) return;
  town.running.set(id, state);
  yield { at, case: id, entries, state };
  const task: OpenTask = { id: reception, element: reception, name: '', role: 'receptionist', sign: false, opened: at };
  queue(town, id, task, at);
}

/** Dates of a story keep their distance to the day on which it was told. */
function shifted<T extends Json>(value: T, days: number): T;
function shifted(value: Json, days: number): Json {
  if (typeof value === 'string') {
    const day = readDate(value);
    return day === undefined ? value : plusDays(day, days);
  }
  if (Array.isArray(value)) return value.map((one: Json) => shifted(one, days));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shifted(one, days)])) : value;
}

// Desks: the people of a role, and what waits for them

function queue(town: Town, id: CaseId, task: OpenTask, at: Instant): void {
  const desk = deskOf(town, task.role);
  town.order += 1;
  // As in the queue of an officer: the case that is owed first.
  const due = task.due ?? town.running.get(id)?.clock?.due;
  desk.queue.add({ case: id, task, due: due === undefined ? Number.POSITIVE_INFINITY : toMs(due), since: at, order: town.order });
  begin(town, desk, at);
}

function deskOf(town: Town, role: string): Desk {
  const known = town.desks.get(role);
  if (known !== undefined) return known;
  const queued = agendaOf<Waiting>((a, b) => a.due < b.due || (a.due === b.due && a.order < b.order));
  const desk = { free: town.holders.get(role) ?? 1, queue: queued };
  town.desks.set(role, desk);
  return desk;
}

/** Whoever is free takes what is owed first. Work goes on in office hours only. */
function begin(town: Town, desk: Desk, at: Instant): void {
  while (desk.free > 0) {
    const length = desk.queue.size();
    const first = desk.queue.take();
    if (first === undefined) return;
    // A step that was closed from outside meanwhile is nobody's any more.
    if (first.task.element !== reception && town.running.get(first.case)?.tasks.every((task) => task.id !== first.task.id) !== false) continue;
    const worked = Math.max(1, Math.round(town.chance.around(minutesOf(town, first.task))));
    const done = dueBy({ kind: 'hours', hours: worked / 60 }, at, town.calendar);
    if (isRefusal(done)) continue;
    desk.free -= 1;
    const step = { role: first.task.role, waited: timeLeft(first.since, at, town.calendar).workingMinutes, worked, queue: length };
    later(town, done.due, (now) => finish(town, desk, first, step, now));
  }
}

/** Mean minutes of work: a share of the time the diagram gives, or what such a step usually takes. */
function minutesOf({ pack, effort }: Town, task: OpenTask): number {
  if (task.element === reception) return receptionMinutes;
  const element = pack.process.elements.get(task.element);
  const time = element === undefined ? undefined : stepTimeOf(element);
  if (time === undefined) return otherMinutes * effort;
  const hours = { hours: 1, 'working-days': 8, 'calendar-days': (8 * 5) / 7, months: 160 }[time.unit];
  return time.value * hours * 60 * effort;
}

function* finish(town: Town, desk: Desk, { case: id, task }: Waiting, step: Omit<SimulatedStep, 'element' | 'late'>, at: Instant): Generator<SimulatedMove> {
  desk.free += 1;
  const state = town.running.get(id);
  if (state !== undefined) {
    const late = task.due === undefined ? undefined : toMs(at) > toMs(task.due);
    yield* move(
      town,
      state,
      at,
      { ...step, element: task.element, late },
      task.element === reception ? [...agreed(state), receive(town, at)] : completion(town, state, task, at),
    );
  }
  begin(town, desk, at);
}

/** Whoever is named has signed by the time the case is received. */
const agreed = (state: CaseState): readonly Move[] =>
  awaited(state).map(({ id, of }) => ({ do: 'consent', by: id as PersonId, party: id, says: 'agreed', how: 'signed-in', of }));

const receive = (town: Town, at: Instant): Move => {
  const day = dateOf(at);
  const number = (town.filed.get(day) ?? 0) + 1;
  town.filed.set(day, number);
  return { do: 'receive', by: 'receptionist' as PersonId, code: `SIM-${day.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}` as CaseCode };
};

/** What the step records is taken from a story that has done it; money that is still owed is paid when the result is handed over. */
function completion(town: Town, state: CaseState, task: OpenTask, at: Instant): readonly Move[] {
  const by = `${task.role}@${task.unit ?? state.unit}` as PersonId;
  const [recorded, day] = town.chance.pick(town.told.results.get(task.element) ?? []) ?? [{}, dateOf(at)];
  const signed = task.sign ? signedBy(state, { by, name: by, at }) : undefined;
  const result = shifted(recorded, daysBetween(day, dateOf(at)));
  const complete: Move = { do: 'complete', by, task: task.id, result, ...(signed === undefined ? {} : { signed }) };
  const pays = state.finished !== undefined && owed(state) > 0;
  return pays ? [{ do: 'take-fee', by, serial: state.code ?? '' }, complete] : [complete];
}

// Cases

/** Moves, what the platform does behind them, and what that makes people and clocks wait for. */
function* move(town: Town, before: CaseState, at: Instant, step: SimulatedStep | undefined, moves: readonly Move[]): Generator<SimulatedMove> {
  const entries: CaseEntry[] = [];
  let state = before;
  const take = (one: Move): boolean => {
    const done = advance(town.pack, state, one, factsAt(town, at));
    if (isRefusal(done)) return false;
    entries.push(...done);
    state = foldFrom(state, done) ?? state;
    return true;
  };
  moves.every(take);
  const hands = { books: town.books, unit: () => 2 as UnitId };
  while (state.jobs[0] !== undefined && take({ do: 'finish-job', job: state.jobs[0].id, ...finished(state.jobs[0], state, at, hands) }));
  if (state.stage.at === 'closed') town.running.delete(state.id);
  else town.running.set(state.id, state);
  if (entries.length > 0 || step !== undefined) yield { at, case: state.id, entries, state, ...(step === undefined ? {} : { step }) };
  for (const task of state.tasks) if (before.tasks.every((old) => old.id !== task.id)) queue(town, state.id, task, at);
  for (const timer of state.timers)
    if (before.timers.every((old) => old.id !== timer.id || old.due !== timer.due))
      later(town, timer.due, (now) => wake(town, state.id, now, { do: 'fire-timers' }));
  for (const child of state.children.slice(before.children.length)) {
    const end = dueBy({ kind: 'working-days', days: Math.max(1, Math.round(town.chance.around(childDays))) }, at, town.calendar);
    if (!isRefusal(end)) later(town, end.due, (now) => wake(town, state.id, now, { do: 'end-child', child: child.id, outcome: 'granted' }));
  }
}

function* wake(town: Town, id: CaseId, at: Instant, one: Move): Generator<SimulatedMove> {
  const state = town.running.get(id);
  if (state !== undefined) yield* move(town, state, at, undefined, [one]);
}

const factsAt = (town: Town, at: Instant): CaseFacts => ({ now: at, calendar: town.calendar, hash: standInHash, unit: () => 2 as UnitId });

function foldFrom(state: CaseState | undefined, entries: readonly CaseEntry[]): CaseState | undefined {
  let after = state;
  for (const entry of entries) after = fold(after, entry);
  return after;
}

// What the stories know

function toldBy(pack: Pack): Told {
  const moves = pack.stories.flatMap((story) => story.when.filter((one) => one.expect?.refused === undefined));
  const results = new Map<string, (readonly [JsonObject, PlainDate])[]>();
  for (const one of moves) if (one.do === 'complete') results.set(one.task, [...(results.get(one.task) ?? []), [one.data, dateOf(one.at)]]);
  return { filings: moves.flatMap((one: StoryMove) => (one.do === 'submit' ? [[one.answers, dateOf(one.at)] as const] : [])), results };
}
