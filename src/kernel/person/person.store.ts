/** SQL of people and sessions. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { ExemptGroup, IdentityLevel, Person, SessionId, SignInMethod } from './person.ts';

export type PersonRow = {
  readonly id: PersonId;
  readonly account: string | null;
  readonly name: string;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly birthYear: number | null;
  readonly identityLevel: IdentityLevel;
  readonly groups: readonly ExemptGroup[];
  readonly home: UnitId | null;
  readonly address: string | null;
};

export const personById = (sql: Sql, id: PersonId) => sql<PersonRow>`
  select person_id as id, account, name, id_number as "idNumber", phone, birth_year as "birthYear", identity_level as "identityLevel", groups,
    home_unit_id as home, address
  from person where person_id = ${id}`;

export const personByAccount = (sql: Sql, account: string) => sql<PersonRow>`
  select person_id as id, account, name, id_number as "idNumber", phone, birth_year as "birthYear", identity_level as "identityLevel", groups,
    home_unit_id as home, address
  from person where account = ${account}`;

export const personByIdNumber = (sql: Sql, idNumber: string) => sql<PersonRow>`
  select person_id as id, account, name, id_number as "idNumber", phone, birth_year as "birthYear", identity_level as "identityLevel", groups,
    home_unit_id as home, address
  from person where id_number = ${idNumber}`;

/** What the national identity says of a person who is here already: the level never falls, the name follows a verified login. */
export const confirmPerson = (
  sql: Sql,
  idNumber: string,
  said: { readonly level: IdentityLevel; readonly name: string | null; readonly folded: string | null; readonly phone: string | null },
) => sql<PersonRow>`
  update person set identity_level = greatest(identity_level, ${said.level}), name = coalesce(${said.name}, name),
    name_folded = coalesce(${said.folded}, name_folded), phone = coalesce(phone, ${said.phone})
  where id_number = ${idNumber}
  returning person_id as id, account, name, id_number as "idNumber", phone, birth_year as "birthYear", identity_level as "identityLevel", groups,
    home_unit_id as home, address`;

/** Two rows are enough to know that the number is shared. */
export const peopleByPhone = (sql: Sql, phone: string) => sql<PersonRow>`
  select person_id as id, account, name, id_number as "idNumber", phone, birth_year as "birthYear", identity_level as "identityLevel", groups,
    home_unit_id as home, address
  from person where phone = ${phone} limit 2`;

export const namesByIds = (sql: Sql, ids: readonly PersonId[]) => sql<{ id: PersonId; name: string }>`
  select person_id as id, name from person where person_id = any(${ids}::uuid[])`;

/** Nothing is written, and no row comes back, when the account or the id number is taken. */
export const insertPerson = (sql: Sql, person: Person, folded: string, madeAt: Instant) => sql<{ id: PersonId }>`
  insert into person (person_id, account, name, name_folded, id_number, phone, birth_year, identity_level, groups, home_unit_id, address, made_at)
  values (${person.id}, ${person.account ?? null}, ${person.name}, ${folded}, ${person.idNumber ?? null}, ${person.phone ?? null}, ${person.birthYear ?? null},
    ${person.identityLevel}, ${person.groups}, ${person.home ?? null}, ${person.address ?? null}, ${madeAt})
  on conflict do nothing returning person_id as id`;

export type SessionRow = {
  readonly id: SessionId;
  readonly person: PersonId;
  readonly account: string | null;
  readonly name: string;
  readonly method: SignInMethod;
  readonly level: IdentityLevel;
  readonly asCitizen: boolean;
  readonly device: string;
  readonly began: Instant;
  readonly seen: Instant;
};

export const insertSession = (
  sql: Sql,
  row: {
    readonly id: SessionId;
    readonly tokenHash: string;
    readonly person: PersonId;
    readonly method: SignInMethod;
    readonly level: IdentityLevel;
    readonly asCitizen: boolean;
    readonly device: string;
    readonly at: Instant;
  },
) => sql`
  insert into session (session_id, token_hash, person_id, method, level, as_citizen, device, began_at, seen_at)
  values (${row.id}, ${row.tokenHash}, ${row.person}, ${row.method}, ${row.level}, ${row.asCitizen}, ${row.device}, ${row.at}, ${row.at})`;

export const sessionByToken = (sql: Sql, tokenHash: string) => sql<SessionRow>`
  select session_id as id, person_id as person, account, name, method, level, as_citizen as "asCitizen", device, began_at as began, seen_at as seen
  from session join person using (person_id) where token_hash = ${tokenHash} and ended_at is null`;

/** Never backwards, and never for a session that has just ended. */
export const seeSession = (sql: Sql, id: SessionId, at: Instant) => sql`
  update session set seen_at = ${at} where session_id = ${id} and ended_at is null and seen_at < ${at}`;

export const openSessions = (sql: Sql, person: PersonId) => sql<SessionRow>`
  select session_id as id, person_id as person, account, name, method, level, as_citizen as "asCitizen", device, began_at as began, seen_at as seen
  from session join person using (person_id) where person_id = ${person} and ended_at is null order by seen_at desc`;

export const endOneSession = (sql: Sql, id: SessionId, person: PersonId, at: Instant) => sql<{ id: SessionId }>`
  update session set ended_at = ${at} where session_id = ${id} and person_id = ${person} and ended_at is null returning session_id as id`;

export const endAllSessions = (sql: Sql, person: PersonId, at: Instant) => sql<{ id: SessionId }>`
  update session set ended_at = ${at} where person_id = ${person} and ended_at is null returning session_id as id`;

export const endSessionsBut = (sql: Sql, person: PersonId, keep: SessionId, at: Instant) => sql<{ id: SessionId }>`
  update session set ended_at = ${at} where person_id = ${person} and session_id <> ${keep} and ended_at is null returning session_id as id`;

/** The latest sight of each person, for the list of accounts. */
export const lastSeen = (sql: Sql, people: readonly PersonId[]) => sql<{ person: PersonId; seen: Instant }>`
  select person_id as person, max(seen_at) as seen from session where person_id = any(${people}::uuid[]) group by person_id`;
