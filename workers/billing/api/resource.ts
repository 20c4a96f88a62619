import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { type ProblemAnswer, problem } from "../../front/problem.ts";
import type { PaymentMethod } from "../payment/payment.ts";
import { toldMethod } from "../payment/payment-method.ts";
import type { RecordKind } from "../record.ts";
import { accountOf } from "../record-books.ts";

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

/** The page of some things that `next_cursor` continues. */
export const page = (data: object[], next_cursor: string | null = null): Page => ({
  ...{ object: "list", data, has_more: next_cursor !== null, next_cursor },
});

/** The page that shows the first rows of some, of which there may be one more than that. */
export function pageOf(rows: readonly { id: string }[], limit: number): Page {
  const data = rows.slice(0, limit);
  return page(data, rows.length > limit ? (data.at(-1)?.id ?? null) : null);
}

/** The account of a record, told by its id: one of `newId`, or one with that of a record in it, as of the ledger's. */
export const recordAccount = (id: string): string | null => accountOf(/[a-z]+_[0-9a-f]{32}_\d+/.exec(id)?.[0] ?? "");

/** What programs are answered: records say whose they are, and methods not what those are called at their gateways. */
export const outward = <Answer>(answer: Answer): Answer =>
  JSON.parse(
    JSON.stringify(answer, (_, part: unknown) => (isRecord(part) ? told(part, recordAccount(part.id)) : part)),
  );

/** Ids of the records that programs read; a posting is told by what it has. */
const RECORD_ID = /^(?:sub|in|cn|pay|re|dp|pm|bal|wv|ov)_[0-9a-f]{32}_\d+$/;

const isRecord = (part: unknown): part is { id: string } =>
  typeof part === "object" &&
  part !== null &&
  "id" in part &&
  typeof part.id === "string" &&
  // A change of a preview names the record that it is of.
  !("row" in part) &&
  (RECORD_ID.test(part.id) || "postings" in part);

const told = (record: { id: string }, accountId: string | null): object => ({
  accountId,
  ...(isMethod(record) ? toldMethod(record) : record),
});

const isMethod = (part: object): part is PaymentMethod => "token" in part && "last4" in part && "gateway" in part;

/** The answer where a list is asked to go on after something that is not in it. */
export function noCursor(c: Context<App>): ProblemAnswer {
  const detail = "There is nothing of that id in the list.";
  return problem(c, { status: 422, reason: "invalid-cursor", detail, fields: { cursor: detail } });
}

export const noSuchThing = (c: Context<App>): ProblemAnswer =>
  problem(c, { status: 404, reason: "not-found", detail: "There is nothing of that id." });
