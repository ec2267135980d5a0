/** SQL of posts, delegations and one-time links. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Right, UnitPath } from '../permit.ts';
import type { Mark, PostId } from './access.ts';
import type { Role } from './role.ts';

export type PostRow = {
  readonly id: PostId;
  readonly person: PersonId;
  readonly unit: UnitId;
  readonly path: UnitPath;
  readonly role: Role;
  readonly title: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

export const postsOfPerson = (sql: Sql, person: PersonId) => sql<PostRow>`
  select post_id as id, person_id as person, unit_id as unit, path, role, title, post.valid_from as "from", post.valid_to as until
  from post join unit using (unit_id) where person_id = ${person} order by post.valid_from, post_id`;

export const postById = (sql: Sql, id: PostId) => sql<PostRow>`
  select post_id as id, person_id as person, unit_id as unit, path, role, title, post.valid_from as "from", post.valid_to as until
  from post join unit using (unit_id) where post_id = ${id}`;

export const lockPost = (sql: Sql, id: PostId) => sql`select from post where post_id = ${id} for update`;

export const insertPost = (sql: Sql, post: Omit<PostRow, 'path'>) => sql`
  insert into post (post_id, person_id, unit_id, role, title, valid_from, valid_to)
  values (${post.id}, ${post.person}, ${post.unit}, ${post.role}, ${post.title}, ${post.from}, ${post.until})`;

export const closePost = (sql: Sql, id: PostId, until: PlainDate) => sql`update post set valid_to = ${until} where post_id = ${id}`;

export const hasChildren = (sql: Sql, unit: UnitId, on: PlainDate) => sql`
  select from unit where parent_id = ${unit} and (valid_to is null or valid_to > ${on}) limit 1`;

/** Who holds a post in a branch on that day, or will: the list of the administrator. */
export const holdersWithin = (sql: Sql, search: { readonly branch: string; readonly words: string; readonly on: PlainDate; readonly limit: number }) => sql<
  PostRow & { readonly name: string; readonly account: string | null; readonly unitName: string }
>`
  select post_id as id, person_id as person, unit_id as unit, path, role, title, post.valid_from as "from", post.valid_to as until,
    person.name, account, unit.name as "unitName"
  from post join unit using (unit_id) join person using (person_id)
  where path like ${search.branch} || '%' and (post.valid_to is null or post.valid_to > ${search.on})
    and (${search.words}::text = '' or position(${search.words}::text in name_folded) > 0 or position(${search.words}::text in coalesce(account, '')) > 0)
  order by path, role, post_id limit ${search.limit}`;

export type DelegationRow = {
  readonly id: string;
  readonly to: PersonId;
  readonly rights: readonly Right[];
  readonly mark: Mark;
  readonly starts: Instant;
  readonly ends: Instant;
  readonly withdrawn: Instant | null;
  readonly post: PostId;
  readonly person: PersonId;
  readonly unit: UnitId;
  readonly path: UnitPath;
  readonly role: Role;
  readonly title: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

/** Delegations to a person that have not ended yet, each with the post it comes from. */
export const delegationsTo = (sql: Sql, person: PersonId, at: Instant) => sql<DelegationRow>`
  select delegation_id as id, to_person_id as "to", rights, mark, starts_at as starts, ends_at as ends, withdrawn_at as withdrawn,
    post_id as post, person_id as person, unit_id as unit, path, role, title, post.valid_from as "from", post.valid_to as until
  from delegation join post using (post_id) join unit using (unit_id)
  where to_person_id = ${person} and ends_at > ${at} order by starts_at, delegation_id`;

/** Delegations from the posts of a person that have not ended yet. */
export const delegationsFrom = (sql: Sql, person: PersonId, at: Instant) => sql<DelegationRow>`
  select delegation_id as id, to_person_id as "to", rights, mark, starts_at as starts, ends_at as ends, withdrawn_at as withdrawn,
    post_id as post, person_id as person, unit_id as unit, path, role, title, post.valid_from as "from", post.valid_to as until
  from delegation join post using (post_id) join unit using (unit_id)
  where person_id = ${person} and ends_at > ${at} order by starts_at, delegation_id`;

export const insertDelegation = (
  sql: Sql,
  row: {
    readonly id: string;
    readonly post: PostId;
    readonly to: PersonId;
    readonly rights: readonly Right[];
    readonly mark: Mark;
    readonly starts: Instant;
    readonly ends: Instant;
  },
) => sql`
  insert into delegation (delegation_id, post_id, to_person_id, rights, mark, starts_at, ends_at)
  values (${row.id}, ${row.post}, ${row.to}, ${row.rights}, ${row.mark}, ${row.starts}, ${row.ends})`;

/** Only the holder of the post takes it back. */
export const closeDelegation = (sql: Sql, id: string, holder: PersonId, at: Instant) => sql<{ id: string }>`
  update delegation set withdrawn_at = ${at} from post
  where delegation_id = ${id} and post.post_id = delegation.post_id and post.person_id = ${holder} and withdrawn_at is null returning delegation_id as id`;

export type LinkKind = 'invitation' | 'recovery';
export type LinkRow = {
  readonly id: string;
  readonly kind: LinkKind;
  readonly person: PersonId;
  readonly name: string;
  readonly issuedBy: PersonId;
  readonly confirmedBy: PersonId | null;
  readonly issued: Instant;
  readonly expires: Instant;
  readonly used: Instant | null;
};

export const insertLink = (
  sql: Sql,
  row: {
    readonly id: string;
    readonly tokenHash: string;
    readonly kind: LinkKind;
    readonly person: PersonId;
    readonly issuedBy: PersonId;
    readonly issued: Instant;
    readonly expires: Instant;
  },
) => sql`
  insert into invitation (invitation_id, token_hash, kind, person_id, issued_by, issued_at, expires_at)
  values (${row.id}, ${row.tokenHash}, ${row.kind}, ${row.person}, ${row.issuedBy}, ${row.issued}, ${row.expires})`;

/** A new link ends the ones before it. */
export const closeLinks = (sql: Sql, person: PersonId, at: Instant) => sql`
  update invitation set expires_at = ${at} where person_id = ${person} and used_at is null and expires_at > ${at}`;

export const linkByToken = (sql: Sql, tokenHash: string) => sql<LinkRow>`
  select invitation_id as id, kind, person_id as person, name, issued_by as "issuedBy", confirmed_by as "confirmedBy", issued_at as issued,
    expires_at as expires, used_at as used
  from invitation join person using (person_id) where token_hash = ${tokenHash}`;

export const linkById = (sql: Sql, id: string) => sql<LinkRow>`
  select invitation_id as id, kind, person_id as person, name, issued_by as "issuedBy", confirmed_by as "confirmedBy", issued_at as issued,
    expires_at as expires, used_at as used
  from invitation join person using (person_id) where invitation_id = ${id}`;

export const openRecoveries = (sql: Sql, at: Instant) => sql<LinkRow>`
  select invitation_id as id, kind, person_id as person, name, issued_by as "issuedBy", confirmed_by as "confirmedBy", issued_at as issued,
    expires_at as expires, used_at as used
  from invitation join person using (person_id)
  where kind = 'recovery' and used_at is null and confirmed_by is null and expires_at > ${at} order by issued_at`;

/** One confirmation, by somebody who is neither the issuer nor the person: the table says so too. */
export const confirmLink = (sql: Sql, id: string, by: PersonId, at: Instant) => sql<{ id: string }>`
  update invitation set confirmed_by = ${by}
  where invitation_id = ${id} and kind = 'recovery' and confirmed_by is null and used_at is null and expires_at > ${at} returning invitation_id as id`;

/** Of two people with one link the first gets in. */
export const useLink = (sql: Sql, id: string, at: Instant) => sql<{ id: string }>`
  update invitation set used_at = ${at}
  where invitation_id = ${id} and used_at is null and expires_at > ${at} and (kind = 'invitation' or confirmed_by is not null) returning invitation_id as id`;

/** Which roles somebody holds in which unit on a day. */
export const rolesByUnit = (sql: Sql, day: PlainDate) => sql<{ unit: UnitId; roles: readonly Role[] }>`
  select unit_id as unit, array_agg(distinct role) as roles from post
  where valid_from <= ${day} and (valid_to is null or valid_to > ${day}) group by unit_id`;
