CREATE TABLE `former_issue` (
	`id` integer PRIMARY KEY NOT NULL,
	`became` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `former_issue_became` ON `former_issue` (`became`);--> statement-breakpoint
ALTER TABLE `issue` ADD `escalating` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `issue` ADD `resolution` text;--> statement-breakpoint
ALTER TABLE `issue` ADD `archive` text;--> statement-breakpoint
ALTER TABLE `issue` ADD `comments` integer DEFAULT 0 NOT NULL;