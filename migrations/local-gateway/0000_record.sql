create table record (
  kind text not null,
  id text not null,
  body text not null,
  due_ms integer,
  listed text,
  primary key (kind, id)
) without rowid;

create index record_due on record (kind, due_ms, id) where due_ms is not null;
create index record_listed on record (kind, listed, id) where listed is not null;
