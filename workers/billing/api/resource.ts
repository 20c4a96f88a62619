import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { type ProblemAnswer, problem } from "../../front/problem.ts";
import type { RecordKind } from "../books/record.ts";

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
  notes: "note",
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

/** The page of some things that `next_cursor` continues. */
export const page = (data: object[], next_cursor: string | null = null): Page => ({
  ...{ object: "list", data, has_more: next_cursor !== null, next_cursor },
});

/** The page that shows the first rows of some, of which there may be one more than that. */
export function pageOf(rows: readonly { id: string }[], limit: number): Page {
  const data = rows.slice(0, limit);
  return page(data, rows.length > limit ? (data.at(-1)?.id ?? null) : null);
}

/** The answer where a list is asked to go on after something that is not in it. */
export function noCursor(c: Context<App>): ProblemAnswer {
  const detail = "There is nothing of that id in the list.";
  return problem(c, { status: 422, reason: "invalid-cursor", detail, fields: { cursor: detail } });
}

export const noSuchThing = (c: Context<App>): ProblemAnswer =>
  problem(c, { status: 404, reason: "not-found", detail: "There is nothing of that id." });
