import { describe, expect, it, test } from "vitest";
import {
  AMOUNT_MAX,
  archival,
  POST_RESULTS,
  POSTINGS_MAX,
  type PostResult,
  postResult,
  reversal,
  reversalId,
  settlement,
  signed,
  TRANSACTION_ID_MAX,
} from "./posting-rule.ts";
import type { Posting, Transaction } from "./transaction.ts";

const entry = (account: string, amount: number, currency = "EUR"): Posting => ({
  account,
  direction: amount > 0 ? "debit" : "credit",
  amount: Math.abs(amount),
  currency,
});

const plain: Transaction = {
  id: "x",
  kind: "k",
  effectiveMs: 2,
  occurredMs: 1,
  status: "posted",
  postings: [entry("1100", 100), entry("2000", -100)],
  source: "s",
  description: "d",
  reversalOf: null,
  pendingId: null,
};
const pending: Transaction = { ...plain, id: "p", status: "pending" };
const partly = (amount: number) => [entry("1100", amount), entry("2000", -amount)];

const HELD = new Map([plain, pending].map((each) => [each.id, each]));
const find = (id: string) => HELD.get(id) ?? null;
const fresh = (more: Partial<Transaction>): Transaction => ({ ...plain, id: "y", ...more });
const amounts = (amount: number) =>
  fresh({
    postings: [
      { ...entry("1100", 1), amount },
      { ...entry("2000", -1), amount },
    ],
  });
const many = (count: number) =>
  fresh({ postings: [...Array.from({ length: count - 1 }, () => entry("1100", 1)), entry("2000", 1 - count)] });

/** One line per result; where two faults meet, the one that comes first in `POST_RESULTS` is the answer. */
const CASES: [PostResult, Transaction][] = [
  ["exists-with-different-status", { ...plain, status: "pending", kind: "other" }],
  ["exists-with-different-kind", { ...plain, kind: "other", source: "other" }],
  ["exists-with-different-source", { ...plain, source: "other", effectiveMs: 9 }],
  ["exists-with-different-effective-time", { ...plain, effectiveMs: 9, occurredMs: 9 }],
  ["exists-with-different-occurred-time", { ...plain, occurredMs: 9, reversalOf: "z" }],
  ["exists-with-different-reversal", { ...plain, reversalOf: "z", pendingId: "p" }],
  ["exists-with-different-pending-id", { ...plain, pendingId: "p", postings: [] }],
  ["exists-with-different-postings", { ...plain, postings: partly(99), description: "other" }],
  ["exists-with-different-description", { ...plain, description: "other" }],
  ["exists", structuredClone(plain)],
  ["id-empty", fresh({ id: "", postings: [] })],
  ["id-too-long", fresh({ id: "x".repeat(TRANSACTION_ID_MAX + 1), postings: [] })],
  ["too-many-postings", many(POSTINGS_MAX + 1)],
  ["amount-not-a-positive-integer", amounts(1.5)],
  ["amount-too-large", amounts(AMOUNT_MAX + 1)],
  ["currency-malformed", fresh({ postings: [entry("9999", 1, "eur")] })],
  ["account-unknown", fresh({ postings: [entry("9999", 1)] })],
  ["reversal-and-settlement", fresh({ reversalOf: "x", pendingId: "p" })],
  ["archives-nothing", fresh({ status: "archived", postings: [] })],
  ["settles-as-pending", { ...settlement(pending, 3), status: "pending" }],
  ["postings-missing", fresh({ postings: [] })],
  ["debits-differ-from-credits", fresh({ postings: [entry("1100", 2, "EUR"), entry("2000", -2, "USD")] })],
  ["pending-not-found", { ...settlement(pending, 3), pendingId: "gone" }],
  ["pending-id-differs", { ...settlement(pending, 3), id: "y" }],
  ["pending-not-pending", settlement(plain, 3)],
  ["settles-other-accounts", settlement(pending, 3, [entry("1000", 1), entry("2000", -1)])],
  ["exceeds-pending-amount", settlement(pending, 3, partly(101))],
  ["original-not-found", { ...reversal(plain, 3, ""), reversalOf: "gone" }],
  ["reversal-id-differs", { ...reversal(plain, 3, ""), id: "y" }],
  ["original-not-posted", { ...reversal(pending, 3, ""), status: "posted" }],
  ["not-the-mirror", { ...reversal(plain, 3, ""), postings: partly(100) }],
  ["created", fresh({})],
];

describe("posting a transaction", () => {
  it.each(CASES)("%s", (result, transaction) => expect(postResult(transaction, find)).toBe(result));

  it("has a case for every result, in their order", () =>
    expect(CASES.map(([result]) => result)).toEqual([...POST_RESULTS]));

  it.each([
    ["amount", amounts(AMOUNT_MAX)],
    ["postings", many(POSTINGS_MAX)],
    ["id", fresh({ id: "x".repeat(TRANSACTION_ID_MAX) })],
    ["zero is no amount", { ...amounts(1), postings: amounts(0).postings }],
  ])("at the limit: %s", (what, transaction) =>
    expect(postResult(transaction, find)).toBe(
      what === "zero is no amount" ? "amount-not-a-positive-integer" : "created",
    ),
  );
});

test("a transaction is reversed once, and the two sum up to nothing", () => {
  const undone = reversal(plain, 5, "mistake");
  expect(postResult(undone, find)).toBe("created");
  expect([...plain.postings, ...undone.postings].reduce((sum, posting) => sum + signed(posting), 0)).toBe(0);
  const after = (id: string) => (id === reversalId("x") ? undone : find(id));
  expect(postResult(undone, after)).toBe("exists");
  expect(postResult(reversal(plain, 6, "mistake"), after)).toBe("exists-with-different-effective-time");
});

test("a pending transaction is posted in part, and once", () => {
  const part = settlement(pending, 3, partly(40));
  expect(postResult(part, find)).toBe("created");
  const again = settlement(pending, 3, partly(60));
  expect(postResult(again, (id) => (id === part.id ? part : find(id)))).toBe("exists-with-different-postings");
});

test("what was posted is not archived any more, and the other way round", () => {
  const [posted, archived] = [settlement(pending, 3), archival(pending, 3)];
  expect(postResult(archived, find)).toBe("created");
  expect(postResult(archived, (id) => (id === posted.id ? posted : find(id)))).toBe("exists-with-different-status");
  expect(postResult(posted, (id) => (id === archived.id ? archived : find(id)))).toBe("exists-with-different-status");
});
