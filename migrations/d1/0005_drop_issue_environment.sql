DROP TABLE `environment`;--> statement-breakpoint
DROP TABLE `issue_environment`;