/** Sessions: opened after a proof of who one is, read with every request, ended by their person or by time. */
import type { PersonId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { toMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { SessionRow } from './person.store.ts';
import {
  endAllSessions,
  endOneSession,
  endSessionsBut,
  insertSession,
  lastSeen,
  openSessions,
  personById,
  seeSession,
  sessionByToken,
} from './person.store.ts';
import type { IdentityLevel, Session, SessionId, SignInMethod } from './person.ts';
import { isLive, isToken, sightEveryMs, tokenOf } from './person.ts';

export type SessionWorld = Pick<World, 'sql' | 'now' | 'machine' | 'newId' | 'secret' | 'hash'>;

/** The token goes into the person's cookie; the store knows its hash only. */
export type Opened = { readonly token: string; readonly session: Session };

/** `level`: how surely this sign-in told who it is; without one, as surely as the person was ever identified. */
export type SignInHow = {
  readonly method: SignInMethod;
  readonly device: string;
  readonly level?: IdentityLevel;
  /** 'own' opens the person's own matters and no post. */
  readonly opens?: 'own';
};

/** Opens a session for the holder of the permit, inside the transaction of the proof. */
export async function openSession(world: Omit<SessionWorld, 'sql'>, sql: Sql, permit: Permit<'person.self'>, how: SignInHow): Promise<Opened | Refusal> {
  const [person] = await personById(sql, permit.actor.person);
  if (person === undefined) return refuse('person-not-found');
  const token = tokenOf(world.secret(32));
  const at = world.machine();
  const standing = { level: how.level ?? person.identityLevel, asCitizen: how.opens === 'own' };
  const row = { id: world.newId() as SessionId, person: person.id, method: how.method, ...standing, device: how.device.slice(0, 100), at };
  await insertSession(sql, { ...row, tokenHash: world.hash(token) });
  await append(sql, world.hash, permit, [{ what: 'signed-in', at: world.now(), method: how.method, level: standing.level }]);
  return { token, session: sessionOf({ ...row, account: person.account, name: person.name, began: at, seen: at }) };
}

/** One more session of the holder of the permit, on another device that they vouch for: a new token, never the one they came with. */
export const openElsewhere = (world: SessionWorld, permit: Permit<'person.self'>, how: SignInHow): Promise<Opened | Refusal> =>
  world.sql.begin((sql) => openSession(world, sql, permit, how));

/** Whose token this is. Needs no permit: it is what permits are asked with. A stream that looks again by itself is no sight of the person. */
export async function readSession(
  world: Pick<World, 'sql' | 'machine' | 'hash'>,
  token: string,
  by: 'person' | 'stream' = 'person',
): Promise<Session | Refusal> {
  if (!isToken(token)) return refuse('not-signed-in');
  const [row] = await sessionByToken(world.sql, world.hash(token));
  const now = world.machine();
  if (row === undefined || !isLive(row, now)) return refuse('not-signed-in');
  if (by === 'person' && toMs(now) - toMs(row.seen) >= sightEveryMs) await seeSession(world.sql, row.id, now);
  return sessionOf(row);
}

/** The person's own live sessions, the latest seen first. */
export async function listSessions(world: Pick<World, 'sql' | 'machine'>, permit: Permit<'person.self'>): Promise<readonly Session[]> {
  const now = world.machine();
  return (await openSessions(world.sql, permit.actor.person)).filter((row) => isLive(row, now)).map(sessionOf);
}

/** Signs out: this session, or another one of the same person. */
export function endSession(world: SessionWorld, permit: Permit<'person.self'>, id: SessionId): Promise<true | Refusal> {
  return world.sql.begin(async (sql) => {
    const ended = await endOneSession(sql, id, permit.actor.person, world.machine());
    if (ended.length === 0) return refuse('not-found');
    await append(sql, world.hash, permit, [{ what: 'signed-out', at: world.now() }]);
    return true;
  });
}

/** Signs out everywhere else: on a telephone that was lost, at the counter of the library. Answers how many sessions ended. */
export function endOtherSessions(world: SessionWorld, permit: Permit<'person.self'>, keep: SessionId): Promise<number> {
  return world.sql.begin(async (sql) => {
    const ended = await endSessionsBut(sql, permit.actor.person, keep, world.machine());
    if (ended.length > 0) await append(sql, world.hash, permit, [{ what: 'signed-out', at: world.now(), sessions: ended.length }]);
    return ended.length;
  });
}

/** Ends every session of a person, inside the transaction of a recovery or of the end of the last post. */
export const endSessionsOf = async (sql: Sql, person: PersonId, machine: Instant): Promise<number> => (await endAllSessions(sql, person, machine)).length;

/** When each person was last seen, machine time. */
export async function seenLast(
  world: Pick<World, 'sql'>,
  _permit: Permit<'person.admin'>,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Instant>> {
  return new Map((await lastSeen(world.sql, people)).map((row) => [row.person, row.seen]));
}

function sessionOf(row: SessionRow): Session {
  const { id, person, name, method, level, asCitizen, device, began, seen } = row;
  return { id, person, ...(row.account === null ? {} : { account: row.account }), name, method, level, asCitizen, device, began, seen };
}
