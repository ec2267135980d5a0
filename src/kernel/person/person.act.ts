/** Deeds on people: the people themselves, their sessions, their passkeys. Reading a person needs a permit like everything else. */
import type { PersonId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { fold } from '../../base/text.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { selfOf } from '../permit.ts';
import type { World } from '../world.ts';
import type { PersonRow } from './person.store.ts';
import { confirmPerson, insertPerson, namesByIds, peopleByPhone, personByAccount, personById, personByIdNumber } from './person.store.ts';
import type { IdentityLevel, NewPerson, Person } from './person.ts';
import { readNewPerson, readPhone } from './person.ts';

export type { ChangeShown, Decision } from './change.act.ts';
export { changePerson, listChanges } from './change.act.ts';
export type { NewKey, Passkey, PasskeyWorld, ProvedHolder, ProvedKey } from './passkey.act.ts';
export {
  keepPasskey,
  passkeysHeld,
  passkeysOfSelf,
  passkeyToRegister,
  passkeyToSignIn,
  proveByPasskey,
  proveNewPasskey,
  revokePasskey,
  revokePasskeysOf,
  savePasskey,
} from './passkey.act.ts';
export type { Opened, SessionWorld } from './session.act.ts';
export { endOtherSessions, endSession, endSessionsOf, listSessions, openElsewhere, openSession, readSession, seenLast } from './session.act.ts';
export { countedTry, forgetTries } from './slow.act.ts';

type Place = Pick<World, 'sql' | 'now' | 'hash' | 'newId'>;

/** A new person: an officer before the invitation, a citizen at the first identification. Account and id number are given once. */
export function addPerson(world: Place, permit: Permit<'person.admin'> | Permit<'system.run'>, raw: NewPerson): Promise<Person | Refusal> {
  const read = readNewPerson(raw);
  if ('problems' in read) return Promise.resolve(refuse('person-has-problems', { fields: read.problems.join(', ') }));
  const person: Person = { id: world.newId() as PersonId, ...read };
  return world.sql.begin(async (sql) => {
    const [row] = await insertPerson(sql, person, fold(person.name), world.now());
    if (row === undefined) return refuse('account-taken');
    await append(sql, world.hash, permit, [{ what: 'person-added', at: world.now(), person: person.id }]);
    return person;
  });
}

/** Somebody with proof of who they are: by the national identity, or with the paper on the counter. `level` is what was proved. */
export type MetPerson = {
  readonly idNumber: string;
  readonly name: string;
  readonly phone?: string;
  readonly birthYear?: number;
  readonly level?: IdentityLevel;
};

/**
 * Finds the person of an id number, or makes them: never two for one number, however many meet at once, since the number is unique.
 * At a counter another name than the known one is refused: somebody mistyped the number.
 */
export function meetPerson(world: Place, permit: Permit<'case.receive'> | Permit<'system.run'>, met: MetPerson): Promise<Person | Refusal> {
  const { level = 0, ...raw } = met;
  const read = readNewPerson({ ...raw, identityLevel: level });
  if ('problems' in read || read.idNumber === undefined) return Promise.resolve(refuse('person-has-problems'));
  const { idNumber, ...rest } = read;
  return world.sql.begin(async (sql) => {
    const at = world.now();
    const folded = fold(rest.name);
    const [made] = await insertPerson(sql, { ...rest, idNumber, id: world.newId() as PersonId }, folded, at);
    // A verified identity corrects the name; a basic one and a counter do not.
    const isSure = level === 2;
    const said = { level, name: isSure ? rest.name : null, folded: isSure ? folded : null, phone: isSure ? (rest.phone ?? null) : null };
    const [row] = await confirmPerson(sql, idNumber, said);
    if (row === undefined) return refuse('person-has-problems');
    if (permit.right === 'case.receive' && fold(row.name) !== folded) return refuse('person-has-problems');
    if (made !== undefined) await append(sql, world.hash, permit, [{ what: 'person-added', at, person: row.id }]);
    return personOf(row);
  });
}

/** Rights under which the data of a person are opened: one's own, the administrator's, the platform's. */
type MayOpen = 'person.self' | 'case.submit' | 'case.read' | 'person.admin' | 'system.run';

/** A permit that reaches 'own' opens nobody but its holder, and whom the holder files for; only the administrator and the platform open others. */
export async function findPerson(world: Pick<World, 'sql'>, permit: Permit<MayOpen>, id: PersonId): Promise<Person | Refusal> {
  const isOwn = permit.actor.person === id || (permit.right === 'case.submit' && permit.reach.kind === 'own' && selfOf(permit) === id);
  const isOpen = isOwn || permit.right === 'person.admin' || permit.right === 'system.run';
  if (!isOpen) return refuse('not-allowed');
  const [row] = await personById(world.sql, id);
  return row === undefined ? refuse('person-not-found') : personOf(row);
}

export async function findAccount(
  world: Pick<World, 'sql'>,
  _permit: Permit<'person.admin'> | Permit<'system.run'>,
  account: string,
): Promise<Person | Refusal> {
  const [row] = await personByAccount(world.sql, account);
  return row === undefined ? refuse('person-not-found') : personOf(row);
}

/**
 * Somebody stands at the counter: found by id number or telephone, so that nothing known is asked again.
 * The trace is committed before the data leave. Citizens cannot look up others.
 */
export async function lookUpAtCounter(
  world: Place,
  permit: Permit<'case.submit'>,
  by: { readonly idNumber: string } | { readonly phone: string },
): Promise<Person | Refusal> {
  if (permit.reach.kind === 'own') return refuse('not-allowed');
  const rows = 'idNumber' in by ? await personByIdNumber(world.sql, by.idNumber) : await peopleByPhone(world.sql, readPhone(by.phone) ?? '');
  const [row] = rows;
  // A telephone shared by a family names nobody.
  if (row === undefined || rows.length > 1) return refuse('person-not-found');
  await append(world.sql, world.hash, permit, [{ what: 'person-read', at: world.now(), person: row.id, purpose: 'counter' }]);
  return personOf(row);
}

/** Names for a history: who did what. Unknown ids are absent. */
export async function namesOf(world: Pick<World, 'sql'>, _permit: Permit, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  const rows = ids.length === 0 ? [] : await namesByIds(world.sql, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row.name]));
}

function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    ...(row.account === null ? {} : { account: row.account }),
    name: row.name,
    ...(row.idNumber === null ? {} : { idNumber: row.idNumber }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.birthYear === null ? {} : { birthYear: row.birthYear }),
    identityLevel: row.identityLevel,
    groups: row.groups,
    ...(row.home === null ? {} : { home: row.home }),
    ...(row.address === null ? {} : { address: row.address }),
  };
}
