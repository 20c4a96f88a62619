CREATE TABLE `billing_erasure` (
	`account_id` text PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`cleared_ms` integer,
	`swept_ms` integer
);
--> statement-breakpoint
CREATE INDEX `billing_erasure_uncleared` ON `billing_erasure` (`account_id`) WHERE cleared_ms is null;