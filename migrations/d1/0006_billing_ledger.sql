CREATE TABLE `billing_company` (
	`version` integer PRIMARY KEY NOT NULL,
	`settings` text NOT NULL,
	`changed_by_id` text NOT NULL,
	`changed_by_name` text NOT NULL,
	`changed_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_chart` (
	`code` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_check` (
	`id` integer PRIMARY KEY NOT NULL,
	`started_ms` integer NOT NULL,
	`cursor` text,
	`finished_ms` integer,
	`accounts` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_close` (
	`id` text PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`reason` text NOT NULL,
	`digest` text,
	`asked_by_id` text NOT NULL,
	`asked_by_name` text NOT NULL,
	`asked_ms` integer NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_ms` integer
);
--> statement-breakpoint
CREATE INDEX `ledger_close_month` ON `ledger_close` (`month`,`asked_ms`);--> statement-breakpoint
CREATE TABLE `ledger_difference` (
	`subject` text PRIMARY KEY NOT NULL,
	`detail` text NOT NULL,
	`found_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_entry` (
	`account_id` text NOT NULL,
	`transaction_id` text NOT NULL,
	`line` integer NOT NULL,
	`chart` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`month` text NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`account_id`, `transaction_id`, `line`)
);
--> statement-breakpoint
CREATE INDEX `ledger_entry_chart` ON `ledger_entry` (`chart`,`month`,`currency`);--> statement-breakpoint
CREATE TABLE `ledger_journal` (
	`id` text PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_ms` integer NOT NULL,
	`last_error` text,
	`delivered_ms` integer
);
--> statement-breakpoint
CREATE INDEX `ledger_journal_due` ON `ledger_journal` (`status`,`next_attempt_ms`);--> statement-breakpoint
CREATE TABLE `ledger_lock` (
	`id` integer PRIMARY KEY NOT NULL,
	`open_month` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_manual` (
	`id` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`effective_ms` integer NOT NULL,
	`description` text NOT NULL,
	`postings` text NOT NULL,
	`asked_by_id` text NOT NULL,
	`asked_by_name` text NOT NULL,
	`asked_ms` integer NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_ms` integer
);
--> statement-breakpoint
CREATE TABLE `ledger_mrr` (
	`account_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`month` text NOT NULL,
	`currency` text NOT NULL,
	`kind` text NOT NULL,
	`change` integer NOT NULL,
	`amount` integer NOT NULL,
	`cohort` text NOT NULL,
	PRIMARY KEY(`account_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `ledger_mrr_month` ON `ledger_mrr` (`month`,`currency`,`kind`);--> statement-breakpoint
CREATE TABLE `ledger_rate` (
	`currency` text NOT NULL,
	`day` text NOT NULL,
	`base` text NOT NULL,
	`rate` text NOT NULL,
	PRIMARY KEY(`currency`, `base`, `day`)
);
--> statement-breakpoint
CREATE TABLE `ledger_sum` (
	`month` text NOT NULL,
	`chart` text NOT NULL,
	`currency` text NOT NULL,
	`kind` text NOT NULL,
	`debits` integer NOT NULL,
	`credits` integer NOT NULL,
	`entries` integer NOT NULL,
	PRIMARY KEY(`month`, `chart`, `currency`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `ledger_transaction` (
	`account_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`month` text NOT NULL,
	`posted_ms` integer NOT NULL,
	`occurred_ms` integer NOT NULL,
	`correction` integer NOT NULL,
	`source` text NOT NULL,
	`description` text NOT NULL,
	`reversal_of` text,
	`journal` text,
	PRIMARY KEY(`account_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `ledger_transaction_posted` ON `ledger_transaction` (`posted_ms`);--> statement-breakpoint
CREATE INDEX `ledger_transaction_source` ON `ledger_transaction` (`account_id`,`source`);--> statement-breakpoint
CREATE INDEX `ledger_transaction_journal` ON `ledger_transaction` (`journal`,`posted_ms`);