CREATE TABLE `billing_invoice` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`status` text NOT NULL,
	`number` text,
	`amount` integer NOT NULL,
	`remaining` integer NOT NULL,
	`currency` text NOT NULL,
	`disputed` integer NOT NULL,
	`created_ms` integer NOT NULL,
	`due_ms` integer
);
--> statement-breakpoint
CREATE INDEX `billing_invoice_created` ON `billing_invoice` (`created_ms`,`id`);--> statement-breakpoint
CREATE INDEX `billing_invoice_status` ON `billing_invoice` (`status`,`created_ms`,`id`);--> statement-breakpoint
CREATE INDEX `billing_invoice_account` ON `billing_invoice` (`account_id`,`created_ms`,`id`);--> statement-breakpoint
DROP INDEX `billing_payment_created`;--> statement-breakpoint
DROP INDEX `billing_payment_account`;--> statement-breakpoint
CREATE INDEX `billing_payment_listed` ON `billing_payment` (`created_ms`,`id`);--> statement-breakpoint
CREATE INDEX `billing_payment_account_created` ON `billing_payment` (`account_id`,`created_ms`,`id`);--> statement-breakpoint
CREATE INDEX `billing_dispute_listed` ON `billing_dispute` (`created_ms`,`id`);--> statement-breakpoint
CREATE INDEX `billing_dispute_account` ON `billing_dispute` (`account_id`,`created_ms`,`id`);--> statement-breakpoint
CREATE INDEX `billing_refund_listed` ON `billing_refund` (`created_ms`,`id`);--> statement-breakpoint
CREATE INDEX `billing_refund_account` ON `billing_refund` (`account_id`,`created_ms`,`id`);