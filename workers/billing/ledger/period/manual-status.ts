/** What became of an entry that was made by hand, as far as it came. */
export const ENTRY_STATUSES = ["asked", "pending", "posted", "refused", "voided", "expired"] as const;
