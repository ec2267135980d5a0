/** Deeds on people: the people themselves, their sessions, their passkeys. Reading a person needs a permit like everything else. */
import type { PersonId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { fold } from '../../base/text.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { PersonRow } from './person.store.ts';
import { insertPerson, namesByIds, personByAccount, personById } from './person.store.ts';
import type { NewPerson, Person } from './person.ts';
import { readNewPerson } from './person.ts';

export type { Passkey, PasskeyWorld, ProvedKey } from './passkey.act.ts';
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
export { endSession, endSessionsOf, listSessions, openSession, readSession, seenLast } from './session.act.ts';
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

/** A permit that reaches 'own' opens nobody but its holder. */
export async function findPerson(world: Pick<World, 'sql'>, permit: Permit, id: PersonId): Promise<Person | Refusal> {
  if (permit.reach.kind === 'own' && permit.actor.person !== id) return refuse('not-allowed');
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
