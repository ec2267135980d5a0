/** Who may do what, where and when: roles, posts, delegation and the one function that decides. Pure. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import { dateOf, isBefore } from '../../base/time.ts';
import type { Actor, Reach, Right, UnitPath } from '../permit.ts';
import type { Role } from './role.ts';
import { rightsOf, roleReach } from './role.ts';

export type { Mandate, MandateKind, Named, Represented } from './mandate.ts';
export { childFault, longestMandateDays, termFault } from './mandate.ts';
export type { Role } from './role.ts';
export { isRole, isWorkingRole, rightsOf, roleLabel, roleReach, roles } from './role.ts';
export type { Deed } from './separation.ts';
export { separated } from './separation.ts';
export type { ApiToken } from './token.ts';
export { tokenDays, tokenRights } from './token.ts';

export type PostId = string & { readonly brand: 'PostId' };

/** A person holds a role in a unit from a day to a day. */
export type Post = {
  readonly id: PostId;
  readonly person: PersonId;
  readonly unit: UnitId;
  readonly path: UnitPath;
  readonly role: Role;
  /** As printed under a signature: 'Chủ tịch UBND phường An Xuân'. */
  readonly title: string;
  readonly from: PlainDate;
  /** First day on which it is no longer held. */
  readonly until?: PlainDate;
};

/** KT.: a deputy signs for the head. TUQ.: somebody signs by delegation. */
export type Mark = 'KT.' | 'TUQ.';

/** Rights of a post handed to somebody else for a time. */
export type Delegation = {
  readonly id: string;
  readonly post: Post;
  readonly to: PersonId;
  readonly rights: readonly Right[];
  readonly mark: Mark;
  readonly starts: Instant;
  /** First moment at which it no longer holds. */
  readonly ends: Instant;
  readonly withdrawn?: Instant;
};

export type Question = {
  readonly person: PersonId;
  readonly right: Right;
  readonly at: Instant;
  /** Posts of the person. */
  readonly posts: readonly Post[];
  /** Delegations to the person. */
  readonly delegations: readonly Delegation[];
  /** A unit the deed is about, 'own' for one's own cases as a citizen, absent for wherever the post reaches. */
  readonly where?: UnitPath | 'own';
};

export type Grant = { readonly actor: Actor; readonly reach: Reach };

/** Everybody is a citizen towards the own cases; posts and delegations open the rest. Own posts go before delegated ones, wide reach before narrow. */
export function decide(question: Question): Grant | Refusal {
  const { right, where } = question;
  if (where === 'own') return asCitizen(question);
  const found = [...ownOffers(question), ...delegatedOffers(question)].find((offer) => isWide(offer.role, offer.path, where));
  if (found !== undefined) return { actor: found.actor, reach: reachOf(found, where) };
  return where === undefined || right === 'case.submit' ? asCitizen(question) : refuse('not-allowed');
}

type Offer = { readonly actor: Actor; readonly role: Role; readonly path: UnitPath };

function ownOffers({ person, posts, right, at }: Question): readonly Offer[] {
  return posts
    .filter((post) => post.person === person && isHeld(post, at) && rightsOf(post.role).has(right))
    .toSorted(byWidth)
    .map((post) => ({ actor: { person, post: post.id, role: post.role, unit: post.unit }, role: post.role, path: post.path }));
}

function delegatedOffers({ person, delegations, right, at }: Question): readonly Offer[] {
  return delegations
    .filter((one) => one.to === person && isInForce(one, at) && one.rights.includes(right) && rightsOf(one.post.role).has(right))
    .toSorted((a, b) => byWidth(a.post, b.post))
    .map(({ post }) => ({ actor: { person, post: post.id, role: post.role, unit: post.unit, onBehalfOf: post.person }, role: post.role, path: post.path }));
}

/** Short paths reach further; the id settles what is left, so that the answer never depends on the order of rows. */
const byWidth = (a: Post, b: Post): number => a.path.length - b.path.length || (a.id < b.id ? -1 : 1);

function isWide(role: Role, path: UnitPath, where: UnitPath | undefined): boolean {
  if (where === undefined) return true;
  switch (roleReach(role)) {
    case 'own':
      return false;
    case 'unit':
      return where === path;
    case 'branch':
      return where.startsWith(path);
  }
}

/** The permit reaches no further than what was asked for. */
const reachOf = (offer: Offer, where: UnitPath | undefined): Reach =>
  roleReach(offer.role) === 'own' ? { kind: 'own' } : { kind: 'branch', path: where ?? offer.path };

function asCitizen({ person, right }: Question): Grant | Refusal {
  return rightsOf('citizen').has(right) ? { actor: { person, role: 'citizen' }, reach: { kind: 'own' } } : refuse('not-allowed');
}

/** Held on that day of legal time: from its first day up to, not including, its last. */
export function isHeld(post: Pick<Post, 'from' | 'until'>, at: Instant): boolean {
  const day = dateOf(at);
  return post.from <= day && (post.until === undefined || day < post.until);
}

/** A delegation dies with the post it comes from. */
export const isInForce = (one: Delegation, at: Instant): boolean =>
  !isBefore(at, one.starts) && isBefore(at, one.ends) && (one.withdrawn === undefined || isBefore(at, one.withdrawn)) && isHeld(one.post, at);

/** Rights that may be handed on: work on cases. Posts, passkeys, units and a second delegation stay with the holder. */
export const canDelegate = (right: Right): boolean => right.startsWith('case.') || right === 'fee.take' || right === 'indicator.read';

const longestDelegationMs = 366 * 86_400_000;

/** Is this a delegation the holder may give? The receiver works in the holder's unit or below it. */
export function checkDelegation(one: Omit<Delegation, 'id'>, receiverPosts: readonly Post[], at: Instant): Refusal | undefined {
  const term = Date.parse(one.ends) - Date.parse(one.starts);
  const isFitting =
    one.to !== one.post.person &&
    one.rights.length > 0 &&
    one.rights.every((right) => canDelegate(right) && rightsOf(one.post.role).has(right)) &&
    isBefore(one.starts, one.ends) &&
    isBefore(at, one.ends) &&
    term <= longestDelegationMs &&
    isHeld(one.post, at) &&
    receiverPosts.some((post) => post.person === one.to && isHeld(post, at) && post.path.startsWith(one.post.path));
  return isFitting ? undefined : refuse('delegation-not-fitting');
}
