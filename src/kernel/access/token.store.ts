/** SQL of bearer tokens. */
import type { PersonId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Right } from '../permit.ts';

export type TokenRow = {
  readonly id: string;
  readonly person: PersonId;
  readonly holder: string;
  readonly name: string;
  readonly rights: readonly Right[];
  readonly issued: Instant;
  readonly expires: Instant;
  readonly used: Instant | null;
  readonly revoked: Instant | null;
};

export type NewTokenRow = Omit<TokenRow, 'holder' | 'used' | 'revoked'> & { readonly tokenHash: string; readonly issuedBy: PersonId };

export const insertToken = (sql: Sql, row: NewTokenRow) => sql`
  insert into api_token (token_id, token_hash, person_id, name, rights, issued_by, issued_at, expires_at)
  values (${row.id}, ${row.tokenHash}, ${row.person}, ${row.name}, ${row.rights}, ${row.issuedBy}, ${row.issued}, ${row.expires})`;

export const tokenByHash = (sql: Sql, tokenHash: string) => sql<TokenRow>`
  select token_id as id, person_id as person, person.name as holder, api_token.name, rights, issued_at as issued, expires_at as expires, used_at as used,
    revoked_at as revoked
  from api_token join person using (person_id) where token_hash = ${tokenHash}`;

export const tokenById = (sql: Sql, id: string) => sql<TokenRow>`
  select token_id as id, person_id as person, person.name as holder, api_token.name, rights, issued_at as issued, expires_at as expires, used_at as used,
    revoked_at as revoked
  from api_token join person using (person_id) where token_id = ${id}`;

/** Every token that was ever issued and is not long over, the newest first. */
export const tokensSince = (sql: Sql, expiredAfter: Instant) => sql<TokenRow>`
  select token_id as id, person_id as person, person.name as holder, api_token.name, rights, issued_at as issued, expires_at as expires, used_at as used,
    revoked_at as revoked
  from api_token join person using (person_id) where expires_at > ${expiredAfter} order by issued_at desc, token_id limit 500`;

export const seeToken = (sql: Sql, id: string, at: Instant) => sql`update api_token set used_at = ${at} where token_id = ${id}`;

export const closeToken = (sql: Sql, id: string, at: Instant) => sql<{ id: string }>`
  update api_token set revoked_at = ${at} where token_id = ${id} and revoked_at is null returning token_id as id`;
