/** Deeds on a case that need nothing but the case: reception, tasks, supplement, refusal, fee, withdrawal, timers. Signing and papers are in paper.act.ts. */
import type { CaseId, CommandKey } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Facts, Form, Problem } from '../../engine/form/form.ts';
import { readAnswers, readJsonAnswers } from '../../engine/form/form.ts';
import type { Pack } from '../../pack/pack.ts';
import { schedule } from '../job/job.act.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { advance } from './advance.ts';
import { faultsNamed, onlyNamed } from './asked.ts';
import { loadCase } from './case.store.ts';
import { shownNumber } from './consent.act.ts';
import { boundPapers, saveFiles } from './files.act.ts';
import { codeOf } from './number.ts';
import type { Receipt } from './on-case.act.ts';
import { commandOf, holdsTask, mayTouch, onCase, once } from './on-case.act.ts';
import type { SlipKind } from './paper.act.ts';
import type { AttachedFile, CaseState, Move } from './state.ts';
import type { Answers, Problems } from './submit.act.ts';
import { hasProblems, readWith, sentAnswers } from './submit.act.ts';

type On = { readonly id: CaseId; readonly key: CommandKey /** The version the sender decided on. */; readonly version?: number };

/** Accepts a submitted case: official code by agency and day, the legal clock, the first step of the process, the receipt slip as a job. */
export function receiveCase(world: World, permit: Permit<'case.receive'>, on: On): Promise<Receipt | Refusal> {
  const day = dateOf(world.now());
  const agency = (state: CaseState): string => world.org().byId.get(state.unit)?.agencyCode ?? '';
  return onCase(world, permit, on.id, commandOf(on, { do: 'receive', id: on.id }), {
    counter: (state) => `case/${agency(state)}/${day}`,
    decide: (state, facts) => advance(facts.pack, state, { do: 'receive', by: permit.actor.person, code: codeOf(agency(state), day, facts.number) }, facts),
    also: (sql) => wantPaper(sql, on.id, 'receipt', world.now()),
  });
}

/** Completes a task that signs nothing. `answers` are those of the task's form. */
export async function completeTask(
  world: World,
  permit: Permit<'case.work'>,
  on: On & { readonly task: string; readonly answers: Answers },
): Promise<Receipt | Problems | Refusal> {
  const sent = { task: on.task, answers: sentAnswers(on.answers) };
  return await once<Problems>(world, permit, commandOf(on, { do: 'complete', id: on.id, ...sent }), async () => {
    const read = await readTask(world, permit, on);
    if (isRefusal(read) || hasProblems(read)) return read;
    return await moveCase(world, permit, on, { do: 'complete', by: permit.actor.person, task: on.task, result: read.result }, sent);
  });
}

/** The typed result of a task's form, and the case as it is now. The task must be one of the actor's role. */
export async function readTask(
  world: World,
  permit: Permit,
  on: { readonly id: CaseId; readonly task: string; readonly answers: Answers },
): Promise<{ readonly result: JsonObject; readonly state: CaseState } | Problems | Refusal> {
  const [row] = await loadCase(world.sql, on.id);
  if (row === undefined || !mayTouch(permit, row, world, 'work')) return refuse('not-found');
  const task = row.state.tasks.find((one) => one.id === on.task);
  if (task === undefined) return refuse('task-not-open');
  const pack = world.shelf.find(row.state.pack.id, row.state.pack.version);
  if (pack === undefined) throw new Error(`pack ${row.state.pack.id} ${row.state.pack.version} is not on the shelf`);
  if (!holdsTask(permit, task, row, world)) return refuse('not-allowed');
  if (!playsRole(permit.actor.role, pack.roles.get(task.role)?.role ?? task.role)) return refuse('not-allowed');
  const form = task.form === undefined ? undefined : pack.taskForms.get(task.form);
  if (form === undefined) return { result: {}, state: row.state };
  const read = readForm(form, on.answers, { today: dateOf(world.now()), places: world.places() });
  return read.problems.length > 0 ? { problems: read.problems } : { result: read.answers, state: row.state };
}

/** A deputy does what falls to the head; the paper then shows KT. */
export const playsRole = (actual: string, wanted: string): boolean => actual === wanted || (wanted === 'unitLeader' && actual === 'deputyLeader');

function readForm(form: Form, answers: Answers, facts: Facts): { readonly answers: JsonObject; readonly problems: readonly Problem[] } {
  return 'json' in answers ? readJsonAnswers(form, answers.json, facts) : readAnswers(form, answers.raw, facts);
}

export function requestSupplement(
  world: World,
  permit: Permit<'case.supplement'>,
  on: On & { readonly reasons: readonly string[]; readonly note: string },
): Promise<Receipt | Refusal> {
  const { reasons, note } = on;
  return moveCase(world, permit, on, { do: 'supplement', by: permit.actor.person, reasons, note: note.trim() }, { reasons, note }, (sql) =>
    wantPaper(sql, on.id, 'supplement', world.now()),
  );
}

/** The citizen's answer to what was asked: everything else stays as it was given. New files stand beside the old ones they do not replace. */
export async function answerSupplement(
  world: World,
  permit: Permit<'case.submit'>,
  on: On & { readonly answers: Answers; readonly files: readonly AttachedFile[] },
): Promise<Receipt | Problems | Refusal> {
  const [row] = await loadCase(world.sql, on.id);
  if (row === undefined || !mayTouch(permit, row, world, 'lead')) return refuse('not-found');
  const pack = world.shelf.find(row.state.pack.id, row.state.pack.version);
  if (pack === undefined) throw new Error(`pack ${row.state.pack.id} ${row.state.pack.version} is not on the shelf`);
  const named = faultsNamed(pack, row.state);
  const fresh = named === undefined ? on.files : on.files.filter((file) => named.includes(file.paper));
  const bound = await boundPapers(world, permit, pack, fresh);
  const files = mergeFiles(row.state.files, bound);
  const read = readNamed(pack, row.state, { answers: on.answers, files, named }, world);
  if (read.problems.length > 0) return { problems: read.problems };
  const body = { answers: read.answers, files: fresh.map((file) => ({ paper: file.paper, blob: file.blob })) };
  const own = pack.consents.length === 0 ? undefined : await shownNumber(world, permit);
  const move = { do: 'answer', answers: read.answers, files, ...(own === undefined ? {} : { own }) } as const;
  return await moveCase(world, permit, on, move, body, (sql) => saveFiles(sql, on.id, bound, world.now()));
}

/** What these answers and files would make of the case, without making it; the same look that `answerSupplement` takes. */
export function readSupplement(
  world: World,
  pack: Pack,
  state: CaseState,
  given: { readonly answers: Answers; readonly files: readonly AttachedFile[] },
): ReturnType<typeof readWith> {
  const named = faultsNamed(pack, state);
  const fresh = named === undefined ? given.files : given.files.filter((file) => named.includes(file.paper));
  return readNamed(pack, state, { answers: given.answers, files: mergeFiles(state.files, fresh), named }, world);
}

function readNamed(
  pack: Pack,
  state: CaseState,
  given: { readonly answers: Answers; readonly files: readonly AttachedFile[]; readonly named: readonly string[] | undefined },
  world: World,
): ReturnType<typeof readWith> {
  const { answers, files, named } = given;
  const typed = 'json' in answers ? undefined : readWith(pack, { answers, files }, world, state.answers);
  if (typed !== undefined && (named === undefined || typed.problems.length > 0)) return typed;
  const sent = 'json' in answers ? answers.json : (typed?.answers ?? {});
  return readWith(pack, { answers: { json: named === undefined ? sent : onlyNamed(state.answers, sent, named) }, files }, world, state.answers);
}

/** New files of a paper take the place of the old ones of the same paper; the old bytes stay in the ledger's history. */
const mergeFiles = (old: readonly AttachedFile[], fresh: readonly AttachedFile[]): readonly AttachedFile[] => [
  ...old.filter((file) => fresh.every((other) => other.paper !== file.paper)),
  ...fresh,
];

export function extendCase(
  world: World,
  permit: Permit<'case.extend'>,
  on: On & { readonly reason: string; readonly note: string },
): Promise<Receipt | Refusal> {
  const { reason, note } = on;
  return moveCase(world, permit, on, { do: 'extend', by: permit.actor.person, reason, note: note.trim() }, { reason, note }, (sql) =>
    wantPaper(sql, on.id, 'apology', world.now()),
  );
}

export function refuseCase(
  world: World,
  permit: Permit<'case.refuse'>,
  on: On & { readonly reason: string; readonly note: string },
): Promise<Receipt | Refusal> {
  const { reason, note } = on;
  return moveCase(world, permit, on, { do: 'refuse', by: permit.actor.person, reason, note: note.trim() }, { reason, note }, (sql) =>
    wantPaper(sql, on.id, 'refusal', world.now()),
  );
}

/** `note`: why, in the applicant's words, where they gave one. */
export function withdrawCase(world: World, permit: Permit<'case.withdraw'>, { note, ...on }: On & { readonly note?: string }): Promise<Receipt | Refusal> {
  const why = note === undefined ? {} : { note };
  return moveCase(world, permit, on, { do: 'withdraw', by: permit.actor.person, ...why }, why);
}

/** Records money received under the next serial of the receiving unit's book of the year: what is owed, at the counter; `online`, what the bank has told of. */
export function takeFee(
  world: World,
  permit: Permit<'fee.take'>,
  { online, ...on }: On & { readonly online?: { readonly amount: number } },
): Promise<Receipt | Refusal> {
  const year = dateOf(world.now()).slice(0, 4);
  const book = (state: CaseState): string => `fee/${world.org().byId.get(state.unit)?.agencyCode ?? ''}/${year}`;
  const how = online === undefined ? {} : { online };
  return onCase(world, permit, on.id, commandOf(on, { do: 'take-fee', id: on.id, ...how }), {
    counter: book,
    decide: (state, facts) =>
      advance(
        facts.pack,
        state,
        { do: 'take-fee', by: permit.actor.person, serial: `BL-${year.slice(2)}-${String(facts.number).padStart(6, '0')}`, ...how },
        facts,
      ),
  });
}

/** Stops the clock while a payment set by another agency is open, and lets it run again; nothing happens where nothing changes. */
export function setClock(world: World, permit: Permit<'system.run'>, on: On & { readonly stands: boolean }): Promise<Receipt | Refusal> {
  const { stands, ...rest } = on;
  return moveCase(world, permit, rest, { do: 'set-clock', stands, why: 'obligation' }, { stands });
}

/** Timers of the process that are due by law; nothing happens when none is. */
export function fireTimers(world: World, permit: Permit<'system.run'>, on: On, also: (sql: Sql) => Promise<void>): Promise<Receipt | Refusal> {
  return moveCase(world, permit, on, { do: 'fire-timers' }, {}, also);
}

function moveCase(world: World, permit: Permit, on: On, move: Move, body: JsonObject, also?: (sql: Sql) => Promise<void>): Promise<Receipt | Refusal> {
  const sent: Json = { do: move.do, id: on.id, ...body };
  return onCase(world, permit, on.id, commandOf(on, sent), {
    decide: (state, facts) => advance(facts.pack, state, move, facts),
    ...(move.do === 'complete' ? { byHolder: true } : {}),
    ...(also === undefined ? {} : { also }),
  });
}

/** The slip or letter is made right after the commit, as background work that is tried until it succeeds. */
const wantPaper = (sql: Sql, id: CaseId, kind: SlipKind, due: Instant): Promise<void> =>
  schedule(sql, [{ kind: 'case-paper', caseId: id, body: { kind }, due }]);
