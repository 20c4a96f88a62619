CREATE TABLE `billing_product_version` (
	`product_id` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`created_by` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`product_id`, `version`)
);
--> statement-breakpoint
ALTER TABLE `billing_plan` ADD `product_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `billing_plan` ADD `created_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `billing_price` ADD `created_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `billing_product` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
INSERT INTO `billing_product_version` (`product_id`, `version`, `content`, `created_at_ms`)
SELECT `id`, 1, json_object('name', `name`, 'description', `description`, 'taxCode', `tax_code`), `created_at_ms` FROM `billing_product`;
