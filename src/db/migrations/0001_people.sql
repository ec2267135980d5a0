-- Units, people, sessions, posts. Units are public facts; everything about a person is personal data.

-- Places and agencies with dates of life. A code is never reused; a case of 2024 still prints its old district.
create table unit (
  -- Small and stable for ever: chosen by the data file, not by the database.
  unit_id integer primary key check (unit_id > 0),
  parent_id integer references unit (unit_id),
  -- '/1/12/305/': a branch is everything that begins with it.
  path text not null check (path ~ '^/([0-9]+/)+$'),
  kind text not null check (kind in ('province', 'district', 'commune', 'office', 'department', 'division', 'centre', 'desk')),
  -- 'phường', 'huyện' ...; null for agencies, whose name is already whole.
  form text,
  name text not null,
  name_en text,
  folded text not null,
  -- Code of the General Statistics Office; null for agencies.
  gso text,
  -- Newer form (QĐ 20/2020/QĐ-TTg) and older form (QCVN 102:2016).
  agency_code text not null check (length(agency_code) between 3 and 35),
  agency_code_old text not null,
  valid_from date not null,
  -- First day on which the unit is no more.
  valid_to date check (valid_to > valid_from),
  predecessors integer[] not null default '{}'
);
create unique index unit_agency on unit (agency_code);
create unique index unit_agency_old on unit (agency_code_old);
-- A unit that is merged keeps the code of the unit where the new seat lies, so a code may live twice, but not at once.
create unique index unit_gso_begins on unit (gso, valid_from) where gso is not null;
create unique index unit_gso_alive on unit (gso) where gso is not null and valid_to is null;
create unique index unit_path on unit (path text_pattern_ops);
create index unit_parent on unit (parent_id);

-- Which calendar (days off, office hours) a unit keeps, by name; a unit without a row keeps its parent's.
create table unit_calendar (
  unit_id integer not null references unit (unit_id),
  calendar text not null,
  valid_from date not null,
  primary key (unit_id, valid_from)
);

create table person (
  person_id uuid primary key,
  -- Name under which a person signs in; null for people who never did.
  account text unique check (account ~ '^[a-z0-9]([a-z0-9-]{1,38}[a-z0-9])$'),
  name text not null check (length(name) between 1 and 100),
  name_folded text not null,
  -- 12 digits.
  id_number text unique check (id_number ~ '^[0-9]{12}$'),
  -- E.164.
  phone text check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  birth_year smallint check (birth_year between 1900 and 2200),
  -- National electronic identity: 0 none, 1 basic, 2 verified.
  identity_level smallint not null default 0 check (identity_level between 0 and 2),
  -- Exemption groups ('poorHousehold'): sensitive.
  groups text[] not null default '{}',
  home_unit_id integer references unit (unit_id),
  address text,
  made_at timestamptz not null
);
create index person_phone on person (phone);

-- The token itself is known to the browser alone. Times are the machine's.
create table session (
  session_id uuid primary key,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  person_id uuid not null references person (person_id),
  method text not null check (method in ('demo', 'passkey', 'link')),
  -- What the person sees in the list of sessions: 'Firefox trên Windows'.
  device text not null check (length(device) <= 100),
  began_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index session_person on session (person_id) where ended_at is null;
create index session_seen on session (seen_at);

create table passkey (
  credential_id text primary key,
  person_id uuid not null references person (person_id),
  public_key bytea not null,
  -- Signature counter of the device; it never goes back.
  counter bigint not null,
  transports text[] not null,
  label text not null check (length(label) between 1 and 60),
  made_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index passkey_person on passkey (person_id) where revoked_at is null;

-- Challenges of passkey ceremonies: taken out once, by deletion.
create table passkey_challenge (
  challenge text primary key,
  purpose text not null check (purpose in ('register', 'sign-in')),
  person_id uuid references person (person_id),
  expires_at timestamptz not null
);
create index passkey_challenge_expires on passkey_challenge (expires_at);

-- One-time links: an invitation for a new officer, or a recovery that needs a second person before it opens.
create table invitation (
  invitation_id uuid primary key,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('invitation', 'recovery')),
  person_id uuid not null references person (person_id),
  issued_by uuid not null,
  confirmed_by uuid,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint invitation_two_persons check (confirmed_by is null or (confirmed_by <> issued_by and confirmed_by <> person_id))
);
create index invitation_open on invitation (person_id) where used_at is null;

-- Failed sign-ins per pair of account and address, so that nobody can be locked out by others. Only hashes.
create table sign_in_failure (
  pair_hash text primary key check (pair_hash ~ '^[0-9a-f]{64}$'),
  failures integer not null,
  last_at timestamptz not null
);
create index sign_in_failure_last on sign_in_failure (last_at);

-- A person holds a role in a unit from a day to a day.
create table post (
  post_id uuid primary key,
  person_id uuid not null references person (person_id),
  unit_id integer not null references unit (unit_id),
  role text not null,
  -- As printed under a signature: 'Chủ tịch UBND phường An Xuân'.
  title text not null check (length(title) between 1 and 200),
  valid_from date not null,
  -- First day on which the post is no longer held.
  valid_to date check (valid_to >= valid_from)
);
create index post_person on post (person_id);
create index post_unit on post (unit_id, role);

-- A holder hands rights of the own post to somebody else for a time; papers then show TUQ. or KT.
create table delegation (
  delegation_id uuid primary key,
  post_id uuid not null references post (post_id),
  to_person_id uuid not null references person (person_id),
  rights text[] not null check (cardinality(rights) > 0),
  mark text not null check (mark in ('KT.', 'TUQ.')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  withdrawn_at timestamptz
);
create index delegation_to on delegation (to_person_id);
create index delegation_post on delegation (post_id);

grant select, insert, update on unit, unit_calendar, person, session, passkey, invitation, sign_in_failure, post, delegation to cuaso_app, cuaso_lane;
grant select, insert, update, delete on passkey_challenge, sign_in_failure to cuaso_app, cuaso_lane;
