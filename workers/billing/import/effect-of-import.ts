import type { Failure } from "../../kit/result.ts";
import type { RecordChange, StoredRecord } from "../books/record.ts";

/** What one import comes to: how many subscriptions it brings, and minor units of the account's currency. */
export interface ImportFigures {
  subscriptions: number;
  /** What the account pays a month more than before. */
  monthly: number;
  /** What the company owes the customer; negative what the customer owes. */
  balance: number;
  /** What is open on invoices. */
  open: number;
}

/** What became of an import, and whether anything is another than before. */
export type TakenOver = { ok: true; changed: boolean } | Failure<string>;

type Changes = readonly { before: StoredRecord["row"]; after: StoredRecord }[];

/** Whether anything would be another than it is. */
export const changesAnything = (changes: Changes): boolean =>
  changes.some(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after.row));

/** What the records that an import makes come to. */
export function figuresOf(changes: Changes): ImportFigures {
  const figures: ImportFigures = { subscriptions: 0, monthly: 0, balance: 0, open: 0 };
  for (const { before, after } of changes) {
    if (before !== null || after.row === null) continue;
    // Kind and row of a record belong together.
    const made = { kind: after.kind, after: after.row } as RecordChange;
    if (made.kind === "subscription") figures.subscriptions += 1;
    else if (made.kind === "movement") figures.monthly += made.after?.change ?? 0;
    else if (made.kind === "balance-entry") figures.balance += made.after?.amount ?? 0;
    else if (made.kind === "invoice") figures.open += made.after?.amountRemaining ?? 0;
  }
  return figures;
}
