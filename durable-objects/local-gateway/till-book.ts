import type { BalanceMovement, GatewayEvent, RefundRequest } from "../../workers/billing/payment/gateway/gateway.ts";
import { DAY_MS, SECOND_MS } from "../../workers/kit/time.ts";
import type { Happening, KeptCharge, KeptDispute, KeptEvent, KeptRefund, TillStore } from "./till-record.ts";

/** What a dispute costs, won or lost, in minor units of the charge's currency. */
export const DISPUTE_FEE = 1_500;
/** How long the bank takes over a dispute. */
const DISPUTE_DAYS = 10;
/** From a payout to its arrival at the bank. */
const PAYOUT_DAYS = 2;
/** A webhook that nobody took is sent again for three days, as Stripe has it, with growing waits. */
const EVENT_TRIES_MAX = 16;
const EVENT_WAIT_MAX_MS = DAY_MS / 4;
const CARD_FEE = { share: 0.029, fixed: 30 };
const DEBIT_FEE = { share: 0.008, most: 500 };

/** What the gateway keeps of an amount: 2.9 percent and 30 of a card, 0.8 percent up to 500 of a bank debit. */
export function feeOf(kind: "card" | "ach-debit", amount: number): number {
  if (kind === "card") return Math.min(amount, Math.round(amount * CARD_FEE.share) + CARD_FEE.fixed);
  return Math.min(Math.round(amount * DEBIT_FEE.share), DEBIT_FEE.most);
}

/** The gateway's own bookkeeping: what money moved, what will happen when, and which webhooks are on their way. */
export class TillBook {
  readonly #store: TillStore;

  constructor(store: TillStore) {
    this.#store = store;
  }

  newId(prefix: string): string {
    const last = (this.#store.find("counter", prefix)?.last ?? 0) + 1;
    this.#store.put("counter", prefix, { last });
    // Ids of one kind sort by age.
    return `${prefix}_${String(last).padStart(9, "0")}`;
  }

  plan(happening: Happening, atMs: number): void {
    this.#store.put("happening", `${happening.what}:${happening.id}`, happening, { dueMs: atMs });
  }

  announce(type: string, subject: GatewayEvent["subject"], atMs: number): void {
    const id = this.newId("levt");
    this.#store.put("event", id, { id, type, subject, createdMs: atMs, attempts: 0 }, { dueMs: atMs });
  }

  /** Keeps a charge as it is now and tells of it, as often and as soon as its card wants it. */
  keep(charge: KeptCharge, type: string, nowMs: number): KeptCharge {
    this.#store.put("charge", charge.id, charge);
    const { webhooks } = charge.scenario;
    const subject = { kind: "charge", reference: charge.id } as const;
    this.announce(type, subject, webhooks === "before-response" ? nowMs : nowMs + SECOND_MS);
    if (webhooks === "twice") this.announce(type, subject, nowMs + 2 * SECOND_MS);
    return charge;
  }

  succeed(charge: KeptCharge, nowMs: number): KeptCharge {
    const { id, amount, scenario } = charge;
    const fee = feeOf(scenario.kind, amount);
    this.#move(charge, { kind: "charge", charge: id, source: id, amount, fee, currency: charge.currency }, nowMs);
    if (scenario.dispute) this.plan({ what: "dispute-opens", id }, nowMs + scenario.dispute.days * DAY_MS);
    const { fraudAfterDays } = scenario;
    if (fraudAfterDays !== undefined) this.plan({ what: "fraud-warned", id }, nowMs + fraudAfterDays * DAY_MS);
    const result = { outcome: "success", reference: id, fee, settledMs: nowMs } as const;
    return this.keep({ ...charge, result }, "charge.succeeded", nowMs);
  }

  refund(charge: KeptCharge, request: RefundRequest): KeptRefund {
    const { key, accountId, amount, currency, nowMs } = request;
    const id = this.newId("lre");
    const result = { outcome: "success", reference: id, settledMs: nowMs } as const;
    const refund: KeptRefund = { id, key, accountId, charge: charge.id, amount, currency, result, createdMs: nowMs };
    this.#store.put("key", key, { id });
    this.#store.put("refund", id, refund);
    this.#store.put("charge", charge.id, { ...charge, refunded: charge.refunded + amount });
    this.#move(charge, { kind: "refund", charge: charge.id, source: id, amount: -amount, fee: 0, currency }, nowMs);
    const days = charge.scenario.refundFailsAfterDays;
    if (days !== null) this.plan({ what: "refund-fails", id }, nowMs + days * DAY_MS);
    this.announce("refund.updated", { kind: "refund", reference: id }, nowMs + SECOND_MS);
    return refund;
  }

  isDisputed(chargeId: string): boolean {
    return this.#store.list("dispute", chargeId).some(({ status }) => status !== "won");
  }

  /** Lets everything happen that is due by a time, each at its own time. */
  advance(nowMs: number): void {
    // One by one: what happens may bring something that is due before the next.
    for (;;) {
      const [next] = this.#store.due("happening", nowMs, 1);
      if (!next) return;
      this.#store.remove("happening", next.id);
      this.#happen(next.record, next.dueMs);
    }
  }

  /** Webhooks that are to be sent by a time. */
  dueEvents(nowMs: number, limit: number): KeptEvent[] {
    return this.#store.due("event", nowMs, limit).map(({ record }) => record);
  }

  /** A webhook was taken, or is to be sent again later. */
  sent(event: KeptEvent, taken: boolean, nowMs: number): void {
    const attempts = event.attempts + 1;
    if (taken || attempts >= EVENT_TRIES_MAX) {
      this.#store.remove("event", event.id);
      return;
    }
    const waitMs = Math.min(2 ** attempts * 5 * SECOND_MS, EVENT_WAIT_MAX_MS);
    this.#store.put("event", event.id, { ...event, attempts }, { dueMs: nowMs + waitMs });
  }

  #happen(happening: Happening, nowMs: number): void {
    if (happening.what === "payout-day") this.#payOut(nowMs);
    else if (happening.what === "payout-arrives") this.#arrive(happening.id, nowMs);
    else if (happening.what === "refund-fails") this.#failRefund(happening.id, nowMs);
    else if (happening.what === "dispute-closes") this.#closeDispute(happening.id, nowMs);
    else this.#happenToCharge(happening, nowMs);
  }

  #happenToCharge(happening: Happening, nowMs: number): void {
    const charge = this.#store.find("charge", happening.id);
    if (!charge) return;
    const waits = charge.result.outcome === "pending" || charge.result.outcome === "requires-action";
    if (happening.what === "dispute-opens") this.#openDispute(charge, nowMs);
    else if (happening.what === "fraud-warned") {
      const type = "radar.early_fraud_warning.created";
      this.announce(type, { kind: "fraud-warning", reference: charge.id }, nowMs + SECOND_MS);
    } else if (happening.what === "debit-returned") {
      const result = { outcome: "failure", reference: charge.id, failure: happening.decline } as const;
      this.keep({ ...charge, result }, "charge.failed", nowMs);
    } else if (waits) this.succeed(charge, nowMs);
  }

  #openDispute(charge: KeptCharge, nowMs: number): void {
    const id = this.newId("ldp");
    const amount = charge.amount - charge.refunded;
    if (amount === 0) return;
    const dispute: KeptDispute = {
      ...{ id, reference: id, charge: charge.id, amount, fee: DISPUTE_FEE, currency: charge.currency },
      ...{ reason: "fraudulent", status: "needs-response", createdMs: nowMs, closedMs: null },
      respondByMs: nowMs + DISPUTE_DAYS * DAY_MS,
      won: charge.scenario.dispute?.won ?? false,
    };
    this.#store.put("dispute", id, dispute, { group: charge.id });
    const moved = { charge: charge.id, source: id, amount: -amount, fee: DISPUTE_FEE, currency: charge.currency };
    this.#move(charge, { kind: "dispute", ...moved }, nowMs);
    this.plan({ what: "dispute-closes", id }, nowMs + DISPUTE_DAYS * DAY_MS);
    this.announce("dispute.created", { kind: "dispute", reference: id }, nowMs + SECOND_MS);
  }

  #closeDispute(id: string, nowMs: number): void {
    const dispute = this.#store.find("dispute", id);
    if (!dispute) return;
    const { won, charge, amount, fee, currency } = dispute;
    const closed: KeptDispute = { ...dispute, status: won ? "won" : "lost", closedMs: nowMs };
    this.#store.put("dispute", id, closed, { group: charge });
    const of = this.#store.find("charge", charge);
    const back = { kind: "dispute-won", charge, source: id, amount, fee: -fee, currency } as const;
    if (won && of) this.#move(of, back, nowMs);
    this.announce("dispute.closed", { kind: "dispute", reference: id }, nowMs + SECOND_MS);
  }

  #failRefund(id: string, nowMs: number): void {
    const refund = this.#store.find("refund", id);
    const charge = refund && this.#store.find("charge", refund.charge);
    if (!refund || !charge) return;
    const failure = {
      code: "expired_or_canceled_card",
      message: "The customer's bank sent the refund back.",
      hard: true,
    };
    this.#store.put("refund", id, { ...refund, result: { outcome: "failure", reference: id, failure } });
    this.#store.put("charge", charge.id, { ...charge, refunded: charge.refunded - refund.amount });
    const { amount, currency } = refund;
    this.#move(charge, { kind: "refund-failure", charge: charge.id, source: id, amount, fee: 0, currency }, nowMs);
    this.announce("refund.failed", { kind: "refund", reference: id }, nowMs + SECOND_MS);
  }

  /** Moves money of the balance, and sees to it that there is a payout at the next midnight (UTC). A test's charge moves none. */
  #move(
    { isTest = false }: KeptCharge,
    moved: Omit<BalanceMovement, "id" | "net" | "original" | "payout" | "createdMs">,
    nowMs: number,
  ): void {
    if (isTest) return;
    const id = this.newId("lbm");
    const movement = { ...moved, id, net: moved.amount - moved.fee, original: null, payout: null, createdMs: nowMs };
    this.#store.put("movement", id, movement, { group: "open" });
    this.#planPayout(nowMs);
  }

  #planPayout(nowMs: number): void {
    this.plan({ what: "payout-day", id: "next" }, (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS);
  }

  /** Pays out what each currency has by then, where it is more than nothing; the rest waits for more. */
  #payOut(nowMs: number): void {
    const all = this.#store.list("movement", "open");
    const open = all.filter(({ createdMs }) => createdMs <= nowMs);
    // Accounts on test clocks bring charges of other days.
    const nextMs = Math.min(...all.flatMap(({ createdMs }) => (createdMs > nowMs ? [createdMs] : [])));
    if (nextMs < Number.POSITIVE_INFINITY) this.#planPayout(nextMs);
    for (const currency of new Set(open.map((each) => each.currency))) {
      const movements = open.filter((each) => each.currency === currency);
      const amount = movements.reduce((sum, { net }) => sum + net, 0);
      if (amount <= 0) continue;
      const id = this.newId("lpo");
      for (const movement of movements) {
        this.#store.put("movement", movement.id, { ...movement, payout: id }, { group: id });
      }
      const arrivalMs = nowMs + PAYOUT_DAYS * DAY_MS;
      const payout = { id, amount, currency, status: "pending", createdMs: nowMs, arrivalMs } as const;
      this.#store.put("payout", id, payout, { group: "all" });
      this.plan({ what: "payout-arrives", id }, arrivalMs);
    }
  }

  #arrive(id: string, nowMs: number): void {
    const payout = this.#store.find("payout", id);
    if (!payout) return;
    this.#store.put("payout", id, { ...payout, status: "paid" }, { group: "all" });
    this.announce("payout.paid", { kind: "payout", reference: id }, nowMs + SECOND_MS);
  }
}
