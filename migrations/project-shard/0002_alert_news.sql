-- What alert rules look at; it is written with the issue, so that it costs no row.

-- JSON of MinuteCounts
alter table issue add column minutes text not null default '{}';
-- the event that brought the issue back last; 0: none
alter table issue add column returned_seq integer not null default 0;
