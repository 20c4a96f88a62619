/** What the console reads under `/console/api/mail`. Times are epoch milliseconds. */

export type MailKind = "alert" | "issue" | "test" | "sign-in" | "billing";

/** A mail that the embedded server kept. */
export interface MailRow {
  id: string;
  kind: MailKind;
  to: string[];
  subject: string;
  atMs: number;
  /** Whether it also went out, and what went wrong when it should have. */
  sent: boolean;
  error: string | null;
}

/** A kept mail as an account's page lists it. */
export type AccountMail = Pick<MailRow, "id" | "subject" | "atMs" | "sent" | "error">;

export interface MailDetail extends MailRow {
  text: string;
  html: string | null;
}

export interface MailList {
  /** False where mails are sent and not kept: in production. */
  kept: boolean;
  rows: MailRow[];
  nextCursor: string | null;
}
