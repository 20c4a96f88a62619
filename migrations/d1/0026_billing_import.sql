CREATE TABLE `billing_import_thing` (
	`job_id` text NOT NULL,
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`customer` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`job_id`, `kind`, `id`)
);
--> statement-breakpoint
CREATE INDEX `billing_import_thing_customer` ON `billing_import_thing` (`job_id`,`customer`);