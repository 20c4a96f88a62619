import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { accountBooks } from "../account-client.ts";
import { SYSTEM } from "../command.ts";
import { readCompany } from "../company-book.ts";

/** Tells an account's books of the company's settings, once per version: its rules go by those that it knows. */
export async function adoptCompany(c: Context<App>, accountId: string): Promise<void> {
  const company = await readCompany(c.env.DB);
  const books = accountBooks(c.env, accountId);
  const known = await books.record("company", "company");
  if (known && known.version >= company.version) return;
  const deed = { nowMs: c.get("nowMs"), actor: SYSTEM, reason: "", requestId: c.get("requestId") };
  await books.run({
    key: `company:${company.version}`,
    command: "company.adopt",
    input: JSON.parse(JSON.stringify(company)),
    deed,
  });
}
