-- The keys under which commands are sealed, each sealed under the server's secret; overwritten once it was destroyed. The newest one seals.
create table vault (
  number integer primary key,
  sealed_key text not null
);

-- What a command was given and answered is sealed: its own text is in `sealed`, the digest of that in `digest`, and `input` and `value` are null.
-- A command from before that is in the clear until it is stripped: `stripped` is then its hash in the chain of stripped ones.
alter table command add column sealed text;
alter table command add column digest text;
alter table command add column stripped text;
drop trigger command_is_never_changed;
create trigger command_is_never_changed before update on command
when old.digest is not null or old.stripped is not null or new.stripped is null or new.digest is not null or new.sealed is not null
  or new.input <> 'null' or new.value <> 'null' or new.seq <> old.seq or new.key <> old.key or new.command <> old.command
  or new.settles is not old.settles or new.previous_hash <> old.previous_hash or new.hash <> old.hash
begin select raise(abort, 'a command is never changed'); end;
