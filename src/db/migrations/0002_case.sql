-- The ledger, jobs, packs, cases and documents. People and units are in 0001.

-- One row per deed, append-only, partitioned by month of legal time. The ledger is the truth; case_row is for work.
create table ledger (
  position bigint generated always as identity,
  -- Followers read below the oldest running transaction, so a late commit is never skipped.
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  case_id uuid,
  -- 1, 2, 3 ... within a case for entries that change it; null for traces and entries about no case.
  seq integer,
  what text not null,
  entry jsonb not null,
  actor uuid not null,
  role text not null,
  "right" text not null,
  unit_id integer,
  -- sha-256 over the previous hash of the same case and this entry; hex.
  hash text not null,
  primary key (position, at)
) partition by range (at);
create table ledger_default partition of ledger default;
create index ledger_case on ledger (case_id, seq);
create index ledger_follow on ledger (tx, position);

-- Makes the partition of a month when it is missing. Runs as the owner: the application role cannot create tables.
create function ledger_month(month date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date := date_trunc('month', month)::date;
  name text := 'ledger_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass('public.' || name) is not null then return; end if;
  -- Months are cut in legal time, Asia/Ho_Chi_Minh.
  execute format('create table %I partition of ledger for values from (%L) to (%L)', name,
    to_char(first, 'YYYY-MM-DD') || ' 00:00:00+07', to_char((first + interval '1 month')::date, 'YYYY-MM-DD') || ' 00:00:00+07');
exception
  when duplicate_table then null;
  -- Entries of that month rest in the default partition already: they stay there.
  when check_violation then null;
end $$;

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;
create trigger ledger_append_only before update or delete or truncate on ledger for each statement execute function ledger_is_append_only();

-- The answer given for a deed, kept under the sender's key: sending again gives the same answer.
create table command_key (
  sender text not null,
  key text not null,
  body_hash text not null,
  receipt jsonb,
  at timestamptz not null,
  primary key (sender, key)
);
create index command_key_at on command_key (at);

-- Background work. Due by legal time (`due`) when the law sets it, otherwise at once; leased by the machine's clock.
create table job (
  id uuid primary key,
  kind text not null,
  case_id uuid,
  body jsonb not null,
  due timestamptz not null,
  state text not null default 'ready' check (state in ('ready', 'leased', 'done', 'dead')),
  tries integer not null default 0,
  -- Fencing number: rises with every lease and is checked in the transaction that stores the effect.
  fence bigint not null default 0,
  leased_until timestamptz,
  -- Machine time before which a failed job is not tried again.
  not_before timestamptz,
  last_fault text
);
create index job_due on job (due) where state in ('ready', 'leased');
create index job_case on job (case_id) where state in ('ready', 'leased');

-- Official numbers come from a locked row: no gaps.
create table counter (
  name text primary key,
  value integer not null
);

-- Every published pack version with its files; a case is pinned to one of them.
create table pack_version (
  pack_id text not null,
  version text not null,
  hash text not null,
  files jsonb not null,
  published_at timestamptz not null,
  primary key (pack_id, version)
);

-- Which version is live in which branch of the organisation, from when to when.
create table rollout (
  pack_id text not null,
  version text not null,
  unit_id integer not null references unit (unit_id),
  live_from timestamptz not null,
  live_to timestamptz,
  primary key (pack_id, unit_id, live_from),
  foreign key (pack_id, version) references pack_version (pack_id, version)
);

create table case_row (
  case_id uuid primary key,
  tracking text not null unique,
  code text unique,
  pack_id text not null,
  pack_version text not null,
  unit_id integer not null references unit (unit_id),
  -- Number of entries folded into this row; the guard against lost updates.
  version integer not null,
  hash text not null,
  -- State of the national portal, 1 to 10.
  status smallint not null,
  stage text not null check (stage in ('submitted', 'open', 'waiting', 'closed')),
  channel text not null,
  applicant_id uuid references person (person_id),
  applicant_name text not null,
  applicant_folded text not null,
  phone text not null,
  submitted_at timestamptz not null,
  received_at timestamptz,
  due timestamptz,
  finished_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('granted', 'refused', 'withdrawn')),
  fee integer not null,
  fee_paid boolean not null,
  quarantined boolean not null default false,
  state jsonb not null,
  foreign key (pack_id, pack_version) references pack_version (pack_id, version)
);
create index case_applicant on case_row (applicant_id, submitted_at desc);
create index case_unit_open on case_row (unit_id, due) where stage <> 'closed';
create index case_unit_received on case_row (unit_id, received_at);
create index case_unit_finished on case_row (unit_id, finished_at) where finished_at is not null;

-- What somebody has to do next: one row per open task, and one 'reception' row for a submitted case.
create table task_row (
  case_id uuid not null references case_row (case_id),
  task_id text not null,
  element text not null,
  name text not null,
  role text not null,
  unit_id integer not null references unit (unit_id),
  sign boolean not null,
  opened_at timestamptz not null,
  -- The step's own promise, when the process gives it a time.
  due timestamptz,
  primary key (case_id, task_id)
);
create index task_queue on task_row (unit_id, role);

-- Files: what a citizen attached and what the offices made. Bytes rest in the blob store under their sha-256.
create table document (
  document_id uuid primary key,
  case_id uuid not null references case_row (case_id),
  kind text not null,
  title text not null,
  media_type text not null,
  blob text not null,
  size integer not null,
  pages integer,
  made_at timestamptz not null,
  signed boolean not null default false,
  -- Random code on the paper's QR; shows that the paper exists, not what it says.
  verify_code text unique
);
create index document_case on document (case_id, made_at);
create index document_blob on document (blob);

-- One row: how far the demonstration's legal clock is ahead of the machine's, in milliseconds. Absent outside the demonstration.
create table legal_clock (
  single boolean primary key default true check (single),
  ahead_ms bigint not null
);

-- The application may add to the ledger and never change it; official rows are updated, never deleted.
grant select, insert on ledger, pack_version to cuaso_app, cuaso_lane;
grant select, insert, update on command_key, job, counter, rollout, case_row, document, legal_clock to cuaso_app, cuaso_lane;
grant select, insert, update, delete on task_row to cuaso_app, cuaso_lane;
grant delete on command_key, job to cuaso_app, cuaso_lane;
