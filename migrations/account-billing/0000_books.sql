-- The account's records: one row each, as JSON; null once removed. `changed` is the number of the command that wrote it last.
create table record (
  kind text not null,
  id text not null,
  place integer not null,
  row text,
  changed integer not null,
  primary key (kind, id)
) without rowid;
create index record_changed on record (changed);

-- Every command that took place, each chained to the one before.
create table command (
  seq integer primary key,
  key text not null unique,
  command text not null,
  input text not null,
  deed text not null,
  settles text,
  value text not null,
  previous_hash text not null,
  hash text not null
);
create trigger command_is_never_changed before update on command begin select raise(abort, 'a command is never changed'); end;
create trigger command_is_never_deleted before delete on command begin select raise(abort, 'a command is never deleted'); end;

-- How the sending of effects goes: it is no part of the books.
create table delivery (
  effect text primary key,
  attempts integer not null,
  next_ms integer not null,
  last_error text not null,
  parked integer not null
) without rowid;

-- How far what follows the books has come.
create table progress (
  name text primary key,
  value integer not null
) without rowid;
