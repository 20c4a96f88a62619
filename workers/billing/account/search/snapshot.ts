import type { Books } from "../../books/books.ts";
import { entityIdOf } from "../../company/legal-entity.ts";
import { recurringRevenue } from "../../ledger/revenue/mrr.ts";
import { upcomingRevenue } from "../../ledger/revenue/upcoming.ts";
import { nextDueMs } from "../../schedule/tasks.ts";
import { type Account, isTest } from "../account.ts";
import type { KeyedHash } from "../person/keyed-hash.ts";
import { presentPeople } from "../person/person.ts";
import { ERASED, maskedMail, maskedName, type Personal } from "../person/personal.ts";
import { accountStatus } from "../status.ts";
import { runningWaiver } from "../waiver.ts";
import type { AccountSnapshot } from "./projection.ts";
import { domainOf, searchKey, wordsOf } from "./search-key.ts";

/** Invoices by whose numbers a test account is found, the newest ones; all others' are found in the list of invoices. */
const TEST_INVOICES_FOUND_MAX = 500;

/** What every list calls a test account by. */
const TEST_TAG = "test account";

/** What lists and the search show of an account as its books are at a time; null before it was opened. */
export function snapshotOf(
  books: Books,
  people: ReadonlyMap<string, Personal | null>,
  { seq, nowMs, hash, parked }: { seq: number; nowMs: number; hash: KeyedHash; parked: number },
): AccountSnapshot | null {
  const account = books.account();
  if (!account) return null;
  const subscriptions = books.subscriptions.list();
  const waiver = runningWaiver(books.waivers.list(), nowMs);
  const live = subscriptions.filter(({ status }) => status !== "cancelled" && status !== "expired");
  const names = live.flatMap(({ items }) => items.map(({ price }) => price.name));
  const open = books.invoices.list().filter(({ status }) => status === "open");
  const failing = open
    .filter(({ attempts }) => attempts > 0)
    .map(({ finalisedMs, createdMs }) => finalisedMs ?? createdMs);
  const owner = people.get(account.ownerId) ?? null;
  return {
    id: account.id,
    seq,
    productId: account.productId,
    entityId: entityIdOf(account),
    name: account.name,
    status: ownStatus(account, subscriptions),
    plan: waiver ? waiver.planName || waiver.planId : [...new Set(names)].join(", "),
    comped: waiver !== null,
    waiverId: waiver?.id ?? null,
    waiverExpiresMs: waiver?.expiresMs ?? null,
    waiverReviewMs: waiver?.reviewMs ?? null,
    employeeId: waiver?.employeeId ?? null,
    mrr: recurringRevenue(subscriptions, waiver !== null),
    currency: account.currency,
    owed: open.reduce((sum, { amountRemaining }) => sum + amountRemaining, 0),
    // Nobody has to look after a test.
    failingSinceMs: failing.length === 0 || isTest(account) ? null : Math.min(...failing),
    ownerName: owner ? maskedName(owner.name) : ERASED,
    ownerMail: owner ? maskedMail(owner.mail) : "",
    country: account.address?.country ?? "",
    tags: isTest(account) ? [TEST_TAG, ...account.tags] : account.tags,
    createdMs: account.createdMs,
    dueMs: dueOf(books, account),
    upcoming: isTest(account) ? [] : upcomingRevenue(books),
    incinerateAtMs: account.incinerateAtMs,
    mergedIntoId: account.mergedIntoId,
    parked,
    names: `${account.name} ${account.legalName}`,
    keys: keysOf(books, account, people, hash).join(" "),
  };
}

/** When something of the account is due: by the real time, so that what a clock of its own has not reached yet is not. */
function dueOf(books: Books, { clockMs }: Account): number | null {
  const dueMs = nextDueMs(books);
  return dueMs !== null && clockMs !== null && dueMs > clockMs ? null : dueMs;
}

/** What payments say of an account's debts stands in its status; all else follows from its flags and subscriptions. */
function ownStatus(account: Account, subscriptions: Parameters<typeof accountStatus>[1]) {
  const derived = accountStatus(account, subscriptions);
  return derived === "active" && account.status === "past-due" ? "past-due" : derived;
}

function keysOf(
  books: Books,
  account: Account,
  people: ReadonlyMap<string, Personal | null>,
  hash: KeyedHash,
): string[] {
  const known = presentPeople(books).flatMap(({ id }) => people.get(id) ?? []);
  const owner = people.get(account.ownerId);
  const invoices = isTest(account) ? books.invoices.list().slice(-TEST_INVOICES_FOUND_MAX) : [];
  const key = (kind: Parameters<typeof searchKey>[0], value: string) => searchKey(kind, value, hash);
  const keys = [
    key("name", account.name),
    ...(owner ? wordsOf(owner.name).map((word) => key("owner", word)) : []),
    ...known.flatMap(({ mail }) => [key("mail", mail), key("domain", domainOf(mail))]),
    ...invoices.flatMap(({ number }) => (number === null ? [] : [key("invoice", number)])),
    ...books.methods.list().flatMap(({ last4, status }) => (status === "detached" ? [] : [key("card", last4)])),
    ...Object.values(account.externalIds).map((id) => key("external", id)),
    ...account.tags.map((tag) => key("tag", tag)),
  ];
  return [...new Set(keys)];
}
