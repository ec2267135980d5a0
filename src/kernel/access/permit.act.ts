/** Where permits come from: nowhere else in the house is one made. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { mint } from '../mint.ts';
import { findUnit } from '../org/org.act.ts';
import type { Actor, Permit, Right } from '../permit.ts';
import type { Session } from '../person/person.ts';
import type { World } from '../world.ts';
import type { DelegationRow, PostRow } from './access.store.ts';
import { delegationsTo, postsOfPerson } from './access.store.ts';
import type { Delegation, Mark, Post } from './access.ts';
import { decide, isHeld, isInForce } from './access.ts';

type Place = Pick<World, 'sql' | 'now'>;

/** The platform itself: jobs, timers, imports at start. */
export const systemPerson = '00000000-0000-7000-8000-000000000001' as PersonId;

/**
 * May the person of this session do this? `where` is the unit the deed is about, 'own' to act as a citizen on the own cases,
 * or absent: then the permit reaches as far as the post does.
 */
export async function askPermit<R extends Right>(
  world: Place,
  session: Pick<Session, 'person'> & Partial<Pick<Session, 'level' | 'asCitizen'>>,
  right: R,
  where?: UnitId | 'own',
): Promise<Permit<R> | Refusal> {
  const at = world.now();
  // A citizen's key opens no post, whoever holds one; towards the own cases everybody is a citizen.
  if (session.asCitizen === true || where === 'own') return asCitizen(session, right, at, where);
  const unit = typeof where === 'number' ? await findUnit(world, where) : undefined;
  if (isRefusal(unit)) return unit;
  const posts = await postsOf(world.sql, session.person);
  const question = { person: session.person, right, at, posts, ...(unit === undefined ? {} : { where: unit.path }) };
  const own = decide({ ...question, delegations: [] });
  // An own post goes before a delegated one: only where none opens the door are delegations read.
  const grant =
    !isRefusal(own) && own.actor.post !== undefined ? own : decide({ ...question, delegations: await delegationsOf(world.sql, session.person, at) });
  return isRefusal(grant) ? grant : mint(right, withLevel(grant.actor, session), grant.reach);
}

function asCitizen<R extends Right>(
  session: Pick<Session, 'person'> & Partial<Pick<Session, 'level'>>,
  right: R,
  at: Instant,
  where?: UnitId | 'own',
): Permit<R> | Refusal {
  if (typeof where === 'number') return refuse('not-allowed');
  const grant = decide({ person: session.person, right, at, posts: [], delegations: [], where: 'own' });
  return isRefusal(grant) ? grant : mint(right, withLevel(grant.actor, session), grant.reach);
}

/** How surely a citizen is known is a fact of the sign-in; a post needs none. */
const withLevel = (actor: Actor, session: Partial<Pick<Session, 'level'>>): Actor =>
  actor.post !== undefined || session.level === undefined ? actor : { ...actor, level: session.level };

/**
 * Somebody who has not signed in; `visitor` is a random id of this one visit, and comes from the browser. Nothing belongs to a guest, so nothing can be
 * read back by one. Guests have ids of a shape no person has: who sends somebody's id is not that person.
 */
export const guestPermit = <R extends 'case.submit' | 'voice.speak'>(visitor: PersonId, right: R): Permit<R> =>
  mint(right, { person: guestId(visitor), role: 'guest' }, { kind: 'own' });
/** Ids of people are of version 7, those of guests say 8. */
const guestId = (visitor: PersonId): PersonId => `${visitor.slice(0, 14)}8${visitor.slice(15)}` as PersonId;

/** For jobs, timers, the command line and the sample data: not for requests of people. */
export const systemPermit = <R extends Right>(_world: Pick<World, 'now'>, right: R): Permit<R> =>
  mint(right, { person: systemPerson, role: 'system' }, { kind: 'everywhere' });

/** The permit of somebody who has just proved who they are; the first held post tells the ledger in which capacity. */
export async function provedPermit(world: Place, person: PersonId): Promise<Permit<'person.self'>> {
  const post = (await postsOf(world.sql, person)).find((one) => isHeld(one, world.now()));
  const actor = post === undefined ? { person, role: 'citizen' } : { person, role: post.role, post: post.id, unit: post.unit };
  return mint('person.self', actor, { kind: 'own' });
}

/** How the holder of a permit stands under a paper: name of the post, and KT. or TUQ. with the head's post when signing for somebody. */
export type Signature = { readonly title: string; readonly mark?: Mark; readonly forTitle?: string };

export async function signatureOf(world: Place, permit: Permit): Promise<Signature | Refusal> {
  const { person, post, onBehalfOf } = permit.actor;
  const at = world.now();
  const posts = (await postsOf(world.sql, person)).filter((one) => isHeld(one, at));
  if (onBehalfOf === undefined) {
    const own = posts.find((one) => one.id === post);
    return own === undefined ? refuse('not-allowed') : { title: own.title, ...(own.role === 'deputyLeader' ? { mark: 'KT.' as const } : {}) };
  }
  const given = (await delegationsOf(world.sql, person, at)).find((one) => one.post.id === post && isInForce(one, at) && one.rights.includes(permit.right));
  const own = posts[0];
  if (given === undefined || own === undefined) return refuse('not-allowed');
  return { title: own.title, mark: given.mark, forTitle: given.post.title };
}

/** Posts of a person, past and future ones too. */
export const postsOf = async (sql: Sql, person: PersonId): Promise<readonly Post[]> => (await postsOfPerson(sql, person)).map(postOf);

export const delegationsOf = async (sql: Sql, person: PersonId, at: Parameters<typeof delegationsTo>[2]): Promise<readonly Delegation[]> =>
  (await delegationsTo(sql, person, at)).map(delegationOf);

export function postOf(row: PostRow): Post {
  const { id, person, unit, path, role, title, from, until } = row;
  return { id, person, unit, path, role, title, from, ...(until === null ? {} : { until }) };
}

export function delegationOf(row: DelegationRow): Delegation {
  const { id, to, rights, mark, starts, ends, withdrawn } = row;
  return { id, to, rights, mark, starts, ends, ...(withdrawn === null ? {} : { withdrawn }), post: postOf({ ...row, id: row.post }) };
}
