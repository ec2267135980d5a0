/** A permit is the proof that somebody may do one thing in one part of the organisation. Only `access.act.ts: askPermit` makes one. */
import type { PersonId, UnitId } from '../base/id.ts';

/** Every right there is. A deed names the right it needs in its type; the table of roles is in `access/access.ts`. */
export const rights = [
  'case.submit', // file a new case for oneself or at a counter for another
  'case.receive', // accept a submitted case: code, slip, clock
  'case.work', // complete a task of one's role and unit
  'case.supplement', // ask the citizen for missing papers
  'case.refuse',
  'case.extend', // move the promised hour once, with an apology
  'case.sign', // sign the result
  'case.withdraw', // the citizen takes the case back
  'voice.speak', // report, comment, answer a survey, rate
  'voice.moderate', // merge, mask and release reports; hold drafts and surveys
  'voice.enter', // type in answers given on paper
  'news.write', // write news and notices of one's unit, propose corrections
  'news.approve', // make public what somebody else wrote, take it back
  'case.read', // open the whole case: leaves a trace
  'case.list', // see queue rows of one's units
  'fee.take', // record money received at the counter
  'payment.keep', // obligations, money that came in, reconciliation; propose refunds
  'payment.confirm', // confirm, as the second person, a refund somebody else proposed
  'payment.settle', // put proven money where it belongs: the platform itself
  'indicator.read',
  'pack.rollout', // switch a pack version live in units
  'person.admin', // posts, invitations, recovery
  'person.confirm', // confirm, as the second person, a recovery somebody else issued
  'person.self', // one's own sessions, passkeys and data
  'post.delegate', // hand rights of one's own post to another for a time
  'unit.admin', // units and their calendars
  'audit.read', // entries of the ledger, never contents of cases
  'clock.move', // the demonstration's clock
  'system.run', // jobs and timers of the platform itself
] as const;

export type Right = (typeof rights)[number];

/** Path of a unit from the root of its tree: '/1/12/305/'. A branch is everything that begins with it. */
export type UnitPath = string & { readonly brand: 'UnitPath' };

export type Actor = {
  readonly person: PersonId;
  /** The post through which an officer acts; absent for citizens and the system. */
  readonly post?: string;
  readonly role: string;
  readonly unit?: UnitId;
  /** The head whose post was delegated (TUQ., KT. on papers), or the person a citizen acts for. Stands beside every entry of the ledger. */
  readonly onBehalfOf?: PersonId;
  /** How surely the citizen was identified at this sign-in: 0 not, 1 basic, 2 verified. */
  readonly level?: 0 | 1 | 2;
};

/** Where the permit holds: a branch of the organisation, one's own cases, or everywhere. */
export type Reach =
  | { readonly kind: 'branch'; readonly path: UnitPath }
  /** `packs`: only these procedures, for whoever acts by a limited mandate. */
  | { readonly kind: 'own'; readonly packs?: readonly string[] }
  | { readonly kind: 'everywhere' };

declare const minted: unique symbol;

export type Permit<R extends Right = Right> = {
  readonly right: R;
  readonly actor: Actor;
  readonly reach: Reach;
  readonly [minted]: true;
};

/** Whose own matters an 'own' permit opens: the holder's, or those of the person the holder acts for. */
export function selfOf(permit: Permit): PersonId {
  const { person, post, onBehalfOf } = permit.actor;
  return post === undefined && onBehalfOf !== undefined ? onBehalfOf : person;
}

/** May the holder handle this procedure? A mandate may name the ones it is good for. */
export const allowsPack = (permit: Permit, pack: string): boolean =>
  permit.reach.kind !== 'own' || permit.reach.packs === undefined || permit.reach.packs.includes(pack);

/** Does the permit reach this unit? 'own' permits are checked against the person, not the unit. */
export function covers(permit: Permit, path: UnitPath): boolean {
  switch (permit.reach.kind) {
    case 'everywhere':
      return true;
    case 'branch':
      return path.startsWith(permit.reach.path);
    case 'own':
      return false;
  }
}
