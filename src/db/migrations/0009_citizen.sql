-- Verified citizens: identity logins, mandates to act for somebody, the vault of own papers, copies of one's data.

-- On whose behalf the actor acted: the head who delegated, or the person represented. Part of the case's hash chain when present.
alter table ledger add column behalf uuid;
create index ledger_behalf on ledger (behalf, position) where behalf is not null;
create index ledger_person on ledger (((entry ->> 'person')), position) where case_id is null;

alter table session drop constraint session_method_check;
alter table session add constraint session_method_check check (method in ('demo', 'passkey', 'link', 'identity'));
-- How sure this very sign-in is: 0 not verified, 1 basic, 2 verified.
alter table session add column level smallint not null default 0 check (level between 0 and 2);
-- Opens the person's own matters only, never a post: the national identity is a citizen's key.
alter table session add column as_citizen boolean not null default false;
-- Level of the sign-in in which a citizen made the key; null for the keys of officers.
alter table passkey add column level smallint check (level between 1 and 2);

-- Sign-ins that went to the identity provider and are not back yet: taken out once, by deletion. Times are the machine's.
create table identity_request (
  state_hash text primary key check (state_hash ~ '^[0-9a-f]{64}$'),
  -- The browser that began it: another one cannot end it.
  browser_hash text not null check (browser_hash ~ '^[0-9a-f]{64}$'),
  nonce text not null,
  verifier text not null,
  next text not null check (length(next) <= 2000),
  expires_at timestamptz not null
);
create index identity_request_expires on identity_request (expires_at);

-- Somebody acts for somebody: a parent for a child, or an authorised person with recorded consent. Numbers, so that one can be named before the first sign-in.
create table mandate (
  mandate_id uuid primary key,
  kind text not null check (kind in ('child', 'proxy')),
  agent_number text not null check (agent_number ~ '^[0-9]{12}$'),
  principal_number text not null check (principal_number ~ '^[0-9]{12}$' and principal_number <> agent_number),
  -- Procedures it is good for; empty means all.
  packs text[] not null default '{}',
  valid_from date not null,
  -- First day on which it no longer holds.
  valid_to date not null check (valid_to > valid_from),
  asked_by uuid not null,
  asked_at timestamptz not null,
  -- How the represented person agreed: signed in, or at a counter with the paper. Null while only asked.
  consent text check (consent in ('signed-in', 'counter')),
  consent_by uuid,
  consent_at timestamptz,
  unit_id integer references unit (unit_id),
  -- What the officer saw: 'Giấy ủy quyền số 12/2022'.
  paper text check (length(paper) between 1 and 200),
  ended_at timestamptz,
  ended_by uuid,
  constraint mandate_consent check ((consent is null) = (consent_by is null) and (consent is null) = (consent_at is null)),
  constraint mandate_counter check (consent is distinct from 'counter' or (unit_id is not null and paper is not null))
);
create index mandate_agent on mandate (agent_number) where ended_at is null;
create index mandate_principal on mandate (principal_number) where ended_at is null;

-- Papers a person keeps for the next filing. The owner deletes them.
create table vault_paper (
  paper_id uuid primary key,
  owner_id uuid not null references person (person_id),
  title text not null check (length(title) between 1 and 200),
  media_type text not null,
  blob text not null,
  size integer not null,
  added_at timestamptz not null
);
create index vault_paper_owner on vault_paper (owner_id, added_at);
create index vault_paper_blob on vault_paper (blob);

-- A copy of everything about a person: gathered in the background, taken once, then forgotten. Times are the machine's.
create table data_copy (
  copy_id uuid primary key,
  owner_id uuid not null references person (person_id),
  state text not null check (state in ('waiting', 'ready', 'taken')),
  done integer not null default 0,
  total integer not null default 0,
  -- Names, blobs, sizes and checksums of the files, and the facts as JSON text; empty once taken.
  parts jsonb,
  asked_at timestamptz not null,
  ready_at timestamptz,
  taken_at timestamptz
);
create index data_copy_owner on data_copy (owner_id, asked_at);
create unique index data_copy_waiting on data_copy (owner_id) where state = 'waiting';

grant select, insert, delete on identity_request, vault_paper to cuaso_app, cuaso_lane;
grant select, insert, update on mandate, data_copy to cuaso_app, cuaso_lane;
