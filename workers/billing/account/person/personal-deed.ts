import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { accountBooks } from "../../account-client.ts";
import { proofFor } from "../../seal/seal-book.ts";
import { exportAccount } from "../page/account-export.ts";

/** Why somebody looks at personal data, hands it out or erases it: the audit log keeps it. */
export const because = z.strictObject({ reason: z.string().trim().min(1, "Say why: the reason is kept.").max(1_000) });

/** Hands out everything that an account's object keeps, as it is read; null when there is no such account. */
export async function handOut(c: Context<App>, id: string, reason: string): Promise<Response | null> {
  await audit(c, { action: "billing.account.exported", target: `account:${id}`, detail: { reason } });
  const books = accountBooks(c.env, id);
  if (!(await books.record("account", id))) return null;
  c.header("content-type", "application/json");
  c.header("content-disposition", `attachment; filename="account-${id.replace(/[^\w-]/g, "")}.json"`);
  return c.body(exportAccount(books, id, await proofFor(c.env, id), c.get("nowMs")));
}

/** Destroys the key of a person's name and mail address; what they did stays, by their id. */
export async function erasePerson(c: Context<App>, id: string, personId: string, reason: string): Promise<void> {
  await audit(c, { action: "billing.person.erased", target: `account:${id}`, detail: { personId, reason } });
  await accountBooks(c.env, id).erase(personId);
}
