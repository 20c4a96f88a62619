import type { Books } from "../books/books.ts";
import { isClosing } from "../invoice/finalise.ts";

/** A stretch of time, both ends included; epoch milliseconds. */
export interface Window {
  fromMs: number;
  untilMs: number;
}

/** What an account's subscriptions were billed for a window, whoever did it. */
export interface Billed {
  currency: string;
  /** Sum of the invoices with tax, in minor units. */
  amount: number;
  invoices: number;
  /** Drafts among them, with what they wait for. */
  held: ("number" | "tax")[];
  /** Whether something was due by its end and is not done. */
  more: boolean;
}

/**
 * What subscriptions' invoices came to that were due within a window. An invoice is created at the time at which it was
 * due, however late that is done: so this says the same whenever it is asked, and whether an alarm billed or a run.
 */
export function billedIn(books: Books, { fromMs, untilMs }: Window): Billed {
  const due = books.invoices
    .list()
    .filter(
      ({ reason, status, createdMs }) =>
        reason.startsWith("subscription-") && status !== "void" && createdMs >= fromMs && createdMs <= untilMs,
    );
  return {
    currency: books.account()?.currency ?? "",
    amount: due.reduce((sum, { total }) => sum + total, 0),
    invoices: due.length,
    held: due
      .filter(({ status }) => status === "draft")
      .map((invoice) => (isClosing(books, invoice) ? "number" : "tax")),
    more: books.tasks.list().some(({ dueMs }) => dueMs <= untilMs),
  };
}
