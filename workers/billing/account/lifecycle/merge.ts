import * as z from "zod";
import { type Failure, fail, ok } from "../../../kit/result.ts";
import type { Books } from "../../books/books.ts";
import type { Command } from "../../command/command.ts";
import { type Account, isTest } from "../account.ts";
import { ExternalIds, Tags } from "../input.ts";
import { EXTERNAL_IDS_MAX, PEOPLE_EVER_MAX, PEOPLE_MAX, TAGS_MAX } from "../limits.ts";
import { presentPeople } from "../person/person.ts";
import { aLiveAccount, anAccount, type Standing, unexplained } from "../standing.ts";
import { end, liveSubscriptions } from "./ending.ts";

const AccountId = z.uuid();

export const AccountAbsorb = z.strictObject({
  fromId: AccountId,
  people: z
    .array(z.strictObject({ id: z.string().min(1).max(64), role: z.enum(["owner", "admin", "billing", "member"]) }))
    .max(PEOPLE_MAX),
  tags: Tags,
  externalIds: ExternalIds,
});

const TEST_ALONE = fail("test-account", "A test account is not merged with another one.");

/**
 * The first half of a merge, in the account that stays: takes the other's people, tags and external ids. Where both
 * have something, what is here stays. Again it changes nothing.
 */
export const absorbAccount: Command<
  z.output<typeof AccountAbsorb>,
  Account,
  | Standing
  | "no-reason"
  | "same-account"
  | "test-account"
  | "too-many-people"
  | "too-many-tags"
  | "too-many-external-ids"
> = (books, input, deed) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  const silent = unexplained(deed.reason);
  if (silent) return silent;
  if (isTest(found.value)) return TEST_ALONE;
  if (input.fromId === books.accountId) return fail("same-account", "An account is not merged with itself.");
  const comers = input.people.filter(({ id }) => books.people.get(id)?.endedMs !== null);
  if (
    presentPeople(books).length + comers.length > PEOPLE_MAX ||
    books.people.list().length + comers.length > PEOPLE_EVER_MAX
  ) {
    return fail("too-many-people", `Together they have more than ${PEOPLE_MAX} people.`);
  }
  for (const { id, role } of comers) {
    books.people.put({ id, role: role === "owner" ? "admin" : role, createdMs: deed.nowMs, endedMs: null });
  }
  const tags = [...new Set([...found.value.tags, ...input.tags])];
  if (tags.length > TAGS_MAX) return fail("too-many-tags", `Together they have more than ${TAGS_MAX} tags.`);
  const externalIds = { ...input.externalIds, ...found.value.externalIds };
  if (Object.keys(externalIds).length > EXTERNAL_IDS_MAX) {
    return fail("too-many-external-ids", `Together they have more than ${EXTERNAL_IDS_MAX} external ids.`);
  }
  const account = { ...found.value, tags, externalIds };
  books.putAccount(account);
  return ok(account);
};

export const AccountDissolve = z.strictObject({ intoId: AccountId });

/**
 * The second half of a merge, in the account that goes: it ends and says where it went. Money does not move between
 * books, so nothing may be owed on either side. Again it changes nothing.
 */
export const dissolveAccount: Command<
  z.output<typeof AccountDissolve>,
  Account,
  Standing | "no-reason" | "same-account" | "test-account" | "account-merged" | "account-in-use"
> = (books, { intoId }, deed) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const silent = unexplained(deed.reason);
  if (silent) return silent;
  const account = found.value;
  if (isTest(account)) return TEST_ALONE;
  if (intoId === account.id) return fail("same-account", "An account is not merged with itself.");
  if (account.mergedIntoId === intoId) return ok(account);
  if (account.mergedIntoId !== null) return fail("account-merged", "This account was merged into another one already.");
  const busy = unsettled(books);
  if (busy) return busy;
  const merged = { ...account, mergedIntoId: intoId };
  return ok(account.cancelledMs === null ? end(books, merged, deed.nowMs) : put(books, merged));
};

/** What keeps an account from being merged away; null when nothing does. */
function unsettled(books: Books): Failure<"account-in-use"> | null {
  if (liveSubscriptions(books).length > 0) return fail("account-in-use", "It has a subscription. Cancel that first.");
  if (books.invoices.list().some(({ status }) => status === "open" || status === "draft")) {
    return fail("account-in-use", "It has an open invoice. Settle or void that first.");
  }
  if (books.pendingLines.list().length > 0) return fail("account-in-use", "It has lines that wait for an invoice.");
  if (books.balance.list().reduce((sum, { amount }) => sum + amount, 0) !== 0) {
    return fail("account-in-use", "It has a credit balance. Refund or adjust that first.");
  }
  const moving = [...books.payments.list(), ...books.refunds.list()].some(({ status }) =>
    ["initiated", "pending", "requires-action", "unknown"].includes(status),
  );
  return moving ? fail("account-in-use", "Money is on its way. Wait until it has arrived.") : null;
}

function put(books: Books, account: Account): Account {
  books.putAccount(account);
  return account;
}
