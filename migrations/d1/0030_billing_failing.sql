DROP INDEX `billing_account_failing`;--> statement-breakpoint
CREATE INDEX `billing_account_failing` ON `billing_account` (`no`) WHERE failing_since_ms is not null;