import { toldMethod } from "../payment/method/payment-method.ts";
import type { PaymentMethod } from "../payment/payment.ts";
import { accountOf } from "./record-books.ts";

/** What records are called outside, by how their ids begin. */
const OBJECTS: Readonly<Record<string, string>> = {
  sub: "subscription",
  in: "invoice",
  cn: "credit_note",
  pay: "payment",
  re: "refund",
  dp: "dispute",
  pm: "payment_method",
  bal: "balance_entry",
  wv: "waiver",
  ov: "override",
  note: "note",
};

/** A record as programs and webhooks are told it: it says what it is and whose. */
export type Told<Row, Name extends string> = Row & { object: Name; accountId: string };

/** The account of a record, told by its id: one of `newId`, or one with that of a record in it, as of the ledger's. */
export const recordAccount = (id: string): string | null => accountOf(/[a-z]+_[0-9a-f]{32}_\d+/.exec(id)?.[0] ?? "");

/** An answer with each record in it as it is told: with what it is and whose, and methods without what those are called at their gateways. */
export const outward = <Answer>(answer: Answer): Answer =>
  JSON.parse(JSON.stringify(answer, (_, part: unknown) => toldRecord(part)));

/** A record as it is told; anything else as it is. */
export function toldRecord<Part>(part: Part): Part | object {
  const named = hasId(part) ? nameOf(part) : null;
  if (!hasId(part) || named === null) return part;
  const { id, ...rest } = isMethod(part) ? { ...toldMethod(part) } : part;
  return { id, ...named, ...rest };
}

/** What a record is, and whose; null for what is no record, or says it itself. */
function nameOf(part: { id: string }): { object: string; accountId?: string | null } | null {
  // A change of a preview names the record that it is of.
  if ("object" in part || "row" in part) return null;
  if ("postings" in part) return { object: "ledger_transaction", accountId: recordAccount(part.id) };
  if ("ownerId" in part && "mergedIntoId" in part) return { object: "account" };
  if ("role" in part && "endedMs" in part) return { object: "person" };
  const accountId = accountOf(part.id);
  const object = accountId === null ? undefined : OBJECTS[part.id.slice(0, part.id.indexOf("_"))];
  return object === undefined ? null : { object, accountId };
}

const hasId = (part: unknown): part is { id: string } =>
  typeof part === "object" && part !== null && "id" in part && typeof part.id === "string";

const isMethod = (part: object): part is PaymentMethod => "token" in part && "last4" in part && "gateway" in part;
