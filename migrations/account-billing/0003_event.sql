-- What the account's commands told of, as webhooks carry it: JSON, kept for a while. `command` is the number of the command that told it.
create table event (
  seq integer primary key,
  command integer not null,
  type text not null,
  at_ms integer not null,
  kept_ms integer not null,
  body text not null
);
create index event_command on event (command);
