-- One object per project: what happened to every item that arrived, and the issues made of it.

create table counter (
  name text primary key,
  value integer not null
) strict, without rowid;

create table issue (
  number integer primary key,
  status text not null check (status in ('unresolved', 'resolved', 'ignored')),
  regressed integer not null default 0,
  unhandled integer not null default 0,
  level text not null,
  title text not null,
  subtitle text not null,
  culprit text not null,
  assignee text,
  resolved_ms integer,
  first_seen_ms integer not null,
  last_seen_ms integer not null,
  events integer not null,
  first_seq integer not null,
  first_release text,
  last_release text,
  user_count integer not null,
  tags text not null,
  hourly text not null,
  daily text not null,
  revision integer not null,
  projected integer not null
) strict;

create table issue_users (
  issue integer primary key,
  sketch blob not null
) strict;

create index issue_unprojected on issue (number) where projected <> revision;

create table hash (
  hash text primary key,
  issue integer not null
) strict, without rowid;

create index hash_issue on hash (issue);

create table event (
  seq integer primary key,
  event_id blob not null unique,
  issue integer not null,
  timestamp_ms integer not null,
  received_ms integer not null,
  irrelevance integer not null,
  segment integer not null,
  start integer not null,
  length integer not null,
  -- JSON array: level, title, environment, release, user
  summary text not null
) strict;

create index event_issue on event (issue, seq);

-- files may arrive before, with or after their event
create table attachment (
  event_id blob not null,
  id text not null,
  key text not null,
  filename text not null,
  content_type text not null,
  size integer not null,
  at_ms integer not null,
  primary key (event_id, id)
) strict, without rowid;

create index attachment_at on attachment (at_ms);

create table segment (
  id integer primary key,
  kind text not null,
  opened_ms integer not null,
  -- R2 key, set when the segment takes no more; its parts are deleted when it is sealed
  key text,
  sealed integer not null default 0
) strict;

create unique index segment_open on segment (kind) where key is null;
create index segment_unsealed on segment (id) where sealed = 0;

create table segment_part (
  segment integer not null,
  start integer not null,
  bytes blob not null,
  primary key (segment, start)
) strict, without rowid;

create table outcome_hour (
  hour integer not null,
  outcome text not null,
  category text not null,
  reason text not null,
  quantity integer not null,
  bytes integer not null,
  primary key (hour, outcome, category, reason)
) strict, without rowid;

create table seen_item (
  digest text primary key,
  at_ms integer not null
) strict, without rowid;

create index seen_item_at on seen_item (at_ms);

create table key_window (
  key_id text primary key,
  window_start_ms integer not null,
  quantity integer not null
) strict, without rowid;

create table session_hour (
  hour integer not null,
  release text not null,
  environment text not null,
  total integer not null,
  errored integer not null,
  abnormal integer not null,
  crashed integer not null,
  users blob not null,
  crashed_users blob not null,
  primary key (hour, release, environment)
) strict, without rowid;

create table session (
  sid text primary key,
  started_ms integer not null,
  seq integer not null,
  state text not null
) strict, without rowid;

create index session_started on session (started_ms);

create table monitor (
  slug text primary key,
  config text,
  created_ms integer not null
) strict, without rowid;

create table check_in (
  id text primary key,
  monitor text not null,
  environment text not null,
  status text not null,
  release text,
  started_ms integer not null,
  updated_ms integer not null,
  duration_seconds real
) strict, without rowid;

create index check_in_monitor on check_in (monitor, started_ms);
create index check_in_started on check_in (started_ms);

create table feedback (
  id text primary key,
  event_id blob,
  at_ms integer not null,
  name text not null,
  email text not null,
  message text not null,
  url text not null
) strict, without rowid;

create index feedback_event on feedback (event_id);
create index feedback_at on feedback (at_ms);

create table activity (
  id integer primary key,
  issue integer not null,
  at_ms integer not null,
  kind text not null,
  actor text,
  detail text
) strict;

create index activity_issue on activity (issue, id);
