-- Issues that are resolved in releases, ignored with conditions, commented on, merged, unmerged, deleted and discarded.

alter table issue add column escalating integer not null default 0;
-- JSON of a Resolution
alter table issue add column resolution text;
-- JSON of an ArchiveState
alter table issue add column archive text;
-- of an archive that ends with time
alter table issue add column archived_until_ms integer;
-- JSON: hash to what is counted of it
alter table issue add column hashes text not null default '{}';

update issue set resolution = '{"in":"now"}', revision = revision + 1 where status = 'resolved';
update issue set archive = '{"until":"forever"}', revision = revision + 1 where status = 'ignored';

create index issue_archived_until on issue (archived_until_ms) where archived_until_ms is not null;

-- the first of the event's hashes; null for events from before
alter table event add column hash text;

alter table activity add column actor_id text;
-- JSON of ActivityFacts
alter table activity add column facts text;
alter table activity add column edited_ms integer;
-- what a client names a comment, so that sending it again adds none
alter table activity add column client_id text;

create unique index activity_client on activity (issue, client_id) where client_id is not null;
create index activity_comment on activity (issue, id) where kind = 'comment';

-- numbered as they are first seen
create table release (
  number integer primary key,
  name text not null unique,
  first_seen_ms integer not null
) strict;

-- issues that are no more: merged into another, or deleted (null)
create table former_issue (
  number integer primary key,
  became integer,
  projected integer not null default 0
) strict;

create index former_issue_became on former_issue (became);
create index former_issue_unprojected on former_issue (number) where projected = 0;

-- work on an issue's events that goes on after the answer, one after another
create table chore (
  id integer primary key,
  kind text not null check (kind in ('merge', 'unmerge', 'delete')),
  -- the number that the events carry
  issue integer not null,
  -- the issue that they come to; null when they are deleted
  target integer,
  state text not null
) strict;

create index chore_issue on chore (issue);
create index chore_target on chore (target);

-- what events of discarded hashes are told by; their rows in hash have its id, negative, for an issue
create table tombstone (
  id integer primary key,
  level text not null,
  title text not null,
  subtitle text not null,
  culprit text not null,
  actor text not null,
  at_ms integer not null,
  dropped integer not null,
  last_dropped_ms integer
) strict;
