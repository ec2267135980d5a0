/** Deeds on units. Units are public facts: reading them needs no permit, changing them does. */
import type { UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { PlainDate } from '../../base/time.ts';
import { dateOf } from '../../base/time.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit, Reach, UnitPath } from '../permit.ts';
import { covers } from '../permit.ts';
import type { World } from '../world.ts';
import type { UnitRow } from './org.store.ts';
import { changedCodes, readCalendars, readUnit, readUnits, searchUnits, writeCalendar, writeUnits } from './org.store.ts';
import type { Org, Unit, UnitFile, UnitKind } from './org.ts';
import { branchOf, orgOf, searchFold, searchKey, unitKinds, unitsReached } from './org.ts';

/** What the acts of this room need of the world. */
type Place = Pick<World, 'sql' | 'now' | 'hash'>;

/** The whole organisation, some hundred units: read it once per request at most. */
export async function readOrg(world: Pick<World, 'sql'>): Promise<Org> {
  const [rows, calendars] = await Promise.all([readUnits(world.sql), readCalendars(world.sql)]);
  return orgOf(rows.map(unitOf), calendars);
}

export async function findUnit(world: Pick<World, 'sql'>, id: UnitId): Promise<Unit | Refusal> {
  const [row] = await readUnit(world.sql, id);
  return row === undefined ? refuse('unit-not-found') : unitOf(row);
}

export type UnitSearch = { readonly text: string; readonly kinds?: readonly UnitKind[]; readonly on?: PlainDate; readonly limit?: number };

/** Units whose name, form, district or code holds all the words, with or without diacritics; best first. An empty text lists all. */
export async function listUnits(world: Pick<World, 'sql' | 'now'>, search: UnitSearch): Promise<readonly Unit[]> {
  const rows = await searchUnits(world.sql, {
    words: searchFold(search.text.slice(0, 100)),
    kinds: search.kinds ?? unitKinds,
    on: search.on ?? dateOf(world.now()),
    limit: Math.min(search.limit ?? 50, 500),
  });
  return rows.map(unitOf);
}

/** The unit of this path and all below it that are alive today. */
export async function branch(world: Pick<World, 'sql' | 'now'>, path: UnitPath): Promise<readonly Unit[]> {
  return branchOf(await readOrg(world), path, dateOf(world.now()));
}

/** Ids for `unit_id = any(...)`: what a permit of this reach lets one list. Own cases are found by person, not by unit. */
export const unitIdsReached = async (world: Pick<World, 'sql'>, reach: Reach): Promise<readonly UnitId[]> =>
  unitsReached(await readOrg(world), reach).map((unit) => unit.id);

/** Brings the units of a file in; a second time changes nothing. An agency code once given stays. Answers how many rows changed. */
export function loadUnits(world: Place, permit: Permit<'unit.admin'>, file: UnitFile): Promise<number | Refusal> {
  const org = orgOf(file.units);
  const rows = file.units.map((unit) => rowOf(unit, searchKey(org, unit)));
  if (file.units.some((unit) => !covers(permit, unit.path))) return Promise.resolve(refuse('not-allowed'));
  return world.sql.begin(async (sql) => {
    const changed = await changedCodes(sql, rows);
    if (changed[0] !== undefined) return refuse('agency-code-changed', { unit: changed[0].id });
    const written = await writeUnits(sql, rows);
    const root = file.units.find((unit) => unit.parent === undefined);
    const calendars =
      root === undefined || file.calendar === undefined ? [] : await writeCalendar(sql, { unit: root.id, calendar: file.calendar, from: file.validFrom });
    if (written.length + calendars.length > 0) {
      await append(sql, world.hash, permit, [{ what: 'units-loaded', at: world.now(), units: written.length, calendars: calendars.length }]);
    }
    return written.length;
  });
}

/** From this day on the unit and those below it keep another calendar. */
export function assignCalendar(
  world: Place,
  permit: Permit<'unit.admin'>,
  use: { readonly unit: UnitId; readonly calendar: string; readonly from: PlainDate },
): Promise<Unit | Refusal> {
  return world.sql.begin(async (sql) => {
    const unit = await findUnit({ sql }, use.unit);
    if ('refused' in unit) return unit;
    if (!covers(permit, unit.path)) return refuse('not-allowed');
    const written = await writeCalendar(sql, use);
    if (written.length > 0)
      await append(sql, world.hash, permit, [{ what: 'calendar-assigned', at: world.now(), unit: use.unit, calendar: use.calendar, from: use.from }]);
    return unit;
  });
}

function unitOf(row: UnitRow): Unit {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.form === null ? {} : { form: row.form }),
    name: row.name,
    ...(row.nameEn === null ? {} : { nameEn: row.nameEn }),
    ...(row.gso === null ? {} : { gso: row.gso }),
    ...(row.parent === null ? {} : { parent: row.parent }),
    path: row.path,
    agencyCode: row.agencyCode,
    agencyCodeOld: row.agencyCodeOld,
    from: row.from,
    ...(row.until === null ? {} : { until: row.until }),
    predecessors: row.predecessors,
  };
}

const rowOf = (unit: Unit, folded: string): UnitRow => ({
  ...unit,
  parent: unit.parent ?? null,
  form: unit.form ?? null,
  nameEn: unit.nameEn ?? null,
  folded,
  gso: unit.gso ?? null,
  until: unit.until ?? null,
});
