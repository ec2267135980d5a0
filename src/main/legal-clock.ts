/** Legal time. The demonstration's clock runs ahead of (or behind) the machine by a stored distance; elsewhere the two are one. */
import type { Instant } from '../base/time.ts';
import { instant, instantOf, toMs } from '../base/time.ts';
import type { Sql } from '../db/sql.ts';

/** Where the demonstration begins: a Tuesday morning. */
export const demoOpening: Instant = instant('2022-11-15T08:00:00+07:00');

/** As far as the working calendar is known: beyond it no promise can be computed. */
export const demoEnd: Instant = instant('2026-12-01T00:00:00+07:00');

export type LegalClock = {
  readonly now: () => Instant;
  /** Moves the clock forward; false when it would go back, which would put history out of order, or beyond its end. */
  readonly moveTo: (to: Instant) => Promise<boolean>;
  /** Reads the distance again after another process moved the clock. */
  readonly refresh: () => Promise<void>;
};

export const machineClock: LegalClock = { now: () => instantOf(Date.now()), moveTo: async () => false, refresh: async () => undefined };

/** The first call on an empty database sets the clock to its opening. */
export async function demoClock(sql: Sql): Promise<LegalClock> {
  let ahead = 0;
  const now = (): Instant => instantOf(Date.now() + ahead);
  const refresh = async (): Promise<void> => {
    const [row] = await sql<{ ahead: number }>`select ahead_ms as ahead from legal_clock`;
    ahead = row?.ahead ?? ahead;
  };
  await sql`insert into legal_clock (ahead_ms) values (${toMs(demoOpening) - Date.now()}) on conflict do nothing`;
  await refresh();
  const moveTo = async (to: Instant): Promise<boolean> => {
    if (toMs(to) < toMs(now()) || toMs(to) > toMs(demoEnd)) return false;
    await sql`update legal_clock set ahead_ms = ${toMs(to) - Date.now()}`;
    await refresh();
    await sql.notify('clock');
    return true;
  };
  return { now, moveTo, refresh };
}

/** The clock this database keeps: that of the demonstration when it has one, else the machine's. For short commands beside a running cell. */
export async function keptClock(sql: Sql): Promise<LegalClock> {
  const [demo] = await sql`select from legal_clock`;
  return demo === undefined ? machineClock : await demoClock(sql);
}
