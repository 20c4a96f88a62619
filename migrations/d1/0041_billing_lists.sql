CREATE INDEX `billing_approval_listed` ON `billing_approval` (`created_ms`,`id`);--> statement-breakpoint
CREATE INDEX `billing_case_listed` ON `billing_case` (`opened_ms`,`id`);