-- What a decision changed of the facts held about a person. The ledger holds a salted commitment to `before`; with salt and words anybody who may see them can check it.
create table person_change (
  person_id uuid not null references person (person_id),
  case_id uuid not null references case_row (case_id),
  unit_id integer not null references unit (unit_id),
  field text not null check (field in ('name', 'phone', 'birthYear', 'address')),
  -- Null: nothing stood there.
  before text,
  after text not null,
  salt text not null,
  -- Who signed the decision.
  decided_by uuid not null references person (person_id),
  at timestamptz not null,
  primary key (case_id, field)
);
create index person_change_of on person_change (person_id, at desc);
grant select, insert on person_change to cuaso_app, cuaso_lane;

-- Ratings of a period, counted by unit for leaders; scores of a service, as its page shows them.
create index voice_rating_rated on voice_rating (rated_at) where score is not null;
create index voice_rating_pack on voice_rating (pack_id, score) where score is not null;

-- When it was done by the machine's clock: house-keeping drops it thirty days later.
alter table job add column done_at timestamptz;
