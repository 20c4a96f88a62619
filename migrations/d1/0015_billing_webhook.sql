CREATE TABLE `billing_event` (
	`account_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`product_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	`kept_ms` integer NOT NULL,
	PRIMARY KEY(`account_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `billing_event_kept` ON `billing_event` (`kept_ms`,`account_id`,`seq`);--> statement-breakpoint
CREATE INDEX `billing_event_type` ON `billing_event` (`type`,`kept_ms`);--> statement-breakpoint
CREATE TABLE `billing_webhook_endpoint` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`product_id` text,
	`types` text,
	`sealed` text NOT NULL,
	`enabled` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`paused_until_ms` integer,
	`last_error` text,
	`last_delivered_ms` integer,
	`created_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `billing_webhook_lane` (
	`endpoint_id` text NOT NULL,
	`account_id` text NOT NULL,
	`run` text NOT NULL,
	`next_seq` integer NOT NULL,
	`last_seq` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_ms` integer NOT NULL,
	`leased_ms` integer NOT NULL,
	`since_ms` integer NOT NULL,
	`parked` integer NOT NULL,
	`last_error` text,
	`missed` integer NOT NULL,
	PRIMARY KEY(`endpoint_id`, `account_id`, `run`)
);
--> statement-breakpoint
CREATE INDEX `billing_webhook_lane_due` ON `billing_webhook_lane` (`parked`,`next_ms`);--> statement-breakpoint
CREATE TABLE `billing_webhook_try` (
	`endpoint_id` text NOT NULL,
	`account_id` text NOT NULL,
	`seq` integer NOT NULL,
	`run` text NOT NULL,
	`attempt` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`took_ms` integer NOT NULL,
	`headers` text,
	`status` integer,
	`answer` text NOT NULL,
	`error` text,
	PRIMARY KEY(`account_id`, `seq`, `endpoint_id`, `run`, `at_ms`)
);
--> statement-breakpoint
CREATE INDEX `billing_webhook_try_endpoint` ON `billing_webhook_try` (`endpoint_id`,`at_ms`);--> statement-breakpoint
CREATE INDEX `billing_webhook_try_at` ON `billing_webhook_try` (`at_ms`);