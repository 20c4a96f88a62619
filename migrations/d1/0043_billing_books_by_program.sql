ALTER TABLE `ledger_manual` ADD `reversal_of` text;--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_manual_reversal` ON `ledger_manual` (`reversal_of`) WHERE status <> 'refused';--> statement-breakpoint
CREATE INDEX `ledger_manual_listed` ON `ledger_manual` (`asked_ms`,`id`);--> statement-breakpoint
CREATE INDEX `ledger_rate_listed` ON `ledger_rate` (`day`,`currency`,`base`);