import type { Preview } from "../../../../durable-objects/account-billing/commands.ts";
import { sum } from "../../../kit/sum.ts";
import type { Subscription } from "../../subscription/subscription.ts";
import { made } from "../pay/next-invoice.ts";

/** What a change of plan does to the customer's money, in minor units of one currency. */
export interface MoneyEffect {
  /** Null where it happens at once. */
  atMs: number | null;
  /** Of new invoices, tax included. */
  invoiced: number;
  /** Comes back as credit. */
  credited: number;
  /** Of the credit, old and new, that the new invoices use up. */
  creditUsed: number;
  /** Charged at once. */
  charged: number;
  /** Waits for the next invoice. */
  waiting: { description: string; amount: number }[];
}

/**
 * Reads the effect of a change out of what the books say that it would do. `balance` is the customer's credit before;
 * an invoice that is open takes from it before anything is charged.
 */
export function moneyEffect(
  changes: Extract<Preview, { ok: true }>["changes"],
  balance: number,
  nowMs: number,
): MoneyEffect {
  const invoiced = sum(made(changes, "invoice").map(({ amountRemaining }) => amountRemaining));
  const credited = sum(made(changes, "credit-note").map(({ total }) => total));
  const entries = sum(made(changes, "balance-entry").map(({ amount }) => amount));
  const creditUsed = Math.min(Math.max(balance + entries, 0), invoiced);
  const waiting = made(changes, "pending-line").map(({ description, amount }) => ({ description, amount }));
  return { atMs: startOf(changes, nowMs), invoiced, credited, creditUsed, charged: invoiced - creditUsed, waiting };
}

/** When the newest change that waits would happen; null when nothing new waits. */
function startOf(changes: Extract<Preview, { ok: true }>["changes"], nowMs: number): number | null {
  for (const { before, after } of changes) {
    if (after.kind !== "subscription" || after.row === null || before === null) continue;
    const [was, is] = [before as Subscription, after.row as Subscription]; // by its kind
    const added = is.scheduled.find(({ id, atMs }) => atMs > nowMs && !was.scheduled.some((one) => one.id === id));
    if (added) return added.atMs;
  }
  return null;
}
