import type { PaymentMethod } from "../payment/payment.ts";
import { toldMethod } from "../payment/payment-method.ts";
import type { RecordKind } from "../record.ts";

/** Things that programs read, by the name in the path, and the kind of record that they are. */
export const RESOURCES = {
  subscriptions: "subscription",
  invoices: "invoice",
  credit_notes: "credit-note",
  payments: "payment",
  refunds: "refund",
  disputes: "dispute",
  payment_methods: "payment-method",
  balance_entries: "balance-entry",
  waivers: "waiver",
  overrides: "override",
  ledger_transactions: "transaction",
} as const satisfies Record<string, RecordKind>;

export type ResourceName = keyof typeof RESOURCES;

/** Things on one page at most, and when nothing is said. */
export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 20;

/** A page of a list, the newest first. `next_cursor` continues it; null at the end. */
export interface Page {
  object: "list";
  data: object[];
  has_more: boolean;
  next_cursor: string | null;
}

/** The page of rows, oldest first, that follows the row of the id `after`, newest first. Null when there is no such row. */
export function pageOf(rows: readonly { id: string }[], after: string | null, limit: number): Page | null {
  const newest = rows.toReversed();
  const at = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1;
  if (after !== null && at === 0) return null;
  const data = newest.slice(at, at + limit);
  const has_more = at + limit < newest.length;
  return { object: "list", data, has_more, next_cursor: has_more ? (data.at(-1)?.id ?? null) : null };
}

/** What programs are answered, wherever payment methods stand in it: without what those are called at their gateways. */
export const outward = <Answer>(answer: Answer): Answer =>
  JSON.parse(JSON.stringify(answer, (_, part: unknown) => (isMethod(part) ? toldMethod(part) : part)));

const isMethod = (part: unknown): part is PaymentMethod =>
  typeof part === "object" && part !== null && "token" in part && "last4" in part && "gateway" in part;
