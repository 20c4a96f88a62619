CREATE TABLE `issue_mark` (
	`person` text NOT NULL,
	`issue_id` integer NOT NULL,
	`bookmarked` integer NOT NULL,
	`subscribed` integer,
	`reason` text,
	`seen_at_ms` integer NOT NULL,
	`changed_at_ms` integer NOT NULL,
	PRIMARY KEY(`person`, `issue_id`)
);
--> statement-breakpoint
CREATE INDEX `issue_mark_issue` ON `issue_mark` (`issue_id`);