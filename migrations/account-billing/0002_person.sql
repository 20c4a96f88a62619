-- Names and addresses of the account's people, each sealed under a key of its own. Without its key a row says nothing.
create table person (
  id text primary key,
  sealed_key text,
  sealed text not null
) without rowid;
