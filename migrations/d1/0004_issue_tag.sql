CREATE TABLE `issue_tag` (
	`issue_id` integer NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`issue_id`, `key`, `value`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `issue_tag_key_value` ON `issue_tag` (`key`,`value`);--> statement-breakpoint
ALTER TABLE `project` ADD `latest_release` text;--> statement-breakpoint
CREATE INDEX `issue_level` ON `issue` (`level`);--> statement-breakpoint
CREATE INDEX `issue_assignee` ON `issue` (`assignee`) WHERE assignee is not null;--> statement-breakpoint
CREATE INDEX `issue_regressed` ON `issue` (`regressed`) WHERE regressed = 1;--> statement-breakpoint
CREATE INDEX `issue_escalating` ON `issue` (`escalating`) WHERE escalating = 1;--> statement-breakpoint
INSERT INTO `issue_tag` (`issue_id`, `key`, `value`) SELECT `issue_id`, 'environment', `environment` FROM `issue_environment`;