create table entry (
  seq integer primary key,
  at_ms integer not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  target text not null,
  detail text not null,
  request_id text not null,
  previous_hash text not null,
  hash text not null
) strict;

create index entry_action on entry (action, seq);
create index entry_actor on entry (actor_id, seq);
create index entry_actor_name on entry (actor_name, seq);

create trigger entry_is_never_changed before update on entry
begin
  select raise(abort, 'audit entries are never changed');
end;

create trigger entry_is_never_deleted before delete on entry
begin
  select raise(abort, 'audit entries are never deleted');
end;

-- The chain's end, kept apart so that a chain cut short does not verify.
create table head (
  id integer primary key check (id = 1),
  seq integer not null,
  hash text not null
) strict;
