CREATE TABLE `billing_coupon` (
	`id` text PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	`redemptions_max` integer,
	`redemptions` integer DEFAULT 0 NOT NULL,
	`expires_at_ms` integer,
	`created_at_ms` integer NOT NULL,
	`archived_at_ms` integer
);
--> statement-breakpoint
CREATE TABLE `billing_coupon_code` (
	`code` text PRIMARY KEY NOT NULL,
	`coupon_id` text NOT NULL,
	`redemptions_max` integer,
	`redemptions` integer DEFAULT 0 NOT NULL,
	`expires_at_ms` integer,
	`archived_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `billing_coupon_code_coupon` ON `billing_coupon_code` (`coupon_id`);--> statement-breakpoint
CREATE TABLE `billing_plan` (
	`id` text PRIMARY KEY NOT NULL,
	`product_id` text NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`archived_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `billing_plan_version` ON `billing_plan` (`product_id`,`code`,`version`);--> statement-breakpoint
CREATE TABLE `billing_price` (
	`id` text PRIMARY KEY NOT NULL,
	`series` text NOT NULL,
	`version` integer NOT NULL,
	`plan_id` text NOT NULL,
	`product_id` text NOT NULL,
	`terms` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`archived_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `billing_price_version` ON `billing_price` (`series`,`version`);--> statement-breakpoint
CREATE INDEX `billing_price_plan` ON `billing_price` (`plan_id`);--> statement-breakpoint
CREATE TABLE `billing_product` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`tax_code` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`archived_at_ms` integer
);
--> statement-breakpoint
CREATE TABLE `billing_redemption` (
	`id` text PRIMARY KEY NOT NULL,
	`coupon_id` text NOT NULL,
	`code` text,
	`account_id` text NOT NULL,
	`discount` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `billing_redemption_coupon` ON `billing_redemption` (`coupon_id`,`at_ms`);--> statement-breakpoint
CREATE TABLE `billing_meter` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`unit` text NOT NULL,
	`aggregation` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`archived_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `billing_meter_key_unique` ON `billing_meter` (`key`);