import * as z from "zod";
import type { BalanceEntry } from "../../books/books.ts";
import type { Told } from "../../books/told-record.ts";
import type { Transaction } from "../../ledger/posting/transaction.ts";
import { amount, moment, of, shapeOf, text } from "./shape.ts";

export const balanceEntryShape = shapeOf<Told<BalanceEntry, "balance_entry">>()(
  z.object({
    ...of("balance_entry"),
    id: text,
    amount,
    currency: text,
    kind: z.enum([
      "adjustment",
      "credit-note",
      "applied-to-invoice",
      "unapplied-from-invoice",
      "overpaid",
      "too-small",
      "refunded",
      "import",
    ]),
    source: text,
    createdMs: moment,
  }),
);

/** One side of an entry: an account of the chart. */
export const postingShape = z.object({ account: text, direction: z.enum(["debit", "credit"]), amount, currency: text });

export const transactionShape = shapeOf<Told<Transaction, "ledger_transaction">>()(
  z.object({
    ...of("ledger_transaction"),
    entityId: text.exactOptional(),
    id: text,
    kind: text,
    effectiveMs: moment,
    occurredMs: moment,
    status: z.enum(["pending", "posted", "archived"]),
    postings: z.array(postingShape),
    source: text,
    description: text,
    reversalOf: text.nullable(),
    pendingId: text.nullable(),
  }),
);
