CREATE TABLE `alert_told` (
	`issue_id` integer NOT NULL,
	`notification_id` text NOT NULL,
	PRIMARY KEY(`issue_id`, `notification_id`)
);
--> statement-breakpoint
CREATE INDEX `alert_told_notification` ON `alert_told` (`notification_id`);--> statement-breakpoint
CREATE TABLE `alert_try` (
	`notification_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	`headers` text,
	`status` integer,
	`answer` text NOT NULL,
	`error` text,
	PRIMARY KEY(`notification_id`, `at_ms`)
);
