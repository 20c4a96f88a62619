CREATE TABLE `billing_case` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`gateway` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`account_id` text,
	`known` text NOT NULL,
	`occurred_ms` integer NOT NULL,
	`opened_ms` integer NOT NULL,
	`resolved_ms` integer,
	`resolved_by` text,
	`resolution` text,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `billing_case_open` ON `billing_case` (`resolved_ms`,`opened_ms`);--> statement-breakpoint
CREATE TABLE `billing_dispute` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`payment_id` text NOT NULL,
	`reference` text NOT NULL,
	`status` text NOT NULL,
	`reason` text NOT NULL,
	`amount` integer NOT NULL,
	`fee` integer NOT NULL,
	`currency` text NOT NULL,
	`respond_by_ms` integer,
	`created_ms` integer NOT NULL,
	`closed_ms` integer
);
--> statement-breakpoint
CREATE INDEX `billing_dispute_reference` ON `billing_dispute` (`reference`);--> statement-breakpoint
CREATE TABLE `billing_gateway_event` (
	`gateway` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`subject` text NOT NULL,
	`created_ms` integer NOT NULL,
	`received_ms` integer NOT NULL,
	`done_ms` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_ms` integer NOT NULL,
	`last_error` text,
	PRIMARY KEY(`gateway`, `id`)
);
--> statement-breakpoint
CREATE INDEX `billing_gateway_event_waiting` ON `billing_gateway_event` (`done_ms`,`next_attempt_ms`);--> statement-breakpoint
CREATE TABLE `billing_payment` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`invoice_id` text,
	`gateway` text NOT NULL,
	`reference` text,
	`status` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`fee` integer NOT NULL,
	`refunded` integer NOT NULL,
	`disputed` integer NOT NULL,
	`failure` text,
	`inquiries` integer NOT NULL,
	`created_ms` integer NOT NULL,
	`settled_ms` integer
);
--> statement-breakpoint
CREATE INDEX `billing_payment_status` ON `billing_payment` (`status`,`created_ms`);--> statement-breakpoint
CREATE INDEX `billing_payment_created` ON `billing_payment` (`created_ms`);--> statement-breakpoint
CREATE INDEX `billing_payment_reference` ON `billing_payment` (`gateway`,`reference`);--> statement-breakpoint
CREATE INDEX `billing_payment_account` ON `billing_payment` (`account_id`);--> statement-breakpoint
CREATE TABLE `billing_payout` (
	`gateway` text NOT NULL,
	`id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`status` text NOT NULL,
	`created_ms` integer NOT NULL,
	`arrival_ms` integer NOT NULL,
	`movements` integer NOT NULL,
	`unmatched` integer NOT NULL,
	`posted_ms` integer,
	PRIMARY KEY(`gateway`, `id`)
);
--> statement-breakpoint
CREATE INDEX `billing_payout_created` ON `billing_payout` (`created_ms`);--> statement-breakpoint
CREATE TABLE `billing_refund` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`payment_id` text NOT NULL,
	`reference` text,
	`status` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`created_ms` integer NOT NULL,
	`settled_ms` integer
);
--> statement-breakpoint
CREATE INDEX `billing_refund_reference` ON `billing_refund` (`reference`);