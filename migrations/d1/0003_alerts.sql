CREATE TABLE `alert_feed` (
	`project_id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`event_at_ms` integer,
	`read_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alert_notification` (
	`id` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`rule_id` text,
	`rule_name` text NOT NULL,
	`receiver_id` text NOT NULL,
	`subject` text NOT NULL,
	`alerts` integer NOT NULL,
	`content` text NOT NULL,
	`attempts` integer NOT NULL,
	`queued_at_ms` integer NOT NULL,
	`next_attempt_at_ms` integer NOT NULL,
	`last_error` text,
	`created_at_ms` integer NOT NULL,
	`delivered_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `alert_notification_due` ON `alert_notification` (`status`,`next_attempt_at_ms`);--> statement-breakpoint
CREATE INDEX `alert_notification_created` ON `alert_notification` (`created_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `alert_notification_receiver` ON `alert_notification` (`receiver_id`,`status`);--> statement-breakpoint
CREATE INDEX `alert_notification_rule` ON `alert_notification` (`rule_id`,`created_at_ms`);--> statement-breakpoint
CREATE TABLE `alert_receiver` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`sealed` text NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`paused_until_ms` integer,
	`last_error` text,
	`last_delivered_at_ms` integer,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alert_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`enabled` integer NOT NULL,
	`muted_until_ms` integer,
	`owner` text,
	`triggers` text NOT NULL,
	`projects` text NOT NULL,
	`filters` text NOT NULL,
	`receivers` text NOT NULL,
	`interval_minutes` integer NOT NULL,
	`since_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`created_by` text NOT NULL,
	`changed_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mail` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`recipients` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text,
	`sent` integer NOT NULL,
	`error` text,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mail_at` ON `mail` (`at_ms`);