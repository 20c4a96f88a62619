-- The hash that came first in the event that brought this one: where that goes, this goes too. Null for one that came first.
alter table hash add column leader text;
