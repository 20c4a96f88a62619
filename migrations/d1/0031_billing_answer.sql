CREATE TABLE `billing_answer` (
	`id` text PRIMARY KEY NOT NULL,
	`request` text NOT NULL,
	`status` integer,
	`sealed` text,
	`created_ms` integer NOT NULL,
	`held_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `billing_answer_created` ON `billing_answer` (`created_ms`);