/** SQL of passkeys and of the challenges their ceremonies answer. */
import type { PersonId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type Purpose = 'register' | 'sign-in';

export const insertChallenge = (
  sql: Sql,
  row: { readonly challenge: string; readonly purpose: Purpose; readonly person: PersonId | null; readonly expires: Instant },
) => sql`
  insert into passkey_challenge (challenge, purpose, person_id, expires_at) values (${row.challenge}, ${row.purpose}, ${row.person}, ${row.expires})`;

/** Takes the challenge out: of two answers to one challenge only the first finds it. */
export const takeChallenge = (sql: Sql, challenge: string, purpose: Purpose) => sql<{ person: PersonId | null; expires: Instant }>`
  delete from passkey_challenge where challenge = ${challenge} and purpose = ${purpose} returning person_id as person, expires_at as expires`;

export const forgetChallenges = (sql: Sql, before: Instant) => sql`
  delete from passkey_challenge where expires_at < ${before}`;

export type PasskeyRow = {
  readonly id: string;
  readonly person: PersonId;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly label: string;
  /** Level of the sign-in in which a citizen made it; null for keys of officers. */
  readonly level: 1 | 2 | null;
  readonly made: Instant;
  readonly used: Instant | null;
};

export const insertPasskey = (sql: Sql, row: Omit<PasskeyRow, 'used'>) => sql<{ id: string }>`
  insert into passkey (credential_id, person_id, public_key, counter, transports, label, level, made_at)
  values (${row.id}, ${row.person}, ${Buffer.from(row.publicKey)}, ${row.counter}, ${row.transports}, ${row.label}, ${row.level}, ${row.made})
  on conflict do nothing returning credential_id as id`;

export const passkeyById = (sql: Sql, id: string) => sql<PasskeyRow>`
  select credential_id as id, person_id as person, public_key as "publicKey", counter, transports, label, level, made_at as made, used_at as used
  from passkey where credential_id = ${id} and revoked_at is null`;

export const passkeysOf = (sql: Sql, person: PersonId) => sql<PasskeyRow>`
  select credential_id as id, person_id as person, public_key as "publicKey", counter, transports, label, level, made_at as made, used_at as used
  from passkey where person_id = ${person} and revoked_at is null order by made_at`;

/** No row comes back when the counter does not move on: the device was copied, or an answer was played again. */
export const usePasskey = (sql: Sql, id: string, counter: number, at: Instant) => sql<{ id: string }>`
  update passkey set counter = ${counter}, used_at = ${at}
  where credential_id = ${id} and revoked_at is null and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning credential_id as id`;

export const revokeOne = (sql: Sql, id: string, person: PersonId, at: Instant) => sql<{ id: string }>`
  update passkey set revoked_at = ${at} where credential_id = ${id} and person_id = ${person} and revoked_at is null returning credential_id as id`;

export const revokeAll = (sql: Sql, person: PersonId, at: Instant) => sql<{ id: string }>`
  update passkey set revoked_at = ${at} where person_id = ${person} and revoked_at is null returning credential_id as id`;

export const countPasskeys = (sql: Sql, people: readonly PersonId[]) => sql<{ person: PersonId; passkeys: number }>`
  select person_id as person, count(*)::int as passkeys from passkey where person_id = any(${people}::uuid[]) and revoked_at is null and level is null group by person_id`;
