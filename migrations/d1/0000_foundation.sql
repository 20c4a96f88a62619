CREATE TABLE `data_point` (
	`at_ms` integer NOT NULL,
	`_sample_interval` integer DEFAULT 1 NOT NULL,
	`index1` text NOT NULL,
	`blob1` text NOT NULL,
	`blob2` text DEFAULT '' NOT NULL,
	`blob3` text DEFAULT '' NOT NULL,
	`blob4` text DEFAULT '' NOT NULL,
	`blob5` text DEFAULT '' NOT NULL,
	`double1` real NOT NULL,
	`double2` real DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `data_point_hour` ON `data_point` (`at_ms`,`index1`,`blob1`,`blob2`,`blob3`,`blob4`,`blob5`);--> statement-breakpoint
CREATE TABLE `environment` (
	`project_id` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`project_id`, `name`)
);
--> statement-breakpoint
CREATE TABLE `issue` (
	`id` integer PRIMARY KEY NOT NULL,
	`project_id` integer NOT NULL,
	`status` text NOT NULL,
	`regressed` integer NOT NULL,
	`unhandled` integer NOT NULL,
	`level` text NOT NULL,
	`title` text NOT NULL,
	`subtitle` text NOT NULL,
	`culprit` text NOT NULL,
	`assignee` text,
	`first_seen_ms` integer NOT NULL,
	`last_seen_ms` integer NOT NULL,
	`events` integer NOT NULL,
	`users` integer NOT NULL,
	`hourly` text NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `issue_status_last_seen` ON `issue` (`status`,`last_seen_ms`);--> statement-breakpoint
CREATE INDEX `issue_status_first_seen` ON `issue` (`status`,`first_seen_ms`);--> statement-breakpoint
CREATE INDEX `issue_status_events` ON `issue` (`status`,`events`);--> statement-breakpoint
CREATE INDEX `issue_status_users` ON `issue` (`status`,`users`);--> statement-breakpoint
CREATE INDEX `issue_project_status_last_seen` ON `issue` (`project_id`,`status`,`last_seen_ms`);--> statement-breakpoint
CREATE TABLE `issue_environment` (
	`environment` text NOT NULL,
	`issue_id` integer NOT NULL,
	PRIMARY KEY(`issue_id`, `environment`)
);
--> statement-breakpoint
CREATE TABLE `project` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`platform` text NOT NULL,
	`settings` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`first_event_at_ms` integer,
	`last_event_at_ms` integer,
	`hourly` text DEFAULT '[0]' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `project_slug` ON `project` (`slug`);--> statement-breakpoint
CREATE TABLE `project_key` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` integer NOT NULL,
	`public_key` text NOT NULL,
	`label` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`limit_count` integer,
	`limit_window_seconds` integer,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `project_key_public_key` ON `project_key` (`public_key`);--> statement-breakpoint
CREATE INDEX `project_key_project` ON `project_key` (`project_id`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`person_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`roles` text NOT NULL,
	`hash` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_email_unique` ON `invitation` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_hash_unique` ON `invitation` (`hash`);--> statement-breakpoint
CREATE TABLE `one_time_link` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`expires_at_ms` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`public_key` text NOT NULL,
	`person_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`counter` integer NOT NULL,
	`device_type` text NOT NULL,
	`backed_up` integer NOT NULL,
	`transports` text,
	`created_at` integer,
	`aaguid` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passkey_credential_id_unique` ON `passkey` (`credential_id`);--> statement-breakpoint
CREATE INDEX `passkey_person` ON `passkey` (`person_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`two_factor_enabled` integer DEFAULT false,
	`roles` text DEFAULT '[]' NOT NULL,
	`disabled_at_ms` integer,
	`last_seen_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_email_unique` ON `person` (`email`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`person_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_person` ON `session` (`person_id`);--> statement-breakpoint
CREATE TABLE `token` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`suffix` text NOT NULL,
	`scopes` text NOT NULL,
	`person_id` text,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer,
	`last_used_at_ms` integer,
	`revoked_at_ms` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `token_hash_unique` ON `token` (`hash`);--> statement-breakpoint
CREATE TABLE `two_factor` (
	`id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`person_id` text NOT NULL,
	`verified` integer DEFAULT true,
	`failed_verification_count` integer DEFAULT 0,
	`locked_until` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `two_factor_person_id_unique` ON `two_factor` (`person_id`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE INDEX `verification_expiry` ON `verification` (`expires_at`);