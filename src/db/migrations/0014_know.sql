-- Public information: news and notices with their versions, when each set of open data last changed, and how often groups of pages are read.

create table news (
  news_id uuid primary key,
  -- What its address ends with: 'TT-221115-0001'.
  code text not null unique check (code ~ '^TT-[0-9]{6}-[0-9]{4,}$'),
  unit_id integer not null references unit (unit_id),
  kind text not null check (kind in ('news', 'notice')),
  -- The approved version that everybody reads; null until there is one.
  shown integer,
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_why text check (length(withdrawn_why) between 1 and 500),
  constraint news_published check ((shown is null) = (published_at is null)),
  constraint news_withdrawn check ((withdrawn_at is null) = (withdrawn_why is null))
);
create index news_unit on news (unit_id, published_at desc);

-- Every version that was ever written; nothing is changed once it was decided.
create table news_version (
  news_id uuid not null references news (news_id),
  version integer not null check (version >= 1),
  -- {"vi": ..., "en": ...}; English may be empty.
  title jsonb not null,
  text jsonb not null,
  source text not null check (length(source) between 1 and 300),
  -- Who answers for it, as it is printed: name and post.
  responsible text not null check (length(responsible) between 1 and 200),
  starts date not null,
  -- Last day on which it holds; null for no end.
  ends date check (ends >= starts),
  picture text check (picture ~ '^[0-9a-f]{64}$'),
  width integer,
  height integer,
  alt jsonb,
  -- What was corrected; null in the first version.
  why text check (length(why) between 1 and 500),
  written_by uuid not null,
  written_at timestamptz not null,
  decision text check (decision in ('approved', 'returned')),
  decided_by uuid,
  decided_at timestamptz,
  decided_why text check (length(decided_why) <= 500),
  primary key (news_id, version),
  constraint news_version_picture check ((picture is null) = (alt is null) and (picture is null) = (width is null) and (picture is null) = (height is null)),
  constraint news_version_corrected check ((version = 1) = (why is null)),
  constraint news_version_decided check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  -- Whoever wrote it does not approve it.
  constraint news_version_second check (decision is distinct from 'approved' or decided_by <> written_by)
);
-- One version waits at a time.
create unique index news_version_waiting on news_version (news_id) where decision is null;

-- The fingerprint of each set of open data, and since when it has been the same.
create table open_set (
  name text primary key check (name ~ '^[a-z-]{1,40}$'),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  changed_at timestamptz not null
);

-- How often a group of pages was read on a day. Nothing about who read it exists anywhere.
create table page_visit (
  day date not null,
  page text not null check (page ~ '^[a-z-]{1,40}$'),
  visits bigint not null check (visits > 0),
  primary key (day, page)
);

grant select, insert, update on news, news_version, open_set, page_visit to cuaso_app, cuaso_lane;
