/** Writing to the ledger and reading it back. Every entry needs the permit under which it happened. */
import type { CaseId, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, plusDays } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { NewRow } from './ledger.store.ts';
import { entriesOfCase, insertEntries, insertKey, makeMonth, tracesOfCase } from './ledger.store.ts';
import type { Entry, LedgerEntry } from './ledger.ts';
import { chainHash } from './ledger.ts';

export type { Follower } from './follow.act.ts';
export { followerLags, followLedger } from './follow.act.ts';

type Hash = World['hash'];

/** Appends entries about no case (posts, sign-ins, published packs), inside the transaction of the change they tell. */
export async function append(sql: Sql, hash: Hash, permit: Permit, entries: readonly (Entry & JsonObject)[]): Promise<void> {
  await insertEntries(
    sql,
    entries.map((entry) => row(permit, permit.actor.unit ?? null, null, null, entry, hash(JSON.stringify(entry)))),
  );
  await sql.notify('ledger');
}

/** Appends the entries of one case after the `version` entries it has; answers the new hash of the case. */
export async function appendToCase(
  sql: Sql,
  hash: Hash,
  permit: Permit,
  place: { readonly id: CaseId; readonly unit: UnitId; readonly version: number; readonly hash: string },
  entries: readonly (Entry & JsonObject)[],
): Promise<string> {
  let before = place.hash;
  const rows = entries.map((entry, index) => {
    const seq = place.version + index + 1;
    before = chainHash(hash, before, seq, { actor: permit.actor.person, role: permit.actor.role, behalf: permit.actor.onBehalfOf ?? null }, entry);
    return row(permit, place.unit, place.id, seq, entry, before);
  });
  await insertEntries(sql, rows);
  return before;
}

/** The trace of a look at a case. Written and committed before the data leaves. */
export async function traceRead(
  world: World,
  permit: Permit<'case.read'> | Permit<'voice.moderate'> | Permit<'person.self'>,
  place: { readonly id: CaseId; readonly unit: UnitId },
  purpose: string,
): Promise<void> {
  // Where the reader sits: the entry's own unit is that of the case.
  const entry = { what: 'case-read', at: world.now(), purpose, ...(permit.actor.unit === undefined ? {} : { from: permit.actor.unit }) };
  await insertEntries(world.sql, [row(permit, place.unit, place.id, null, entry, world.hash(JSON.stringify(entry)))]);
}

/** `tracked`: the public timeline of somebody who gave the case's second secret; the caller shows no personal data from it. */
export const readCase = (world: World, _permit: Permit<'case.read'> | Permit<'system.run'> | 'tracked', id: CaseId): Promise<readonly LedgerEntry[]> =>
  entriesOfCase(world.sql, id);
export const readTraces = (world: World, _permit: Permit<'case.read'>, id: CaseId, limit = 50) => tracesOfCase(world.sql, id, limit);

/** For deeds about no case whose answer is shown once: false when the sender has used this key before. Inside the transaction of the deed. */
export async function claimKey(sql: Sql, permit: Permit, key: string, at: Instant): Promise<boolean> {
  const [claimed] = await insertKey(sql, permit.actor.person, key, at);
  return claimed !== undefined;
}

/** Makes this month's partition and the next two. Called at start and once a day; rows of other months rest in the default partition. */
export async function makeMonths(sql: Sql, now: Instant): Promise<void> {
  for (const ahead of [0, 31, 62]) await makeMonth(sql, plusDays(dateOf(now), ahead));
}

function row(permit: Permit, unitId: UnitId | null, caseId: CaseId | null, seq: number | null, entry: Entry & JsonObject, hash: string): NewRow {
  const { person, role, onBehalfOf: behalf = null } = permit.actor;
  return { at: entry.at, caseId, seq, what: entry.what, entry, actor: person, role, right: permit.right, unitId, behalf, hash };
}
