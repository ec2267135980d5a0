-- People named in a case whose consent it needs: found again by their number when they sign in. The state of the case is the truth, these rows find it.
create table case_party (
  case_id uuid not null references case_row (case_id),
  -- 'owner', or 'members-2' for the second item of a repeated group.
  party_id text not null check (length(party_id) between 1 and 60),
  -- Empty where nobody gave a number.
  id_number text not null check (id_number ~ '^([0-9]{12})?$'),
  -- Still to agree.
  waits boolean not null,
  primary key (case_id, party_id)
);
create index case_party_number on case_party (id_number) where id_number <> '';

grant select, insert, delete on case_party to cuaso_app, cuaso_lane;
