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

create table case_party (
  case_id uuid not null,
  party_id text not null,
  id_number text not null,
  waits boolean not null,
  constraint case_party_pkey PRIMARY KEY (case_id, party_id),
  constraint case_party_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_row(case_id),
  constraint case_party_id_number_check CHECK ((id_number ~ '^([0-9]{12})?$'::text)),
  constraint case_party_party_id_check CHECK (((length(party_id) >= 1) AND (length(party_id) <= 60)))
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

create table data_copy (
  copy_id uuid not null,
  owner_id uuid not null,
  state text not null,
  done integer default 0 not null,
  total integer default 0 not null,
  parts jsonb,
  asked_at timestamp with time zone not null,
  ready_at timestamp with time zone,
  taken_at timestamp with time zone,
  constraint data_copy_pkey PRIMARY KEY (copy_id),
  constraint data_copy_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES person(person_id),
  constraint data_copy_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'ready'::text, 'taken'::text])))
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

create table delivery (
  delivery_id uuid not null,
  notice_id uuid not null,
  channel text not null,
  device_id uuid,
  state text default 'waiting'::text not null,
  tries integer default 0 not null,
  round integer default 0 not null,
  made_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  fault text,
  constraint delivery_pkey PRIMARY KEY (delivery_id),
  constraint delivery_device_id_fkey FOREIGN KEY (device_id) REFERENCES push_device(device_id),
  constraint delivery_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(notice_id),
  constraint delivery_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'zalo'::text, 'email'::text, 'push'::text, 'paper'::text]))),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'confirmed'::text, 'dead'::text])))
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

create table draft (
  draft_id uuid not null,
  person_id uuid,
  owner text,
  place text not null,
  pack_id text not null,
  pack_version text not null,
  boxes jsonb not null,
  saved_at timestamp with time zone not null,
  constraint draft_pkey PRIMARY KEY (draft_id),
  constraint draft_person_id_place_key UNIQUE (person_id, place),
  constraint draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint draft_check CHECK (((person_id IS NULL) <> (owner IS NULL))),
  constraint draft_place_check CHECK ((length(place) <= 200))
);

create table fee_receipt (
  unit_id integer not null,
  serial text not null,
  obligation_id uuid not null,
  amount bigint not null,
  at timestamp with time zone not null,
  via text not null,
  money_id uuid,
  taken_by uuid not null,
  document_id uuid,
  constraint fee_receipt_pkey PRIMARY KEY (unit_id, serial),
  constraint fee_receipt_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(document_id),
  constraint fee_receipt_money_id_fkey FOREIGN KEY (money_id) REFERENCES money(money_id),
  constraint fee_receipt_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES obligation(obligation_id),
  constraint fee_receipt_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint fee_receipt_amount_check CHECK ((amount > 0)),
  constraint fee_receipt_check CHECK (((via = 'cash'::text) = (money_id IS NULL))),
  constraint fee_receipt_via_check CHECK ((via = ANY (ARRAY['cash'::text, 'transfer'::text, 'gateway'::text])))
);

create table find_entry (
  kind text not null,
  key text not null,
  href text not null,
  title jsonb not null,
  summary jsonb not null,
  words text[] not null,
  body text not null,
  audiences text[] not null,
  is_gone boolean default false not null,
  changed_in xid8 default pg_current_xact_id() not null,
  constraint find_entry_pkey PRIMARY KEY (kind, key),
  constraint find_entry_body_check CHECK ((length(body) <= 20000)),
  constraint find_entry_href_check CHECK ((href ~ '^/([^/\\]|$)'::text)),
  constraint find_entry_key_check CHECK (((length(key) >= 1) AND (length(key) <= 100))),
  constraint find_entry_kind_check CHECK ((kind ~ '^[a-z]{1,20}$'::text))
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

create table identity_request (
  state_hash text not null,
  browser_hash text not null,
  nonce text not null,
  verifier text not null,
  next text not null,
  expires_at timestamp with time zone not null,
  constraint identity_request_pkey PRIMARY KEY (state_hash),
  constraint identity_request_browser_hash_check CHECK ((browser_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint identity_request_next_check CHECK ((length(next) <= 2000)),
  constraint identity_request_state_hash_check CHECK ((state_hash ~ '^[0-9a-f]{64}$'::text))
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
  done_at timestamp with time zone,
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
  behalf uuid,
  constraint ledger_pkey PRIMARY KEY ("position", at)
) partition by RANGE (at);

create table ledger_default partition of ledger DEFAULT;

create table legal_clock (
  single boolean default true not null,
  ahead_ms bigint not null,
  constraint legal_clock_pkey PRIMARY KEY (single),
  constraint legal_clock_single_check CHECK (single)
);

create table mandate (
  mandate_id uuid not null,
  kind text not null,
  agent_number text not null,
  principal_number text not null,
  packs text[] default '{}'::text[] not null,
  valid_from date not null,
  valid_to date not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  consent text,
  consent_by uuid,
  consent_at timestamp with time zone,
  unit_id integer,
  paper text,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint mandate_pkey PRIMARY KEY (mandate_id),
  constraint mandate_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint mandate_agent_number_check CHECK ((agent_number ~ '^[0-9]{12}$'::text)),
  constraint mandate_check CHECK (((principal_number ~ '^[0-9]{12}$'::text) AND (principal_number <> agent_number))),
  constraint mandate_check1 CHECK ((valid_to > valid_from)),
  constraint mandate_consent CHECK ((((consent IS NULL) = (consent_by IS NULL)) AND ((consent IS NULL) = (consent_at IS NULL)))),
  constraint mandate_consent_check CHECK ((consent = ANY (ARRAY['signed-in'::text, 'counter'::text]))),
  constraint mandate_counter CHECK (((consent IS DISTINCT FROM 'counter'::text) OR ((unit_id IS NOT NULL) AND (paper IS NOT NULL)))),
  constraint mandate_kind_check CHECK ((kind = ANY (ARRAY['child'::text, 'proxy'::text]))),
  constraint mandate_paper_check CHECK (((length(paper) >= 1) AND (length(paper) <= 200)))
);

create table migration (
  number integer not null,
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null,
  constraint migration_pkey PRIMARY KEY (number)
);

create table money (
  money_id uuid not null,
  bank_ref text not null,
  via text not null,
  amount bigint not null,
  content text not null,
  at timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  heard_by text not null,
  obligation_id uuid,
  applied bigint default 0 not null,
  returned bigint default 0 not null,
  constraint money_pkey PRIMARY KEY (money_id),
  constraint money_bank_ref_key UNIQUE (bank_ref),
  constraint money_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES obligation(obligation_id),
  constraint money_amount_check CHECK ((amount > 0)),
  constraint money_applied_check CHECK ((applied >= 0)),
  constraint money_bank_ref_check CHECK (((length(bank_ref) >= 1) AND (length(bank_ref) <= 64))),
  constraint money_check CHECK (((applied + returned) <= amount)),
  constraint money_check1 CHECK (((obligation_id IS NOT NULL) OR (applied = 0))),
  constraint money_heard_by_check CHECK ((heard_by = ANY (ARRAY['callback'::text, 'query'::text, 'statement'::text]))),
  constraint money_returned_check CHECK ((returned >= 0)),
  constraint money_via_check CHECK ((via = ANY (ARRAY['transfer'::text, 'gateway'::text])))
);

create table news (
  news_id uuid not null,
  code text not null,
  unit_id integer not null,
  kind text not null,
  shown integer,
  published_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_why text,
  constraint news_pkey PRIMARY KEY (news_id),
  constraint news_code_key UNIQUE (code),
  constraint news_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint news_code_check CHECK ((code ~ '^TT-[0-9]{6}-[0-9]{4,}$'::text)),
  constraint news_kind_check CHECK ((kind = ANY (ARRAY['news'::text, 'notice'::text]))),
  constraint news_published CHECK (((shown IS NULL) = (published_at IS NULL))),
  constraint news_withdrawn CHECK (((withdrawn_at IS NULL) = (withdrawn_why IS NULL))),
  constraint news_withdrawn_why_check CHECK (((length(withdrawn_why) >= 1) AND (length(withdrawn_why) <= 500)))
);

create table news_version (
  news_id uuid not null,
  version integer not null,
  title jsonb not null,
  text jsonb not null,
  source text not null,
  responsible text not null,
  starts date not null,
  ends date,
  picture text,
  width integer,
  height integer,
  alt jsonb,
  why text,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  decided_why text,
  constraint news_version_pkey PRIMARY KEY (news_id, version),
  constraint news_version_news_id_fkey FOREIGN KEY (news_id) REFERENCES news(news_id),
  constraint news_version_check CHECK ((ends >= starts)),
  constraint news_version_corrected CHECK (((version = 1) = (why IS NULL))),
  constraint news_version_decided CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)))),
  constraint news_version_decided_why_check CHECK ((length(decided_why) <= 500)),
  constraint news_version_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'returned'::text]))),
  constraint news_version_picture CHECK ((((picture IS NULL) = (alt IS NULL)) AND ((picture IS NULL) = (width IS NULL)) AND ((picture IS NULL) = (height IS NULL)))),
  constraint news_version_picture_check CHECK ((picture ~ '^[0-9a-f]{64}$'::text)),
  constraint news_version_responsible_check CHECK (((length(responsible) >= 1) AND (length(responsible) <= 200))),
  constraint news_version_second CHECK (((decision IS DISTINCT FROM 'approved'::text) OR (decided_by <> written_by))),
  constraint news_version_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300))),
  constraint news_version_version_check CHECK ((version >= 1)),
  constraint news_version_why_check CHECK (((length(why) >= 1) AND (length(why) <= 500)))
);

create table notice (
  notice_id uuid not null,
  position bigint not null,
  kind text not null,
  person_id uuid,
  case_id uuid,
  unit_id integer,
  at timestamp with time zone not null,
  facts jsonb not null,
  read_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (notice_id),
  constraint notice_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_row(case_id),
  constraint notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint notice_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint notice_kind_check CHECK ((kind ~ '^[a-z][A-Za-z]{2,39}$'::text))
);

create table notice_address (
  person_id uuid not null,
  email text,
  email_confirmed_at timestamp with time zone,
  email_token_hash text,
  lang text default 'vi'::text not null,
  constraint notice_address_pkey PRIMARY KEY (person_id),
  constraint notice_address_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint notice_address_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
  constraint notice_address_email_token_hash_check CHECK ((email_token_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint notice_address_lang_check CHECK ((lang = ANY (ARRAY['vi'::text, 'en'::text])))
);

create table notice_choice (
  person_id uuid not null,
  kind text not null,
  channels text[] not null,
  constraint notice_choice_pkey PRIMARY KEY (person_id, kind),
  constraint notice_choice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id)
);

create table obligation (
  obligation_id uuid not null,
  reference text not null,
  case_id uuid,
  unit_id integer not null,
  setter text,
  notice text,
  title text not null,
  amount bigint not null,
  paid bigint default 0 not null,
  refunded bigint default 0 not null,
  due timestamp with time zone,
  paid_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  made_at timestamp with time zone not null,
  constraint obligation_pkey PRIMARY KEY (obligation_id),
  constraint obligation_reference_key UNIQUE (reference),
  constraint obligation_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_row(case_id),
  constraint obligation_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint obligation_amount_check CHECK ((amount >= 0)),
  constraint obligation_check CHECK (((refunded >= 0) AND (refunded <= paid))),
  constraint obligation_check1 CHECK (((setter IS NULL) = (notice IS NULL))),
  constraint obligation_check2 CHECK (((setter IS NOT NULL) OR (case_id IS NOT NULL))),
  constraint obligation_paid_check CHECK ((paid >= 0)),
  constraint obligation_reference_check CHECK ((reference ~ '^[0-9A-Z]{8,25}$'::text)),
  constraint obligation_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

create table open_set (
  name text not null,
  fingerprint text not null,
  changed_at timestamp with time zone not null,
  constraint open_set_pkey PRIMARY KEY (name),
  constraint open_set_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
  constraint open_set_name_check CHECK ((name ~ '^[a-z-]{1,40}$'::text))
);

create table pack_version (
  pack_id text not null,
  version text not null,
  hash text not null,
  files jsonb not null,
  published_at timestamp with time zone not null,
  constraint pack_version_pkey PRIMARY KEY (pack_id, version)
);

create table page_picture (
  source text not null,
  page integer not null,
  pages integer not null,
  picture text not null,
  thumb text not null,
  width integer not null,
  height integer not null,
  made_at timestamp with time zone not null,
  constraint page_picture_pkey PRIMARY KEY (source, page),
  constraint page_picture_height_check CHECK (((height >= 1) AND (height <= 1600))),
  constraint page_picture_page_check CHECK (((page >= 1) AND (page <= 10000))),
  constraint page_picture_pages_check CHECK (((pages >= 1) AND (pages <= 10000))),
  constraint page_picture_picture_check CHECK ((picture ~ '^[0-9a-f]{64}$'::text)),
  constraint page_picture_source_check CHECK ((source ~ '^[0-9a-f]{64}$'::text)),
  constraint page_picture_thumb_check CHECK ((thumb ~ '^[0-9a-f]{64}$'::text)),
  constraint page_picture_width_check CHECK (((width >= 1) AND (width <= 1600)))
);

create table page_visit (
  day date not null,
  page text not null,
  visits bigint not null,
  constraint page_visit_pkey PRIMARY KEY (day, page),
  constraint page_visit_page_check CHECK ((page ~ '^[a-z-]{1,40}$'::text)),
  constraint page_visit_visits_check CHECK ((visits > 0))
);

create table parked_file (
  draft_id uuid not null,
  number smallint not null,
  browser text not null,
  address text not null,
  field text not null,
  name text not null,
  bytes bytea,
  why text,
  size integer not null,
  parked_at timestamp with time zone not null,
  constraint parked_file_pkey PRIMARY KEY (draft_id, number),
  constraint parked_file_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES draft(draft_id) ON DELETE CASCADE,
  constraint parked_file_check CHECK (((bytes IS NULL) <> (why IS NULL))),
  constraint parked_file_field_check CHECK ((length(field) <= 200)),
  constraint parked_file_name_check CHECK ((length(name) <= 200)),
  constraint parked_file_size_check CHECK (((size >= 0) AND (size <= 20971520)))
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
  level smallint,
  constraint passkey_pkey PRIMARY KEY (credential_id),
  constraint passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint passkey_label_check CHECK (((length(label) >= 1) AND (length(label) <= 60))),
  constraint passkey_level_check CHECK (((level >= 1) AND (level <= 2)))
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

create table pay_cursor (
  single boolean default true not null,
  after bigint not null,
  asked_at timestamp with time zone not null,
  constraint pay_cursor_pkey PRIMARY KEY (single),
  constraint pay_cursor_single_check CHECK (single)
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

create table person_change (
  person_id uuid not null,
  case_id uuid not null,
  unit_id integer not null,
  field text not null,
  before text,
  after text not null,
  salt text not null,
  decided_by uuid not null,
  at timestamp with time zone not null,
  constraint person_change_pkey PRIMARY KEY (case_id, field),
  constraint person_change_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_row(case_id),
  constraint person_change_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(person_id),
  constraint person_change_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint person_change_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint person_change_field_check CHECK ((field = ANY (ARRAY['name'::text, 'phone'::text, 'birthYear'::text, 'address'::text])))
);

create table piece (
  sending_id uuid not null,
  start integer not null,
  bytes bytea not null,
  constraint piece_pkey PRIMARY KEY (sending_id, start),
  constraint piece_sending_id_fkey FOREIGN KEY (sending_id) REFERENCES sending(sending_id) ON DELETE CASCADE,
  constraint piece_bytes_check CHECK (((length(bytes) >= 1) AND (length(bytes) <= 65536))),
  constraint piece_start_check CHECK (((start >= 0) AND ((start % 65536) = 0)))
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

create table push_device (
  device_id uuid not null,
  person_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  label text not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint push_device_pkey PRIMARY KEY (device_id),
  constraint push_device_endpoint_key UNIQUE (endpoint),
  constraint push_device_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint push_device_auth_check CHECK ((auth ~ '^[A-Za-z0-9_-]{22}$'::text)),
  constraint push_device_endpoint_check CHECK (((length(endpoint) >= 12) AND (length(endpoint) <= 1000))),
  constraint push_device_label_check CHECK ((length(label) <= 100)),
  constraint push_device_p256dh_check CHECK ((p256dh ~ '^[A-Za-z0-9_-]{87}$'::text))
);

create table reconciliation (
  reconciliation_id uuid not null,
  day date not null,
  file_hash text not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  report jsonb not null,
  constraint reconciliation_pkey PRIMARY KEY (reconciliation_id),
  constraint reconciliation_day_file_hash_key UNIQUE (day, file_hash)
);

create table refund (
  refund_id uuid not null,
  unit_id integer not null,
  obligation_id uuid,
  money_id uuid,
  amount bigint not null,
  reason text not null,
  state text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  sent_at timestamp with time zone,
  constraint refund_pkey PRIMARY KEY (refund_id),
  constraint refund_money_id_fkey FOREIGN KEY (money_id) REFERENCES money(money_id),
  constraint refund_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES obligation(obligation_id),
  constraint refund_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint refund_amount_check CHECK ((amount > 0)),
  constraint refund_check CHECK (((obligation_id IS NOT NULL) OR (money_id IS NOT NULL))),
  constraint refund_check1 CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
  constraint refund_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint refund_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'declined'::text, 'confirmed'::text, 'sent'::text]))),
  constraint refund_two_persons CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by)))
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

create table sending (
  sending_id uuid not null,
  person_id uuid not null,
  digest text not null,
  name text not null,
  size integer not null,
  begun_at timestamp with time zone not null,
  finishing_at timestamp with time zone,
  constraint sending_pkey PRIMARY KEY (sending_id),
  constraint sending_person_id_digest_name_key UNIQUE (person_id, digest, name),
  constraint sending_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint sending_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint sending_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint sending_size_check CHECK (((size >= 1) AND (size <= 20971520)))
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
  level smallint default 0 not null,
  as_citizen boolean default false not null,
  constraint session_pkey PRIMARY KEY (session_id),
  constraint session_token_hash_key UNIQUE (token_hash),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint session_device_check CHECK ((length(device) <= 100)),
  constraint session_level_check CHECK (((level >= 0) AND (level <= 2))),
  constraint session_method_check CHECK ((method = ANY (ARRAY['demo'::text, 'passkey'::text, 'link'::text, 'identity'::text]))),
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

create table unit_point (
  unit_id integer not null,
  latitude numeric(8,5) not null,
  longitude numeric(8,5) not null,
  constraint unit_point_pkey PRIMARY KEY (unit_id),
  constraint unit_point_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint unit_point_latitude_check CHECK (((latitude >= (8)::numeric) AND (latitude <= (24)::numeric))),
  constraint unit_point_longitude_check CHECK (((longitude >= (102)::numeric) AND (longitude <= (110)::numeric)))
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

create table vault_paper (
  paper_id uuid not null,
  owner_id uuid not null,
  title text not null,
  media_type text not null,
  blob text not null,
  size integer not null,
  added_at timestamp with time zone not null,
  constraint vault_paper_pkey PRIMARY KEY (paper_id),
  constraint vault_paper_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES person(person_id),
  constraint vault_paper_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

create table voice_answer (
  answer_id uuid not null,
  survey_id uuid not null,
  guard text not null,
  channel text not null,
  commune_id integer,
  age_group text,
  answers jsonb not null,
  at timestamp with time zone not null,
  constraint voice_answer_pkey PRIMARY KEY (answer_id),
  constraint voice_answer_survey_id_guard_key UNIQUE (survey_id, guard),
  constraint voice_answer_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES unit(unit_id),
  constraint voice_answer_survey_id_fkey FOREIGN KEY (survey_id) REFERENCES voice_survey(survey_id),
  constraint voice_answer_age_group_check CHECK ((age_group = ANY (ARRAY['under-18'::text, '18-34'::text, '35-59'::text, '60-up'::text]))),
  constraint voice_answer_channel_check CHECK ((channel = ANY (ARRAY['link'::text, 'open'::text, 'paper'::text]))),
  constraint voice_answer_guard_check CHECK ((guard ~ '^[0-9a-f]{64}$'::text))
);

create table voice_comment (
  comment_id uuid not null,
  draft_id uuid not null,
  about text not null,
  public_text text not null,
  name text not null,
  at timestamp with time zone not null,
  hidden boolean default false not null,
  answer text,
  answered_at timestamp with time zone,
  constraint voice_comment_pkey PRIMARY KEY (comment_id),
  constraint voice_comment_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES voice_draft(draft_id),
  constraint voice_comment_about_check CHECK ((length(about) <= 100)),
  constraint voice_comment_answer_check CHECK ((length(answer) <= 4000)),
  constraint voice_comment_name_check CHECK ((length(name) <= 100)),
  constraint voice_comment_public_text_check CHECK (((length(public_text) >= 1) AND (length(public_text) <= 4000)))
);

create table voice_draft (
  draft_id uuid not null,
  unit_id integer not null,
  title text not null,
  text text not null,
  ends date not null,
  published_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  report text,
  constraint voice_draft_pkey PRIMARY KEY (draft_id),
  constraint voice_draft_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint voice_draft_report_check CHECK ((length(report) <= 10000)),
  constraint voice_draft_text_check CHECK (((length(text) >= 20) AND (length(text) <= 20000))),
  constraint voice_draft_title_check CHECK (((length(title) >= 5) AND (length(title) <= 300)))
);

create table voice_invite (
  token_hash text not null,
  survey_id uuid not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint voice_invite_pkey PRIMARY KEY (token_hash),
  constraint voice_invite_survey_id_fkey FOREIGN KEY (survey_id) REFERENCES voice_survey(survey_id),
  constraint voice_invite_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

create table voice_phone_check (
  visitor uuid not null,
  phone_hash text not null,
  code_hash text not null,
  tries smallint default 0 not null,
  expires_at timestamp with time zone not null,
  passed_at timestamp with time zone,
  constraint voice_phone_check_pkey PRIMARY KEY (visitor, phone_hash),
  constraint voice_phone_check_code_hash_check CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint voice_phone_check_phone_hash_check CHECK ((phone_hash ~ '^[0-9a-f]{64}$'::text))
);

create table voice_rating (
  case_id uuid not null,
  pack_id text not null,
  pack_version text not null,
  unit_id integer not null,
  token text not null,
  asked_at timestamp with time zone not null,
  score smallint,
  reason text,
  rated_at timestamp with time zone,
  work_case uuid,
  constraint voice_rating_pkey PRIMARY KEY (case_id),
  constraint voice_rating_token_key UNIQUE (token),
  constraint voice_rating_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_row(case_id),
  constraint voice_rating_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint voice_rating_work_case_fkey FOREIGN KEY (work_case) REFERENCES case_row(case_id),
  constraint voice_rating_reason_check CHECK ((length(reason) <= 1000)),
  constraint voice_rating_score_check CHECK (((score >= 1) AND (score <= 5)))
);

create table voice_report (
  case_id uuid not null,
  code text not null,
  pack_id text not null,
  unit_id integer not null,
  category text not null,
  public_text text not null,
  public_place text not null,
  latitude numeric(8,5),
  longitude numeric(8,5),
  is_public boolean not null,
  hidden boolean default false not null,
  danger boolean not null,
  photos uuid[] default '{}'::uuid[] not null,
  state text not null,
  answer text,
  filed_at timestamp with time zone not null,
  due timestamp with time zone,
  ended_at timestamp with time zone,
  merged_into uuid,
  reopened_as uuid,
  secret text not null,
  rating smallint,
  rating_reason text,
  rated_at timestamp with time zone,
  constraint voice_report_pkey PRIMARY KEY (case_id),
  constraint voice_report_code_key UNIQUE (code),
  constraint voice_report_secret_key UNIQUE (secret),
  constraint voice_report_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_row(case_id),
  constraint voice_report_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES voice_report(case_id),
  constraint voice_report_reopened_as_fkey FOREIGN KEY (reopened_as) REFERENCES case_row(case_id),
  constraint voice_report_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint voice_report_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint voice_report_rating_reason_check CHECK ((length(rating_reason) <= 1000)),
  constraint voice_report_state_check CHECK ((state = ANY (ARRAY['received'::text, 'processing'::text, 'answered'::text, 'forwarded'::text, 'refused'::text, 'withdrawn'::text])))
);

create table voice_survey (
  survey_id uuid not null,
  case_id uuid,
  pack_id text,
  pack_survey text,
  unit_id integer not null,
  stage text not null,
  title jsonb not null,
  intro jsonb not null,
  questions jsonb not null,
  commune_quota integer,
  age_quota integer,
  opened_at timestamp with time zone not null,
  ends date not null,
  closed_at timestamp with time zone,
  conclusion text,
  constraint voice_survey_pkey PRIMARY KEY (survey_id),
  constraint voice_survey_case_id_key UNIQUE (case_id),
  constraint voice_survey_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_row(case_id),
  constraint voice_survey_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint voice_survey_age_quota_check CHECK ((age_quota > 0)),
  constraint voice_survey_check CHECK ((num_nonnulls(case_id, pack_survey) = 1)),
  constraint voice_survey_commune_quota_check CHECK ((commune_quota > 0)),
  constraint voice_survey_stage_check CHECK ((stage = ANY (ARRAY['before'::text, 'during'::text, 'after'::text])))
);

CREATE INDEX api_token_person ON public.api_token USING btree (person_id);

CREATE INDEX case_party_number ON public.case_party USING btree (id_number) WHERE (id_number <> ''::text);

CREATE INDEX case_applicant ON public.case_row USING btree (applicant_id, submitted_at DESC);

CREATE INDEX case_row_finished ON public.case_row USING btree (pack_id, finished_at) INCLUDE (due, outcome) WHERE (finished_at IS NOT NULL);

CREATE INDEX case_unit_finished ON public.case_row USING btree (unit_id, finished_at) WHERE (finished_at IS NOT NULL);

CREATE INDEX case_unit_open ON public.case_row USING btree (unit_id, due) WHERE (stage <> 'closed'::text);

CREATE INDEX case_unit_received ON public.case_row USING btree (unit_id, received_at);

CREATE INDEX command_key_at ON public.command_key USING btree (at);

CREATE INDEX data_copy_owner ON public.data_copy USING btree (owner_id, asked_at);

CREATE UNIQUE INDEX data_copy_waiting ON public.data_copy USING btree (owner_id) WHERE (state = 'waiting'::text);

CREATE INDEX delegation_post ON public.delegation USING btree (post_id);

CREATE INDEX delegation_to ON public.delegation USING btree (to_person_id);

CREATE UNIQUE INDEX delivery_once ON public.delivery USING btree (notice_id, channel, device_id) NULLS NOT DISTINCT;

CREATE INDEX delivery_open ON public.delivery USING btree (channel, state) WHERE (state = ANY (ARRAY['waiting'::text, 'dead'::text]));

CREATE INDEX document_blob ON public.document USING btree (blob);

CREATE INDEX document_case ON public.document USING btree (case_id, made_at);

CREATE INDEX draft_saved ON public.draft USING btree (saved_at);

CREATE INDEX fee_receipt_day ON public.fee_receipt USING btree (unit_id, at);

CREATE INDEX fee_receipt_obligation ON public.fee_receipt USING btree (obligation_id);

CREATE INDEX find_entry_changed ON public.find_entry USING btree (changed_in);

CREATE INDEX identity_request_expires ON public.identity_request USING btree (expires_at);

CREATE INDEX invitation_open ON public.invitation USING btree (person_id) WHERE (used_at IS NULL);

CREATE INDEX job_case ON public.job USING btree (case_id) WHERE (state = ANY (ARRAY['ready'::text, 'leased'::text]));

CREATE INDEX job_due ON public.job USING btree (due) WHERE (state = ANY (ARRAY['ready'::text, 'leased'::text]));

CREATE INDEX ledger_behalf ON ONLY public.ledger USING btree (behalf, "position") WHERE (behalf IS NOT NULL);

CREATE INDEX ledger_case ON ONLY public.ledger USING btree (case_id, seq);

CREATE INDEX ledger_follow ON ONLY public.ledger USING btree (tx, "position");

CREATE INDEX ledger_person ON ONLY public.ledger USING btree (((entry ->> 'person'::text)), "position") WHERE (case_id IS NULL);

CREATE INDEX mandate_agent ON public.mandate USING btree (agent_number) WHERE (ended_at IS NULL);

CREATE INDEX mandate_principal ON public.mandate USING btree (principal_number) WHERE (ended_at IS NULL);

CREATE INDEX money_loose ON public.money USING btree (heard_at) WHERE (obligation_id IS NULL);

CREATE INDEX money_obligation ON public.money USING btree (obligation_id);

CREATE INDEX news_unit ON public.news USING btree (unit_id, published_at DESC);

CREATE UNIQUE INDEX news_version_waiting ON public.news_version USING btree (news_id) WHERE (decision IS NULL);

CREATE INDEX notice_of_person ON public.notice USING btree (person_id, at DESC);

CREATE UNIQUE INDEX notice_once ON public.notice USING btree ("position", kind, person_id, case_id) NULLS NOT DISTINCT;

CREATE INDEX notice_unread ON public.notice USING btree (person_id) WHERE (read_at IS NULL);

CREATE INDEX obligation_case ON public.obligation USING btree (case_id);

CREATE UNIQUE INDEX obligation_notice ON public.obligation USING btree (setter, notice) WHERE (setter IS NOT NULL);

CREATE UNIQUE INDEX obligation_of_case ON public.obligation USING btree (case_id) WHERE (setter IS NULL);

CREATE INDEX obligation_unit ON public.obligation USING btree (unit_id, made_at DESC);

CREATE INDEX page_picture_made ON public.page_picture USING btree (made_at);

CREATE INDEX parked_file_at ON public.parked_file USING btree (parked_at);

CREATE INDEX passkey_person ON public.passkey USING btree (person_id) WHERE (revoked_at IS NULL);

CREATE INDEX passkey_challenge_expires ON public.passkey_challenge USING btree (expires_at);

CREATE INDEX person_phone ON public.person USING btree (phone);

CREATE INDEX person_change_of ON public.person_change USING btree (person_id, at DESC);

CREATE INDEX post_person ON public.post USING btree (person_id);

CREATE INDEX post_unit ON public.post USING btree (unit_id, role);

CREATE INDEX push_device_of ON public.push_device USING btree (person_id) WHERE (ended_at IS NULL);

CREATE INDEX refund_to_send ON public.refund USING btree (decided_at) WHERE (state = 'confirmed'::text);

CREATE INDEX refund_unit ON public.refund USING btree (unit_id, proposed_at DESC);

CREATE INDEX sending_begun ON public.sending USING btree (begun_at);

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

CREATE INDEX upload_blob ON public.upload USING btree (blob);

CREATE INDEX upload_sender ON public.upload USING btree (sender);

CREATE INDEX vault_paper_blob ON public.vault_paper USING btree (blob);

CREATE INDEX vault_paper_owner ON public.vault_paper USING btree (owner_id, added_at);

CREATE INDEX voice_comment_draft ON public.voice_comment USING btree (draft_id, at);

CREATE INDEX voice_draft_published ON public.voice_draft USING btree (published_at DESC);

CREATE INDEX voice_invite_survey ON public.voice_invite USING btree (survey_id);

CREATE INDEX voice_phone_check_expires ON public.voice_phone_check USING btree (expires_at);

CREATE INDEX voice_rating_pack ON public.voice_rating USING btree (pack_id, score) WHERE (score IS NOT NULL);

CREATE INDEX voice_rating_place ON public.voice_rating USING btree (pack_id, unit_id) WHERE (score IS NOT NULL);

CREATE INDEX voice_rating_rated ON public.voice_rating USING btree (rated_at) WHERE (score IS NOT NULL);

CREATE INDEX voice_report_merged ON public.voice_report USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX voice_report_public ON public.voice_report USING btree (filed_at DESC) WHERE (is_public AND (NOT hidden) AND (merged_into IS NULL));

CREATE INDEX voice_report_unit ON public.voice_report USING btree (unit_id, filed_at DESC);

CREATE INDEX voice_survey_opened ON public.voice_survey USING btree (opened_at DESC);

CREATE TRIGGER ledger_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

grant insert, select, update on api_token to cuaso_app;

grant insert, select, update on api_token to cuaso_lane;

grant delete, insert, select on case_party to cuaso_app;

grant delete, insert, select on case_party to cuaso_lane;

grant insert, select, update on case_row to cuaso_app;

grant insert, select, update on case_row to cuaso_lane;

grant delete, insert, select, update on command_key to cuaso_app;

grant delete, insert, select, update on command_key to cuaso_lane;

grant insert, select, update on counter to cuaso_app;

grant insert, select, update on counter to cuaso_lane;

grant insert, select, update on data_copy to cuaso_app;

grant insert, select, update on data_copy to cuaso_lane;

grant insert, select, update on delegation to cuaso_app;

grant insert, select, update on delegation to cuaso_lane;

grant insert, select, update on delivery to cuaso_app;

grant insert, select, update on delivery to cuaso_lane;

grant insert, select, update on document to cuaso_app;

grant insert, select, update on document to cuaso_lane;

grant delete, insert, select, update on draft to cuaso_app;

grant delete, insert, select, update on draft to cuaso_lane;

grant insert, select, update (document_id) on fee_receipt to cuaso_app;

grant insert, select, update (document_id) on fee_receipt to cuaso_lane;

grant insert, select, update on find_entry to cuaso_app;

grant insert, select, update on find_entry to cuaso_lane;

grant insert, select, update on follower to cuaso_app;

grant insert, select, update on follower to cuaso_lane;

grant insert, select on follower_miss to cuaso_app;

grant insert, select on follower_miss to cuaso_lane;

grant delete, insert, select on identity_request to cuaso_app;

grant delete, insert, select on identity_request to cuaso_lane;

grant insert, select, update on invitation to cuaso_app;

grant insert, select, update on invitation to cuaso_lane;

grant delete, insert, select, update on job to cuaso_app;

grant delete, insert, select, update on job to cuaso_lane;

grant insert, select on ledger to cuaso_app;

grant insert, select on ledger to cuaso_lane;

grant insert, select, update on legal_clock to cuaso_app;

grant insert, select, update on legal_clock to cuaso_lane;

grant insert, select, update on mandate to cuaso_app;

grant insert, select, update on mandate to cuaso_lane;

grant select on migration to cuaso_app;

grant select on migration to cuaso_lane;

grant insert, select, update on money to cuaso_app;

grant insert, select, update on money to cuaso_lane;

grant insert, select, update on news to cuaso_app;

grant insert, select, update on news to cuaso_lane;

grant insert, select, update on news_version to cuaso_app;

grant insert, select, update on news_version to cuaso_lane;

grant insert, select, update on notice to cuaso_app;

grant insert, select, update on notice to cuaso_lane;

grant insert, select, update on notice_address to cuaso_app;

grant insert, select, update on notice_address to cuaso_lane;

grant insert, select, update on notice_choice to cuaso_app;

grant insert, select, update on notice_choice to cuaso_lane;

grant insert, select, update on obligation to cuaso_app;

grant insert, select, update on obligation to cuaso_lane;

grant insert, select, update on open_set to cuaso_app;

grant insert, select, update on open_set to cuaso_lane;

grant insert, select on pack_version to cuaso_app;

grant insert, select on pack_version to cuaso_lane;

grant delete, insert, select on page_picture to cuaso_app;

grant delete, insert, select on page_picture to cuaso_lane;

grant insert, select, update on page_visit to cuaso_app;

grant insert, select, update on page_visit to cuaso_lane;

grant delete, insert, select on parked_file to cuaso_app;

grant delete, insert, select on parked_file to cuaso_lane;

grant insert, select, update on passkey to cuaso_app;

grant insert, select, update on passkey to cuaso_lane;

grant delete, insert, select, update on passkey_challenge to cuaso_app;

grant delete, insert, select, update on passkey_challenge to cuaso_lane;

grant insert, select, update on pay_cursor to cuaso_app;

grant insert, select, update on pay_cursor to cuaso_lane;

grant insert, select, update on person to cuaso_app;

grant insert, select, update on person to cuaso_lane;

grant insert, select on person_change to cuaso_app;

grant insert, select on person_change to cuaso_lane;

grant delete, insert, select on piece to cuaso_app;

grant delete, insert, select on piece to cuaso_lane;

grant insert, select, update on post to cuaso_app;

grant insert, select, update on post to cuaso_lane;

grant insert, select, update on push_device to cuaso_app;

grant insert, select, update on push_device to cuaso_lane;

grant insert, select on reconciliation to cuaso_app;

grant insert, select on reconciliation to cuaso_lane;

grant insert, select, update on refund to cuaso_app;

grant insert, select, update on refund to cuaso_lane;

grant insert, select, update on rollout to cuaso_app;

grant insert, select, update on rollout to cuaso_lane;

grant delete, insert, select, update on sending to cuaso_app;

grant delete, insert, select, update on sending to cuaso_lane;

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

grant insert, select, update on unit_point to cuaso_app;

grant insert, select, update on unit_point to cuaso_lane;

grant delete, insert, select on upload to cuaso_app;

grant delete, insert, select on upload to cuaso_lane;

grant delete, insert, select on vault_paper to cuaso_app;

grant delete, insert, select on vault_paper to cuaso_lane;

grant insert, select, update on voice_answer to cuaso_app;

grant insert, select, update on voice_answer to cuaso_lane;

grant insert, select, update on voice_comment to cuaso_app;

grant insert, select, update on voice_comment to cuaso_lane;

grant insert, select, update on voice_draft to cuaso_app;

grant insert, select, update on voice_draft to cuaso_lane;

grant insert, select, update on voice_invite to cuaso_app;

grant insert, select, update on voice_invite to cuaso_lane;

grant delete, insert, select, update on voice_phone_check to cuaso_app;

grant delete, insert, select, update on voice_phone_check to cuaso_lane;

grant insert, select, update on voice_rating to cuaso_app;

grant insert, select, update on voice_rating to cuaso_lane;

grant insert, select, update on voice_report to cuaso_app;

grant insert, select, update on voice_report to cuaso_lane;

grant insert, select, update on voice_survey to cuaso_app;

grant insert, select, update on voice_survey to cuaso_lane;
