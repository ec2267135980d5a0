-- 0012_paper: pages of files as people see them, kept by the bytes they were made from.

-- Whoever may see the file may see its pictures: they are found through the file alone. Made again when missing.
create table page_picture (
  -- SHA-256 of the file, and its page from 1.
  source text not null check (source ~ '^[0-9a-f]{64}$'),
  page integer not null check (page between 1 and 10000),
  -- Pages of the whole file.
  pages integer not null check (pages between 1 and 10000),
  picture text not null check (picture ~ '^[0-9a-f]{64}$'),
  thumb text not null check (thumb ~ '^[0-9a-f]{64}$'),
  -- Points of the picture.
  width integer not null check (width between 1 and 1600),
  height integer not null check (height between 1 and 1600),
  made_at timestamptz not null,
  primary key (source, page)
);
create index page_picture_made on page_picture (made_at);

grant select, insert, delete on page_picture to cuaso_app, cuaso_lane;
