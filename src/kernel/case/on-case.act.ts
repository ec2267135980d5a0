/** The only place that loads a case, checks the permit, saves and appends: one deed, one transaction. */
import type { CaseId, CommandKey, PersonId, UnitId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { canonical } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { fold as foldText } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Pack } from '../../pack/pack.ts';
import { schedule } from '../job/job.act.ts';
import type { NewJob } from '../job/job.ts';
import { appendToCase } from '../ledger/ledger.act.ts';
import { noHash } from '../ledger/ledger.ts';
import type { Permit } from '../permit.ts';
import { allowsPack, covers, selfOf } from '../permit.ts';
import type { World } from '../world.ts';
import type { CaseColumns, CaseRow } from './case.store.ts';
import { claimKey, deleteTasks, insertCase, insertTasks, lockCase, nextNumber, quarantineCase, readKey, storeReceipt, updateCase } from './case.store.ts';
import { deleteParties, insertParties } from './consent.store.ts';
import { fold, foldAll } from './fold.ts';
import type { CaseEntry, CaseFacts, CaseState, OpenTask } from './state.ts';
import { hourOwed, owed, statusOfCase } from './state.ts';

/** What the sender gets, now and whenever the same key is sent again. */
export type Receipt = {
  readonly id: CaseId;
  readonly tracking: string;
  readonly code: string | null;
  readonly version: number;
  readonly status: number;
  readonly at: Instant;
};

/** Who sends and under which key. `body` is what was sent: the same key with another body is refused. */
export type Command = {
  readonly key: CommandKey;
  readonly body: JsonObject;
  /** The version the sender decided on; another one refuses the deed ('version-changed'). A known key is answered before it is looked at. */
  readonly version?: number;
};

/** Key and wished version of a sender's deed, with what was sent. */
export const commandOf = (on: { readonly key: CommandKey; readonly version?: number }, body: JsonObject): Command => ({
  key: on.key,
  body,
  ...(on.version === undefined ? {} : { version: on.version }),
});

export type DecideFacts = CaseFacts & { readonly pack: Pack /** The number taken from the asked counter; 0 when none was asked. */; readonly number: number };

export type Deed = {
  /** A unit that holds a step of the case may do it too; every other deed is for the case's own branch. */
  readonly byHolder?: true;
  /** Done by somebody the case names, who may do nothing else to it: true when this case names the sender. */
  readonly byNamed?: (state: CaseState) => boolean;
  readonly decide: (state: CaseState, facts: DecideFacts) => readonly CaseEntry[] | Refusal;
  /** The book an official number is taken from, once the case is known. */
  readonly counter?: (state: CaseState) => string | undefined;
  /** More to store in the same transaction: document rows, a finished job. */
  readonly also?: (sql: Sql, state: CaseState) => Promise<void>;
};

export async function onCase(world: World, permit: Permit, id: CaseId, command: Command, deed: Deed): Promise<Receipt | Refusal> {
  try {
    return await onCaseOnce(world, permit, id, command, deed);
  } catch (fault) {
    // An impossible state is never guessed around: this case is held, the others go on (docs/guide/operator.md).
    if (fault instanceof Impossible) await quarantineCase(world.sql, id);
    throw fault;
  }
}

/** Thinking about a case broke down: a bug, or a state that cannot be. */
export class Impossible extends Error {}

function onCaseOnce(world: World, permit: Permit, id: CaseId, command: Command, deed: Deed): Promise<Receipt | Refusal> {
  const at = world.now();
  const sender = permit.actor.person;
  const bodyHash = hashBody(world, permit, command.body);
  return world.sql.begin<Receipt | Refusal>(async (sql) => {
    const [claimed] = await claimKey(sql, sender, command.key, bodyHash, at);
    if (claimed === undefined) return await earlierReceipt(sql, sender, command.key, bodyHash);
    const [row] = await lockCase(sql, id);
    if (row === undefined || !mayDo(permit, row, world, deed)) return refuse('not-found');
    if (command.version !== undefined && command.version !== row.version) return refuse('version-changed', { version: row.version });
    if (row.quarantined) return refuse('case-quarantined');
    const pack = world.shelf.find(row.state.pack.id, row.state.pack.version);
    if (pack === undefined) throw new Error(`pack ${row.state.pack.id} ${row.state.pack.version} is not on the shelf`);
    const counter = deed.counter?.(row.state);
    const number = counter === undefined ? 0 : await takeNumber(sql, counter);
    const facts = { now: at, calendar: world.calendarOf(row.unitId), hash: world.hash, unit: unitFinder(world), pack, number };
    const entries = thought(id, () => deed.decide(row.state, facts));
    if (isRefusal(entries)) return entries;
    const state = await save(sql, world, permit, row, entries);
    if (deed.also !== undefined) await deed.also(sql, state);
    const receipt = receiptOf(state, row.version + entries.length, at);
    await storeReceipt(sql, sender, command.key, receipt);
    if (entries.length > 0) await sql.notify('case', id);
    return receipt;
  });
}

const mayDo = (permit: Permit, row: CaseRow, world: World, deed: Deed): boolean =>
  deed.byNamed === undefined ? mayTouch(permit, row, world, deed.byHolder ? 'work' : 'lead') : deed.byNamed(row.state);

/** Pure thinking has no business to throw. */
function thought<T>(id: CaseId, think: () => T): T {
  try {
    return think();
  } catch (fault) {
    throw new Impossible(`case ${id}`, { cause: fault });
  }
}

/** Row, tasks, jobs and ledger after these entries. */
async function save(sql: Sql, world: World, permit: Permit, row: CaseRow, entries: readonly CaseEntry[]): Promise<CaseState> {
  if (entries.length === 0) return row.state;
  const state = thought(row.state.id, () => entries.reduce<CaseState>((before, entry) => fold(before, entry) ?? before, row.state));
  const hash = await appendToCase(sql, world.hash, permit, { id: state.id, unit: row.unitId, version: row.version, hash: row.hash }, asJson(entries));
  const [saved] = await updateCase(sql, state.id, row.version, state, columnsOf(state), row.version + entries.length, hash);
  // The row is locked since it was read: a different version here is a bug, not a race.
  if (saved === undefined) throw new Impossible(`case ${state.id} changed under its lock`);
  await saveTasks(sql, row.state, state, world);
  if (state.parties !== row.state.parties) await saveParties(sql, state);
  await schedule(sql, jobsBetween(row.state, state));
  return state;
}

/** Queues are read by the roles of posts: the pack says which of them plays its role. */
async function saveTasks(sql: Sql, before: CaseState | undefined, after: CaseState, world: Pick<World, 'shelf'>): Promise<void> {
  const roles = world.shelf.find(after.pack.id, after.pack.version)?.roles;
  const [old, now] = [before === undefined ? [] : waitingTasks(before), waitingTasks(after)];
  const gone = old.filter((task) => !now.some((other) => other.id === task.id));
  const fresh = now.filter((task) => !old.some((other) => other.id === task.id));
  if (gone.length > 0)
    await deleteTasks(
      sql,
      after.id,
      gone.map((task) => task.id),
    );
  const played = fresh.map((task) => ({ ...task, role: roles?.get(task.role)?.role ?? task.role }));
  if (fresh.length > 0) await insertTasks(sql, after.id, after.unit, played);
}

/** Rows by which people find the cases that name them. */
async function saveParties(sql: Sql, { id, parties = [] }: CaseState): Promise<void> {
  await deleteParties(sql, id);
  const rows = parties.map((one) => ({ id: one.id, idNumber: one.idNumber, waits: one.answer?.says !== 'agreed' }));
  if (rows.length > 0) await insertParties(sql, id, rows);
}

/** Open tasks, and the reception that a submitted case waits for. */
function waitingTasks(state: CaseState): readonly OpenTask[] {
  const isBeforeReception = state.stage.at === 'submitted' || (state.stage.at === 'waiting' && state.stage.before === 'submitted');
  if (!isBeforeReception) return state.tasks;
  return [{ id: 'reception', element: 'reception', name: 'Tiếp nhận', role: 'receptionist', sign: false, opened: state.submitted }];
}

/** Every job the process opened and every timer it set becomes background work. */
export function jobsBetween(before: CaseState | undefined, after: CaseState): readonly NewJob[] {
  const at = after.clock?.received ?? after.submitted;
  const jobs = after.jobs.filter((job) => before?.jobs.every((old) => old.id !== job.id) ?? true);
  const timers = after.timers.filter((timer) => before?.timers.every((old) => old.id !== timer.id || old.due !== timer.due) ?? true);
  return [
    ...jobs.map((job) => ({ kind: 'case-job', caseId: after.id, body: { job: job.id }, due: at })),
    ...endOfChild(before, after),
    ...timers.map((timer) => ({ kind: 'case-timers', caseId: after.id, body: {}, due: timer.due })),
  ];
}

/** Whoever opened this case is told of its end. */
function endOfChild(before: CaseState | undefined, after: CaseState): readonly NewJob[] {
  if (after.parent === undefined || after.stage.at !== 'closed' || before?.stage.at === 'closed') return [];
  return [{ kind: 'case-child-ended', caseId: after.parent, body: { child: after.id, outcome: after.stage.outcome }, due: after.stage.when }];
}

export function columnsOf(state: CaseState): CaseColumns {
  const closed = state.stage.at === 'closed' ? state.stage : undefined;
  return {
    code: state.code ?? null,
    status: statusOfCase(state),
    stage: state.stage.at,
    receivedAt: state.clock?.received ?? null,
    due: hourOwed(state) ?? null,
    finishedAt: state.finished ?? null,
    closedAt: closed?.when ?? null,
    outcome: closed?.outcome ?? null,
    fee: state.fee.total,
    feePaid: state.paid !== undefined && owed(state) === 0,
  };
}

export const receiptOf = (state: CaseState, version: number, at: Instant): Receipt => ({
  id: state.id,
  tracking: state.tracking,
  code: state.code ?? null,
  version,
  status: statusOfCase(state),
  at,
});

export const hashBody = (world: World, permit: Permit, body: JsonObject): string =>
  world.hash(`${permit.right}\n${selfOf(permit) === permit.actor.person ? '' : `${selfOf(permit)}\n`}${canonical(body)}`);

/** The first receipt for the same key and body; a refusal when the key came with another body. */
export async function earlierReceipt(sql: Sql, sender: string, key: string, bodyHash: string): Promise<Receipt | Refusal> {
  const [earlier] = await readKey(sql, sender, key);
  if (earlier === undefined || earlier.bodyHash !== bodyHash || earlier.receipt === null) return refuse('key-reused');
  return earlier.receipt as Json as Receipt;
}

/**
 * Work that looks at the case before its transaction, done once: a key sent again gets its first receipt before anything is looked at,
 * since the first sending has changed what would be seen.
 */
export async function once<T>(world: World, permit: Permit, command: Command, work: () => Promise<T | Receipt | Refusal>): Promise<T | Receipt | Refusal> {
  const earlier = async (): Promise<Receipt | Refusal | undefined> => {
    const [used] = await readKey(world.sql, permit.actor.person, command.key);
    return used === undefined ? undefined : await earlierReceipt(world.sql, permit.actor.person, command.key, hashBody(world, permit, command.body));
  };
  const before = await earlier();
  if (before !== undefined) return before;
  const done = await work();
  // A twin of this sending may have been faster.
  return isRefusal(done) ? ((await earlier()) ?? done) : done;
}

export async function takeNumber(sql: Sql, counter: string): Promise<number> {
  const [next] = await nextNumber(sql, counter);
  if (next === undefined) throw new Error(`counter ${counter} gave no number`);
  return next.value;
}

/** The unit behind an agency code, a GSO code or the unit's number. */
export const unitFinder =
  (world: Pick<World, 'org'>) =>
  (code: string): UnitId | undefined =>
    world.org().units.find((unit) => unit.agencyCode === code || unit.gso === code || String(unit.id) === code)?.id;

/**
 * A case is led from the branch of its own unit; units that hold one of its open tasks may work on that and read;
 * units that were told may read.
 */
export function mayTouch(permit: Permit, row: Pick<CaseRow, 'path' | 'state'>, world: Pick<World, 'org'>, how: 'read' | 'work' | 'lead'): boolean {
  if (permit.reach.kind === 'own') return isOwn(selfOf(permit), row.state) && allowsPack(permit, row.state.pack.id);
  const holders = how === 'lead' ? [] : row.state.tasks.flatMap((task) => task.unit ?? []);
  const told = how === 'read' ? row.state.informed : [];
  return covers(permit, row.path) || [...holders, ...told].some((id) => coversUnit(permit, id, world));
}

/** The permit reaches the unit that holds this very task. */
export const holdsTask = (permit: Permit, task: OpenTask, row: Pick<CaseRow, 'path'>, world: Pick<World, 'org'>): boolean =>
  task.unit === undefined ? covers(permit, row.path) : coversUnit(permit, task.unit, world);

function coversUnit(permit: Permit, id: UnitId, world: Pick<World, 'org'>): boolean {
  const unit = world.org().byId.get(id);
  return unit !== undefined && covers(permit, unit.path);
}

/** Stores a case that exists only as entries: ledger, row, tasks, jobs; in the transaction of the deed that opens it. */
export async function insertOpened(sql: Sql, world: World, permit: Permit, entries: readonly CaseEntry[]): Promise<CaseState> {
  const state = foldAll(entries);
  if (state === undefined) throw new Error('an opened case has no state');
  const place = { id: state.id, unit: state.unit, version: 0, hash: noHash };
  const hash = await appendToCase(sql, world.hash, permit, place, asJson(entries));
  await insertCase(sql, state, foldText(state.applicant.name), columnsOf(state), entries.length, hash);
  await saveTasks(sql, undefined, state, world);
  if (state.parties !== undefined) await saveParties(sql, state);
  await schedule(sql, jobsBetween(undefined, state));
  return state;
}

const isOwn = (person: PersonId, state: CaseState): boolean => state.applicant.id === person;

/** Entries are plain data by construction; the ledger stores them as JSON. */
export const asJson = (entries: readonly CaseEntry[]) => entries as readonly CaseEntry[] as unknown as readonly (CaseEntry & JsonObject)[];
