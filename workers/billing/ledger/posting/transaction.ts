import type { OfEntity } from "../../company/legal-entity.ts";

/** One side of a transaction: a positive amount in minor units, to an account of the chart. */
export interface Posting {
  /** The chart's code with its sub-account: `1100`, `2050:DE`, `4000:shop`. */
  account: string;
  direction: "debit" | "credit";
  amount: number;
  currency: string;
}

/** What the books say happened. Debits equal credits in each currency; it is never changed, only reversed. */
export interface Transaction extends OfEntity {
  /** Told apart for ever: what happened and to what, such as `invoice-finalised:in_…`. The same id again changes nothing. */
  id: string;
  kind: string;
  /** When it counts, epoch milliseconds: a closed period moves it to the open one and keeps `occurredMs`. */
  effectiveMs: number;
  occurredMs: number;
  /** `pending` is expected and counts in no balance until it is settled: posted, wholly or in part. `archived` settles a pending one that came to nothing. */
  status: "pending" | "posted" | "archived";
  postings: Posting[];
  /** The record that it is about: `invoice:in_…`. */
  source: string;
  description: string;
  reversalOf: string | null;
  /** The pending transaction that this one settles: posted, wholly or in part, or archived. Its id is then `<pending id>/settled`. */
  pendingId: string | null;
}
