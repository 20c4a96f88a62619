ALTER TABLE `billing_account` ADD `parked` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `billing_account_plan` ON `billing_account` (`plan`,`no`);--> statement-breakpoint
CREATE INDEX `billing_account_parked` ON `billing_account` (`no`) WHERE parked > 0;