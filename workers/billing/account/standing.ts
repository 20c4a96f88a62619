import { type Failure, fail, ok, type Result } from "../../kit/result.ts";
import type { Books } from "../books/books.ts";
import type { Account } from "./account.ts";

export type Standing = "no-account" | "account-cancelled" | "account-incinerated";

/** The account that a command is about. Fails where there is none yet, or where its data is gone. */
export function anAccount(books: Books): Result<Account, "no-account" | "account-incinerated"> {
  const account = books.account();
  if (!account) return fail("no-account", "There is no such account.");
  if (account.incineratedMs !== null)
    return fail("account-incinerated", "This account was incinerated; its data is gone.");
  return ok(account);
}

/** The account, where it is not cancelled either. */
export function aLiveAccount(books: Books): Result<Account, Standing> {
  const found = anAccount(books);
  if (!found.ok || found.value.cancelledMs === null) return found;
  return fail("account-cancelled", "This account is cancelled. Reactivate it first.");
}

/** Refuses what must not be done without saying why. Null when a reason is given. */
export function unexplained(reason: string): Failure<"no-reason"> | null {
  return reason.trim() === "" ? fail("no-reason", "Say why: the reason is kept with it.") : null;
}
