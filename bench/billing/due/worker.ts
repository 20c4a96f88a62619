import { AccountBilling as Account } from "../../../durable-objects/account-billing/account-billing.ts";
import type { AccountBooks } from "../../../workers/billing/account-client.ts";
import { SYSTEM } from "../../../workers/billing/command/command.ts";
import type { EffectDesk } from "../../../workers/billing/command/effect-order.ts";
import type { Company } from "../../../workers/billing/company/company.ts";
import { recentCompany } from "../../../workers/billing/company/company-book.ts";
import { eachBounded } from "../../../workers/billing/job/bounds.ts";
import { SharedDesk } from "../../../workers/billing/run/shared-desk.ts";
import apiary from "../../../workers/index.ts";
import type { Json } from "../../../workers/kit/json.ts";
import { DAY_MS } from "../../../workers/kit/time.ts";

export * from "../../../workers/index.ts";

const OWNER = "person_1";

/** Accounts are opened yesterday, so that what they are billed for by now does not come while others are still opened. */
function liveYesterday(): void {
  if (isYesterday) return;
  const now = Date.now;
  Date.now = () => now() - DAY_MS;
  isYesterday = true;
}
let isYesterday = false;

/** An account that is opened so that its alarm is lost: what is due waits for a run. */
export class AccountBilling extends Account {
  #opening = false;

  /** Opens an account, and has it told to the lists at a desk. */
  async open(opened: Json, mail: string, desk: EffectDesk, company: Company): Promise<void> {
    this.#opening = true;
    const deed = { nowMs: Date.now(), actor: SYSTEM, reason: "", requestId: "bench" };
    await this.identify([{ id: OWNER, personal: { name: "Ana Owner", mail } }]);
    const reply = await this.run({ key: "import", command: "account.import", input: opened, deed });
    if (!reply.ok) throw new Error(reply.detail);
    await this.bill({ fromMs: 0, untilMs: 0 }, desk, company);
    await this.ctx.storage.deleteAlarm();
  }

  override async alarm(): Promise<void> {
    if (!this.#opening) await super.alarm();
  }
}

interface OpenedBooks extends AccountBooks {
  open(opened: Json, mail: string, desk: EffectDesk, company: Company): Promise<void>;
}

/** Account ids of a product: a number each. */
const idOf = (product: string, number: number): string =>
  `01999999-${product.slice(-4).padStart(4, "0")}-7000-8000-${number.toString(16).padStart(12, "0")}`;

/**
 * Apiary's Worker; under `/bench/<what>/<product>/<from>/<count>/<time>` accounts are opened that are paid until a time, or
 * called by a bare call each. `/bench/invoices` lists all that there are.
 */
export default {
  async fetch(request, env, ctx) {
    const [, root, what, product = "", from = "0", count = "0", time = "0"] = new URL(request.url).pathname.split("/");
    if (root !== "bench") return apiary.fetch(request, env, ctx);
    if (what === "open") liveYesterday();
    if (what === "invoices") {
      const listed = "select account_id as accountId, number from billing_invoice";
      return Response.json((await env.DB.prepare(listed).all()).results);
    }
    const numbers = Array.from({ length: Number(count) }, (_, index) => Number(from) + index);
    const company = await recentCompany(env.DB, Date.now());
    const desk = new SharedDesk(env, Date.now());
    const answers = await eachBounded(numbers, async (number) => {
      const id = idOf(product, number);
      // The binding's class is the one above, of which the generated types know nothing.
      const books = env.ACCOUNT_BILLING.getByName(id) as unknown as OpenedBooks;
      if (what === "call") return books.record("account", id);
      const opened = importOf(product, number, Number(time));
      return desk.visit(() => books.open(opened, `owner${number}@example.com`, desk, company));
    });
    return Response.json(answers.length);
  },
} satisfies ExportedHandler<Env>;

const importOf = (productId: string, number: number, paidUntilMs: number): Json => ({
  ...{ source: "bench", externalId: String(number) },
  account: { productId, name: `Account ${number}`, ownerId: OWNER, currency: "EUR" },
  subscriptions: [
    {
      ...{ externalId: String(number), paidUntilMs, status: "active", items: [{ quantity: 3, price: PRICE }] },
      collection: { kind: "send-invoice", daysUntilDue: 14 },
    },
  ],
});

const PRICE: Json = {
  ...{ id: "price_team", productId: "shop", planId: "plan_team", name: "Team", currency: "EUR" },
  interval: { unit: "month", count: 1 },
  charge: { kind: "per-unit", unitAmount: "1500" },
  tax: { behaviour: "exclusive", code: "zero" },
};
