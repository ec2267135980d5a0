/** Reading cases. An officer's look at a whole case leaves its trace before the answer; lists show what a queue must show. */
import type { CaseId, UnitId } from '../../base/id.ts';
import { isTrackingCode } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { atClock, dateOf, plusDays } from '../../base/time.ts';
import type { Pack } from '../../pack/pack.ts';
import { readCase as readEntries, traceRead } from '../ledger/ledger.act.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { unitsReached } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import { allowsPack, selfOf } from '../permit.ts';
import type { World } from '../world.ts';
import { caseIdByCode, caseIdByTracking, digitsByCode, digitsByTracking, loadCase } from './case.store.ts';
import { mayTouch } from './on-case.act.ts';
import type { CaseLine, QueueCounts, QueueCut } from './read.store.ts';
import { linesOfBranch, linesOfPerson, queueCounts, queueLines, typedOnAverage } from './read.store.ts';
import type { CaseState } from './state.ts';

export type { CaseLine, QueueCounts, QueueCut } from './read.store.ts';
export type WholeCase = {
  readonly state: CaseState;
  readonly pack: Pack;
  readonly version: number;
  readonly entries: readonly LedgerEntry[];
  readonly quarantined: boolean;
};

/** The whole case. Officers leave a trace with their purpose; a citizen reading the own case leaves none, whoever reads for somebody else does. */
export async function openCase(world: World, permit: Permit<'case.read'>, id: CaseId, purpose: string): Promise<WholeCase | Refusal> {
  const [row] = await loadCase(world.sql, id);
  // "Not yours" and "none" look the same.
  if (row === undefined || !mayTouch(permit, row, world, 'read')) return refuse('not-found');
  const pack = world.shelf.find(row.state.pack.id, row.state.pack.version);
  if (pack === undefined) throw new Error(`pack ${row.state.pack.id} ${row.state.pack.version} is not on the shelf`);
  if (permit.reach.kind !== 'own' || selfOf(permit) !== permit.actor.person) await traceRead(world, permit, { id, unit: row.unitId }, purpose);
  return { state: row.state, pack, version: row.version, entries: await readEntries(world, permit, id), quarantined: row.quarantined };
}

/** The case without a trace: for the small pictures of its papers, which stand on a page whose opening has left one. */
export async function peekCase(world: World, permit: Permit<'case.read'>, id: CaseId): Promise<CaseState | Refusal> {
  const [row] = await loadCase(world.sql, id);
  return row === undefined || !mayTouch(permit, row, world, 'read') ? refuse('not-found') : row.state;
}

/** The id behind an official code or a tracking code; says nothing about the case. */
export async function findCase(world: World, codeOrTracking: string): Promise<CaseId | undefined> {
  const [row] = isTrackingCode(codeOrTracking)
    ? await caseIdByTracking(world.sql, codeOrTracking)
    : await caseIdByCode(world.sql, codeOrTracking.toUpperCase());
  return row?.caseId;
}

/**
 * Tracking without sign-in: code and the last four digits of the phone. Wrong code and wrong digits look the same and ask the store the same.
 * `slow` counts guesses by case, since one case answers to two codes; a code nobody has counts under itself.
 */
export async function trackCase(
  world: World,
  code: string,
  lastDigits: string,
  slow: (key: string) => Refusal | undefined = () => undefined,
): Promise<{ readonly state: CaseState; readonly pack: Pack; readonly entries: readonly LedgerEntry[] } | Refusal> {
  const asked = code.toUpperCase();
  const [found] = isTrackingCode(asked) ? await digitsByTracking(world.sql, asked) : await digitsByCode(world.sql, asked);
  const refused = slow(found?.caseId ?? asked);
  if (refused !== undefined) return refused;
  if (found === undefined || !/^\d{4}$/.test(lastDigits) || found.digits !== lastDigits) return refuse('tracking-not-found');
  const [row] = await loadCase(world.sql, found.caseId);
  if (row === undefined) return refuse('tracking-not-found');
  const pack = world.shelf.find(row.state.pack.id, row.state.pack.version);
  return pack === undefined ? refuse('tracking-not-found') : { state: row.state, pack, entries: await readEntries(world, 'tracked', row.state.id) };
}

export const noCut: QueueCut = { stage: null, sign: null, ready: null, dueFrom: null, dueBefore: null, packId: null, search: null };

/** The queue of the actor's roles in the permit's branch, nearest promise first. `limit` at most 200. */
export function listInbox(
  world: World,
  permit: Permit<'case.list'>,
  roles: readonly string[],
  cut: QueueCut,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly CaseLine[]> {
  return queueLines(world.sql, unitsOf(world, permit), roles, cut, Math.min(page.limit, 200), page.offset);
}

export async function countInbox(world: World, permit: Permit<'case.list'>, roles: readonly string[]): Promise<QueueCounts> {
  const now = world.now();
  const [counts] = await queueCounts(world.sql, unitsOf(world, permit), roles, now, soonAfter(now), atClock(dateOf(now), '23:59'));
  if (counts === undefined) throw new Error('a count has one row');
  return counts;
}

/** "Due soon": by the end of the next day. */
export const soonAfter = (now: Instant): Instant => atClock(plusDays(dateOf(now), 1), '23:59');

export const listMine = async (world: World, permit: Permit<'case.read'>, limit = 200): Promise<readonly CaseLine[]> =>
  (await linesOfPerson(world.sql, selfOf(permit), limit)).filter((line) => allowsPack(permit, line.packId));

export type Cursor = { readonly submitted: Instant; readonly id: CaseId };
export const listBranch = (world: World, permit: Permit<'case.list'>, after: Cursor | undefined, limit: number) =>
  linesOfBranch(world.sql, unitsOf(world, permit), after?.submitted ?? null, after?.id ?? null, Math.min(limit, 200));

/** Units the permit reaches, as small numbers: the second wall asks for the same form (promises section 4). */
const unitsOf = (world: Pick<World, 'org'>, permit: Permit<'case.list'>): readonly UnitId[] => unitsReached(world.org(), permit.reach).map((unit) => unit.id);

/** How much people type, per version of a service: numbers about nobody. */
export const typedFields = (world: Pick<World, 'sql'>, _permit: Permit<'person.admin'> | Permit<'indicator.read'>) => typedOnAverage(world.sql);
