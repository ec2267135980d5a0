/** The doors into the house: a passkey, a one-time link, and in the sample province a button. These deeds come before any permit, so they ask for none. */
import type { PersonId } from '../../base/id.ts';
import type { Json } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { isBefore, plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { covers } from '../permit.ts';
import type { Opened, PasskeyWorld, SessionWorld } from '../person/person.act.ts';
import {
  countedTry,
  endSessionsOf,
  findAccount,
  findPerson,
  keepPasskey,
  openSession,
  passkeysHeld,
  passkeyToRegister,
  proveByPasskey,
  proveNewPasskey,
  revokePasskeysOf,
} from '../person/person.act.ts';
import { isToken, linkLastsMs, tokenOf } from '../person/person.ts';
import type { World } from '../world.ts';
import type { LinkKind, LinkRow } from './access.store.ts';
import { closeLinks, confirmLink, insertLink, linkById, linkByToken, openRecoveries, useLink } from './access.store.ts';
import { isHeld, separated } from './access.ts';
import { postsOf, provedPermit, systemPermit } from './permit.act.ts';

export type DoorWorld = PasskeyWorld & SessionWorld;
/** `device` is what the person will recognise in the list of sessions, `address` the network address for slowing down guesses. */
export type Visitor = { readonly device: string; readonly address: string };

export async function signInByPasskey(world: DoorWorld, answer: Json, visitor: Visitor): Promise<Opened | Refusal> {
  const holder = await proveByPasskey(world, { answer, address: visitor.address });
  if (isRefusal(holder)) return holder;
  const permit = await provedPermit(world, holder.person);
  const standing = holder.level === null ? {} : ({ level: holder.level, opens: 'own' } as const);
  return world.sql.begin((sql) => openSession(world, sql, permit, { method: 'passkey', device: visitor.device, ...standing }));
}

/** The shortcut of the sample province: acts as one of its invented people. Refused wherever data are real. */
export async function signInAsSample(world: DoorWorld & Pick<World, 'sample'>, account: string, device: string): Promise<Opened | Refusal> {
  if (!world.sample) return refuse('not-found');
  const person = await findAccount(world, systemPermit(world, 'system.run'), account);
  if (isRefusal(person)) return person;
  const permit = await provedPermit(world, person.id);
  return world.sql.begin((sql) => openSession(world, sql, permit, { method: 'demo', device }));
}

/** A one-time link as it is shown once to whoever issued it. */
export type IssuedLink = { readonly id: string; readonly token: string };

/** The first way in of an officer without a passkey. Whoever has one already needs a recovery, which takes two persons. */
export function invite(world: DoorWorld, permit: Permit<'person.admin'>, person: PersonId): Promise<IssuedLink | Refusal> {
  return world.sql.begin(async (sql) => {
    const held = await passkeysHeld({ sql }, permit, [person]);
    if ((held.get(person) ?? 0) > 0) return refuse('second-person-needed');
    return issue(world, sql, permit, { person, kind: 'invitation' });
  });
}

/** For an officer whose device is lost. The link opens only after `confirmRecovery` by somebody else. */
export const issueRecovery = (world: DoorWorld, permit: Permit<'person.admin'>, person: PersonId): Promise<IssuedLink | Refusal> =>
  world.sql.begin((sql) => issue(world, sql, permit, { person, kind: 'recovery' }));

export function confirmRecovery(world: DoorWorld, permit: Permit<'person.confirm'>, id: string): Promise<true | Refusal> {
  return world.sql.begin(async (sql) => {
    const [link] = await linkById(sql, id);
    if (link === undefined || !(await reachesHolder(world, sql, permit, link.person))) return refuse('link-not-open');
    if (permit.actor.person === link.person) return refuse('second-person-needed');
    const clash = separated('recovery.confirm', permit.actor, [{ deed: 'recovery.issue', person: link.issuedBy }]);
    if (clash !== undefined) return clash;
    const confirmed = await confirmLink(sql, id, permit.actor.person, world.machine());
    if (confirmed.length === 0) return refuse('link-not-open');
    await append(sql, world.hash, permit, [{ what: 'recovery-confirmed', at: world.now(), link: id, person: link.person, issuedBy: link.issuedBy }]);
    return true;
  });
}

export type OpenRecovery = { readonly id: string; readonly person: PersonId; readonly name: string; readonly issuedBy: PersonId; readonly issued: string };

/** Recoveries that wait for a second person within reach of the permit. */
export async function listRecoveries(world: DoorWorld, permit: Permit<'person.confirm'> | Permit<'person.admin'>): Promise<readonly OpenRecovery[]> {
  const open: OpenRecovery[] = [];
  for (const link of await openRecoveries(world.sql, world.machine())) {
    if (!(await reachesHolder(world, world.sql, permit, link.person))) continue;
    open.push({ id: link.id, person: link.person, name: link.name, issuedBy: link.issuedBy, issued: link.issued });
  }
  return open;
}

export type OpenedLink = { readonly name: string; readonly kind: LinkKind; readonly titles: readonly string[]; readonly options: Json };

/** What the page of a link shows, with the options for the browser to make the passkey. */
export async function openLink(world: DoorWorld, token: string, visitor: Visitor): Promise<OpenedLink | Refusal> {
  const link = await findOpenLink(world, token, visitor);
  if (isRefusal(link)) return link;
  const options = await passkeyToRegister(world, await provedPermit(world, link.person));
  if (isRefusal(options)) return options;
  const titles = (await postsOf(world.sql, link.person)).filter((post) => isHeld(post, world.now())).map((post) => post.title);
  return { name: link.name, kind: link.kind, titles, options };
}

/** Registers the passkey of the link's person and signs in. A recovery first ends every passkey and session there was. */
export async function redeemLink(
  world: DoorWorld,
  input: { readonly token: string; readonly answer: Json; readonly label: string },
  visitor: Visitor,
): Promise<Opened | Refusal> {
  const link = await findOpenLink(world, input.token, visitor);
  if (isRefusal(link)) return link;
  const permit = await provedPermit(world, link.person);
  const key = await proveNewPasskey(world, permit, input);
  if (isRefusal(key)) return key;
  return world.sql.begin(async (sql) => {
    const used = await useLink(sql, link.id, world.machine());
    if (used.length === 0) return refuse('link-not-open');
    if (link.kind === 'recovery') {
      await revokePasskeysOf(sql, link.person, world.machine());
      await endSessionsOf(sql, link.person, world.machine());
    }
    const kept = await keepPasskey(world, sql, permit, key);
    if (isRefusal(kept)) return kept;
    await append(sql, world.hash, permit, [{ what: link.kind === 'recovery' ? 'recovery-used' : 'invitation-used', at: world.now(), link: link.id }]);
    return openSession(world, sql, permit, { method: 'link', device: visitor.device });
  });
}

async function issue(
  world: DoorWorld,
  sql: Sql,
  permit: Permit<'person.admin'>,
  wish: { readonly person: PersonId; readonly kind: LinkKind },
): Promise<IssuedLink | Refusal> {
  const person = await findPerson({ sql }, permit, wish.person);
  if (isRefusal(person)) return person;
  if (wish.person === permit.actor.person) return refuse('second-person-needed');
  if (!(await reachesHolder(world, sql, permit, wish.person))) return refuse('not-allowed');
  const token = tokenOf(world.secret(32));
  const now = world.machine();
  const id = world.newId();
  await closeLinks(sql, wish.person, now);
  await insertLink(sql, { ...wish, id, tokenHash: world.hash(token), issuedBy: permit.actor.person, issued: now, expires: plusMs(now, linkLastsMs) });
  await append(sql, world.hash, permit, [{ what: `${wish.kind}-issued`, at: world.now(), link: id, person: wish.person }]);
  return { id, token };
}

/** Guessing tokens is hopeless, and slowed down per address all the same; whoever holds a right one is not held up by a neighbour's guesses. */
async function findOpenLink(world: DoorWorld, token: string, visitor: Visitor): Promise<LinkRow | Refusal> {
  const [link] = isToken(token) ? await linkByToken(world.sql, world.hash(token)) : [];
  const isOpen =
    link !== undefined && link.used === null && isBefore(world.machine(), link.expires) && (link.kind === 'invitation' || link.confirmedBy !== null);
  if (isOpen) return link;
  const slow = await countedTry(world, { account: 'link', address: visitor.address });
  return slow === true ? refuse('link-not-open') : slow;
}

/** An administrator of one branch handles people all of whose posts lie in it; people without a post belong to the whole. */
async function reachesHolder(world: DoorWorld, sql: Sql, permit: Permit, person: PersonId): Promise<boolean> {
  const held = (await postsOf(sql, person)).filter((post) => post.until === undefined || isHeld(post, world.now()));
  return held.length === 0 ? permit.reach.kind === 'everywhere' : held.every((post) => covers(permit, post.path));
}
