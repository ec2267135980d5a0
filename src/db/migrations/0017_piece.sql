-- 0017_piece: files on their way, and files of posts whose session had lapsed. Both are held for a short time and belong to nobody but their sender.

-- A file that comes in pieces of 64 KB. Named by its own digest: whoever sends it again, from whatever device, goes on where the last one stopped.
create table sending (
  sending_id uuid primary key,
  person_id uuid not null references person (person_id),
  -- SHA-256 of the whole file.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  name text not null check (length(name) between 1 and 200),
  size integer not null check (size between 1 and 20971520),
  begun_at timestamptz not null,
  -- Since when somebody puts it together: the last two pieces may come at once.
  finishing_at timestamptz,
  unique (person_id, digest, name)
);
create index sending_begun on sending (begun_at);

create table piece (
  sending_id uuid not null references sending (sending_id) on delete cascade,
  -- Byte of the file with which it begins.
  start integer not null check (start >= 0 and start % 65536 = 0),
  bytes bytea not null check (length(bytes) between 1 and 65536),
  primary key (sending_id, start)
);
-- Photographs are packed already.
alter table piece alter column bytes set storage external;

-- A file that came with such a post: kept an hour for the account the form belonged to, in the browser that sent it.
create table parked_file (
  draft_id uuid not null references draft (draft_id) on delete cascade,
  number smallint not null,
  -- Hash of the secret that this browser alone has.
  browser text not null,
  -- Mark of the network address: one address cannot take up the room of all.
  address text not null,
  field text not null check (length(field) <= 200),
  name text not null check (length(name) <= 200),
  -- Null when it could not be kept; then why says which refusal.
  bytes bytea,
  why text,
  size integer not null check (size between 0 and 20971520),
  parked_at timestamptz not null,
  primary key (draft_id, number),
  check ((bytes is null) <> (why is null))
);
alter table parked_file alter column bytes set storage external;
create index parked_file_at on parked_file (parked_at);

-- The same file sent again is found by what it holds.
create index upload_blob on upload (blob);

grant select, insert, delete on piece, parked_file to cuaso_app, cuaso_lane;
grant select, insert, update, delete on sending to cuaso_app, cuaso_lane;
