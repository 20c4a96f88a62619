-- What searches that look at many issues at once go by: each key of an issue once, and each value of a key once.
CREATE TABLE `issue_key` (
	`key` text NOT NULL,
	`issue_id` integer NOT NULL,
	PRIMARY KEY(`key`, `issue_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `tag_value` (
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`key`, `value`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `issue_key` SELECT DISTINCT `key`, `issue_id` FROM `issue_tag`;
--> statement-breakpoint
INSERT INTO `tag_value` SELECT DISTINCT `key`, `value` FROM `issue_tag`;
--> statement-breakpoint
create trigger issue_tag_insert after insert on issue_tag begin
  insert into issue_key (key, issue_id) select new.key, new.issue_id
    where not exists (select 1 from issue_key where key = new.key and issue_id = new.issue_id);
  insert into tag_value (key, value) select new.key, new.value
    where not exists (select 1 from tag_value where key = new.key and value = new.value);
end;
--> statement-breakpoint
create trigger issue_tag_delete after delete on issue_tag begin
  delete from issue_key where key = old.key and issue_id = old.issue_id
    and not exists (select 1 from issue_tag where issue_id = old.issue_id and key = old.key);
  delete from tag_value where key = old.key and value = old.value
    and not exists (select 1 from issue_tag where key = old.key and value = old.value);
end;
--> statement-breakpoint
-- Issues of a status in the order of their ids.
CREATE INDEX `issue_status` ON `issue` (`status`);--> statement-breakpoint
DROP INDEX `issue_level`;--> statement-breakpoint
CREATE INDEX `issue_level` ON `issue` (`level`,`unhandled`);
