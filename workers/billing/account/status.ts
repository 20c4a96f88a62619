import type { Books } from "../books/books.ts";
import type { SubscriptionStatus } from "../subscription/subscription.ts";
import type { Account, AccountStatus } from "./account.ts";

/** What a live subscription says of its account, the most pressing first. */
const OF_SUBSCRIPTION: [SubscriptionStatus, AccountStatus][] = [
  ["past-due", "past-due"],
  ["incomplete", "past-due"],
  ["active", "active"],
  ["trialing", "trial"],
  ["paused", "paused"],
];

/**
 * An account's status: its own flags first, the last one of its life before the others, then its subscriptions, the most
 * pressing first. Without a live subscription it is active, on whatever its product gives for nothing.
 */
export function accountStatus(
  account: Pick<Account, "incineratedMs" | "cancelledMs" | "frozenMs" | "pastDueMs">,
  subscriptions: readonly { status: SubscriptionStatus }[],
): AccountStatus {
  if (account.incineratedMs !== null) return "incinerated";
  if (account.cancelledMs !== null) return "cancelled";
  if (account.frozenMs !== null) return "frozen";
  if (account.pastDueMs != null) return "past-due";
  const found = OF_SUBSCRIPTION.find(([status]) => subscriptions.some((one) => one.status === status));
  return found?.[1] ?? "active";
}

/** Writes the status that follows from the books into the account, after any command; nothing where it is there already. */
export function settleStatus(books: Books): void {
  const account = books.account();
  if (!account) return;
  const status = accountStatus(account, books.subscriptions.list());
  if (status !== account.status) books.putAccount({ ...account, status });
}
