CREATE TABLE `billing_refund_transfer` (
	`bank_reference` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`told` text
);
