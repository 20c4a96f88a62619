import type { MailKind } from "../../../workers/mail/view.ts";

/** What a mail is for. */
export const MAIL_WORDS: Record<MailKind, string> = {
  alert: "Alert",
  issue: "Followed issue",
  test: "Test",
  "sign-in": "Sign-in link",
  billing: "Billing",
};
