/** Background work of notices: sending, asking whether it arrived, trying again, and reminders of promises. */
import type { CaseId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, instantOf, plusMs, toMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { schedule } from '../job/job.act.ts';
import type { LeasedJob } from '../job/job.ts';
import { agencyName } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import { readPhone } from '../person/person.ts';
import type { World } from '../world.ts';
import { deliver, openGates, sending, tellAll } from './follow.act.ts';
import type { Arrival, MessageGate, Outgoing, Taken } from './gate.ts';
import type { DeliveryRow } from './notice.store.ts';
import { casesOf, endDevice, holdersOf, livingWays, markConfirmed, markDead, markSent, noteTry, readDelivery } from './notice.store.ts';
import { afterQuiet, isWorthPaper, mostAsks, mostTries, nextWay, officeHours, waitAfter } from './plan.ts';
import type { Places } from './text.ts';
import { messageOf, textMessageOf } from './text.ts';
import { tellingsOfPromise } from './told.ts';
import { isForNamed, isForOfficers } from './words.ts';

type Finish = (sql: Sql) => Promise<void>;

/** Does one background job of this room. */
export async function doNoticeJob(world: World, permit: Permit<'system.run'>, job: LeasedJob, finish: Finish): Promise<void> {
  switch (job.kind) {
    case 'notice-send':
      return await sendOne(world, String(job.body.delivery), finish);
    case 'notice-ask':
      return await askOne(world, String(job.body.delivery), Number(job.body.asks), finish);
    case 'notice-near':
    case 'notice-passed':
      return await remind(world, permit, job, finish);
    default:
      throw new Error(`no work is known for jobs of kind ${job.kind}`);
  }
}

/**
 * One try. The gate is asked outside any transaction; what it said and the end of the job are stored together.
 * When the process dies between the two, the message is sent again under the same key and the other side keeps the first.
 */
async function sendOne(world: World, id: string, finish: Finish): Promise<void> {
  const now = world.now();
  const [row] = await readDelivery(world.sql, id);
  if (row === undefined || row.state !== 'waiting') return await world.sql.begin(finish);
  const awake = afterQuiet(now);
  if (awake !== now) return await again(world, id, awake, finish);
  const gate = gateOf(world, row);
  const message = outgoing(world, row);
  const taken: Taken =
    gate === undefined
      ? { is: 'away', why: 'gate-missing' }
      : message === undefined
        ? { is: 'refused', why: 'no-address' }
        : await gate.send(message).catch((): Taken => ({ is: 'away', why: 'gate-broke' }));
  switch (taken.is) {
    case 'taken':
      return await world.sql.begin(async (sql) => {
        await finish(sql);
        await markSent(sql, id, now);
        if (gate?.ask !== undefined) await schedule(sql, [asking(id, 0, plusMs(now, 60_000))]);
      });
    case 'resting':
      // Waits grow as with a try: thousands that wait for one dead gate must not keep the worker busy.
      return await again(world, id, afterQuiet(plusMs(now, waitAfter(row.tries + 1))), finish, 'resting');
    case 'away':
      if (row.tries + 1 >= mostTries) return await bury(world, row, taken.why, finish);
      return await again(world, id, afterQuiet(plusMs(now, waitAfter(row.tries + 1))), finish, taken.why);
    case 'refused':
      return await bury(world, row, taken.why, finish);
  }
}

function again(world: World, id: string, due: Instant, finish: Finish, fault?: string): Promise<void> {
  return world.sql.begin(async (sql) => {
    await finish(sql);
    if (fault !== undefined) await noteTry(sql, id, fault);
    await schedule(sql, [sending(id, due)]);
  });
}

/** A dead letter; the person is told by the next way, so that nobody waits in silence. */
function bury(world: World, row: DeliveryRow, why: string, finish: Finish): Promise<void> {
  return world.sql.begin(async (sql) => {
    await finish(sql);
    await markDead(sql, row.id, why);
    if (row.deviceId !== null && why === 'device-gone') await endDevice(sql, row.deviceId, world.now());
    await goOtherWay(world, sql, row);
  });
}

async function goOtherWay(world: World, sql: Sql, row: DeliveryRow): Promise<void> {
  if (isForOfficers(row.kind) || (await livingWays(sql, row.noticeId)).length > 0) return;
  const next = nextWay(row.channel);
  if (next === 'sms' && openGates(world).has('sms') && phoneOf(row) !== undefined) return await deliver(world, sql, row.noticeId, 'sms', null);
  if (next !== undefined && isWorthPaper(row.kind)) await deliver(world, sql, row.noticeId, 'paper', null);
}

const asking = (delivery: string, asks: number, due: Instant) => ({ kind: 'notice-ask', caseId: null, body: { delivery, asks }, due });

/** Asks whether a message arrived; the last answer stays when nobody can tell. */
async function askOne(world: World, id: string, asks: number, finish: Finish): Promise<void> {
  const now = world.now();
  const [row] = await readDelivery(world.sql, id);
  const gate = row === undefined ? undefined : gateOf(world, row);
  if (row === undefined || row.state !== 'sent' || gate?.ask === undefined) return await world.sql.begin(finish);
  const to = outgoing(world, row)?.to ?? '';
  const arrival = await gate.ask(keyOf(row), to).catch((): Arrival => 'away');
  if (typeof arrival === 'object') return await bury(world, row, arrival.failed, finish);
  await world.sql.begin(async (sql) => {
    await finish(sql);
    if (arrival === 'arrived') await markConfirmed(sql, id, now);
    // While nobody answers the question is not used up.
    else if (asks + 1 < mostAsks || arrival === 'away')
      await schedule(sql, [asking(id, asks + (arrival === 'away' ? 0 : 1), plusMs(now, waitAfter(asks + 2)))]);
  });
}

const gateOf = (world: World, row: DeliveryRow): MessageGate | undefined => (row.channel === 'paper' ? undefined : world.gates.message[row.channel]);

export const keyOf = (row: Pick<DeliveryRow, 'id' | 'round'>): string => (row.round === 0 ? row.id : `${row.id}-${row.round}`);

const phoneOf = (row: DeliveryRow): string | undefined =>
  readPhone(row.phone ?? '') ?? (isForOfficers(row.kind) || isForNamed(row.kind) ? undefined : readPhone(row.casePhone ?? ''));

/** What leaves the house; undefined when the address is no longer known. */
function outgoing(world: World, row: DeliveryRow): Outgoing | undefined {
  const place = { origin: world.origin, places: placesOf(world) };
  const message = messageOf(row.kind, row.facts, row.lang, place);
  const key = keyOf(row);
  switch (row.channel) {
    case 'sms':
    case 'zalo': {
      const to = phoneOf(row);
      return to === undefined
        ? undefined
        : { ...message, key, to, text: row.channel === 'sms' ? textMessageOf(row.kind, row.facts, row.lang, place) : message.text };
    }
    case 'email':
      return row.email === null ? undefined : { ...message, key, to: row.email };
    case 'push':
      if (row.endpoint === null || row.p256dh === null || row.auth === null) return undefined;
      return { ...message, key, to: row.endpoint, device: { p256dh: row.p256dh, auth: row.auth } };
    case 'paper':
      return undefined;
  }
}

/** Public names and hours of units, as messages name them. */
export const placesOf = (world: Pick<World, 'org' | 'calendarOf' | 'now'>): Places => ({
  nameOf: (id, lang) => {
    const unit = world.org().byId.get(id as UnitId);
    return unit === undefined ? undefined : agencyName(unit, lang);
  },
  hoursOf: (id) => {
    const calendar = world.calendarOf(id as UnitId);
    // A day off has no hours of its own: those of the next working day are what counts.
    for (let ahead = 0; ahead < 14; ahead += 1) {
      const hours = officeHours(calendar, dateOf(instantOf(toMs(world.now()) + ahead * 86_400_000)));
      if (hours !== undefined) return hours;
    }
    return undefined;
  },
});

/** A promise comes near or passes: only while it is still the promise, and the case is still open and running. */
function remind(world: World, _permit: Permit<'system.run'>, job: LeasedJob, finish: Finish): Promise<void> {
  return world.sql.begin(async (sql) => {
    await finish(sql);
    const id = job.caseId as CaseId;
    const [row] = await casesOf(sql, [id]);
    const due = String(job.body.due) as Instant;
    if (row === undefined || row.due === null || toMs(row.due) !== toMs(due) || row.stage !== 'open' || row.finished !== null) return;
    const holders = await holdersOf(sql, id);
    const moment = job.kind === 'notice-near' ? 'near' : 'passed';
    // A report is read by its sender under another code: its delay stands on the public page.
    const tellings = tellingsOfPromise(moment, { ref: row.ref, due, holders }).filter(({ to }) => row.reportRef === null || to.who === 'role');
    await tellAll(world, sql, { position: Number(job.body.position), at: world.now(), row }, tellings);
  });
}
