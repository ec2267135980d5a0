-- What people are told: one notice per happening, person and kind; one delivery per way out of the house.

create table notice (
  notice_id uuid primary key,
  -- Place in the ledger of the entry that says what happened.
  position bigint not null,
  kind text not null check (kind ~ '^[a-z][A-Za-z]{2,39}$'),
  -- Null: an applicant without an account, reached by what the case knows.
  person_id uuid references person (person_id),
  case_id uuid references case_row (case_id),
  -- The unit it is about: whose desk prints it when nothing else reaches the person.
  unit_id integer references unit (unit_id),
  at timestamptz not null,
  -- What stands in the text: codes, dates, amounts, counts. Nothing about a person.
  facts jsonb not null,
  read_at timestamptz
);
-- Without nulls in the comparison: the applicant without an account is told once as well.
create unique index notice_once on notice (position, kind, person_id, case_id) nulls not distinct;
create index notice_of_person on notice (person_id, at desc);
create index notice_unread on notice (person_id) where read_at is null;

-- A browser that asked to be told. Its keys open the messages, so they are the browser's secret and ours.
create table push_device (
  device_id uuid primary key,
  person_id uuid not null references person (person_id),
  endpoint text not null unique check (length(endpoint) between 12 and 1000),
  p256dh text not null check (p256dh ~ '^[A-Za-z0-9_-]{87}$'),
  auth text not null check (auth ~ '^[A-Za-z0-9_-]{22}$'),
  -- As its owner recognises it: 'Chrome · Android'.
  label text not null check (length(label) <= 100),
  made_at timestamptz not null,
  ended_at timestamptz
);
create index push_device_of on push_device (person_id) where ended_at is null;

create table delivery (
  -- With `round` the key by which the other side knows a message it was sent before.
  delivery_id uuid primary key,
  notice_id uuid not null references notice (notice_id),
  channel text not null check (channel in ('sms', 'zalo', 'email', 'push', 'paper')),
  device_id uuid references push_device (device_id),
  -- sent: the gate took it. confirmed: it arrived, was read, or was handed over on paper. dead: a person has to look.
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'confirmed', 'dead')),
  tries integer not null default 0,
  -- Rises when a message that had been taken is sent once more by a person.
  round integer not null default 0,
  made_at timestamptz not null,
  sent_at timestamptz,
  confirmed_at timestamptz,
  -- Why the last try failed, as a code: never words of the other side, which may quote an address.
  fault text
);
create unique index delivery_once on delivery (notice_id, channel, device_id) nulls not distinct;
create index delivery_open on delivery (channel, state) where state in ('waiting', 'dead');

-- How a person wants to be told. No row: the standard of the kind.
create table notice_choice (
  person_id uuid not null references person (person_id),
  kind text not null,
  channels text[] not null,
  primary key (person_id, kind)
);

create table notice_address (
  person_id uuid primary key references person (person_id),
  email text check (length(email) between 3 and 254),
  -- The address takes messages once its owner has opened the link that was sent to it.
  email_confirmed_at timestamptz,
  email_token_hash text check (email_token_hash ~ '^[0-9a-f]{64}$'),
  lang text not null default 'vi' check (lang in ('vi', 'en'))
);

grant select, insert, update on notice, delivery, push_device, notice_choice, notice_address to cuaso_app, cuaso_lane;
