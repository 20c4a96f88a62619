CREATE TABLE `billing_test_clock` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`now_ms` integer NOT NULL,
	`reached_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`ending_at_ms` integer
);
--> statement-breakpoint
CREATE TABLE `billing_test_clock_account` (
	`account_id` text PRIMARY KEY NOT NULL,
	`clock_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `billing_test_clock_account_clock` ON `billing_test_clock_account` (`clock_id`);