-- Bearer tokens of programs: each belongs to the holder of a post and may do some of what that post may.

-- The token itself is shown once. Times are the machine's.
create table api_token (
  token_id uuid primary key,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  person_id uuid not null references person (person_id),
  -- What it is for: 'Phần mềm hộ tịch'.
  name text not null check (length(name) between 1 and 60),
  rights text[] not null check (cardinality(rights) > 0),
  issued_by uuid not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at),
  used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_person on api_token (person_id);

grant select, insert, update on api_token to cuaso_app, cuaso_lane;
