-- Files sent before the case exists: held under a random id until the case takes them, swept after seven days.
create table upload (
  upload_id uuid primary key,
  name text not null check (length(name) <= 200),
  media_type text not null,
  blob text not null,
  size integer not null,
  sender uuid not null,
  at timestamptz not null
);
create index upload_at on upload (at);

grant select, insert, delete on upload to cuaso_app, cuaso_lane;
