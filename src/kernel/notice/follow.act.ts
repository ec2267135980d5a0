/** Takes in entries of the ledger: stores who is told what, and the deliveries and reminders that follow from it, in the follower's transaction. */
import type { PersonId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, plusMs, toMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { schedule } from '../job/job.act.ts';
import type { NewJob } from '../job/job.ts';
import type { Follower } from '../ledger/ledger.act.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { readPhone } from '../person/person.ts';
import type { World } from '../world.ts';
import type { CaseRow } from './notice.store.ts';
import { casesOf, insertDelivery, insertNotice, mergedUntold, peopleAwaited, peopleInRole, peopleNumbered, reachOf } from './notice.store.ts';
import type { Channel } from './plan.ts';
import { afterQuiet, channels, freshMs, reminderAt, waysTo } from './plan.ts';
import type { CaseToldOf, Telling, ToldEntry } from './told.ts';
import { answerTold, canAnswerMerged, entriesTold, promiseSetBy, tellingsOf } from './told.ts';
import { isForNamed, isForOfficers } from './words.ts';

export const noticeFollower = (world: World): Follower => ({
  name: 'notice',
  wants: (what) => entriesTold.has(what),
  takeIn: (sql, entries) => takeIn(world, sql, entries),
});

async function takeIn(world: World, sql: Sql, entries: readonly LedgerEntry[]): Promise<void> {
  const rows = await casesOf(sql, [...new Set(entries.flatMap((entry) => caseIn(entry) ?? []))]);
  for (const entry of entries) {
    const row = rows.find((one) => one.id === caseIn(entry));
    if (row === undefined) continue;
    // The ledger stores entries of cases as they were made: see `asJson` in on-case.act.ts.
    const happened = entry.entry as unknown as ToldEntry;
    await tellAll(world, sql, { position: entry.position, at: entry.at, row, actor: entry.actor }, tellingsOf(happened, toldOf(world, row)));
    if (row.reportRef !== null && canAnswerMerged(happened)) await tellMerged(world, sql, entry, row);
    await scheduleReminders(world, sql, entry, row, promiseSetBy(happened));
  }
}

/** Whoever sent the same matter reads the answer under the own code, once: when it is given, or when the report is merged into an answered one. */
async function tellMerged(world: World, sql: Sql, entry: LedgerEntry, { id }: CaseRow): Promise<void> {
  for (const row of await mergedUntold(sql, id)) {
    const { report } = toldOf(world, row);
    if (report !== undefined) await tellAll(world, sql, { position: entry.position, at: entry.at, row }, [answerTold(report)]);
  }
}

/** Entries of other rooms name the case in their body. */
function caseIn(entry: LedgerEntry): string | undefined {
  const named = entry.caseId ?? entry.entry.case;
  return typeof named === 'string' && isUuid(named) ? named : undefined;
}

function toldOf(world: World, row: CaseRow): CaseToldOf {
  const roles = world.shelf.find(row.packId, row.packVersion)?.roles;
  const { ref, unit, paid, isUnreceived } = row;
  const told = { ref, unit, paid, playedBy: (role: string) => roles?.get(role)?.role ?? role, isUnreceived };
  if (row.ratingKey !== null) return { ...told, ratingKey: row.ratingKey };
  return row.reportRef === null || row.reportKey === null ? told : { ...told, report: { ref: row.reportRef, key: row.reportKey } };
}

export type Happening = { readonly position: number; readonly at: Instant; readonly row: CaseRow; readonly actor?: string };

/** Notices and their deliveries, inside the transaction of what made them known. */
export async function tellAll(world: World, sql: Sql, on: Happening, tellings: readonly Telling[]): Promise<void> {
  for (const telling of tellings)
    for (const person of await receiversOf(sql, telling, on)) {
      // Whoever did it knows it.
      if (isForOfficers(telling.kind) && person === on.actor) continue;
      await tell(world, sql, on, telling, person);
    }
}

/** Messages a day to one person about cases of others that name them. */
const mostAskedADay = 10;

/** null is the applicant without an account. */
async function receiversOf(sql: Sql, { to }: Telling, { row, at }: Happening): Promise<readonly (PersonId | null)[]> {
  if (to.who === 'applicant') return [row.applicant];
  if (to.who === 'named') return (await peopleAwaited(sql, row.id, plusMs(at, -86_400_000), mostAskedADay)).map(({ person }) => person);
  if (to.who === 'numbers') return (await peopleNumbered(sql, to.of, plusMs(at, -86_400_000), mostAskedADay)).map(({ person }) => person);
  return (await peopleInRole(sql, to.role, to.unit, dateOf(at))).map(({ person }) => person);
}

async function tell(world: World, sql: Sql, on: Happening, { kind, facts }: Telling, person: PersonId | null): Promise<void> {
  const id = world.newId();
  const { position, at, row } = on;
  const [told] = await insertNotice(sql, { id, position, kind, person, caseId: row.id, unit: row.unit, at, facts });
  if (told === undefined || isOld(world, at)) return;
  const [reach] = person === null ? [] : await reachOf(sql, person, kind);
  const phone = readPhone(reach?.phone ?? '') ?? (isForOfficers(kind) || isForNamed(kind) ? undefined : readPhone(row.phone));
  const ways = waysTo(kind, reach?.channels ?? undefined, { phone, email: reach?.email ?? undefined, devices: reach?.devices ?? [], open: openGates(world) });
  for (const way of ways) await deliver(world, sql, id, way.channel, way.device ?? null);
}

export const openGates = (world: Pick<World, 'gates'>): ReadonlySet<Channel> =>
  new Set(channels.filter((channel) => world.gates.message[channel] !== undefined));

const isOld = (world: World, at: Instant): boolean => toMs(world.now()) - toMs(at) > freshMs;

/** A delivery and, unless it is paper, the work that sends it, not before the quiet hours are over. */
export async function deliver(world: World, sql: Sql, notice: string, channel: Channel | 'paper', device: string | null): Promise<void> {
  const at = world.now();
  const [made] = await insertDelivery(sql, world.newId(), notice, channel, device, at);
  if (made !== undefined && channel !== 'paper') await schedule(sql, [sending(made.id, afterQuiet(at))]);
}

export const sending = (delivery: string, due: Instant): NewJob => ({ kind: 'notice-send', caseId: null, body: { delivery }, due });

/** Whoever holds the case when the promise comes near, and everybody when it passes. */
async function scheduleReminders(world: World, sql: Sql, entry: LedgerEntry, row: CaseRow, due: Instant | undefined): Promise<void> {
  if (due === undefined) return;
  const body = { position: entry.position, due };
  const near = reminderAt(due, world.now(), world.calendarOf(row.unit));
  await schedule(sql, [
    ...(near === undefined ? [] : [{ kind: 'notice-near', caseId: row.id, body, due: near }]),
    { kind: 'notice-passed', caseId: row.id, body, due },
  ]);
}
