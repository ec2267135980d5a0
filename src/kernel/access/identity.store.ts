/** SQL of sign-ins that went to the identity provider. */
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';

export type IdentityRequest = { readonly nonce: string; readonly verifier: string; readonly next: string; readonly expires: Instant };

export const insertIdentityRequest = (sql: Sql, row: IdentityRequest & { readonly stateHash: string; readonly browserHash: string }) => sql`
  insert into identity_request (state_hash, browser_hash, nonce, verifier, next, expires_at)
  values (${row.stateHash}, ${row.browserHash}, ${row.nonce}, ${row.verifier}, ${row.next}, ${row.expires})`;

/** Taken out by the browser that began it, once: of two answers only the first finds it. */
export const takeIdentityRequest = (sql: Sql, stateHash: string, browserHash: string) => sql<IdentityRequest>`
  delete from identity_request where state_hash = ${stateHash} and browser_hash = ${browserHash} returning nonce, verifier, next, expires_at as expires`;

export const forgetIdentityRequests = (sql: Sql, before: Instant) => sql`delete from identity_request where expires_at < ${before}`;
