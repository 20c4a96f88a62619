CREATE TABLE `billing_account_look` (
	`account_id` text NOT NULL,
	`hour_ms` integer NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `hour_ms`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `billing_account_look_hour` ON `billing_account_look` (`hour_ms`);--> statement-breakpoint
CREATE TABLE `billing_portal_link` (
	`hash` text PRIMARY KEY NOT NULL,
	`who` text NOT NULL,
	`members` text NOT NULL,
	`expires_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `billing_portal_link_who` ON `billing_portal_link` (`who`);--> statement-breakpoint
CREATE INDEX `billing_portal_link_expiry` ON `billing_portal_link` (`expires_ms`);--> statement-breakpoint
CREATE TABLE `billing_portal_session` (
	`hash` text PRIMARY KEY NOT NULL,
	`who` text NOT NULL,
	`members` text NOT NULL,
	`account_id` text,
	`expires_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `billing_portal_session_who` ON `billing_portal_session` (`who`);--> statement-breakpoint
CREATE INDEX `billing_portal_session_expiry` ON `billing_portal_session` (`expires_ms`);