CREATE TABLE `billing_head` (
	`account_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`sealed_seq` integer,
	`sealed_hash` text,
	`seal_number` integer
);
--> statement-breakpoint
CREATE INDEX `billing_head_unsealed` ON `billing_head` (`account_id`) WHERE sealed_seq is null or sealed_seq < seq;--> statement-breakpoint
CREATE TABLE `billing_seal` (
	`number` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`count` integer NOT NULL,
	`root` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL,
	`signature` text NOT NULL,
	`public_key` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `billing_seal_check` (
	`id` integer PRIMARY KEY NOT NULL,
	`started_ms` integer NOT NULL,
	`cursor` text,
	`finished_ms` integer,
	`accounts` integer NOT NULL,
	`commands` integer NOT NULL
);
