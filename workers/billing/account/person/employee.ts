import type { JsonObject } from "../../../kit/json.ts";
import { type Failure, fail } from "../../../kit/result.ts";
import { accountBooks } from "../../account-client.ts";
import { folded } from "../search/search-key.ts";

/**
 * Why a comp is not an employee's: that needs no end and nobody's second look, as it ends when the person leaves, so it is for the account
 * alone whose owner has that person's mail. Null where it is, and for every other command.
 */
export async function employeeRefusal(
  env: Env,
  accountId: string,
  { command, input }: { command: string; input: JsonObject },
): Promise<Failure<"not-an-employees-account"> | null> {
  const { employeeId = null } = input;
  if (command !== "waiver.give" || employeeId === null) return null;
  const email = await env.DB.prepare("select email from person where id = ? and disabled_at_ms is null")
    .bind(String(employeeId))
    .first<string>("email");
  const books = accountBooks(env, accountId);
  const [account, people] = await Promise.all([books.record("account", accountId), books.people()]);
  const owner = people.get(account?.ownerId ?? "");
  if (email !== null && owner && folded(owner.mail) === folded(email)) return null;
  return fail(
    "not-an-employees-account",
    "A comp for as long as somebody works here is for the account that they own by their own mail address.",
  );
}
