import type { Preview } from "../../../../durable-objects/account-billing/commands.ts";
import type { AccountBooks } from "../../account-client.ts";
import type { RecordTypes } from "../../books/record.ts";
import { SYSTEM } from "../../command/command.ts";
import type { Asked } from "../../command/execute.ts";
import type { Subscription } from "../../subscription/subscription.ts";

/** What the next invoice will be, as the books would write it, and when. */
export interface NextInvoice {
  atMs: number;
  total: number;
  currency: string;
  /** Whether what is used until then comes on top. */
  plusUsage: boolean;
}

/**
 * Lives up to the next renewal of subscriptions, as they are once a command is done, and reads the invoices that are there then: null when
 * there are none. Without a command nothing else is done before.
 */
export async function nextInvoice(
  books: AccountBooks,
  subscriptions: readonly Subscription[],
  { nowMs, after = advance(nowMs) }: { nowMs: number; after?: Asked },
): Promise<NextInvoice | null> {
  const renewing = subscriptions.filter(({ status }) => ["active", "past-due", "trialing"].includes(status));
  const atMs = Math.min(
    ...renewing.map(({ period, trialEndMs, status }) =>
      status === "trialing" ? (trialEndMs ?? period.endMs) : period.endMs,
    ),
  );
  if (!Number.isFinite(atMs)) return null;
  const seen = await books.preview(after, [advance(atMs)]);
  // What the command itself bills is not the next one.
  const invoices = seen.ok ? made(seen.changes, "invoice").filter(({ createdMs }) => createdMs >= atMs) : [];
  const [first] = invoices;
  if (!first) return null;
  const total = invoices.reduce((sum, invoice) => sum + invoice.total, 0);
  const plusUsage = renewing.some(({ items }) => items.some(({ price }) => price.usage.kind === "metered"));
  return { atMs, total, currency: first.currency, plusUsage };
}

const advance = (nowMs: number): Asked => ({
  ...{ command: "account.advance", input: { measured: [] } },
  deed: { nowMs, actor: SYSTEM, reason: "", requestId: "next-invoice" },
});

/** The records of a kind that a command would make. */
export function made<Kind extends keyof RecordTypes>(
  changes: Extract<Preview, { ok: true }>["changes"],
  kind: Kind,
): RecordTypes[Kind][] {
  return changes.flatMap(({ before, after }) =>
    // A record is of its own kind.
    after.kind === kind && before === null && after.row !== null ? [after.row as RecordTypes[Kind]] : [],
  );
}
