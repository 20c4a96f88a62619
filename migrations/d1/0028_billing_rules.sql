ALTER TABLE `mail` ADD `account_id` text;--> statement-breakpoint
CREATE INDEX `mail_account` ON `mail` (`account_id`);--> statement-breakpoint
ALTER TABLE `billing_account` ADD `listed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `billing_account_listed` ON `billing_account` (`listed`,`no`);