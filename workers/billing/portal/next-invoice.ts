import type { Preview } from "../../../durable-objects/account-billing/commands.ts";
import type { AccountBooks } from "../account-client.ts";
import { SYSTEM } from "../command.ts";
import type { Invoice } from "../invoice/invoice.ts";
import type { RecordTypes } from "../record.ts";
import type { Subscription } from "../subscription/subscription.ts";

/** What the next invoice will be, as the books would write it, and when. */
export interface NextInvoice {
  atMs: number;
  total: number;
  currency: string;
  /** Whether what is used until then comes on top. */
  plusUsage: boolean;
}

/** Lives up to the next renewal without anything being done, and reads the invoice that is there then. Null when none is. */
export async function nextInvoice(
  books: AccountBooks,
  subscriptions: readonly Subscription[],
): Promise<NextInvoice | null> {
  const renewing = subscriptions.filter(({ status }) => ["active", "past-due", "trialing"].includes(status));
  const atMs = Math.min(
    ...renewing.map(({ period, trialEndMs, status }) =>
      status === "trialing" ? (trialEndMs ?? period.endMs) : period.endMs,
    ),
  );
  if (!Number.isFinite(atMs)) return null;
  const deed = { nowMs: atMs, actor: SYSTEM, reason: "", requestId: "next-invoice" };
  const seen = await books.preview({ command: "account.advance", input: { measured: [] }, deed });
  const invoices = seen.ok ? newInvoices(seen.changes) : [];
  const [first] = invoices;
  if (!first) return null;
  const total = invoices.reduce((sum, invoice) => sum + invoice.total, 0);
  const plusUsage = renewing.some(({ items }) => items.some(({ price }) => price.usage.kind === "metered"));
  return { atMs, total, currency: first.currency, plusUsage };
}

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

const newInvoices = (changes: Extract<Preview, { ok: true }>["changes"]): Invoice[] => made(changes, "invoice");
