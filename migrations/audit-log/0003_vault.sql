-- Under what the details of entries about accounts are sealed: the entry names the row. Overwritten when the account is erased.
create table vault (
  number integer primary key,
  target text not null,
  sealed_key text not null
) strict;

create index vault_target on vault (target, number);
