import { AccountBilling as Account } from "../../../durable-objects/account-billing/account-billing.ts";
import type { Json } from "../../../durable-objects/audit-log/entry.ts";
import type { AccountBooks } from "../../../workers/billing/account-client.ts";
import { SYSTEM } from "../../../workers/billing/command.ts";
import { eachBounded } from "../../../workers/billing/job/job-kind.ts";
import apiary from "../../../workers/index.ts";

export * from "../../../workers/index.ts";

/** An account whose alarm leaves what is due to the run, as if it had been lost, and does all else. */
export class AccountBilling extends Account {
  override async alarm(): Promise<void> {
    if (this.records(["task"]).task.some(({ dueMs }) => dueMs <= Date.now())) return;
    await super.alarm();
  }
}

/** Account ids of a product: a number each. */
const idOf = (product: string, number: number): string =>
  `01999999-${product.slice(-4).padStart(4, "0")}-7000-8000-${number.toString(16).padStart(12, "0")}`;

/**
 * Apiary's Worker; under `/bench/<what>/<product>/<from>/<count>/<time>` accounts are opened that are paid until a time,
 * called by a bare call each, or asked for the numbers of their invoices.
 */
export default {
  async fetch(request, env, ctx) {
    const [, root, what, product = "", from = "0", count = "0", time = "0"] = new URL(request.url).pathname.split("/");
    if (root !== "bench") return apiary.fetch(request, env, ctx);
    const numbers = Array.from({ length: Number(count) }, (_, index) => Number(from) + index);
    const answers = await eachBounded(numbers, async (number) => {
      const id = idOf(product, number);
      // The binding's class is the one above, of which the generated types know nothing.
      const books = env.ACCOUNT_BILLING.getByName(id) as unknown as AccountBooks;
      if (what === "open") return opened(books, product, number, Number(time));
      if (what === "call") return books.record("account", id);
      return (await books.records(["invoice"])).invoice.map((invoice) => invoice.number);
    });
    return Response.json(what === "billed" ? answers : answers.length);
  },
} satisfies ExportedHandler<Env>;

async function opened(books: AccountBooks, productId: string, number: number, paidUntilMs: number): Promise<void> {
  const deed = { nowMs: Date.now(), actor: SYSTEM, reason: "", requestId: "bench" };
  const input: Json = {
    ...{ source: "bench", externalId: String(number) },
    account: { productId, name: `Account ${number}`, ownerId: "person_1", currency: "EUR" },
    subscriptions: [
      {
        ...{ externalId: String(number), paidUntilMs, status: "active", items: [{ quantity: 3, price: PRICE }] },
        collection: { kind: "send-invoice", daysUntilDue: 14 },
      },
    ],
  };
  const reply = await books.run({ key: "import", command: "account.import", input, deed }, true);
  if (!reply.ok) throw new Error(reply.detail);
}

const PRICE: Json = {
  ...{ id: "price_team", productId: "shop", planId: "plan_team", name: "Team", currency: "EUR" },
  interval: { unit: "month", count: 1 },
  charge: { kind: "per-unit", unitAmount: "1500" },
  tax: { behaviour: "exclusive", code: "zero" },
};
