import { DAY_MS, HOUR_MS } from "../../kit/time.ts";
import { SECOND_ENTITY } from "../company/company-fixture.ts";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import type { SubscriptionItem } from "../subscription/subscription.ts";
import type { UsageEvent } from "../usage/usage-event.ts";
import type { SimulatedAccount } from "./account.ts";
import type { Chance } from "./chance.ts";
import type { Plans, SimulatedCompany } from "./company.ts";
import { METERED, PRICES, pricesOf } from "./price-list.ts";

/** Where customers are, and a tax id of each. */
const BUYERS = [
  { country: "DE", postalCode: "10115", taxId: "DE136695976" },
  { country: "FR", postalCode: "69002", taxId: "FR40303265045" },
  { country: "GR", postalCode: "10431", taxId: "EL094259216" },
  { country: "GB", postalCode: "EC1A 1BB", taxId: "GB980780684" },
  { country: "NL", postalCode: "1011", taxId: "NL00000000000" },
  { country: "US", postalCode: "60601", taxId: null },
];
const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
/** Cards that do all kinds of things, charge by charge; and some that do one for good. */
const CARDS = [
  ...Array.from({ length: 20 }, () => "chance"),
  ...["ok", "ok", "insufficient_funds", "expired_card", "lost_card", "requires_action"],
  ...["requires_action_never", "ach_ok_4", "ach_return_3", "timeout_after_commit", "timeout_before_commit"],
  ...["error_once", "dispute_won_5", "dispute_lost_5", "refund_fails_2", "refund_timeout", "webhooks_reversed"],
];
/** How old an event may be when it comes; a repeat, a correction or something in the future is among them. */
const LATE_MAX_DAYS = 34;

/** What an app used, by event; and when it was told of first. */
export type Used = Map<string, { atMs: number; value: number; cameMs: number }>;

/** An account's life: whatever its people and the company's do, in an order that the seed decides. */
export class Life implements Plans {
  nextMs: number;
  /** The usage that was accepted, by event, as it should count: what billing measures is compared with it. */
  readonly used: Used = new Map();
  account: SimulatedAccount | null = null;
  readonly #id: string;
  readonly #company: SimulatedCompany;
  readonly #chance: Chance;
  #events = 0;

  constructor(id: string, signUpMs: number, company: SimulatedCompany, chance: Chance) {
    this.#id = id;
    this.nextMs = signUpMs;
    this.#company = company;
    this.#chance = chance;
  }

  async act(): Promise<void> {
    const account = this.account;
    if (account) await this.#live(account);
    else this.#signUp();
    this.nextMs += (1 + this.#chance.below(40)) * DAY_MS + this.#chance.below(DAY_MS);
  }

  #signUp(): void {
    const chance = this.#chance;
    const { taxId, ...buyer } = chance.one(BUYERS);
    const address = { line1: "1 Street", line2: "", city: "Town", region: "IL", ...buyer };
    const currency = chance.happens(0.8) ? "EUR" : chance.one(["USD", "JPY"]);
    const account = this.#company.open(this.#id, {
      ...{ currency, timeZone: chance.one(ZONES), address },
      ...(chance.happens(0.3) && { entityId: SECOND_ENTITY.id }),
    });
    this.account = account;
    // Some sign up a second time, and buy nothing: that account is merged into another one.
    if (chance.happens(0.1)) return;
    if (taxId !== null && chance.happens(0.5)) account.run("tax-id.set", { value: taxId });
    if (chance.happens(0.85)) this.#attach(account);
    this.#subscribe(account, chance.happens(0.5) ? 30 : 0);
  }

  /** One thing that somebody does, and what the account's app measured meanwhile. What the rules refuse changes nothing. */
  async #live(account: SimulatedAccount): Promise<void> {
    this.#use(account);
    const { books, id } = account;
    const chance = this.#chance;
    const subscription = books.subscriptions.list().at(-1);
    const subscriptionId = subscription?.id ?? "none";
    const items = subscription?.items ?? [];
    const invoices = books.invoices.list().filter(({ status }) => status !== "draft");
    const invoiceId = chance.happens(0.7)
      ? (invoices.at(-1)?.id ?? "none")
      : (invoices[chance.below(invoices.length + 1)]?.id ?? "none");
    const inDays = (days: number) => account.nowMs + 1 + chance.below(days * DAY_MS);
    const change = (timing: object, wanted: object[]) =>
      account.run("subscription.change", { subscriptionId, items: wanted, ...timing });
    const deeds: (() => unknown)[] = [
      () => this.#attach(account),
      () => change({}, this.#wanted(account, items)),
      () => change({ timing: chance.one(["now", "next-invoice"]) }, this.#wanted(account, items)),
      () =>
        change(
          { timing: chance.one(["now", "next-invoice"]) },
          items.map(({ id, price }) => ({ id, price, quantity: 1 + chance.below(30) })),
        ),
      () => change({ timing: chance.one(["now", null]), atMs: inDays(80) }, this.#wanted(account, items)),
      () =>
        account.run("subscription.unschedule", {
          subscriptionId,
          changeId: subscription?.scheduled.at(-1)?.id ?? "none",
        }),
      () => account.run("subscription.pause", { subscriptionId, resumeAtMs: inDays(100) }),
      () => account.run("subscription.resume", { subscriptionId }),
      () =>
        account.run("subscription.cancel", {
          subscriptionId,
          at: chance.one(["now", "period-end", { atMs: inDays(60) }]),
        }),
      () => account.run("subscription.keep", { subscriptionId }),
      () => this.#subscribe(account, 0),
      () =>
        account.run("subscription.discount", {
          subscriptionId,
          name: "OFF",
          off: this.#off(account),
          invoicesLeft: chance.happens(0.2) ? null : 1 + chance.below(5),
        }),
      () => account.run("waiver.give", { planId: "plan", expiresMs: inDays(200) }),
      () => account.run("waiver.end", { waiverId: books.waivers.list().at(-1)?.id ?? "none" }),
      () => this.#credit(account, invoiceId),
      () => this.#credit(account, invoiceId),
      () => this.#lower(account),
      () => this.#lower(account),
      () => this.#refund(account),
      () => account.run("invoice.void", { id: invoiceId }),
      () => account.run("invoice.write-off", { id: invoiceId }),
      () => account.run("payment.collect", { invoiceId }),
      () => account.run("invoice.create", { lines: [{ description: "Training", amount: 1 + chance.below(50_000) }] }),
      () => account.run("balance.adjust", { amount: chance.below(2_000) - 1_000 || 1 }),
      () => this.#transfer(account),
      () => this.#transfer(account),
      () => this.#moveHouse(account),
      () => account.run("tax-id.set", { value: chance.one(BUYERS).taxId }),
      () => account.run("method.detach", { methodId: books.methods.list().at(-1)?.id ?? "none" }),
      () => this.#handOver(account),
      () => account.run("account.assign", { entityId: chance.one([MAIN_ENTITY, SECOND_ENTITY.id]) }),
      () => chance.happens(0.3) && account.run("account.cancel", {}),
      () => account.run("account.reactivate", { subscriptions: "resume" }),
      () => this.#company.merge(id, chance.one([...this.#company.accounts.keys()])),
    ];
    if (subscription === undefined) {
      await this.#company.merge(id, chance.one([...this.#company.accounts.keys()]));
      return;
    }
    if (subscription?.status === "paused" && chance.happens(0.3))
      account.run("subscription.resume", { subscriptionId });
    if (chance.happens(0.2)) this.#lower(account);
    const gone = books.subscriptions.list().every(({ status }) => status === "cancelled");
    if (gone && chance.happens(0.5)) {
      account.run("account.reactivate", {});
      this.#attach(account);
      this.#subscribe(account, 0);
    }
    await chance.one(deeds)();
  }

  #attach(account: SimulatedAccount): void {
    const chance = this.#chance;
    const token = `tok_${chance.one(CARDS)}~${account.id}~${chance.below(1_000)}`;
    const year = new Date(account.nowMs).getUTCFullYear();
    const expires = { month: 1 + chance.below(12), year: year + chance.below(4) };
    const card = { gateway: "local", token, customer: "cus_1", kind: "card", brand: "test", last4: "4242" };
    account.run("method.attach", { ...card, expires, makeDefault: chance.happens(0.8) });
  }

  #subscribe(account: SimulatedAccount, trialDays: number): void {
    const chance = this.#chance;
    const daysUntilDue = chance.one([0, 14, 30]);
    account.run("subscription.create", {
      items: this.#wanted(account, []).map(({ price, quantity }) => ({ price, quantity })),
      trialDays,
      trialEnd: chance.one(["freeze", "cancel"]),
      minimumAmount: chance.happens(0.1) ? 5_000 : 0,
      collection: chance.happens(0.8) ? { kind: "automatic" } : { kind: "send-invoice", daysUntilDue },
    });
  }

  /** Another price for each item, of one rhythm; now and then an item by usage comes or goes. */
  #wanted(account: SimulatedAccount, items: readonly SubscriptionItem[]) {
    const chance = this.#chance;
    const currency = account.books.account()?.currency ?? "EUR";
    const unit = chance.happens(0.7) ? "month" : "year";
    const licensed = items.find(({ price }) => price.usage.kind === "licensed");
    const first = {
      id: licensed?.id ?? null,
      price: chance.one(pricesOf(PRICES, currency, unit)),
      quantity: 1 + chance.below(20),
    };
    const metered = items.find(({ price }) => price.usage.kind === "metered");
    if (!chance.happens(0.5)) return [first];
    return [first, { id: metered?.id ?? null, price: chance.one(pricesOf(METERED, currency, unit)), quantity: 1 }];
  }

  #off(account: SimulatedAccount) {
    const chance = this.#chance;
    if (chance.happens(0.6)) return { kind: "percent", percent: String(1 + chance.below(100)) };
    return { kind: "amount", amount: 1 + chance.below(3_000), currency: account.books.account()?.currency ?? "EUR" };
  }

  /** Takes a part of an invoice back, to the card, the balance or outside. */
  #credit(account: SimulatedAccount, invoiceId: string): void {
    const chance = this.#chance;
    const invoice = account.books.invoices.get(invoiceId);
    const line = invoice?.lines[chance.below(invoice.lines.length)];
    if (!invoice || !line) return;
    const grossAmount = 1 + chance.below(Math.max(line.amount, 1));
    const post = grossAmount - Math.min(grossAmount, invoice.amountRemaining);
    const refundAmount = chance.happens(0.6) ? Math.min(post, chance.below(post + 1)) : 0;
    const balanceAmount = chance.below(post - refundAmount + 1);
    const settlement = { refundAmount, balanceAmount, outOfBandAmount: post - refundAmount - balanceAmount };
    const lines = [{ invoiceLineId: line.id, grossAmount }];
    account.run("credit-note.issue", { invoiceId, lines, reason: "unsatisfactory", settlement });
  }

  /** Lowers what is open by a note, or takes one back, mostly of those that may be. */
  #lower(account: SimulatedAccount): void {
    const { creditNotes, invoices } = account.books;
    const chance = this.#chance;
    const open = invoices.list().filter(({ status }) => status === "open");
    const notes = creditNotes.list();
    const lowering = notes.filter((note) => note.status === "issued" && open.some(({ id }) => id === note.invoiceId));
    const of = lowering.length > 0 ? lowering : notes;
    if (of !== lowering && open.length > 0) this.#credit(account, chance.one(open).id);
    else account.run("credit-note.void", { id: of[chance.below(of.length)]?.id ?? "none" });
  }

  /** Gives money back of which the sale stands. */
  #refund(account: SimulatedAccount): void {
    const payment = account.books.payments.list().findLast(({ status }) => status === "succeeded");
    if (!payment) return;
    const amount = 1 + this.#chance.below(payment.amount);
    account.run("refund.start", { paymentId: payment.id, creditNoteId: null, amount });
  }

  /** Money that comes by bank, for an open invoice or for none; too little, right or too much; the same twice at times. */
  async #transfer(account: SimulatedAccount): Promise<void> {
    const chance = this.#chance;
    const open = account.books.invoices.list().find(({ status }) => status === "open");
    const transfer = {
      invoiceId: open?.id ?? null,
      amount:
        chance.happens(0.5) && open ? open.amountRemaining : 1 + chance.below((open?.amountRemaining ?? 1_000) * 2),
      currency: account.books.account()?.currency ?? "EUR",
      // Now and then two customers' are recorded by one reference.
      bankReference: `bank-${Math.floor(account.nowMs / DAY_MS)}`,
      bookedMs: account.nowMs - chance.below(2 * DAY_MS),
    };
    await this.#company.bank.came(account.id, transfer);
    if (chance.happens(0.3)) await this.#company.bank.came(account.id, transfer);
  }

  #moveHouse(account: SimulatedAccount): void {
    const { taxId, ...buyer } = this.#chance.one(BUYERS);
    const address = { line1: "2 Street", line2: "", city: "City", region: "NY", ...buyer };
    account.run("account.change", { address, timeZone: this.#chance.one(ZONES) });
    account.run("tax-id.set", { value: this.#chance.happens(0.5) ? taxId : null });
  }

  #handOver(account: SimulatedAccount): void {
    const personId = `person-${1 + this.#chance.below(3)}`;
    account.run("person.add", { personId, role: "admin" });
    account.run("account.transfer", { toPersonId: personId });
  }

  /** Events of the last weeks, among them late ones, repeats, corrections and some that never were. */
  #use(account: SimulatedAccount): void {
    const chance = this.#chance;
    const events = Array.from({ length: chance.below(12) }, (): UsageEvent => {
      const wrong = chance.happens(0.15) ? [...this.used.keys()].at(-1 - chance.below(3)) : undefined;
      const known = wrong === undefined ? undefined : this.used.get(wrong);
      const atMs = known?.atMs ?? account.nowMs - chance.below(chance.happens(0.3) ? LATE_MAX_DAYS * DAY_MS : HOUR_MS);
      const [corrects, cancels] = [wrong ?? null, wrong !== undefined && chance.happens(0.3)];
      const value = String(chance.below(500));
      return { id: `e${++this.#events}`, meterId: "messages", atMs, value, name: null, corrects, cancels };
    });
    const sent = chance.happens(0.2) ? [...events, ...events] : events;
    for (const [index, outcome] of account.recordUsage(sent).entries()) {
      const event = sent[index];
      if (!event || (outcome !== "accepted" && outcome !== "late")) continue;
      const [id, cameMs] = [event.corrects ?? event.id, this.used.get(event.corrects ?? "")?.cameMs ?? account.nowMs];
      if (event.cancels && event.corrects !== null) this.used.delete(id);
      else this.used.set(id, { atMs: event.atMs, value: Number(event.value), cameMs });
    }
  }
}
