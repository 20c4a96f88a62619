-- Bodies of several events are compressed together: where an event's lies in what `start` and `length` lead to.

alter table event add column body_at integer not null default 0;
-- null: to the end, from before there were several
alter table event add column body_length integer;
