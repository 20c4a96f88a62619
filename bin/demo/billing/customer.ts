import type { Access } from "../project.ts";
import { apiCall, consoleCall } from "./access.ts";
import { planOf } from "./catalogue.ts";

export interface Opening {
  name: string;
  currency: "EUR" | "USD";
  country: string;
  tags: string[];
  clockMs: number;
}

interface Invoice {
  id: string;
  number: string | null;
  status: string;
  amountRemaining: number;
  currency: string;
  lines: { id: string; amount: number }[];
}

/** A customer of the demo, whose time a test clock moves: what happens to it is dated as if it had happened then. */
export class Customer {
  readonly id: string;
  readonly opening: Opening;
  readonly #access: Access;
  #clockMs: number;
  #methodId: string | null = null;
  subscription = "";
  items: { id: string; price: { id: string }; quantity: number }[] = [];

  private constructor(access: Access, id: string, opening: Opening) {
    this.#access = access;
    this.id = id;
    this.opening = opening;
    this.#clockMs = opening.clockMs;
  }

  static async open(access: Access, opening: Opening): Promise<Customer> {
    const { name, currency, country, tags, clockMs } = opening;
    const address = { line1: "1 Main Street", line2: "", city: "Town", region: "", postalCode: "10115", country };
    const owner = { name: `Owner of ${name}`, mail: `owner@${name.toLowerCase()}.example` };
    const body = { productId: "shop", name, currency, tags, address, clockMs, owner };
    const { id } = await apiCall<{ id: string }>(access, "POST", "/accounts", body);
    return new Customer(access, id, opening);
  }

  get nowMs(): number {
    return this.#clockMs;
  }

  /** Lets its time pass until a moment. */
  async pass(toMs: number): Promise<void> {
    if (toMs <= this.#clockMs) return;
    await this.#own("POST", "/test_clock", { toMs });
    this.#clockMs = toMs;
  }

  /** From now on its time is everyone's. */
  async live(): Promise<void> {
    await this.#own("DELETE", "/test_clock");
  }

  /** Takes another card in the place of the one before. */
  async attach(token: string): Promise<void> {
    const expires = { month: 12, year: 2030 };
    const card = { gateway: "local", token: `tok_${token}~${this.id}`, customer: `lcu_${this.id}`, expires };
    const seen = { kind: "card", brand: "visa", last4: "4242", makeDefault: true };
    const { method } = await this.#own<{ method: { id: string } }>("POST", "/payment_methods", { ...card, ...seen });
    if (this.#methodId !== null) await apiCall(this.#access, "POST", `/payment_methods/${this.#methodId}/detach`);
    this.#methodId = method.id;
  }

  async subscribe(prices: [price: string, quantity: number][], more: object = {}): Promise<void> {
    const items = prices.map(([price, quantity]) => ({ price, quantity }));
    const made = await this.#own<{ subscription: { id: string; items: Customer["items"] } }>(
      ...(["POST", "/subscriptions", { items, ...more }] as const),
    );
    this.subscription = made.subscription.id;
    this.items = made.subscription.items;
  }

  /** Changes the first item: another quantity, or another price. */
  async change(quantity: number, price?: string): Promise<void> {
    const items = this.items.map(({ id, ...item }, at) =>
      at === 0
        ? { id, price: price ?? item.price.id, quantity }
        : { id, price: item.price.id, quantity: item.quantity },
    );
    const made = await this.#sub<{ subscription: { items: Customer["items"] } }>("", { items });
    this.items = made.subscription.items;
  }

  cancel = (at: "now" | "period-end") => this.#sub("/cancel", { at, reason: "Asked to leave" });
  pause = (days: number) => this.#sub("/pause", { resumeAtMs: this.#clockMs + days * 86_400_000 });
  discount = (name: string, percent: string, invoicesLeft: number) =>
    this.#sub("/discounts", { name, off: { kind: "percent", percent }, invoicesLeft });
  comp = async (planName: string, days: number) =>
    this.#own("POST", "/waivers", {
      ...{ planId: await planOf(this.#access, planName), planName, expiresMs: this.#clockMs + days * 86_400_000 },
      reason: "Speaks about us at conferences",
    });

  /** Bills something by hand. */
  bill = (description: string, amount: number) =>
    this.#own<Invoice>("POST", "/invoices", {
      lines: [{ description, amount }],
      collection: { kind: "send-invoice", daysUntilDue: 14 },
    });

  /** Tells a meter what was used since yesterday. */
  async use(meter: string, value: number): Promise<void> {
    const id = `${this.id}:${meter}:${this.#clockMs}`;
    const events = [{ id, accountId: this.id, meter, atMs: this.#clockMs, value: String(Math.round(value)) }];
    await apiCall(this.#access, "POST", "/usage", { events });
  }

  async invoices(status: string): Promise<Invoice[]> {
    const { data } = await this.#own<{ data: Invoice[] }>("GET", "/invoices?limit=100");
    return data.filter((invoice) => invoice.status === status);
  }

  /** Takes a part of the newest paid invoice back: to the card, or onto the balance. */
  async credit(share: number, to: "card" | "balance"): Promise<void> {
    const [invoice] = await this.invoices("paid");
    const line = invoice?.lines[0];
    if (!invoice || !line) return;
    const grossAmount = Math.max(Math.round(line.amount * share), 1);
    const refundAmount = to === "card" ? grossAmount : 0;
    await this.#own("POST", "/credit_notes", {
      ...{ invoiceId: invoice.id, lines: [{ invoiceLineId: line.id, grossAmount }], memo: "Three days without search" },
      settlement: { refundAmount, balanceAmount: grossAmount - refundAmount, outOfBandAmount: 0 },
      reason: "unsatisfactory",
    });
  }

  /** What the customer's bank sends for each open invoice. */
  async transfer(): Promise<void> {
    for (const { id, number, amountRemaining: amount, currency } of await this.invoices("open")) {
      await consoleCall(this.#access, "POST", "/payments/transfers", {
        ...{
          accountId: this.id,
          amount,
          currency,
          text: number ?? "",
          bankReference: `bank-${id}`,
          bookedMs: this.#clockMs,
        },
      });
    }
  }

  voidOpen = () => this.#eachOpen("void");
  writeOff = () => this.#eachOpen("mark_uncollectible");

  note = (text: string) =>
    consoleCall(this.#access, "POST", `/accounts/${this.id}/commands`, { command: "note.add", input: { text } });

  async #eachOpen(verb: string): Promise<void> {
    for (const { id } of await this.invoices("open"))
      await apiCall(this.#access, "POST", `/invoices/${id}/${verb}`, { reason: "Agreed with the customer" });
  }

  #own<Answer = unknown>(method: string, path: string, body?: object): Promise<Answer> {
    return apiCall<Answer>(this.#access, method, `/accounts/${this.id}${path}`, body);
  }

  #sub<Answer = unknown>(path: string, body: object): Promise<Answer> {
    return apiCall<Answer>(this.#access, "POST", `/subscriptions/${this.subscription}${path}`, body);
  }
}
