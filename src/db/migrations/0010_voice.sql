-- People's voice: reports and petitions as the public sees them, drafts and comments, surveys, ratings, phone checks.

-- Approximate middle of a place, degrees WGS 84: finds the commune of a point and draws the sketch map.
create table unit_point (
  unit_id integer primary key references unit (unit_id),
  latitude numeric(8, 5) not null check (latitude between 8 and 24),
  longitude numeric(8, 5) not null check (longitude between 102 and 110)
);

-- A case that came in by the door of the public, with nothing of it that may not be read by everybody but `phone_hash` and `secret`.
create table voice_report (
  case_id uuid primary key references case_row (case_id),
  -- Code for everybody: 'PA-221115-0007'.
  code text not null unique,
  pack_id text not null,
  unit_id integer not null references unit (unit_id),
  category text not null,
  -- Text as the public reads it: personal numbers are masked by machine, more of it by an officer.
  public_text text not null,
  public_place text not null,
  latitude numeric(8, 5),
  longitude numeric(8, 5),
  -- The sender's wish; a report nobody may read is counted and not shown.
  is_public boolean not null,
  hidden boolean not null default false,
  danger boolean not null,
  -- Document ids an officer has released.
  photos uuid[] not null default '{}',
  state text not null check (state in ('received', 'processing', 'answered', 'forwarded', 'refused', 'withdrawn')),
  answer text,
  filed_at timestamptz not null,
  due timestamptz,
  ended_at timestamptz,
  merged_into uuid references voice_report (case_id),
  -- The case it was opened again as.
  reopened_as uuid references case_row (case_id),
  -- The sender's own link.
  secret text not null unique,
  rating smallint check (rating between 1 and 5),
  rating_reason text check (length(rating_reason) <= 1000),
  rated_at timestamptz
);
create index voice_report_public on voice_report (filed_at desc) where is_public and not hidden and merged_into is null;
create index voice_report_unit on voice_report (unit_id, filed_at desc);
create index voice_report_merged on voice_report (merged_into) where merged_into is not null;

-- One-time codes for phones; only hashes. Times are the machine's.
create table voice_phone_check (
  visitor uuid not null,
  phone_hash text not null check (phone_hash ~ '^[0-9a-f]{64}$'),
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  tries smallint not null default 0,
  expires_at timestamptz not null,
  passed_at timestamptz,
  primary key (visitor, phone_hash)
);
create index voice_phone_check_expires on voice_phone_check (expires_at);

-- Drafts of decisions on which people comment until a day.
create table voice_draft (
  draft_id uuid primary key,
  unit_id integer not null references unit (unit_id),
  title text not null check (length(title) between 5 and 300),
  text text not null check (length(text) between 20 and 20000),
  ends date not null,
  published_at timestamptz not null,
  closed_at timestamptz,
  -- How the comments were taken in, read by everybody.
  report text check (length(report) <= 10000)
);
create index voice_draft_published on voice_draft (published_at desc);

create table voice_comment (
  comment_id uuid primary key,
  draft_id uuid not null references voice_draft (draft_id),
  -- The article it is about, as people write it: 'Điều 4, khoản 2'.
  about text not null check (length(about) <= 100),
  -- Masked when it came in.
  public_text text not null check (length(public_text) between 1 and 4000),
  -- Shown when the sender wished so; '' otherwise.
  name text not null check (length(name) <= 100),
  at timestamptz not null,
  hidden boolean not null default false,
  answer text check (length(answer) <= 4000),
  answered_at timestamptz
);
create index voice_comment_draft on voice_comment (draft_id, at);

create table voice_survey (
  survey_id uuid primary key,
  -- The case in which it was drafted and approved, or the pack whose surveys.json asks it.
  case_id uuid unique references case_row (case_id),
  pack_id text,
  pack_survey text,
  unit_id integer not null references unit (unit_id),
  stage text not null check (stage in ('before', 'during', 'after')),
  title jsonb not null,
  intro jsonb not null,
  questions jsonb not null,
  commune_quota integer check (commune_quota > 0),
  age_quota integer check (age_quota > 0),
  opened_at timestamptz not null,
  ends date not null,
  closed_at timestamptz,
  conclusion text,
  check (num_nonnulls(case_id, pack_survey) = 1)
);
create index voice_survey_opened on voice_survey (opened_at desc);

-- Links that answer once. Only the hash is kept.
create table voice_invite (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  survey_id uuid not null references voice_survey (survey_id),
  made_at timestamptz not null,
  used_at timestamptz
);
create index voice_invite_survey on voice_invite (survey_id);

-- One answered sheet. `guard` stands for the link, the browser or the paper it came from: each answers once.
create table voice_answer (
  answer_id uuid primary key,
  survey_id uuid not null references voice_survey (survey_id),
  guard text not null check (guard ~ '^[0-9a-f]{64}$'),
  channel text not null check (channel in ('link', 'open', 'paper')),
  commune_id integer references unit (unit_id),
  age_group text check (age_group in ('under-18', '18-34', '35-59', '60-up')),
  answers jsonb not null,
  at timestamptz not null,
  unique (survey_id, guard)
);

-- How a result was liked. Made when the result is handed over; the link is known to the applicant alone.
create table voice_rating (
  case_id uuid primary key references case_row (case_id),
  pack_id text not null,
  pack_version text not null,
  unit_id integer not null references unit (unit_id),
  token text not null unique,
  asked_at timestamptz not null,
  score smallint check (score between 1 and 5),
  reason text check (length(reason) <= 1000),
  rated_at timestamptz,
  -- The case as which a low score came back to the unit.
  work_case uuid references case_row (case_id)
);
create index voice_rating_place on voice_rating (pack_id, unit_id) where score is not null;

grant select, insert, update on unit_point, voice_report, voice_draft, voice_comment, voice_survey, voice_invite, voice_answer, voice_rating to cuaso_app, cuaso_lane;
grant select, insert, update, delete on voice_phone_check to cuaso_app, cuaso_lane;
