CREATE TABLE `follower_feed` (
	`project_id` integer PRIMARY KEY NOT NULL,
	`deed` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `project` ADD `last_deed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `issue_mails` integer DEFAULT true NOT NULL;