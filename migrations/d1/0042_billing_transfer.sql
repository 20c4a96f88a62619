CREATE TABLE `billing_transfer` (
	`bank_reference` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`input` text NOT NULL,
	`deed` text NOT NULL,
	`reason` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `ledger_manual` ADD `case_id` text;--> statement-breakpoint
CREATE INDEX `ledger_manual_case` ON `ledger_manual` (`case_id`,`asked_ms`) WHERE case_id is not null;--> statement-breakpoint
UPDATE `ledger_manual` SET `case_id` = (SELECT c.`id` FROM `billing_case` c WHERE c.`resolution` LIKE 'booked to %' AND substr(`ledger_manual`.`description`, 1, length(c.`id`) + 7) = 'Case ' || c.`id` || ': ' ORDER BY length(c.`id`) DESC LIMIT 1) WHERE `description` LIKE 'Case %: %';--> statement-breakpoint
UPDATE `billing_case` SET `resolved_ms` = NULL, `resolved_by` = NULL, `resolution` = NULL, `reason` = NULL WHERE `resolution` LIKE 'booked to %' AND `id` IN (SELECT `case_id` FROM `ledger_manual` WHERE `status` = 'refused') AND `id` NOT IN (SELECT `case_id` FROM `ledger_manual` WHERE `status` <> 'refused' AND `case_id` IS NOT NULL);
