CREATE TABLE `ledger_open` (
	`entity` text PRIMARY KEY NOT NULL,
	`open_month` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `ledger_open` SELECT 'main', `open_month` FROM `ledger_lock` WHERE `id` = 1;--> statement-breakpoint
CREATE TABLE `ledger_pending` (
	`account_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`entity` text NOT NULL,
	`at_ms` integer NOT NULL,
	`source` text NOT NULL,
	`description` text NOT NULL,
	`entries` text NOT NULL,
	PRIMARY KEY(`account_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `ledger_pending_at` ON `ledger_pending` (`at_ms`,`account_id`,`id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_ledger_owed` (
	`account_id` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`entity` text DEFAULT 'main' NOT NULL,
	PRIMARY KEY(`account_id`, `currency`, `entity`)
);
--> statement-breakpoint
INSERT INTO `__new_ledger_owed`("account_id", "currency", "amount", "entity") SELECT "account_id", "currency", "amount", 'main' FROM `ledger_owed`;--> statement-breakpoint
DROP TABLE `ledger_owed`;--> statement-breakpoint
ALTER TABLE `__new_ledger_owed` RENAME TO `ledger_owed`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `ledger_owed_open` ON `ledger_owed` (`account_id`) WHERE amount <> 0;--> statement-breakpoint
CREATE TABLE `__new_ledger_sum` (
	`month` text NOT NULL,
	`chart` text NOT NULL,
	`currency` text NOT NULL,
	`kind` text NOT NULL,
	`debits` integer NOT NULL,
	`credits` integer NOT NULL,
	`entries` integer NOT NULL,
	`entity` text DEFAULT 'main' NOT NULL,
	PRIMARY KEY(`month`, `chart`, `currency`, `kind`, `entity`)
);
--> statement-breakpoint
INSERT INTO `__new_ledger_sum`("month", "chart", "currency", "kind", "debits", "credits", "entries", "entity") SELECT "month", "chart", "currency", "kind", "debits", "credits", "entries", 'main' FROM `ledger_sum`;--> statement-breakpoint
DROP TABLE `ledger_sum`;--> statement-breakpoint
ALTER TABLE `__new_ledger_sum` RENAME TO `ledger_sum`;--> statement-breakpoint
ALTER TABLE `billing_account` ADD `entity_id` text DEFAULT 'main' NOT NULL;--> statement-breakpoint
ALTER TABLE `ledger_close` ADD `entity` text DEFAULT 'main' NOT NULL;--> statement-breakpoint
ALTER TABLE `ledger_entry` ADD `entity` text DEFAULT 'main' NOT NULL;--> statement-breakpoint
ALTER TABLE `ledger_journal` ADD `entity` text DEFAULT 'main' NOT NULL;--> statement-breakpoint
ALTER TABLE `ledger_manual` ADD `entity` text DEFAULT 'main' NOT NULL;--> statement-breakpoint
ALTER TABLE `ledger_manual` ADD `expires_ms` integer;--> statement-breakpoint
ALTER TABLE `ledger_manual` ADD `settled_by_id` text;--> statement-breakpoint
ALTER TABLE `ledger_manual` ADD `settled_by_name` text;--> statement-breakpoint
ALTER TABLE `ledger_manual` ADD `settled_ms` integer;--> statement-breakpoint
CREATE INDEX `ledger_manual_pending` ON `ledger_manual` (`expires_ms`) WHERE status = 'pending';--> statement-breakpoint
ALTER TABLE `ledger_transaction` ADD `entity` text DEFAULT 'main' NOT NULL;--> statement-breakpoint
ALTER TABLE `billing_payment` ADD `entity` text DEFAULT 'main' NOT NULL;