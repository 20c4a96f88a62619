CREATE TABLE `billing_account` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`log_seq` integer NOT NULL,
	`product_id` text NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`plan` text NOT NULL,
	`comped` integer NOT NULL,
	`waiver_id` text,
	`waiver_expires_ms` integer,
	`waiver_review_ms` integer,
	`employee_id` text,
	`mrr` integer NOT NULL,
	`currency` text NOT NULL,
	`owed` integer NOT NULL,
	`failing_since_ms` integer,
	`owner_name` text NOT NULL,
	`owner_mail` text NOT NULL,
	`country` text NOT NULL,
	`tags` text NOT NULL,
	`created_ms` integer NOT NULL,
	`incinerate_at_ms` integer,
	`merged_into_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `billing_account_id_unique` ON `billing_account` (`id`);--> statement-breakpoint
CREATE INDEX `billing_account_status` ON `billing_account` (`status`,`no`);--> statement-breakpoint
CREATE INDEX `billing_account_comped` ON `billing_account` (`no`) WHERE comped = 1;--> statement-breakpoint
CREATE INDEX `billing_account_review` ON `billing_account` (`waiver_review_ms`) WHERE waiver_review_ms is not null;--> statement-breakpoint
CREATE INDEX `billing_account_employee` ON `billing_account` (`employee_id`) WHERE employee_id is not null;--> statement-breakpoint
CREATE INDEX `billing_account_failing` ON `billing_account` (`failing_since_ms`) WHERE failing_since_ms is not null;--> statement-breakpoint
CREATE TABLE `billing_approval` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`command` text NOT NULL,
	`input` text NOT NULL,
	`effect` text NOT NULL,
	`reason` text NOT NULL,
	`scope` text NOT NULL,
	`requester_id` text NOT NULL,
	`requester_name` text NOT NULL,
	`created_ms` integer NOT NULL,
	`expires_ms` integer NOT NULL,
	`status` text NOT NULL,
	`decider_id` text,
	`decider_name` text,
	`decided_ms` integer,
	`outcome` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `billing_approval_status` ON `billing_approval` (`status`,`created_ms`);--> statement-breakpoint
CREATE INDEX `billing_approval_account` ON `billing_approval` (`account_id`);