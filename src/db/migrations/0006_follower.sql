-- How far each follower of the ledger has read, and the entries it could not take in.

create table follower (
  name text primary key check (name ~ '^[a-z][a-z-]{1,38}$'),
  -- Place in the ledger as (tx, position): positions alone are given before the commit, so a later one may be seen first.
  tx xid8 not null default '0',
  position bigint not null default 0,
  tries integer not null default 0,
  not_before timestamptz,
  last_fault text
);

create table follower_miss (
  name text not null references follower(name),
  position bigint not null,
  fault text not null,
  at timestamptz not null,
  primary key (name, position)
);

grant select, insert, update on follower to cuaso_app, cuaso_lane;
grant select, insert on follower_miss to cuaso_app, cuaso_lane;
