import * as z from "zod";
import type { BalanceEntry } from "../../books.ts";
import type { Transaction } from "../../ledger/transaction.ts";
import { amount, moment, type Owned, shapeOf, text } from "./shape.ts";

export const balanceEntryShape = shapeOf<Owned<BalanceEntry>>()(
  z.object({
    accountId: text,
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

export const transactionShape = shapeOf<Owned<Transaction>>()(
  z.object({
    accountId: text,
    id: text,
    kind: text,
    effectiveMs: moment,
    occurredMs: moment,
    status: z.enum(["pending", "posted", "archived"]),
    postings: z.array(z.object({ account: text, direction: z.enum(["debit", "credit"]), amount, currency: text })),
    source: text,
    description: text,
    reversalOf: text.nullable(),
    pendingId: text.nullable(),
  }),
);
