-- What can be found beside procedures and offices: news, handbook pages and whatever comes. Public texts only, never anything about a person.

create table find_entry (
  -- 'news', 'handbook': an open list, kept by the rooms that write here.
  kind text not null check (kind ~ '^[a-z]{1,20}$'),
  key text not null check (length(key) between 1 and 100),
  -- Address on this site.
  href text not null check (href ~ '^/([^/\\]|$)'),
  title jsonb not null,
  summary jsonb not null,
  words text[] not null,
  body text not null check (length(body) <= 20000),
  audiences text[] not null,
  -- Taken back: the row stays, so that every process hears of it.
  is_gone boolean not null default false,
  -- The transaction that wrote it: a reader that has seen everything below its own horizon misses nothing.
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (kind, key)
);
create index find_entry_changed on find_entry (changed_in);

grant select, insert, update on find_entry to cuaso_app, cuaso_lane;

-- The share on time of one service in a quarter, without touching the rows.
create index case_row_finished on case_row (pack_id, finished_at) include (due, outcome) where finished_at is not null;
