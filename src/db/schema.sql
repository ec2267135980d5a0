-- Made by `./cuaso migrate --dump` from the migrations; never edited by hand.

CREATE OR REPLACE FUNCTION public.ledger_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the ledger is append-only';
end $function$
;

CREATE OR REPLACE FUNCTION public.ledger_month(month date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;

create table api_token (
  token_id uuid not null,
  token_hash text not null,
  person_id uuid not null,
  name text not null,
  rights text[] not null,
  issued_by uuid not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_token_pkey PRIMARY KEY (token_id),
  constraint api_token_token_hash_key UNIQUE (token_hash),
  constraint api_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint api_token_check CHECK ((expires_at > issued_at)),
  constraint api_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint api_token_rights_check CHECK ((cardinality(rights) > 0)),
  constraint api_token_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

create table case_row (
  case_id uuid not null,
  tracking text not null,
  code text,
  pack_id text not null,
  pack_version text not null,
  unit_id integer not null,
  version integer not null,
  hash text not null,
  status smallint not null,
  stage text not null,
  channel text not null,
  applicant_id uuid,
  applicant_name text not null,
  applicant_folded text not null,
  phone text not null,
  submitted_at timestamp with time zone not null,
  received_at timestamp with time zone,
  due timestamp with time zone,
  finished_at timestamp with time zone,
  closed_at timestamp with time zone,
  outcome text,
  fee integer not null,
  fee_paid boolean not null,
  quarantined boolean default false not null,
  state jsonb not null,
  constraint case_row_pkey PRIMARY KEY (case_id),
  constraint case_row_code_key UNIQUE (code),
  constraint case_row_tracking_key UNIQUE (tracking),
  constraint case_row_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES person(person_id),
  constraint case_row_pack_id_pack_version_fkey FOREIGN KEY (pack_id, pack_version) REFERENCES pack_version(pack_id, version),
  constraint case_row_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint case_row_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint case_row_stage_check CHECK ((stage = ANY (ARRAY['submitted'::text, 'open'::text, 'waiting'::text, 'closed'::text])))
);

create table command_key (
  sender text not null,
  key text not null,
  body_hash text not null,
  receipt jsonb,
  at timestamp with time zone not null,
  constraint command_key_pkey PRIMARY KEY (sender, key)
);

create table counter (
  name text not null,
  value integer not null,
  constraint counter_pkey PRIMARY KEY (name)
);

create table delegation (
  delegation_id uuid not null,
  post_id uuid not null,
  to_person_id uuid not null,
  rights text[] not null,
  mark text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint delegation_pkey PRIMARY KEY (delegation_id),
  constraint delegation_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(post_id),
  constraint delegation_to_person_id_fkey FOREIGN KEY (to_person_id) REFERENCES person(person_id),
  constraint delegation_check CHECK ((ends_at > starts_at)),
  constraint delegation_mark_check CHECK ((mark = ANY (ARRAY['KT.'::text, 'TUQ.'::text]))),
  constraint delegation_rights_check CHECK ((cardinality(rights) > 0))
);

create table document (
  document_id uuid not null,
  case_id uuid not null,
  kind text not null,
  title text not null,
  media_type text not null,
  blob text not null,
  size integer not null,
  pages integer,
  made_at timestamp with time zone not null,
  signed boolean default false not null,
  verify_code text,
  constraint document_pkey PRIMARY KEY (document_id),
  constraint document_verify_code_key UNIQUE (verify_code),
  constraint document_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_row(case_id)
);

create table follower (
  name text not null,
  tx xid8 default '0'::xid8 not null,
  position bigint default 0 not null,
  tries integer default 0 not null,
  not_before timestamp with time zone,
  last_fault text,
  constraint follower_pkey PRIMARY KEY (name),
  constraint follower_name_check CHECK ((name ~ '^[a-z][a-z-]{1,38}$'::text))
);

create table follower_miss (
  name text not null,
  position bigint not null,
  fault text not null,
  at timestamp with time zone not null,
  constraint follower_miss_pkey PRIMARY KEY (name, "position"),
  constraint follower_miss_name_fkey FOREIGN KEY (name) REFERENCES follower(name)
);

create table invitation (
  invitation_id uuid not null,
  token_hash text not null,
  kind text not null,
  person_id uuid not null,
  issued_by uuid not null,
  confirmed_by uuid,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (invitation_id),
  constraint invitation_token_hash_key UNIQUE (token_hash),
  constraint invitation_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint invitation_kind_check CHECK ((kind = ANY (ARRAY['invitation'::text, 'recovery'::text]))),
  constraint invitation_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint invitation_two_persons CHECK (((confirmed_by IS NULL) OR ((confirmed_by <> issued_by) AND (confirmed_by <> person_id))))
);

create table job (
  id uuid not null,
  kind text not null,
  case_id uuid,
  body jsonb not null,
  due timestamp with time zone not null,
  state text default 'ready'::text not null,
  tries integer default 0 not null,
  fence bigint default 0 not null,
  leased_until timestamp with time zone,
  not_before timestamp with time zone,
  last_fault text,
  constraint job_pkey PRIMARY KEY (id),
  constraint job_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'leased'::text, 'done'::text, 'dead'::text])))
);

create table ledger (
  position bigint generated always as identity not null,
  tx xid8 default pg_current_xact_id() not null,
  at timestamp with time zone not null,
  case_id uuid,
  seq integer,
  what text not null,
  entry jsonb not null,
  actor uuid not null,
  role text not null,
  right text not null,
  unit_id integer,
  hash text not null,
  constraint ledger_pkey PRIMARY KEY ("position", at)
) partition by RANGE (at);

create table ledger_default partition of ledger DEFAULT;

create table legal_clock (
  single boolean default true not null,
  ahead_ms bigint not null,
  constraint legal_clock_pkey PRIMARY KEY (single),
  constraint legal_clock_single_check CHECK (single)
);

create table migration (
  number integer not null,
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null,
  constraint migration_pkey PRIMARY KEY (number)
);

create table pack_version (
  pack_id text not null,
  version text not null,
  hash text not null,
  files jsonb not null,
  published_at timestamp with time zone not null,
  constraint pack_version_pkey PRIMARY KEY (pack_id, version)
);

create table passkey (
  credential_id text not null,
  person_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  label text not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (credential_id),
  constraint passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint passkey_label_check CHECK (((length(label) >= 1) AND (length(label) <= 60)))
);

create table passkey_challenge (
  challenge text not null,
  purpose text not null,
  person_id uuid,
  expires_at timestamp with time zone not null,
  constraint passkey_challenge_pkey PRIMARY KEY (challenge),
  constraint passkey_challenge_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint passkey_challenge_purpose_check CHECK ((purpose = ANY (ARRAY['register'::text, 'sign-in'::text])))
);

create table person (
  person_id uuid not null,
  account text,
  name text not null,
  name_folded text not null,
  id_number text,
  phone text,
  birth_year smallint,
  identity_level smallint default 0 not null,
  groups text[] default '{}'::text[] not null,
  home_unit_id integer,
  address text,
  made_at timestamp with time zone not null,
  constraint person_pkey PRIMARY KEY (person_id),
  constraint person_account_key UNIQUE (account),
  constraint person_id_number_key UNIQUE (id_number),
  constraint person_home_unit_id_fkey FOREIGN KEY (home_unit_id) REFERENCES unit(unit_id),
  constraint person_account_check CHECK ((account ~ '^[a-z0-9]([a-z0-9-]{1,38}[a-z0-9])$'::text)),
  constraint person_birth_year_check CHECK (((birth_year >= 1900) AND (birth_year <= 2200))),
  constraint person_id_number_check CHECK ((id_number ~ '^[0-9]{12}$'::text)),
  constraint person_identity_level_check CHECK (((identity_level >= 0) AND (identity_level <= 2))),
  constraint person_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint person_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{7,14}$'::text))
);

create table post (
  post_id uuid not null,
  person_id uuid not null,
  unit_id integer not null,
  role text not null,
  title text not null,
  valid_from date not null,
  valid_to date,
  constraint post_pkey PRIMARY KEY (post_id),
  constraint post_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint post_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint post_check CHECK ((valid_to >= valid_from)),
  constraint post_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

create table rollout (
  pack_id text not null,
  version text not null,
  unit_id integer not null,
  live_from timestamp with time zone not null,
  live_to timestamp with time zone,
  constraint rollout_pkey PRIMARY KEY (pack_id, unit_id, live_from),
  constraint rollout_pack_id_version_fkey FOREIGN KEY (pack_id, version) REFERENCES pack_version(pack_id, version),
  constraint rollout_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id)
);

create table session (
  session_id uuid not null,
  token_hash text not null,
  person_id uuid not null,
  method text not null,
  device text not null,
  began_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (session_id),
  constraint session_token_hash_key UNIQUE (token_hash),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint session_device_check CHECK ((length(device) <= 100)),
  constraint session_method_check CHECK ((method = ANY (ARRAY['demo'::text, 'passkey'::text, 'link'::text]))),
  constraint session_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

create table sign_in_failure (
  pair_hash text not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  constraint sign_in_failure_pkey PRIMARY KEY (pair_hash),
  constraint sign_in_failure_pair_hash_check CHECK ((pair_hash ~ '^[0-9a-f]{64}$'::text))
);

create table task_row (
  case_id uuid not null,
  task_id text not null,
  element text not null,
  name text not null,
  role text not null,
  unit_id integer not null,
  sign boolean not null,
  opened_at timestamp with time zone not null,
  due timestamp with time zone,
  constraint task_row_pkey PRIMARY KEY (case_id, task_id),
  constraint task_row_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_row(case_id),
  constraint task_row_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id)
);

create table unit (
  unit_id integer not null,
  parent_id integer,
  path text not null,
  kind text not null,
  form text,
  name text not null,
  name_en text,
  folded text not null,
  gso text,
  agency_code text not null,
  agency_code_old text not null,
  valid_from date not null,
  valid_to date,
  predecessors integer[] default '{}'::integer[] not null,
  constraint unit_pkey PRIMARY KEY (unit_id),
  constraint unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES unit(unit_id),
  constraint unit_agency_code_check CHECK (((length(agency_code) >= 3) AND (length(agency_code) <= 35))),
  constraint unit_check CHECK ((valid_to > valid_from)),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['province'::text, 'district'::text, 'commune'::text, 'office'::text, 'department'::text, 'division'::text, 'centre'::text, 'desk'::text]))),
  constraint unit_path_check CHECK ((path ~ '^/([0-9]+/)+$'::text)),
  constraint unit_unit_id_check CHECK ((unit_id > 0))
);

create table unit_calendar (
  unit_id integer not null,
  calendar text not null,
  valid_from date not null,
  constraint unit_calendar_pkey PRIMARY KEY (unit_id, valid_from),
  constraint unit_calendar_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id)
);

create table upload (
  upload_id uuid not null,
  name text not null,
  media_type text not null,
  blob text not null,
  size integer not null,
  sender uuid not null,
  at timestamp with time zone not null,
  constraint upload_pkey PRIMARY KEY (upload_id),
  constraint upload_name_check CHECK ((length(name) <= 200))
);

CREATE INDEX api_token_person ON public.api_token USING btree (person_id);

CREATE INDEX case_applicant ON public.case_row USING btree (applicant_id, submitted_at DESC);

CREATE INDEX case_unit_finished ON public.case_row USING btree (unit_id, finished_at) WHERE (finished_at IS NOT NULL);

CREATE INDEX case_unit_open ON public.case_row USING btree (unit_id, due) WHERE (stage <> 'closed'::text);

CREATE INDEX case_unit_received ON public.case_row USING btree (unit_id, received_at);

CREATE INDEX command_key_at ON public.command_key USING btree (at);

CREATE INDEX delegation_post ON public.delegation USING btree (post_id);

CREATE INDEX delegation_to ON public.delegation USING btree (to_person_id);

CREATE INDEX document_blob ON public.document USING btree (blob);

CREATE INDEX document_case ON public.document USING btree (case_id, made_at);

CREATE INDEX invitation_open ON public.invitation USING btree (person_id) WHERE (used_at IS NULL);

CREATE INDEX job_case ON public.job USING btree (case_id) WHERE (state = ANY (ARRAY['ready'::text, 'leased'::text]));

CREATE INDEX job_due ON public.job USING btree (due) WHERE (state = ANY (ARRAY['ready'::text, 'leased'::text]));

CREATE INDEX ledger_case ON ONLY public.ledger USING btree (case_id, seq);

CREATE INDEX ledger_follow ON ONLY public.ledger USING btree (tx, "position");

CREATE INDEX passkey_person ON public.passkey USING btree (person_id) WHERE (revoked_at IS NULL);

CREATE INDEX passkey_challenge_expires ON public.passkey_challenge USING btree (expires_at);

CREATE INDEX person_phone ON public.person USING btree (phone);

CREATE INDEX post_person ON public.post USING btree (person_id);

CREATE INDEX post_unit ON public.post USING btree (unit_id, role);

CREATE INDEX session_person ON public.session USING btree (person_id) WHERE (ended_at IS NULL);

CREATE INDEX session_seen ON public.session USING btree (seen_at);

CREATE INDEX sign_in_failure_last ON public.sign_in_failure USING btree (last_at);

CREATE INDEX task_queue ON public.task_row USING btree (unit_id, role);

CREATE UNIQUE INDEX unit_agency ON public.unit USING btree (agency_code);

CREATE UNIQUE INDEX unit_agency_old ON public.unit USING btree (agency_code_old);

CREATE UNIQUE INDEX unit_gso_alive ON public.unit USING btree (gso) WHERE ((gso IS NOT NULL) AND (valid_to IS NULL));

CREATE UNIQUE INDEX unit_gso_begins ON public.unit USING btree (gso, valid_from) WHERE (gso IS NOT NULL);

CREATE INDEX unit_parent ON public.unit USING btree (parent_id);

CREATE UNIQUE INDEX unit_path ON public.unit USING btree (path text_pattern_ops);

CREATE INDEX upload_at ON public.upload USING btree (at);

CREATE INDEX upload_sender ON public.upload USING btree (sender);

CREATE TRIGGER ledger_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

grant insert, select, update on api_token to cuaso_app;

grant insert, select, update on api_token to cuaso_lane;

grant insert, select, update on case_row to cuaso_app;

grant insert, select, update on case_row to cuaso_lane;

grant delete, insert, select, update on command_key to cuaso_app;

grant delete, insert, select, update on command_key to cuaso_lane;

grant insert, select, update on counter to cuaso_app;

grant insert, select, update on counter to cuaso_lane;

grant insert, select, update on delegation to cuaso_app;

grant insert, select, update on delegation to cuaso_lane;

grant insert, select, update on document to cuaso_app;

grant insert, select, update on document to cuaso_lane;

grant insert, select, update on follower to cuaso_app;

grant insert, select, update on follower to cuaso_lane;

grant insert, select on follower_miss to cuaso_app;

grant insert, select on follower_miss to cuaso_lane;

grant insert, select, update on invitation to cuaso_app;

grant insert, select, update on invitation to cuaso_lane;

grant delete, insert, select, update on job to cuaso_app;

grant delete, insert, select, update on job to cuaso_lane;

grant insert, select on ledger to cuaso_app;

grant insert, select on ledger to cuaso_lane;

grant insert, select, update on legal_clock to cuaso_app;

grant insert, select, update on legal_clock to cuaso_lane;

grant select on migration to cuaso_app;

grant select on migration to cuaso_lane;

grant insert, select on pack_version to cuaso_app;

grant insert, select on pack_version to cuaso_lane;

grant insert, select, update on passkey to cuaso_app;

grant insert, select, update on passkey to cuaso_lane;

grant delete, insert, select, update on passkey_challenge to cuaso_app;

grant delete, insert, select, update on passkey_challenge to cuaso_lane;

grant insert, select, update on person to cuaso_app;

grant insert, select, update on person to cuaso_lane;

grant insert, select, update on post to cuaso_app;

grant insert, select, update on post to cuaso_lane;

grant insert, select, update on rollout to cuaso_app;

grant insert, select, update on rollout to cuaso_lane;

grant insert, select, update on session to cuaso_app;

grant insert, select, update on session to cuaso_lane;

grant delete, insert, select, update on sign_in_failure to cuaso_app;

grant delete, insert, select, update on sign_in_failure to cuaso_lane;

grant delete, insert, select, update on task_row to cuaso_app;

grant delete, insert, select, update on task_row to cuaso_lane;

grant insert, select, update on unit to cuaso_app;

grant insert, select, update on unit to cuaso_lane;

grant insert, select, update on unit_calendar to cuaso_app;

grant insert, select, update on unit_calendar to cuaso_lane;

grant delete, insert, select on upload to cuaso_app;

grant delete, insert, select on upload to cuaso_lane;
