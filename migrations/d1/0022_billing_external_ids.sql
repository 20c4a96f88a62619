ALTER TABLE `billing_coupon` ADD `external_id` text;--> statement-breakpoint
ALTER TABLE `billing_plan` ADD `external_id` text;--> statement-breakpoint
ALTER TABLE `billing_price` ADD `external_id` text;