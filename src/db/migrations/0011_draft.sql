-- 0011_draft: what people have begun to fill in. Personal and erasable: never part of the ledger.

-- One per person and form. A row without a person came with a post whose session had lapsed: its owner, known by a mark, takes it over within a day.
create table draft (
  -- The key under which the form is submitted.
  draft_id uuid primary key,
  person_id uuid references person (person_id),
  owner text,
  -- Where it goes on: '/nop/khai-sinh'.
  place text not null check (length(place) <= 200),
  pack_id text not null,
  pack_version text not null,
  -- By wire name: what was typed, and when (milliseconds of the machine).
  boxes jsonb not null,
  saved_at timestamptz not null,
  check ((person_id is null) <> (owner is null)),
  unique (person_id, place)
);
create index draft_saved on draft (saved_at);

grant select, insert, update, delete on draft to cuaso_app, cuaso_lane;
