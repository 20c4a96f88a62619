-- Tags are searched in D1: what an issue is found by is written there when it is new.

-- JSON: key to how many values were met that the tag counts did not have
alter table issue add column met text not null default '{}';
-- JSON: what the issue can be found by that D1 may not know yet, each with the issue's revision that brought it
alter table issue add column fresh text not null default '[]';
-- the revision since when all of it is to be written to D1 once more
alter table issue add column tagged integer not null default 0;

-- all issues are projected once more, with their tags
update issue set tagged = revision, projected = -1;
