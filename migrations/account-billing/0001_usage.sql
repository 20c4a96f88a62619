-- What the account used: events, kept as long as they may come again or be corrected. Values are decimals as text.
create table usage_event (
  id text primary key,
  meter text not null,
  at_ms integer not null,
  value text not null,
  name text,
  counts integer not null,
  sent text not null
) without rowid;
create index usage_event_at on usage_event (at_ms);

-- What each period of a meter measured, and what of it was billed; `tally` and `billed` are JSON.
create table usage_period (
  meter text not null,
  start_ms integer not null,
  end_ms integer not null,
  tally text not null,
  billed text,
  primary key (meter, start_ms)
) without rowid;

-- How often a period's events name a thing, for meters of distinct things.
create table usage_name (
  meter text not null,
  start_ms integer not null,
  name text not null,
  uses integer not null,
  primary key (meter, start_ms, name)
) without rowid;
