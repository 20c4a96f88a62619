-- The row of an issue that gets event after event is written now and then; what it does not count yet is logged.

-- the last event that the row counts
alter table issue add column counted_seq integer not null default 0;

-- what the events of a batch add to issues whose rows wait, until these are written
create table tally (
  -- not below the number of any of them
  seq integer primary key,
  at_ms integer not null,
  -- JSON list of Tally
  tallies text not null
) strict;
