ALTER TABLE `billing_movement` ADD `original_amount` integer;--> statement-breakpoint
ALTER TABLE `billing_movement` ADD `original_currency` text;