/** Posts and delegations: given, ended and taken back, each an entry of the ledger. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { fold, tidy } from '../../base/text.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import { dateOf } from '../../base/time.ts';
import { append } from '../ledger/ledger.act.ts';
import { findUnit } from '../org/org.act.ts';
import { isAlive } from '../org/org.ts';
import type { Permit, Right, UnitPath } from '../permit.ts';
import { covers } from '../permit.ts';
import { findPerson } from '../person/person.act.ts';
import type { World } from '../world.ts';
import {
  closeDelegation,
  closePost,
  delegationsFrom,
  hasChildren,
  holdersWithin,
  insertDelegation,
  insertPost,
  lockPost,
  postById,
  rolesByUnit,
} from './access.store.ts';
import type { Delegation, Mark, Post, PostId, Role } from './access.ts';
import { checkDelegation, isWorkingRole } from './access.ts';
import { delegationOf, postOf, postsOf } from './permit.act.ts';

type Place = Pick<World, 'sql' | 'now' | 'newId' | 'hash'>;

export type NewPost = {
  readonly person: PersonId;
  readonly unit: UnitId;
  readonly role: Role;
  readonly title: string;
  readonly from: PlainDate;
  readonly until?: PlainDate;
};

/** Gives a post. Nobody gives one to oneself; a role that works on cases sits in a unit without units below it. */
export function givePost(world: Place, permit: Permit<'person.admin'>, input: NewPost): Promise<Post | Refusal> {
  const title = tidy(input.title);
  const isSound = title.length > 0 && title.length <= 200 && input.role !== 'citizen' && (input.until === undefined || input.until > input.from);
  if (!isSound) return Promise.resolve(refuse('post-not-fitting'));
  if (input.person === permit.actor.person) return Promise.resolve(refuse('second-person-needed'));
  return world.sql.begin(async (sql) => {
    const unit = await findUnit({ sql }, input.unit);
    if (isRefusal(unit)) return unit;
    if (!covers(permit, unit.path)) return refuse('not-allowed');
    const person = await findPerson({ sql }, permit, input.person);
    if (isRefusal(person)) return person;
    if (!isAlive(unit, input.from)) return refuse('post-not-fitting');
    if (isWorkingRole(input.role) && (await hasChildren(sql, unit.id, input.from)).length > 0) return refuse('post-not-fitting');
    const post: Post = { ...input, title, id: world.newId() as PostId, path: unit.path };
    await insertPost(sql, { ...post, until: post.until ?? null });
    await append(sql, world.hash, permit, [
      {
        what: 'post-given',
        at: world.now(),
        post: post.id,
        person: post.person,
        unit: post.unit,
        role: post.role,
        title,
        from: post.from,
        until: post.until ?? null,
      },
    ]);
    return post;
  });
}

/** Ends a post on a day: the first on which it is no longer held. It can be shortened, not prolonged in the past. */
export function endPost(world: Place, permit: Permit<'person.admin'>, input: { readonly post: PostId; readonly until: PlainDate }): Promise<Post | Refusal> {
  return world.sql.begin(async (sql) => {
    await lockPost(sql, input.post);
    const [row] = await postById(sql, input.post);
    if (row === undefined || !covers(permit, row.path)) return refuse('post-not-found');
    const today = dateOf(world.now());
    const isFitting = input.until >= row.from && input.until >= today && (row.until === null || row.until > input.until);
    if (!isFitting) return refuse('post-not-fitting');
    await closePost(sql, row.id, input.until);
    await append(sql, world.hash, permit, [{ what: 'post-ended', at: world.now(), post: row.id, person: row.person, unit: row.unit, until: input.until }]);
    return postOf({ ...row, until: input.until });
  });
}

/** The posts of the permit's holder. */
export const ownPosts = (world: Pick<World, 'sql'>, permit: Permit<'person.self'>): Promise<readonly Post[]> => postsOf(world.sql, permit.actor.person);

export type Holder = Post & { readonly name: string; readonly account: string | null; readonly unitName: string };

/** Posts held today or later within the reach of the permit, with their holders; the words search names and accounts. */
export async function listHolders(
  world: Pick<World, 'sql' | 'now'>,
  permit: Permit<'person.admin'>,
  search: { readonly text: string; readonly limit?: number },
): Promise<readonly Holder[]> {
  const branch = permit.reach.kind === 'branch' ? permit.reach.path : ('/' as UnitPath);
  if (permit.reach.kind === 'own') return [];
  const rows = await holdersWithin(world.sql, {
    branch,
    words: fold(search.text.slice(0, 100)),
    on: dateOf(world.now()),
    limit: Math.min(search.limit ?? 100, 500),
  });
  return rows.map((row) => ({ ...postOf(row), name: row.name, account: row.account, unitName: row.unitName }));
}

export type NewDelegation = {
  /** The holder's own post. */
  readonly post: PostId;
  readonly to: PersonId;
  readonly rights: readonly Right[];
  readonly mark: Mark;
  readonly starts: Instant;
  readonly ends: Instant;
};

/** Hands rights of the own post to somebody who works in the same unit or below it, for at most a year. */
export function delegate(world: Place, permit: Permit<'post.delegate'>, input: NewDelegation): Promise<Delegation | Refusal> {
  return world.sql.begin(async (sql) => {
    await lockPost(sql, input.post);
    const [row] = await postById(sql, input.post);
    // What was itself received by delegation is not handed on.
    if (row === undefined || row.person !== permit.actor.person || permit.actor.onBehalfOf !== undefined) return refuse('post-not-found');
    const wish = { ...input, rights: [...new Set(input.rights)], post: postOf(row) };
    const problem = checkDelegation(wish, await postsOf(sql, input.to), world.now());
    if (problem !== undefined) return problem;
    const id = world.newId();
    await insertDelegation(sql, { ...wish, id, post: row.id });
    const { to, rights, mark, starts, ends } = wish;
    await append(sql, world.hash, permit, [{ what: 'post-delegated', at: world.now(), delegation: id, post: row.id, to, rights, mark, starts, ends }]);
    return { ...wish, id };
  });
}

/** Takes a delegation back at once. */
export function withdrawDelegation(world: Place, permit: Permit<'post.delegate'>, id: string): Promise<true | Refusal> {
  return world.sql.begin(async (sql) => {
    const closed = await closeDelegation(sql, id, permit.actor.person, world.now());
    if (closed.length === 0) return refuse('post-not-found');
    await append(sql, world.hash, permit, [{ what: 'delegation-withdrawn', at: world.now(), delegation: id }]);
    return true;
  });
}

/** What the holder has handed to others and is not over yet. */
export async function delegationsGiven(world: Pick<World, 'sql' | 'now'>, permit: Permit<'post.delegate'>): Promise<readonly Delegation[]> {
  return (await delegationsFrom(world.sql, permit.actor.person, world.now())).map(delegationOf);
}

/** Roles held today, by unit. Needs no permit: it names nobody, and tells citizens which desks are open. */
export async function heldRoles(world: Pick<World, 'sql' | 'now'>): Promise<ReadonlyMap<UnitId, ReadonlySet<Role>>> {
  const rows = await rolesByUnit(world.sql, dateOf(world.now()));
  return new Map(rows.map((row) => [row.unit, new Set(row.roles)]));
}
