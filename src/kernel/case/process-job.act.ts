/** Work the process hands to the platform: a paper to draft, a number from a book, another case to open, units to tell. */
import type { CaseId, CommandKey, UnitId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject, readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import { dateOf } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { readJsonAnswers } from '../../engine/form/form.ts';
import type { Pack } from '../../pack/pack.ts';
import type { Unit } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import { packFor } from '../rollout/rollout.act.ts';
import type { World } from '../world.ts';
import { advance } from './advance.ts';
import { foldAll } from './fold.ts';
import { codeOf, newTracking } from './number.ts';
import type { Receipt } from './on-case.act.ts';
import { insertOpened, onCase, takeNumber, unitFinder } from './on-case.act.ts';
import { open } from './open.ts';
import type { Applicant, CaseEntry, CaseState, OpenJob } from './state.ts';

export type JobOn = { readonly id: CaseId; readonly key: CommandKey; readonly job: string };
export type Finish = (sql: Sql) => Promise<void>;

/** The next number of a book of the case's unit in this year (headers `book`, `into`): '07' for the seventh. Numbers are given once and never again. */
export function giveNumber(world: World, permit: Permit<'system.run'>, on: JobOn, job: OpenJob, finish: Finish): Promise<Receipt | Refusal> {
  const year = dateOf(world.now()).slice(0, 4);
  const book = text(job.headers.book) ?? 'book';
  const into = text(job.headers.into) ?? 'number';
  return onCase(
    world,
    permit,
    on.id,
    { key: on.key, body: { do: 'give-number', job: on.job } },
    {
      counter: (state) => `book/${book}/${world.org().byId.get(state.unit)?.agencyCode ?? ''}/${year}`,
      decide: (state, facts) => advance(facts.pack, state, { do: 'finish-job', job: on.job, result: { [into]: String(facts.number).padStart(2, '0') } }, facts),
      also: (sql) => finish(sql),
    },
  );
}

/** Units that are told (header `to` names a list of codes in the data or input): they may read along and have nothing to do. */
export function inform(world: World, permit: Permit<'system.run'>, on: JobOn, job: OpenJob, finish: Finish): Promise<Receipt | Refusal> {
  const find = unitFinder(world);
  const codes = (state: CaseState): readonly Json[] => {
    const named = lookUp(text(job.headers.to) ?? '', state, job);
    return Array.isArray(named) ? named : named === undefined ? [] : [named];
  };
  return onCase(
    world,
    permit,
    on.id,
    { key: on.key, body: { do: 'inform', job: on.job } },
    {
      decide: (state, facts) => advance(facts.pack, state, { do: 'finish-job', job: on.job, ...informing(codes(state), find) }, facts),
      also: (sql) => finish(sql),
    },
  );
}

type Find = (code: string) => UnitId | undefined;

/** All of them or none: a unit that is not told in silence would be worse than an incident. */
function informing(codes: readonly Json[], find: Find): { readonly informed: readonly UnitId[] } | { readonly failure: string } {
  const unknown = codes.filter((code) => find(String(code)) === undefined);
  if (unknown.length > 0) return { failure: `no unit is known under ${unknown.map(String).join(', ')}` };
  return { informed: codes.flatMap((code) => find(String(code)) ?? []) };
}

/**
 * Opens another case and receives it at once (headers `service`, `unit` names the unit's code in the data, `into` the variable for its id).
 * Its answers are the job's mapped inputs. Both cases change in one transaction; the end of the child comes back as the message 'child-ended'.
 */
export async function openChild(
  world: World,
  permit: Permit<'system.run'>,
  on: JobOn,
  job: OpenJob,
  parent: CaseState,
  finish: Finish,
): Promise<Receipt | Refusal> {
  const child = await childOf(world, job, parent);
  const command = { key: on.key, body: { do: 'open-case', job: on.job } };
  if (typeof child === 'string')
    return await onCase(world, permit, on.id, command, {
      decide: (state, facts) => advance(facts.pack, state, { do: 'finish-job', job: on.job, failure: child }, facts),
      also: (sql) => finish(sql),
    });
  const { id, unit, pack, opened, submitted } = child;
  const at = submitted.submitted;
  const into = text(job.headers.into) ?? 'child';
  return await onCase(world, permit, on.id, command, {
    decide: (state, facts) => advance(facts.pack, state, { do: 'finish-job', job: on.job, child: { id }, result: { [into]: id } }, facts),
    also: async (sql) => {
      const number = await takeNumber(sql, `case/${unit.agencyCode}/${dateOf(at)}`);
      const received = advance(
        pack,
        submitted,
        { do: 'receive', by: permit.actor.person, code: codeOf(unit.agencyCode, dateOf(at), number) },
        { now: at, calendar: world.calendarOf(unit.id), hash: world.hash, unit: unitFinder(world) },
      );
      if (isRefusal(received)) sql.rollback(received);
      await insertOpened(sql, world, permit, [...opened, ...(received as readonly CaseEntry[])]);
      await finish(sql);
    },
  });
}

type Child = {
  readonly id: CaseId;
  readonly unit: Unit;
  readonly pack: Pack;
  readonly opened: readonly CaseEntry[];
  readonly submitted: CaseState;
};

/** The case to open, or why it cannot be opened with these data. */
async function childOf(world: World, job: OpenJob, parent: CaseState): Promise<Child | string> {
  const unitName = text(job.headers.unit);
  const code = unitName === undefined ? undefined : lookUp(unitName, parent, job);
  const unitId = code === undefined ? parent.unit : unitFinder(world)(String(code));
  const unit = unitId === undefined ? undefined : world.org().byId.get(unitId);
  if (unit === undefined) return `no unit is known under ${String(code)}`;
  const service = text(job.headers.service) ?? '';
  const pack = await packFor(world, service, unit);
  if (isRefusal(pack)) return `the service ${service} is not offered at unit ${unit.agencyCode}`;
  const at = world.now();
  const read = readJsonAnswers(pack.form, answersOf(job), { today: dateOf(at), places: world.places() });
  if (read.problems.length > 0)
    return `the answers have problems: ${read.problems
      .slice(0, 10)
      .map((problem) => `${problem.path} ${problem.code}`)
      .join(', ')}`;
  const id = world.newId() as CaseId;
  const filing = {
    id,
    tracking: newTracking(world.secret(11)),
    unit: unit.id,
    channel: 'counter' as const,
    applicant: applicantOf(pack, read.answers, parent),
    answers: read.answers,
    files: [],
    parent: parent.id,
  };
  const opened = open(pack, filing, at, world.hash);
  if (isRefusal(opened)) return `the rules refuse it: ${opened.refused}`;
  const submitted = foldAll(opened);
  if (submitted === undefined) throw new Error('an opened case has no state');
  return { id, unit, pack, opened, submitted };
}

/** Whom the child is about, where its own form says so; otherwise it is for the same person. */
function applicantOf(pack: Pack, answers: JsonObject, parent: CaseState): Applicant {
  const name = readPath(answers, pack.applicant.name);
  const phone = readPath(answers, pack.applicant.phone);
  if (typeof name !== 'string' || name === '' || name === parent.applicant.name) return parent.applicant;
  return { id: null, name, phone: typeof phone === 'string' ? phone : '' };
}

/** Mapped inputs become the answers; none means an empty form. */
const answersOf = (job: OpenJob): JsonObject => (isObject(job.input?.answers) ? job.input.answers : (job.input ?? {}));

const lookUp = (name: string, state: CaseState, job: OpenJob): Json | undefined => job.input?.[name] ?? state.data[name] ?? state.answers[name];
const text = (value: Json | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
