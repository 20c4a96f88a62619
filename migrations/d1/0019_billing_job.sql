CREATE TABLE `billing_job` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`input` text NOT NULL,
	`status` text NOT NULL,
	`phase` text NOT NULL,
	`cursor` text,
	`detail` text DEFAULT '' NOT NULL,
	`lease` text,
	`lease_until_ms` integer DEFAULT 0 NOT NULL,
	`creator_id` text NOT NULL,
	`creator_name` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`created_ms` integer NOT NULL,
	`ended_ms` integer,
	`sums` text
);
--> statement-breakpoint
CREATE INDEX `billing_job_created` ON `billing_job` (`kind`,`created_ms`);--> statement-breakpoint
CREATE INDEX `billing_job_status` ON `billing_job` (`status`);--> statement-breakpoint
CREATE TABLE `billing_job_row` (
	`job_id` text NOT NULL,
	`no` integer NOT NULL,
	`status` text NOT NULL,
	`subject` text NOT NULL,
	`account_id` text,
	`name` text DEFAULT '' NOT NULL,
	`action` text DEFAULT '' NOT NULL,
	`place` integer DEFAULT 0 NOT NULL,
	`detail` text DEFAULT '' NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`amount` integer DEFAULT 0 NOT NULL,
	`items` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`job_id`, `no`)
);
--> statement-breakpoint
CREATE INDEX `billing_job_row_status` ON `billing_job_row` (`job_id`,`status`,`no`);--> statement-breakpoint
CREATE INDEX `billing_job_row_subject` ON `billing_job_row` (`job_id`,`action`,`subject`);--> statement-breakpoint
ALTER TABLE `billing_account` ADD `due_ms` integer DEFAULT 0;--> statement-breakpoint
CREATE INDEX `billing_account_due` ON `billing_account` (`due_ms`) WHERE due_ms is not null;