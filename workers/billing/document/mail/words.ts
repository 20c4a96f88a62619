/** Mails to customers, by what they are about; the effects that send them begin with these names. */
export const MAIL_KINDS = [
  "payment-received",
  "invoice-issued",
  "invoice-due-soon",
  "invoice-overdue",
  "payment-failed",
  "payment-action",
  "payment-method-missing",
  "trial-ending",
  "account-frozen",
  "account-cancelled-unpaid",
  "subscription-cancelled",
  "subscription-still-paused",
  "refund-sent",
  "credit-note-issued",
  "card-expiring",
  "portal-link",
  "mail-change",
  "mail-changed",
] as const;
export type BillingMailKind = (typeof MAIL_KINDS)[number];

/** Subject and text of each mail in one language. `{name}` stands for what is filled in. */
export type MailWords = Record<BillingMailKind, { subject: string; text: string }>;
