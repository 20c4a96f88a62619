import * as z from "zod";
import { fail, ok } from "../../../kit/result.ts";
import { DAY_MS } from "../../../kit/time.ts";
import type { Books } from "../../books/books.ts";
import type { Command } from "../../command/command.ts";
import { forgetCustomers } from "../../payment/method/forget-customer.ts";
import { schedule, unschedule } from "../../schedule/tasks.ts";
import { putEnded } from "../../subscription/ending.ts";
import type { Subscription } from "../../subscription/subscription.ts";
import type { Account } from "../account.ts";
import { INCINERATE_AFTER_DAYS } from "../limits.ts";
import { presentPeople } from "../person/person.ts";
import { ERASED } from "../person/personal.ts";
import { aLiveAccount, anAccount, type Standing, unexplained } from "../standing.ts";
import { settleStatus } from "../status.ts";

/** The kind of task that removes a cancelled account's data. */
export const INCINERATION = "incineration";

/** A command about the account as a whole: it says nothing more. */
export const Nothing = z.strictObject({});
type Nothing = z.output<typeof Nothing>;

/** Cancels the account and what it has subscribed to, at once; its data goes on the day that the company's settings say. */
export const cancelAccount: Command<Nothing, Account, Standing | "no-reason"> = (books, _, deed) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const silent = unexplained(deed.reason);
  if (silent) return silent;
  if (found.value.cancelledMs !== null) return ok(found.value);
  return ok(end(books, found.value, deed.nowMs));
};

/** Marks an account as cancelled, ends its subscriptions (what they used is billed then) and sets the date of its incineration. */
export function end(books: Books, account: Account, atMs: number): Account {
  for (const one of liveSubscriptions(books)) putEnded(books, one, atMs);
  const days = books.company()?.incinerateAfterDays ?? INCINERATE_AFTER_DAYS;
  const incinerateAtMs = atMs + days * DAY_MS;
  schedule(books, INCINERATION, account.id, incinerateAtMs);
  books.putAccount({ ...account, cancelledMs: atMs, incinerateAtMs });
  return settled(books, account);
}

/** The subscriptions that have not ended. */
export const liveSubscriptions = (books: Books): Subscription[] =>
  books.subscriptions.list().filter(({ status }) => status !== "cancelled" && status !== "expired");

/** Keeps the account from being used until somebody unfreezes it. */
export const freezeAccount: Command<Nothing, Account, Standing | "no-reason"> = (books, _, deed) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  const silent = unexplained(deed.reason);
  if (silent) return silent;
  books.putAccount({ ...found.value, frozenMs: found.value.frozenMs ?? deed.nowMs });
  return ok(settled(books, found.value));
};

/** Lets a frozen account be used again. */
export const unfreezeAccount: Command<Nothing, Account, Standing> = (books) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  books.putAccount({ ...found.value, frozenMs: null });
  return ok(settled(books, found.value));
};

/**
 * What is due on the date of incineration, or before it where the customer asked for that in writing and a second person agrees: names, addresses, ids and notes go, and what staff wrote. Invoices and the ledger stay, as
 * the law asks; the keys of the account's people and of its commands are destroyed by the object, in the same transaction.
 */
export const incinerateAccount: Command<Nothing, Account, "no-account" | "not-due" | "no-reason" | "needs-approval"> = (
  books,
  _,
  deed,
) => {
  const account = books.account();
  if (!account) return fail("no-account", "There is no such account.");
  if (account.incineratedMs !== null) return ok(account);
  if (account.incinerateAtMs === null) return fail("not-due", "An account is cancelled before it is incinerated.");
  if (account.incinerateAtMs > deed.nowMs) {
    if (deed.actor.kind === "system" || deed.actor.kind === "customer")
      return fail("not-due", "An account is incinerated on its date after it was cancelled, not before.");
    const silent = unexplained(deed.reason);
    if (silent) return silent;
    if (!deed.approvedBy)
      return fail("needs-approval", "Before its date an account is incinerated when a second person agrees.");
  }
  for (const person of presentPeople(books)) books.people.put({ ...person, endedMs: deed.nowMs });
  for (const note of books.notes.list()) books.notes.remove(note.id);
  forgetCustomers(books, deed.nowMs);
  forgetWords(books);
  unschedule(books, INCINERATION, books.accountId);
  books.putAccount({
    ...account,
    name: ERASED,
    legalName: "",
    reference: "",
    address: null,
    taxId: null,
    exemption: { kind: "none" },
    externalIds: {},
    tags: [],
    incineratedMs: deed.nowMs,
  });
  return ok(settled(books, account));
};

/** The account as it is after its status was settled. */
export function settled(books: Books, before: Account): Account {
  settleStatus(books);
  return books.account() ?? before;
}

/** Takes reasons and cards out of what stays, and lets go of what was to be asked or told of a person. */
function forgetWords(books: Books): void {
  for (const waiver of books.waivers.list()) {
    books.waivers.put({ ...waiver, reason: ERASED, endedBecause: waiver.endedBecause && ERASED });
  }
  for (const override of books.overrides.list()) {
    books.overrides.put({ ...override, reason: ERASED, endedBecause: override.endedBecause && ERASED });
  }
  for (const { id } of books.gatewayCustomers.list()) books.gatewayCustomers.remove(id);
  for (const method of books.methods.list()) {
    const nothing = { token: "", customer: "", last4: "", expires: null };
    books.methods.put({ ...method, ...nothing, isDefault: false, status: "detached" });
  }
  for (const { id, kind } of books.outbox.list()) {
    if (kind === "mail" || kind === "check-tax-id") books.outbox.remove(id);
  }
}
