CREATE TABLE `billing_movement` (
	`gateway` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`charge` text,
	`source` text,
	`amount` integer NOT NULL,
	`fee` integer NOT NULL,
	`net` integer NOT NULL,
	`currency` text NOT NULL,
	`payout` text NOT NULL,
	`created_ms` integer NOT NULL,
	`matched` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`gateway`, `id`)
);
--> statement-breakpoint
CREATE INDEX `billing_movement_payout` ON `billing_movement` (`gateway`,`payout`);--> statement-breakpoint
CREATE INDEX `billing_movement_charge` ON `billing_movement` (`gateway`,`charge`);