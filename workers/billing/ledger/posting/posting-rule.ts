import { BUILT_IN, isKnownAccount } from "./chart.ts";
import type { Posting, Transaction } from "./transaction.ts";

/** Entries of one transaction; an invoice has one per jurisdiction and a few. */
export const POSTINGS_MAX = 500;
export const TRANSACTION_ID_MAX = 200;
/** Minor units of one entry; a sum of nine thousand of the largest is still exact. */
export const AMOUNT_MAX = 1_000_000_000_000;

/** The answers to a transaction, in their order of precedence: the first that holds is given. As in TigerBeetle, what is there already is asked first. */
export const POST_RESULTS = [
  "exists-with-different-status",
  "exists-with-different-kind",
  "exists-with-different-source",
  "exists-with-different-effective-time",
  "exists-with-different-occurred-time",
  "exists-with-different-reversal",
  "exists-with-different-pending-id",
  "exists-with-different-postings",
  "exists-with-different-description",
  "exists",
  "id-empty",
  "id-too-long",
  "too-many-postings",
  "amount-not-a-positive-integer",
  "amount-too-large",
  "currency-malformed",
  "account-unknown",
  "reversal-and-settlement",
  "archives-nothing",
  "settles-as-pending",
  "postings-missing",
  "debits-differ-from-credits",
  "pending-not-found",
  "pending-id-differs",
  "pending-not-pending",
  "settles-other-accounts",
  "exceeds-pending-amount",
  "original-not-found",
  "reversal-id-differs",
  "original-not-posted",
  "not-the-mirror",
  "created",
] as const;

export type PostResult = (typeof POST_RESULTS)[number];

/** The id of the one transaction that settles a pending one, and of the one that reverses a posted one: so neither happens twice. */
export const settlementId = (pendingId: string): string => `${pendingId}/settled`;
export const reversalId = (originalId: string): string => `${originalId}/reversed`;

/** What posting a transaction comes to, given what the ledger holds. Only `created` appends; `exists` is a harmless repeat. */
export function postResult(
  transaction: Transaction,
  find: (id: string) => Transaction | null,
  isKnown: (account: string) => boolean = (account) => isKnownAccount(BUILT_IN, account),
): PostResult {
  const existing = find(transaction.id);
  if (existing) return difference(existing, transaction);
  return (
    formFault(transaction, isKnown) ??
    settlementFault(transaction, find) ??
    reversalFault(transaction, find) ??
    "created"
  );
}

function difference(existing: Transaction, transaction: Transaction): PostResult {
  if (existing.status !== transaction.status) return "exists-with-different-status";
  if (existing.kind !== transaction.kind) return "exists-with-different-kind";
  if (existing.source !== transaction.source) return "exists-with-different-source";
  if (existing.effectiveMs !== transaction.effectiveMs) return "exists-with-different-effective-time";
  if (existing.occurredMs !== transaction.occurredMs) return "exists-with-different-occurred-time";
  if (existing.reversalOf !== transaction.reversalOf) return "exists-with-different-reversal";
  if (existing.pendingId !== transaction.pendingId) return "exists-with-different-pending-id";
  if (!samePostings(existing.postings, transaction.postings)) return "exists-with-different-postings";
  if (existing.description !== transaction.description) return "exists-with-different-description";
  return "exists";
}

function formFault(
  { id, status, postings, reversalOf, pendingId }: Transaction,
  isKnown: (account: string) => boolean,
) {
  if (id === "") return "id-empty";
  if (id.length > TRANSACTION_ID_MAX) return "id-too-long";
  if (postings.length > POSTINGS_MAX) return "too-many-postings";
  if (postings.some(({ amount }) => !Number.isSafeInteger(amount) || amount <= 0))
    return "amount-not-a-positive-integer";
  if (postings.some(({ amount }) => amount > AMOUNT_MAX)) return "amount-too-large";
  if (postings.some(({ currency }) => !/^[A-Z]{3}$/.test(currency))) return "currency-malformed";
  if (postings.some(({ account }) => !isKnown(account))) return "account-unknown";
  if (reversalOf !== null && pendingId !== null) return "reversal-and-settlement";
  if (status === "archived" && pendingId === null) return "archives-nothing";
  if (status === "pending" && pendingId !== null) return "settles-as-pending";
  if (postings.length === 0 && status !== "archived") return "postings-missing";
  if ([...sums(postings).values()].some((sum) => sum !== 0)) return "debits-differ-from-credits";
  return null;
}

function settlementFault({ id, pendingId, postings }: Transaction, find: (id: string) => Transaction | null) {
  if (pendingId === null) return null;
  const pending = find(pendingId);
  if (!pending) return "pending-not-found";
  if (id !== settlementId(pendingId)) return "pending-id-differs";
  if (pending.status !== "pending") return "pending-not-pending";
  const reserved = amounts(pending.postings);
  const settled = amounts(postings);
  if ([...settled.keys()].some((side) => !reserved.has(side))) return "settles-other-accounts";
  if ([...settled].some(([side, amount]) => amount > (reserved.get(side) ?? 0))) return "exceeds-pending-amount";
  return null;
}

function reversalFault({ id, reversalOf, postings }: Transaction, find: (id: string) => Transaction | null) {
  if (reversalOf === null) return null;
  const original = find(reversalOf);
  if (!original) return "original-not-found";
  if (id !== reversalId(reversalOf)) return "reversal-id-differs";
  if (original.status !== "posted") return "original-not-posted";
  return samePostings(postings, mirrored(original.postings)) ? null : "not-the-mirror";
}

/** The transaction that undoes a posted one: the same amounts on the other sides. */
export const reversal = (original: Transaction, atMs: number, description: string): Transaction => ({
  ...original,
  id: reversalId(original.id),
  kind: `${original.kind}-reversed`,
  effectiveMs: atMs,
  occurredMs: atMs,
  postings: mirrored(original.postings),
  description,
  reversalOf: original.id,
  pendingId: null,
});

/** The transaction that posts a pending one, wholly unless `postings` say less: what they leave out is released. */
export const settlement = (pending: Transaction, atMs: number, postings = pending.postings): Transaction => ({
  ...pending,
  id: settlementId(pending.id),
  status: "posted",
  effectiveMs: atMs,
  occurredMs: atMs,
  postings,
  pendingId: pending.id,
});

/** The transaction that gives a pending one up: all of it is released. */
export const archival = (pending: Transaction, atMs: number): Transaction => ({
  ...settlement(pending, atMs, []),
  status: "archived",
});

const mirrored = (postings: readonly Posting[]): Posting[] =>
  postings.map((posting) => ({ ...posting, direction: posting.direction === "debit" ? "credit" : "debit" }));

/** Debits less credits of one entry. */
export const signed = ({ direction, amount }: Posting): number => (direction === "debit" ? amount : -amount);

function sums(postings: readonly Posting[]): Map<string, number> {
  const byCurrency = new Map<string, number>();
  for (const posting of postings) {
    byCurrency.set(posting.currency, (byCurrency.get(posting.currency) ?? 0) + signed(posting));
  }
  return byCurrency;
}

function amounts(postings: readonly Posting[]): Map<string, number> {
  const bySide = new Map<string, number>();
  for (const { account, direction, currency, amount } of postings) {
    const side = `${account} ${direction} ${currency}`;
    bySide.set(side, (bySide.get(side) ?? 0) + amount);
  }
  return bySide;
}

const samePostings = (a: readonly Posting[], b: readonly Posting[]): boolean =>
  a.length === b.length &&
  a.every((posting, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      posting.account === other.account &&
      posting.direction === other.direction &&
      posting.amount === other.amount &&
      posting.currency === other.currency
    );
  });
