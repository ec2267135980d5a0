/** Deeds of people on their notices: the list in the house, what desks print, and what the administrator sends once more. */
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { schedule } from '../job/job.act.ts';
import { append, claimKey } from '../ledger/ledger.act.ts';
import { unitsReached } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { sending } from './follow.act.ts';
import type { DeadRow, NoticeRow, PaperRow } from './notice.store.ts';
import {
  confirmRead,
  countDeliveries,
  countUnread,
  deadDeliveries,
  handOver,
  noticesOfPerson,
  papersOf,
  readAll,
  readOne,
  reviveDelivery,
} from './notice.store.ts';
import { afterQuiet } from './plan.ts';

export type { DeadRow, NoticeRow, PaperRow } from './notice.store.ts';

/** For the bell in the header: at most 100 are counted. */
export async function unreadOf(world: Pick<World, 'sql'>, permit: Permit<'person.self'>): Promise<number> {
  const [row] = await countUnread(world.sql, permit.actor.person);
  return row?.unread ?? 0;
}

export const listNotices = (world: World, permit: Permit<'person.self'>, limit = 100): Promise<readonly NoticeRow[]> =>
  noticesOfPerson(world.sql, permit.actor.person, limit);

/** Marks one's own notice as read; answers it, so that the page can go where it leads. */
export function readNotice(world: World, permit: Permit<'person.self'>, id: string): Promise<NoticeRow | Refusal> {
  return world.sql.begin(async (sql) => {
    const [row] = isUuid(id) ? await readOne(sql, id, permit.actor.person, world.now()) : [];
    if (row === undefined) return refuse('not-found');
    await confirmRead(sql, [row.id], world.now());
    return row;
  });
}

export function readAllNotices(world: World, permit: Permit<'person.self'>): Promise<number> {
  return world.sql.begin(async (sql) => {
    const rows = await readAll(sql, permit.actor.person, world.now());
    await confirmRead(
      sql,
      rows.map((row) => row.id),
      world.now(),
    );
    return rows.length;
  });
}

/** People whom nothing else reaches: their letters wait at the desk of their unit. */
export const listPapers = (world: World, permit: Permit<'case.receive'>): Promise<readonly PaperRow[]> =>
  papersOf(
    world.sql,
    unitsReached(world.org(), permit.reach).map((unit) => unit.id),
    200,
  );

export function handOverPaper(world: World, permit: Permit<'case.receive'>, on: { readonly id: string; readonly key: string }): Promise<true | Refusal> {
  const units = unitsReached(world.org(), permit.reach).map((unit) => unit.id);
  return world.sql.begin(async (sql) => {
    if (!(await claimKey(sql, permit, on.key, world.now()))) return true;
    const [row] = isUuid(on.id) ? await handOver(sql, on.id, units, world.now()) : [];
    if (row === undefined) return refuse('not-found');
    await append(sql, world.hash, permit, [{ what: 'notice-handed-over', at: world.now(), delivery: on.id }]);
    return true;
  });
}

/** Messages that did not get through, newest first. */
export const listDead = (world: World, _permit: Permit<'person.admin'>): Promise<readonly DeadRow[]> => deadDeliveries(world.sql, 200);

/** Sends a dead message once more, from its first try. */
export function resend(world: World, permit: Permit<'person.admin'>, on: { readonly id: string; readonly key: string }): Promise<true | Refusal> {
  return world.sql.begin(async (sql) => {
    if (!(await claimKey(sql, permit, on.key, world.now()))) return true;
    const [revived] = isUuid(on.id) ? await reviveDelivery(sql, on.id) : [];
    if (revived === undefined) return refuse('not-found');
    await schedule(sql, [sending(revived.id, afterQuiet(world.now()))]);
    await append(sql, world.hash, permit, [{ what: 'notice-resent', at: world.now(), delivery: on.id }]);
    return true;
  });
}

export const deliveryCounts = (world: Pick<World, 'sql'>) => countDeliveries(world.sql);
