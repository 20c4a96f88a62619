-- What tools say of releases, and issues that wait for one.

alter table release add column released_ms integer;
alter table release add column url text;

-- commits of releases, in the order in which tools name them: the newest first
create table release_commit (
  -- the release's number
  release integer not null,
  place integer not null,
  id text not null,
  repository text,
  message text not null,
  author_name text not null,
  author_email text not null,
  at_ms integer,
  primary key (release, place)
) strict, without rowid;

create index release_commit_id on release_commit (id);

-- resolved in a release that is yet to come
create index issue_awaits on issue (number) where resolution ->> 'in' in ('upcoming-release', 'commit');
