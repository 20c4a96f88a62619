ALTER TABLE `billing_invoice` ADD `number_key` text;--> statement-breakpoint
CREATE INDEX `billing_invoice_number` ON `billing_invoice` (`number_key`) WHERE number_key is not null;--> statement-breakpoint
UPDATE `billing_invoice` SET `number_key` = lower(replace(replace(replace(replace(replace(replace(replace(`number`, '-', ''), '/', ''), '.', ''), ' ', ''), '_', ''), ':', ''), '#', '')) WHERE `number` IS NOT NULL;
