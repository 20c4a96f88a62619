import { createHash } from "node:crypto";
import { accountBooks } from "../account-client.ts";
import { SYSTEM } from "../command/command.ts";
import type { EffectEnding, EffectOrder } from "../command/effect-order.ts";
import { waitsForQuote } from "../invoice/draft.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { majorText } from "../money.ts";
import type { QuoteQuestion } from "./quote.ts";
import { type QuoteService, quoteService } from "./quote-service.ts";

/** Effect `quote-tax`: asks the sales tax service about a draft, keeps its answer as it came, and tells the account. */
export async function askQuote(env: Env, order: EffectOrder): Promise<EffectEnding> {
  const service = quoteService(env);
  if (service === null) {
    return {
      kind: "park",
      because: "No sales tax service is set up, and the company's table has no rates of this place.",
    };
  }
  const { invoice: invoices, account: accounts } = await accountBooks(env, order.accountId).records([
    "invoice",
    "account",
  ]);
  const invoice = invoices.find(({ id }) => id === order.effect.subject);
  const address = accounts[0]?.address;
  if (!invoice || !address || !waitsForQuote(invoice)) return { kind: "done", commands: [] };
  return quoted(service, order, invoice, { address, taxId: accounts[0]?.taxId?.value ?? null }, (key, text) =>
    env.BLOBS.put(key, text, { httpMetadata: { contentType: "application/json" } }),
  );
}

/** The same with the service and where answers are kept handed in. An answer is kept under its hash before it counts. */
export async function quoted(
  service: QuoteService,
  { accountId, effect, nowMs }: EffectOrder,
  invoice: Invoice,
  customer: Pick<QuoteQuestion["customer"], "address" | "taxId">,
  keep: (key: string, text: string) => Promise<unknown>,
): Promise<EffectEnding> {
  const question: QuoteQuestion = {
    id: effect.id,
    at: new Date(nowMs).toISOString(),
    currency: invoice.currency,
    invoice: invoice.id,
    customer: { id: accountId, ...customer },
    seller: { address: invoice.seller.address },
    items: itemsOf(invoice),
  };
  const outcome = await service(question, nowMs);
  if (outcome.kind === "retry") return { kind: "retry", because: outcome.because };
  if (outcome.kind === "refused") return { kind: "park", because: outcome.because };
  const kept = JSON.stringify({ question, answer: outcome.text });
  const archive = `billing/sales-tax/${createHash("sha256").update(kept).digest("hex")}.json`;
  await keep(archive, kept);
  const { address } = customer;
  const { reference, items } = outcome.answer;
  return {
    kind: "done",
    commands: [
      {
        key: `${effect.id}:${archive.slice(-16)}`,
        command: "sales-tax.quoted",
        input: { invoiceId: invoice.id, address: { ...address }, reference, items, archive },
        deed: { nowMs, actor: SYSTEM, reason: "", requestId: effect.id },
      },
    ],
  };
}

/** What is sold of each tax code. */
function itemsOf({ lines, currency }: Invoice): QuoteQuestion["items"] {
  const sums = new Map<string, { taxCode: string; taxIncluded: boolean; amount: number }>();
  for (const { taxCode, taxInclusive, amount, discountAmount } of lines) {
    const key = `${taxCode} ${taxInclusive}`;
    const sum = sums.get(key) ?? { taxCode, taxIncluded: taxInclusive, amount: 0 };
    sums.set(key, { ...sum, amount: sum.amount + amount - discountAmount });
  }
  return [...sums.values()].map(({ amount, ...item }) => ({ ...item, amount: majorText({ amount, currency }) }));
}
