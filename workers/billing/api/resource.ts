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

/** The page that shows the first rows of some, of which there may be one more than that. */
export function pageOf(rows: readonly { id: string }[], limit: number): Page {
  const data = rows.slice(0, limit);
  const has_more = rows.length > limit;
  return { object: "list", data, has_more, next_cursor: has_more ? (data.at(-1)?.id ?? null) : null };
}

/** What programs are answered, wherever payment methods stand in it: without what those are called at their gateways. */
export const outward = <Answer>(answer: Answer): Answer =>
  JSON.parse(JSON.stringify(answer, (_, part: unknown) => (isMethod(part) ? toldMethod(part) : part)));

const isMethod = (part: unknown): part is PaymentMethod =>
  typeof part === "object" && part !== null && "token" in part && "last4" in part && "gateway" in part;
