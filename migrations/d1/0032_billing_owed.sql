CREATE TABLE `ledger_owed` (
	`account_id` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`account_id`, `currency`)
);
--> statement-breakpoint
CREATE INDEX `ledger_owed_open` ON `ledger_owed` (`account_id`) WHERE amount <> 0;--> statement-breakpoint
DROP INDEX `ledger_transaction_posted`;--> statement-breakpoint
CREATE INDEX `ledger_transaction_posted` ON `ledger_transaction` (`posted_ms`,`account_id`,`id`);--> statement-breakpoint
INSERT INTO `ledger_owed` (`account_id`, `currency`, `amount`) SELECT `account_id`, `currency`, sum(`amount`) FROM `ledger_entry` WHERE `chart` = '1100' GROUP BY 1, 2;
