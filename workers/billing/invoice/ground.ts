import { fail, ok, type Result } from "../../kit/result.ts";
import type { Account } from "../account/account.ts";
import type { Books } from "../books/books.ts";
import type { Company } from "../company/company.ts";
import { settingsFor } from "../company/legal-entity.ts";

export type BillingGround = "no-such-account" | "no-company-settings";

/** What everything that bills stands on: an account, and the company's settings as they hold for its legal entity. */
export function groundOf(books: Books): Result<{ account: Account; company: Company }, BillingGround> {
  const account = books.account();
  if (!account) return fail("no-such-account", "There is no such account.");
  const company = books.company();
  if (!company) return fail("no-company-settings", "The company's settings for billing have not been made yet.");
  return ok({ account, company: settingsFor(company, account) });
}
