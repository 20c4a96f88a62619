import type { Books } from "../../books/books.ts";
import { archival, postResult, settlementId } from "./posting-rule.ts";
import type { Transaction } from "./transaction.ts";

const expectedId = (id: string): string => `expected:${id}`;

/** Notes a transaction as expected: money that is on its way, or of which nobody knows yet whether it moved. Once of each. */
export function expectPosting(books: Pick<Books, "ledger">, transaction: Transaction): void {
  const id = expectedId(transaction.id);
  if (books.ledger.get(id) === null) books.ledger.post({ ...transaction, id, status: "pending" });
}

/** What of a transaction is still expected; null where it never was, was posted, or was given up. */
function stillExpected({ ledger }: Pick<Books, "ledger">, id: string): Transaction | null {
  const pending = ledger.get(expectedId(id));
  return pending !== null && ledger.get(settlementId(pending.id)) === null ? pending : null;
}

/**
 * Posts a transaction: as what settles the expected one, where it keeps to its accounts and amounts. Where it came otherwise (more than was
 * owed by then, for an invoice that was written off), what was expected is given up and it stands by itself. Returns what was posted.
 */
export function postExpected(books: Pick<Books, "ledger">, transaction: Transaction): Transaction {
  const { ledger } = books;
  const pending = stillExpected(books, transaction.id);
  if (pending !== null) {
    const { entityId } = pending;
    const id = settlementId(pending.id);
    const settled = { ...transaction, ...(entityId !== undefined && { entityId }), id, pendingId: pending.id };
    if (postResult(settled, (each) => ledger.get(each)) === "created") {
      ledger.post(settled);
      return settled;
    }
    ledger.post(archival(pending, transaction.effectiveMs));
  }
  ledger.post(transaction);
  return transaction;
}

/** Gives up what was expected of a transaction: nothing moved. */
export function expectNoMore(books: Pick<Books, "ledger">, id: string, atMs: number): void {
  const pending = stillExpected(books, id);
  if (pending !== null) books.ledger.post(archival(pending, atMs));
}

/** The posted transaction of this id, also where it settled an expected one; null when neither is there. */
export function postedOf({ ledger }: Pick<Books, "ledger">, id: string): Transaction | null {
  const found = ledger.get(id) ?? ledger.get(settlementId(expectedId(id)));
  return found?.status === "posted" ? found : null;
}
