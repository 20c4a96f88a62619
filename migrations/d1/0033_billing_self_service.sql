ALTER TABLE `billing_plan` ADD `self_service` integer DEFAULT true NOT NULL;--> statement-breakpoint
-- Add-ons were sold by staff alone.
UPDATE `billing_plan` SET `self_service` = false WHERE `kind` = 'add-on';
